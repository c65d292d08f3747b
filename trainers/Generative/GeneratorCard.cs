using System.Text.Json.Serialization;

namespace SurrogateEngine.Trainers;

/// <summary>What a generator says of itself.</summary>
public sealed record GeneratorCard
{
    /// <summary>Format this software reads and writes; any other is refused.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Format of the file.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>Version of the software that trained it.</summary>
    public required string Software { get; init; }

    /// <summary>vae or gan.</summary>
    public required string Kind { get; init; }

    /// <summary>Designs that it generates, over their ranges, and the curves it is asked with.</summary>
    public required CurveSpace Space { get; init; }

    /// <summary>How curves are scaled on their way in.</summary>
    public required CurveScaling Curves { get; init; }

    /// <summary>Designs it was trained on.</summary>
    public required int TrainingDesigns { get; init; }

    /// <summary>Epochs after which the kept weights were taken.</summary>
    public int BestEpoch { get; init; }

    /// <summary>How it does on designs held out; null in one that is still in training.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GeneratorEvaluation? Evaluation { get; init; }

    /// <summary>Hash of the data set; empty if there was none.</summary>
    public string DatasetHash { get; init; } = "";

    /// <summary>SHA-256 of the numbers it was trained on.</summary>
    public string ContentHash { get; init; } = "";

    /// <summary>Hash of the plan in the same file.</summary>
    public string PlanHash { get; init; } = "";
}

/// <summary>A generator beside designs that it has not learned, one generated for the curve of each.</summary>
/// <param name="Designs">Designs held out.</param>
/// <param name="EnergyDistance">Between both samples of designs with their curves; 0 where they are alike.</param>
/// <param name="LargestKolmogorovSmirnov">Of the distributions of the varied parameters, that which differs most.</param>
public sealed record GeneratorEvaluation(int Designs, double EnergyDistance, double LargestKolmogorovSmirnov)
{
    /// <summary>Of a vae: error with which a design comes back from its latent variables, root mean square, as a share of each parameter's
    /// range on its scale.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Reconstruction { get; init; }

    /// <summary>Of a vae: Kullback-Leibler divergence of the latent variables from the prior, nats a design; 0 would mean that they say
    /// nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? KullbackLeibler { get; init; }

    /// <summary>Of a gan: probability that the critic scores a true design above a generated one; a half where it cannot tell them
    /// apart.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? CriticAuc { get; init; }
}
