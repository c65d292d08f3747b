using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SurrogateEngine.Trainers;

/// <summary>The *.surrogate file: card.json, plan.json, weights.safetensors and, in a finished one, design.safetensors in one <see cref="Bundle"/>.</summary>
static class SurrogateFile
{
    const string CardName = "card.json", PlanName = "plan.json", WeightsName = "weights.safetensors", DesignName = "design.safetensors";

    static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        IgnoreReadOnlyProperties = true,
        RespectNullableAnnotations = true,
        WriteIndented = true,
        NewLine = "\n",
    };

    public static void Write(string path, SurrogateCard card, TrainingPlan plan, IReadOnlyList<NamedArray> weights, NamedArray? design = null)
    {
        var parts = new Dictionary<string, byte[]>
        {
            [CardName] = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(card, Options) + "\n"),
            [PlanName] = Encoding.UTF8.GetBytes(plan.ToJson()),
            [WeightsName] = SafeTensors.Write(weights),
        };
        if (design is not null) parts[DesignName] = SafeTensors.Write([design]);
        Bundle.Write(path, parts);
    }

    public static (SurrogateCard Card, TrainingPlan Plan, IReadOnlyList<NamedArray> Weights, NamedArray? Design) Read(string path)
    {
        var entries = Bundle.Read(path);
        // Before anything else: a newer format may keep its parts and sums in another way.
        if (entries.TryGetValue(CardName, out var text)) RefuseNewer(text, path);
        bool hasDesign = entries.ContainsKey(DesignName);
        Bundle.Verify(entries, [CardName, PlanName, WeightsName, .. hasDesign ? (string[])[DesignName] : []], path);
        var card = ReadCard(text!, path);
        var plan = TrainingPlan.FromJson(Encoding.UTF8.GetString(entries[PlanName]), $"{path}, {PlanName}");
        var design = hasDesign ? SafeTensors.Read(entries[DesignName], path).FirstOrDefault() : null;
        if (design is not null && (design.Shape.Length != 2 || design.Shape[0] < 1 || design.Shape[1] != card.Space.Parameters.Count))
            throw new RefusedException($"{path}: its {DesignName} does not fit the parameters of its card: copy the file again or train anew.");
        return (card, plan, SafeTensors.Read(entries[WeightsName], path), design);
    }

    static void RefuseNewer(byte[] text, string path)
    {
        try
        {
            using var card = JsonDocument.Parse(text);
            int format = card.RootElement.GetProperty("format").GetInt32();
            if (format > SurrogateCard.CurrentFormat)
                throw new RefusedException($"{path}: the file has format {format} and this software reads up to {SurrogateCard.CurrentFormat}: update the software.");
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
                && (card.Confidence is not { } bands || (bands.Scale.Count == points && bands.Levels.All(level => level.Pointwise.Count == points)));
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
