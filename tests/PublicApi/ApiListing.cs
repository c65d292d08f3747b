using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace SurrogateEngine.Tests.PublicApi;

/// <summary>Lists what an assembly shows to others: one line a type, one line a member, sorted.</summary>
static class ApiListing
{
    const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().Where(type => !IsGenerated(type))
            .OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(ApiText.Heading(type)).Append('\n');
            foreach (string member in Members(type).Order(StringComparer.Ordinal))
                text.Append("    ").Append(member).Append('\n');
        }

        return text.ToString();
    }

    static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name))}");
        if (typeof(Delegate).IsAssignableFrom(type))
            return [ApiText.Of(type.GetMethod("Invoke")!)];
        return type.GetMembers(Declared).Where(member => IsVisible(member) && !IsGenerated(member) && !IsOfRecords(member)
            && !IsOverride(member)).Select(ApiText.Of);
    }

    static bool IsVisible(MemberInfo member) => member switch
    {
        MethodInfo { IsSpecialName: true } method when !method.Name.StartsWith("op_", StringComparison.Ordinal) => false,
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(true).Any(IsVisibleAccessor),
        EventInfo @event => IsVisibleAccessor(@event.AddMethod!),
        _ => false,
    };

    static bool IsVisibleAccessor(MethodInfo accessor) => accessor.IsPublic || accessor.IsFamily || accessor.IsFamilyOrAssembly;

    /// <summary>Its base already shows it.</summary>
    static bool IsOverride(MemberInfo member) => member switch
    {
        MethodInfo method => method.GetBaseDefinition() != method,
        PropertyInfo property => property.GetAccessors(true).All(accessor => accessor.GetBaseDefinition() != accessor),
        _ => false,
    };

    static bool IsGenerated(MemberInfo member) =>
        member.IsDefined(typeof(CompilerGeneratedAttribute), false) || member.Name.Contains('<');

    /// <summary>What every record has without anyone having written it.</summary>
    static bool IsOfRecords(MemberInfo member) => member switch
    {
        MethodInfo method =>
            method.Name is "Equals" or "GetHashCode" or "ToString" or "PrintMembers" or "Deconstruct" or "op_Equality" or "op_Inequality",
        PropertyInfo property => property.Name == "EqualityContract",
        ConstructorInfo constructor => constructor.GetParameters() is [{ } only] && only.ParameterType == constructor.DeclaringType,
        _ => false,
    };
}
