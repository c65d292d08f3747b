using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace SurrogateEngine.Trainers;

/// <summary>What a policy says of itself.</summary>
public sealed record PolicyCard
{
    /// <summary>Format this software reads and writes; any other is refused.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Format of the file.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>Version of the software that trained it.</summary>
    public required string Software { get; init; }

    /// <summary>ppo or sac.</summary>
    public required string Algorithm { get; init; }

    /// <summary>The task that it was trained for, in words that its maker can read again.</summary>
    public required JsonObject Task { get; init; }

    /// <summary>Numbers that it sees.</summary>
    public required BoxSpace Observations { get; init; }

    /// <summary>Choices that it has; 0 where actions are points of <see cref="Box"/>.</summary>
    public required int Choices { get; init; }

    /// <summary>The box of its actions; null where they are choices.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BoxSpace? Box { get; init; }

    /// <summary>Environment steps that it learned from.</summary>
    public long Steps { get; init; }

    /// <summary>Mean return of the episodes that chose the weights.</summary>
    public double MeanReturn { get; init; }

    /// <summary>Hash of the plan in the same file.</summary>
    public string PlanHash { get; init; } = "";

    /// <summary>What it may do.</summary>
    [JsonIgnore]
    public ActionSpace ActionSpace => Box is { } box ? ActionSpace.Continuous(box) : ActionSpace.Discrete(Choices);
}

/// <summary>The *.policy file: card.json, plan.json and weights.safetensors in one <see cref="Bundle"/>.</summary>
sealed record PolicyFile(PolicyCard Card, TrainingPlan Plan, IReadOnlyList<NamedArray> Weights)
{
    const string CardName = "card.json", PlanName = "plan.json", WeightsName = "weights.safetensors";

    /// <summary>Replaces the file at once.</summary>
    public void Write(string path) => Bundle.Write(path, new Dictionary<string, byte[]>
    {
        [CardName] = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(Card, SurrogateFile.Options) + "\n"),
        [PlanName] = Encoding.UTF8.GetBytes(Plan.ToJson()),
        [WeightsName] = SafeTensors.Write(Weights),
    });

    /// <exception cref="RefusedException">Missing, damaged or of another kind; the message is for a person.</exception>
    public static PolicyFile Read(string path)
    {
        var entries = Bundle.Read(path);
        Bundle.Verify(entries, [CardName, PlanName, WeightsName], path);
        TrainingPlan plan = TrainingPlan.FromJson(Encoding.UTF8.GetString(entries[PlanName]), $"{path}, {PlanName}");
        if (plan.Policy is null)
            throw new RefusedException($"{path}: this holds no policy; train one with surrogate train --task policy.");
        try
        {
            PolicyCard card = JsonSerializer.Deserialize<PolicyCard>(entries[CardName], SurrogateFile.Options)!;
            if (card.Format != PolicyCard.CurrentFormat)
                throw new RefusedException($"{path}: the file has format {card.Format} and this software reads format {PolicyCard.CurrentFormat}: train it anew with surrogate train.");
            return new(card, plan, SafeTensors.Read(entries[WeightsName], path));
        }
        catch (JsonException wrong)
        {
            throw new RefusedException($"{path}: its {CardName} does not have the form of a policy's card: copy the file again or train anew.", wrong);
        }
    }
}
