using System.Reflection;

namespace SurrogateEngine.Trainers;

/// <summary>Fills in a surrogate's card.</summary>
static class CardMaker
{
    /// <summary>Version of this software.</summary>
    public static readonly string Software =
        typeof(CardMaker).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>The card of a run's best weights so far, before anybody looked at the test curves.</summary>
    public static SurrogateCard Unevaluated(CurveTask task, TrainingRun run) => new()
    {
        Software = Software,
        Space = task.Data.Space,
        Transforms = task.Data.Transform.Names,
        Mean = task.Data.Transform.Mean,
        Deviation = task.Data.Transform.Deviation,
        Constants = task.Data.Constants,
        ScaledBy = task.Data.WarmStart?.ScaledBy,
        Origin = task.Data.WarmStart?.Origin,
        TrainingCurves = task.Data.CurvesIn(run.State.Step),
        BestEpoch = run.State.BestEpoch,
        DatasetHash = task.Data.DatasetHash,
        ContentHash = task.Data.ContentHash,
        PlanHash = run.Used.Hash(),
        TrainingStep = task.StepBy,
    };

    /// <summary>The surrogate of a run's best weights, tested on the validation and test curves.</summary>
    public static Surrogate Evaluated(CurveTask task, TrainingRun run)
    {
        var card = Unevaluated(task, run);
        using var draft = new Surrogate(card, run.Used, task.Network.Best, "this training");
        card = card with
        {
            Validation = Evaluation.Of(draft, task.Data.Validation).Summary,
            Test = task.Data.Test.Count > 0 ? Evaluation.Of(draft, task.Data.Test).Summary : null,
            Confidence = Calibration.Of(draft, task.Data.Validation, task.Data.Calibration, task.Data.Test),
            Applicability = ApplicabilityDomain(task.Data),
        };
        return new Surrogate(card, run.Used, task.Network.Best, "this training", task.Data.ReferenceSet);
    }

    static Applicability ApplicabilityDomain(TrainingData data)
    {
        var scaled = new float[data.Validation.Parameters.Length];
        data.Scaling.Scale(data.Validation.Parameters.Span, scaled);
        return new((int)data.ReferenceSet.Rows.Shape[0], TrainingReferenceSet.Neighbors, data.ReferenceSet.Distances(scaled).Max());
    }
}
