using System.Text.Json.Serialization;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Trainers;

/// <summary>Everything a surrogate says of itself: what it maps, how well, and where it comes from.</summary>
public sealed record SurrogateCard
{
    /// <summary>Format this software reads and writes; any other is refused.</summary>
    public const int CurrentFormat = 3;

    /// <summary>Format of the file.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>Version of the software that trained it.</summary>
    public required string Software { get; init; }

    /// <summary>What it maps.</summary>
    public required CurveSpace Space { get; init; }

    /// <summary>Transform of each output: raw, log or cloglog.</summary>
    public required IReadOnlyList<string> Transforms { get; init; }

    /// <summary>Mean of the transformed training curves, shape [outputs, times].</summary>
    public required IReadOnlyList<float> Mean { get; init; }

    /// <summary>Standard deviation of the transformed training curves, shape [outputs, times].</summary>
    public required IReadOnlyList<float> Deviation { get; init; }

    /// <summary>Points at which all training curves had one and the same value, as at time zero: the surrogate gives exactly this there. By
    /// place in the curve.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<int, float>? Constants { get; init; }

    /// <summary>Ranges by which its inputs are scaled, where these are not the trained ones but those of a surrogate it started
    /// from.</summary>
    public IReadOnlyList<Parameter>? ScaledBy { get; init; }

    /// <summary>The surrogate it started from, if any.</summary>
    public SurrogateOrigin? Origin { get; init; }

    /// <summary>Error over the held-out test curves; null if there were none.</summary>
    public ErrorSummary? Test { get; init; }

    /// <summary>Error over the validation curves, by which the weights were chosen.</summary>
    public ErrorSummary? Validation { get; init; }

    /// <summary>Bands around its predictions; null if too few curves were kept apart to measure them.</summary>
    public Confidence? Confidence { get; init; }

    /// <summary>Where it may be asked; null in files of older versions.</summary>
    public Applicability? Applicability { get; init; }

    /// <summary>Curves it was trained on.</summary>
    public long TrainingCurves { get; init; }

    /// <summary>Epochs after which the kept weights were taken.</summary>
    public int BestEpoch { get; init; }

    /// <summary>Hash of the data set; empty if there was none.</summary>
    public string DatasetHash { get; init; } = "";

    /// <summary>SHA-256 of the numbers it was trained, validated and tested on.</summary>
    public string ContentHash { get; init; } = "";

    /// <summary>Hash of the plan in the same file.</summary>
    public string PlanHash { get; init; } = "";

    /// <summary>Who took the training's steps: fused (our own kernels) or torch (the tensor library); null in files of older
    /// versions.</summary>
    public string? TrainingStep { get; init; }
}
