using System.Text.Json;

namespace SurrogateEngine.Trainers;

/// <summary>The keys of a plan's JSON and what each may hold.</summary>
static class PlanKeys
{
    /// <summary>Keys of a plan or of a part of it, as JSON has them.</summary>
    public static IEnumerable<string> Of(Type plan) => plan.GetProperties().Select(property => Key(property.Name));

    /// <summary>What must stand at a place of a plan's JSON, for a refusal.</summary>
    /// <param name="path">The place as the parser names it, such as <c>$.stepBudget[0].at</c>.</param>
    public static string Wanted(string path)
    {
        Type? type = typeof(TrainingPlan);
        foreach (string step in path.Split('.', '[').Skip(1))
        {
            type = type.IsGenericType
                ? type.GetGenericArguments()[^1]
                : type.GetProperties().FirstOrDefault(property => Key(property.Name) == step)?.PropertyType;
            if (type is null)
                return "a plan has no such key; leave it out";
        }
        return $"this must be {InWords(type)}";
    }

    static string Key(string property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property);

    static string InWords(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Int32 or TypeCode.Int64 => "a whole number, written in digits alone",
        TypeCode.Double => "a number",
        TypeCode.Boolean => "true or false",
        TypeCode.String => "a text in quotes",
        _ => type.IsGenericType && type.GetGenericArguments().Length == 1 ? "a list, [ ... ]" : "an object, { ... }",
    };
}
