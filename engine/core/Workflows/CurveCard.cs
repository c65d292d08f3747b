using SurrogateEngine.Explain;
using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;
using static SurrogateEngine.NumberText;

namespace SurrogateEngine.Workflows;

/// <summary>The model card of a surrogate of release curves.</summary>
static class CurveCard
{
    /// <summary>The card; null of a mechanistic model, whose own page says what it rests on.</summary>
    public static ModelCard? Of(DesignModels models, string file)
    {
        if (models.Card is not { } card)
            return null;
        CurveSpace space = card.Space;
        return new()
        {
            Purpose = $"Predicts the curves of the model {space.Model} for formulations within the ranges below, {Short(space.Times[^1])} {space.TimeUnit} long. It stands for that model and for no measurement: how well the model explains one is what surrogate fit tells.",
            Data =
            [
                ("surrogate", $"{Path.GetFileName(file)}, SHA-256 {Provenance.HashOf(file)}"), ("model", $"{space.Model} version {space.ModelVersion}"),
                ("training curves", Count(card.TrainingCurves)), ("data set", card.DatasetHash.Length > 0 ? $"SHA-256 {card.DatasetHash}" : "simulated while learning"),
                ("numbers learned from", $"SHA-256 {card.ContentHash}"), ("plan", $"SHA-256 {card.PlanHash}"), ("software", card.Software),
            ],
            Split = "Formulations are split into training, validation, calibration and test parts by a hash of their row, before anything is learned; the weights were chosen by the validation part, bands by the calibration part, and the errors below are of the test part alone.",
            Errors = card.Test is not { } test ? [("test", "no curves were held out")] :
            [
                ("test curves", Count(test.Curves)), ("mean relative L2 error", Percent(test.RelL2Mean)), ("99 % below", Percent(test.RelL2P99)),
                ("largest", Percent(test.RelL2Max)), .. card.Confidence is { } confidence ? confidence.Levels
                    .Where(level => level.MeasuredWholeCurve is not null)
                    .Select(level => ($"whole curves in the band of {Percent(level.Coverage)}", Percent(level.MeasuredWholeCurve!.Value))) : [],
            ],
            Ranges = [.. space.Parameters.Select(parameter => (parameter.Name, Range(parameter)))],
            Limits =
            [
                "Outside of these ranges, or farther from what was learned than any formulation it was checked on, predictions are flagged (in_range, applicable) and must not be relied on.",
                card.Test is null ? "No curves were held out, so its error is not known." : "Errors are averages over the ranges; a corner of them may be worse: the largest error is printed above.",
                "Bias by group does not apply: formulations are drawn evenly over the ranges, and there are no groups of them.",
            ],
        };
    }

    static string Range(Parameter parameter)
    {
        string unit = parameter.Unit.Length > 0 ? " " + parameter.Unit : "";
        return parameter.High > parameter.Low ? $"{Digits(parameter.Low, 4)} to {Digits(parameter.High, 4)}{unit}{(parameter.Scale == Scale.Log ? ", even in the logarithm" : "")}"
            : $"held at {Digits(parameter.Low, 4)}{unit}";
    }
}
