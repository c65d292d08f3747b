using System.Reflection;

namespace SurrogateEngine.Trainers;

/// <summary>Fills in a surrogate's card.</summary>
static class CardMaker
{
    /// <summary>Version of this software.</summary>
    static readonly string Software =
        typeof(CardMaker).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>The card of a run's best weights so far, before anybody looked at the test curves.</summary>
    public static SurrogateCard Unjudged(TrainingRun run, TrainingData data) => new()
    {
        Software = Software,
        Space = data.Space,
        Transforms = data.Transform.Names,
        Mean = data.Transform.Mean,
        Deviation = data.Transform.Deviation,
        ScaledBy = data.HeadStart?.ScaledBy,
        Origin = data.HeadStart?.Origin,
        TrainingCurves = data.CurvesIn(run.Cursor.Step),
        BestEpoch = run.Cursor.BestEpoch,
        DatasetHash = data.DatasetHash,
        ContentHash = data.ContentHash,
        PlanHash = run.Used.Hash(),
        TrainingStep = run.StepBy,
    };

    /// <summary>The surrogate of a run's best weights, judged on the validation and test curves.</summary>
    public static Surrogate Judged(TrainingRun run, TrainingData data)
    {
        var card = Unjudged(run, data);
        using var draft = new Surrogate(card, run.Used, run.Best, "this training");
        card = card with
        {
            Validation = Evaluation.Of(draft, data.Validation).Summary,
            Test = data.Test.Count > 0 ? Evaluation.Of(draft, data.Test).Summary : null,
            Confidence = Calibration.Of(draft, data.Validation, data.Calibration, data.Test),
            Applicability = Reach(data),
        };
        return new Surrogate(card, run.Used, run.Best, "this training", data.Design);
    }

    static Applicability Reach(TrainingData data)
    {
        var scaled = new float[data.Validation.Parameters.Length];
        data.Scaling.Scale(data.Validation.Parameters.Span, scaled);
        return new((int)data.Design.Rows.Shape[0], TrainingDesign.Neighbours, data.Design.Distances(scaled).Max());
    }
}
