using System.Reflection;

namespace SurrogateEngine.Trainers;

/// <summary>Fills in a surrogate's card.</summary>
static class CardMaker
{
    /// <summary>Version of this software.</summary>
    static readonly string Software =
        typeof(CardMaker).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>The card of a run's best weights so far, before anybody looked at the test curves.</summary>
    public static SurrogateCard Unevaluated(TrainingRun run, TrainingData data) => new()
    {
        Software = Software,
        Space = data.Space,
        Transforms = data.Transform.Names,
        Mean = data.Transform.Mean,
        Deviation = data.Transform.Deviation,
        Constants = data.Constants,
        ScaledBy = data.WarmStart?.ScaledBy,
        Origin = data.WarmStart?.Origin,
        TrainingCurves = data.CurvesIn(run.State.Step),
        BestEpoch = run.State.BestEpoch,
        DatasetHash = data.DatasetHash,
        ContentHash = data.ContentHash,
        PlanHash = run.Used.Hash(),
        TrainingStep = run.StepBy,
    };

    /// <summary>The surrogate of a run's best weights, tested on the validation and test curves.</summary>
    public static Surrogate Evaluated(TrainingRun run, TrainingData data)
    {
        var card = Unevaluated(run, data);
        using var draft = new Surrogate(card, run.Used, run.Best, "this training");
        card = card with
        {
            Validation = Evaluation.Of(draft, data.Validation).Summary,
            Test = data.Test.Count > 0 ? Evaluation.Of(draft, data.Test).Summary : null,
            Confidence = Calibration.Of(draft, data.Validation, data.Calibration, data.Test),
            Applicability = ApplicabilityDomain(data),
        };
        return new Surrogate(card, run.Used, run.Best, "this training", data.ReferenceSet);
    }

    static Applicability ApplicabilityDomain(TrainingData data)
    {
        var scaled = new float[data.Validation.Parameters.Length];
        data.Scaling.Scale(data.Validation.Parameters.Span, scaled);
        return new((int)data.ReferenceSet.Rows.Shape[0], TrainingReferenceSet.Neighbors, data.ReferenceSet.Distances(scaled).Max());
    }
}
