using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SurrogateEngine.Trainers;

/// <summary>The *.surrogate file: card.json, plan.json, weights.safetensors and, in a finished one, reference.safetensors in one <see
/// cref="Bundle"/>.</summary>
static class SurrogateFile
{
    const string CardName = "card.json", PlanName = "plan.json", WeightsName = "weights.safetensors",
        ReferenceName = "reference.safetensors";

    /// <summary>How cards are written.</summary>
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        IgnoreReadOnlyProperties = true,
        RespectNullableAnnotations = true,
        WriteIndented = true,
        NewLine = "\n",
    };

    public static void Write(string path, SurrogateCard card, TrainingPlan plan, IReadOnlyList<NamedArray> weights,
        NamedArray? reference = null)
    {
        var parts = new Dictionary<string, byte[]>
        {
            [CardName] = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(card, Options) + "\n"),
            [PlanName] = Encoding.UTF8.GetBytes(plan.ToJson()),
            [WeightsName] = SafeTensors.Write(weights),
        };
        if (reference is not null)
            parts[ReferenceName] = SafeTensors.Write([reference]);
        Bundle.Write(path, parts);
    }

    public static (SurrogateCard Card, TrainingPlan Plan, IReadOnlyList<NamedArray> Weights, NamedArray? ReferenceSet) Read(string path)
    {
        var entries = Bundle.Read(path);
        // Before anything else: a newer format may keep its parts and sums in another way.
        if (entries.TryGetValue(CardName, out var text))
            RefuseOther(text, path);
        bool hasReference = entries.ContainsKey(ReferenceName);
        Bundle.Verify(entries, [CardName, PlanName, WeightsName, .. hasReference ? (string[])[ReferenceName] : []], path);
        var card = ReadCard(text!, path);
        var plan = TrainingPlan.FromJson(Encoding.UTF8.GetString(entries[PlanName]), $"{path}, {PlanName}");
        var reference = hasReference ? SafeTensors.Read(entries[ReferenceName], path).FirstOrDefault() : null;
        if (reference is not null && (reference.Shape.Length != 2 || reference.Shape[0] < 1
            || reference.Shape[1] != card.Space.Parameters.Count))
            throw new RefusedException(
                $"{path}: its {ReferenceName} does not fit the parameters of its card: copy the file again or train anew.");
        return (card, plan, SafeTensors.Read(entries[WeightsName], path), reference);
    }

    /// <summary>What a file is that is no surrogate, by a name that only its card has; null where it may be one.</summary>
    static string? OtherKind(JsonElement card) => card.ValueKind != JsonValueKind.Object ? null
        : card.TryGetProperty("learner", out _) ? "a model of a table and no surrogate; use it with surrogate table predict, or surrogate explain and --data"
        : card.TryGetProperty("training_designs", out _) ? "a generator of designs and no surrogate; use it with surrogate generate"
        : card.TryGetProperty("algorithm", out _) ? "a policy and no surrogate; train one with surrogate train"
        : null;

    static void RefuseOther(byte[] text, string path)
    {
        try
        {
            using var card = JsonDocument.Parse(text);
            if (OtherKind(card.RootElement) is { } other)
                throw new RefusedException($"{path}: this is {other}.");
            int format = card.RootElement.GetProperty("format").GetInt32();
            if (format > SurrogateCard.CurrentFormat)
                throw new RefusedException(
                    $"{path}: the file has format {format} and this software reads up to {SurrogateCard.CurrentFormat}: update the software.");
            if (format < SurrogateCard.CurrentFormat)
                throw new RefusedException(
                    $"{path}: the file has format {format} and this software reads format {SurrogateCard.CurrentFormat}: train it anew with surrogate train.");
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Damaged(path, "names no format", wrong);
        }
    }

    static SurrogateCard ReadCard(byte[] text, string path)
    {
        try
        {
            var card = JsonSerializer.Deserialize<SurrogateCard>(text, Options)!;
            int points = card.Space.Points;
            bool fits = card.Transforms.Count == card.Space.Outputs.Count && card.Transforms.All(CurveTransform.All.Names.Contains)
                && card.Mean.Count == points && card.Deviation.Count == points
                && (card.Confidence is not { } bands || (bands.Scale.Count == points
                    && bands.Levels.All(level => level.Pointwise.Count == points)));
            return fits ? card : throw Damaged(path, "gives a transform or a band that does not fit its outputs and times");
        }
        catch (JsonException wrong)
        {
            throw Damaged(path, "does not have the form of a card", wrong);
        }
    }

    static RefusedException Damaged(string path, string what, Exception? cause = null) =>
        new($"{path}: its {CardName} {what}: copy the file again or train anew.", cause);
}
