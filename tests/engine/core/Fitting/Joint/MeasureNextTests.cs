using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;

namespace SurrogateEngine.Tests.Engine.Core.Fitting.Joint;

/// <summary>000.10: measured data are fed back, and what is measured next is chosen by the model; the simulator is the
/// laboratory.</summary>
public sealed class MeasureNextTests
{
    const double Error = 0.01;

    static readonly double[] Truth = [0.3, 1.2, 0.04, 0.02, 0.2, 0.5], First = [2, 5, 9, 14];

    static readonly JointOptions Options = new()
    {
        Fixed = new Dictionary<string, double> { ["Vm"] = 0.02, ["Km"] = 0.2, ["ke"] = 0.5 },
        Candidates = 256,
        Starts = 3,
        Next = 3,
        NextUntil = 40,
    };

    static MeasuredProfile Measured(double[] days, ulong seed)
    {
        double[] times = [.. days.Distinct().Order()], curves = new double[2 * times.Length];
        HostBatchSolver.Lanes.Solve(Catalog.Models.Get("burst-erosion"), Truth, times, curves, new Outcome[1],
            new BatchOptions { Precision = Precision.Double });
        var random = new RandomStream(seed);
        return new MeasuredProfile
        {
            Name = "lab",
            Origin = "test",
            Days = times,
            Released = [.. times.Select((_, j) => curves[j] + Error * random.Normal())]
        };
    }

    /// <summary>Squared error of the logarithms of the three parameters.</summary>
    static double Off(JointFitResult fit) => fit.Estimates.Select((of, j) => Math.Pow(Math.Log(of.Value / Truth[j]), 2)).Sum();

    [Test]
    public void Three_chosen_measurements_tell_more_than_three_at_random()
    {
        ReleaseModel model = Catalog.Models.Get("burst-erosion");
        double chosen = 0, random = 0;
        for (ulong seed = 1; seed <= 16; seed++)
        {
            JointFitResult begun = JointFit.Run([Measured(First, seed)], model, Options);
            var draws = new RandomStream(seed + 500);
            double[] anywhere = [.. Enumerable.Range(0, 3).Select(_ => 40 * draws.Unit())];
            chosen += Off(JointFit.Run([Measured([.. First, .. begun.Next.Select(next => next.Time)], seed + 100)], model, Options));
            random += Off(JointFit.Run([Measured([.. First, .. anywhere], seed + 100)], model, Options));
        }

        TestContext.Out.WriteLine($"chosen {chosen:G3}, at random {random:G3}");
        chosen.ShouldBeLessThan(0.7 * random);
    }
}
