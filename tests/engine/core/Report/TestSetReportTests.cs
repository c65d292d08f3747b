using SurrogateEngine.Kernels;
using SurrogateEngine.Report;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Engine.Core.Report;

public sealed class TestSetReportTests
{
    /// <summary>Row i of 1,000 has the constant curve 0.5 and is predicted i parts in 10,000 too high; the second output is off by
    /// far.</summary>
    static TestSetReport Make(int count)
    {
        var space = new CurveSpace("flat", 1, [new Parameter("p", "", 0, 1, Scale.Linear, "", "")],
            [new Output("Q", "", "released"), new Output("other", "", "")], [1, 2, 3, 4], "d");
        float[] curves = new float[count * space.Points], predicted = new float[count * space.Points];
        double[] rel = new double[count];
        for (int i = 0; i < count; i++)
        {
            rel[i] = i * 1e-4;
            for (int j = 0; j < space.Points; j++)
                (curves[i * space.Points + j], predicted[i * space.Points + j]) = j < 4 ? (0.5f, 0.5f * (1 + i * 1e-4f)) : (7, 9);
        }
        double[] rows = [.. Enumerable.Range(0, count).Select(i => (double)i)];
        var summary = new ErrorSummary(count, 0, 0, 0, 0, 0);
        return TestSetReport.Of(new Evaluation(summary, rel, [1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 3, 4, 5, 6, 7, 8], predicted),
            new CurveSet(space, rows, curves));
    }

    [Test]
    public void The_examples_are_the_ranks_they_claim()
    {
        var held = Make(1001);
        held.Examples.Select(e => e.Label).ShouldBe(["best", "median", "90th percentile", "99th percentile", "worst"]);
        held.Examples.Select(e => e.Formulation[0]).ShouldBe([0, 500, 900, 990, 1000]);
        held.Examples[^1].Predicted[0].ShouldBe(0.55, 1e-6);
    }

    [Test]
    public void Only_the_first_output_is_shown()
    {
        var held = Make(50);
        held.RmseAtTime.ShouldBe([1, 2, 3, 4]);
        held.ParitySimulated.ShouldAllBe(value => value == 0.5);
    }

    [Test]
    public void The_parity_plot_is_thinned_and_still_meets_every_row_range()
    {
        var held = Make(5000);
        held.ParitySimulated.Length.ShouldBeInRange(1000, TestSetReport.ParityPoints);
        held.ParityPredicted.Max().ShouldBeGreaterThan(0.74);
        held.ParityPredicted.Min().ShouldBeLessThan(0.51);
    }

    [Test]
    public void One_curve_is_enough() => Make(1).Examples.Count.ShouldBe(1);
}
