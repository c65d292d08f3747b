using System.Text;
using System.Text.Json;

namespace SurrogateEngine.Trainers;

/// <summary>The *.generator file: card.json, plan.json, weights.safetensors and reference.safetensors (training designs with their curves)
/// in one <see cref="Bundle"/>.</summary>
/// <param name="Card">What it says of itself.</param>
/// <param name="Plan">The plan it was trained by.</param>
/// <param name="Weights">Of the network that generates.</param>
/// <param name="Designs">Training designs, scaled, shape [rows, varied].</param>
/// <param name="Curves">The first output's curves of them, shape [rows, times].</param>
sealed record GeneratorFile(GeneratorCard Card, TrainingPlan Plan, IReadOnlyList<NamedArray> Weights, NamedArray Designs, NamedArray Curves)
{
    const string CardName = "card.json", PlanName = "plan.json", WeightsName = "weights.safetensors",
        ReferenceName = "reference.safetensors";

    /// <summary>Replaces the file at once.</summary>
    public void Write(string path) => Bundle.Write(path, new Dictionary<string, byte[]>
    {
        [CardName] = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(Card, SurrogateFile.Options) + "\n"),
        [PlanName] = Encoding.UTF8.GetBytes(Plan.ToJson()),
        [WeightsName] = SafeTensors.Write(Weights),
        [ReferenceName] = SafeTensors.Write([Designs, Curves]),
    });

    /// <exception cref="RefusedException">Missing, damaged or of another kind; the message is for a person.</exception>
    public static GeneratorFile Read(string path)
    {
        var entries = Bundle.Read(path);
        Bundle.Verify(entries, [CardName, PlanName, WeightsName, ReferenceName], path);
        TrainingPlan plan = TrainingPlan.FromJson(Encoding.UTF8.GetString(entries[PlanName]), $"{path}, {PlanName}");
        if (plan.Generator is null)
            throw new RefusedException($"{path}: this is a surrogate and no generator; train one with surrogate train --task vae.");
        GeneratorCard card = ReadCard(entries[CardName], path);
        IReadOnlyList<NamedArray> reference = SafeTensors.Read(entries[ReferenceName], path);
        int varied = card.Space.Parameters.Count(parameter => parameter.Low < parameter.High);
        if (reference is not [{ Shape: [var rows, var columns] } designs, { Shape: [var same, var points] } curves]
            || rows != same || rows < 1 || columns != varied || points != card.Space.Times.Count)
            throw new RefusedException($"{path}: its {ReferenceName} does not fit its card: copy the file again or train anew.");
        return new(card, plan, SafeTensors.Read(entries[WeightsName], path), designs, curves);
    }

    static GeneratorCard ReadCard(byte[] text, string path)
    {
        try
        {
            GeneratorCard card = JsonSerializer.Deserialize<GeneratorCard>(text, SurrogateFile.Options)!;
            if (card.Format != GeneratorCard.CurrentFormat)
                throw new RefusedException($"{path}: the file has format {card.Format} and this software reads format {GeneratorCard.CurrentFormat}: train it anew with surrogate train.");
            return card.Curves.Mean.Count == card.Space.Times.Count && card.Curves is { Deviation: > 0, Unit: > 0 } ? card
                : throw new RefusedException($"{path}: its {CardName} scales other curves than it names: copy the file again or train anew.");
        }
        catch (JsonException wrong)
        {
            throw new RefusedException($"{path}: its {CardName} does not have the form of a generator's card: copy the file again or train anew.", wrong);
        }
    }
}
