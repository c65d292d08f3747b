using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training;

public sealed class EvaluationTests
{
    [Test]
    public void Relative_errors_are_those_of_the_definition()
    {
        var errors = CurveErrors.RelL2([3, 4, 1, 1, 0, 2], [3, 0, 1, 0, 0, 0], 2);
        errors.ShouldBe([4.0 / 3, 1, 2], 1e-12);
    }

    [Test]
    public void A_summary_counts_ranks_as_percentiles()
    {
        double[] errors = [.. Enumerable.Range(1, 200).Reverse().Select(i => i / 100.0)];
        var summary = CurveErrors.Summary(errors, 0.5);
        summary.ShouldBe(new ErrorSummary(200, 1.005, 1, 1.98, 2, 0.5), "mean, median, 99th percentile, largest");
    }

    [Test]
    public void An_evaluation_agrees_with_errors_worked_out_by_hand()
    {
        var set = FirstOrderRelease.Curves(FirstOrderRelease.SpaceOfTwo, 200);
        using var surrogate = Trainer.Train(FirstOrderRelease.SmallPlan, set);
        var evaluation = Evaluation.Of(surrogate, set);
        int points = set.Space.Points;
        double squares = 0, worst = 0, atTime = 0, size = 0, error = 0;
        for (int row = 0; row < set.Count; row++)
        {
            var predicted = surrogate.Predict(set.Formulation(row));
            double e = predicted[9] - (double)set.Curve(row)[9];
            (atTime, worst) = (atTime + e * e, Math.Max(worst, Math.Abs(e)));
            for (int j = 0; j < points; j++)
            {
                double d = predicted[j] - (double)set.Curve(row)[j];
                squares += d * d;
                if (row == 17)
                    (error, size) = (error + d * d, size + (double)set.Curve(row)[j] * set.Curve(row)[j]);
            }
        }
        evaluation.Summary.Rmse.ShouldBe(Math.Sqrt(squares / (200 * points)), 1e-9);
        evaluation.RmseAtTime[9].ShouldBe(Math.Sqrt(atTime / 200), 1e-9);
        evaluation.WorstAtTime[9].ShouldBe(worst, 1e-9);
        evaluation.RelL2[17].ShouldBe(Math.Sqrt(error / size), 1e-6);
        evaluation.Summary.RelL2Max.ShouldBe(evaluation.RelL2.Max());
    }

    [Test]
    public void Curves_of_another_kind_are_refused()
    {
        var set = FirstOrderRelease.Curves(200);
        using var surrogate = Trainer.Train(FirstOrderRelease.SmallPlan with
        {
            Schedule = FirstOrderRelease.SmallPlan.Schedule with { Epochs = 1 },
        }, set);
        CurveSet Other(CurveSpace space) => new(space, set.Parameters, set.Curves);
        string Refusal(CurveSpace space) => Should.Throw<RefusedException>(() => Evaluation.Of(surrogate, Other(space))).Message;
        Refusal(set.Space with { ModelVersion = 2 }).ShouldContain("first-order version 2");
        Refusal(set.Space with { Times = [.. set.Space.Times.Select(t => t * 2)] }).ShouldContain("output times");
        Refusal(set.Space with { Parameters = [.. set.Space.Parameters.Reverse()] }).ShouldContain("k, phi");
        var failed = set.Curves.ToArray();
        failed[20] = float.NaN;
        Should.Throw<RefusedException>(() => Evaluation.Of(surrogate, new CurveSet(set.Space, set.Parameters, failed)))
            .Message.ShouldContain("Curve 2 is not finite");
    }
}
