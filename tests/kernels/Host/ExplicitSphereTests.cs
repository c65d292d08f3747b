using SurrogateEngine.Kernels;
using SurrogateEngine.Tests.Kernels.Spheres;

namespace SurrogateEngine.Tests.Kernels.Host;

/// <summary>Ensembles of spheres with an explicit method: all that holds for a stiff one holds here.</summary>
public sealed class ExplicitSphereTests
{
    const int Count = 53; // no multiple of any lane count

    static IEnumerable<ReleaseLaw> Laws => MildSpheres.Laws;

    static readonly string[] Solvers = ["bosh3", "dopri5", "tsit5"];

    static EnsembleOptions Exact(string solver, Number number) =>
        MildSpheres.Options with { Solver = solver, Number = number, RelativeTolerance = 1e-7, AbsoluteTolerance = 1e-9 };

    [Test]
    public void At_a_tight_tolerance_the_curves_are_those_of_a_stiff_method(
        [ValueSource(nameof(Laws))] ReleaseLaw law, [ValueSource(nameof(Solvers))] string solver)
    {
        double[] formulations = MildSpheres.Formulations(law, Count);
        double[] stiff = Ensembles.Solve(law, formulations, Exact("rodas5p", Number.Double));
        Distance(Ensembles.Solve(law, formulations, Exact(solver, Number.Double)), stiff).ShouldBeLessThan(1e-6);
    }

    [Test]
    public void Every_kind_of_number_gives_the_same_curves(
        [ValueSource(nameof(Laws))] ReleaseLaw law, [ValueSource(nameof(Solvers))] string solver)
    {
        double[] formulations = MildSpheres.Formulations(law, 20);
        double[] wide = Ensembles.Solve(law, formulations, Exact(solver, Number.Double));
        Distance(Ensembles.Solve(law, formulations, Exact(solver, Number.Real64)), wide).ShouldBeLessThan(1e-7);
        Distance(Single(Number.Single), wide).ShouldBeLessThan(1e-3);
        // An error norm's reciprocals are rough, and differently so: steps differ in their fourth digit.
        Distance(Single(Number.Real32), Single(Number.Single)).ShouldBeLessThan(1e-4);

        double[] Single(Number number) => Ensembles.Solve(law, formulations, MildSpheres.Options with { Solver = solver, Number = number });
    }

    [TestCase(Number.Single)]
    [TestCase(Number.Double)]
    public void Neighbours_and_threads_change_no_bit(Number number)
    {
        ReleaseLaw law = MildSpheres.Affinity; // its outputs are a bath and a mean
        EnsembleOptions options = MildSpheres.Options with { Solver = "dopri5", Number = number };
        int columns = law.Parameters.Count, row = law.Outputs.Count * law.DefaultTimes.Count;
        double[] formulations = MildSpheres.Formulations(law, Count);
        double[] whole = Ensembles.Solve(law, formulations, options with { Threads = 1 });
        Ensembles.Solve(law, formulations, options with { Threads = 3 }).ShouldBe(whole);
        for (int i = 0; i < Count; i += 13)
            Ensembles.Solve(law, formulations[(i * columns)..((i + 1) * columns)], options).ShouldBe(whole[(i * row)..((i + 1) * row)]);
    }

    [Test]
    public void Slopes_equal_central_differences([ValueSource(nameof(Laws))] ReleaseLaw law)
    {
        const int column = 1;
        const double relativeStep = 1e-4;
        double[] row = MildSpheres.Formulations(law, 1), up = [.. row], down = [.. row], times = [0.3, 2, 11, 30];
        up[column] *= 1 + relativeStep;
        down[column] *= 1 - relativeStep;
        EnsembleOptions options = Exact("dopri5", Number.Double);
        double[] curves = new double[law.Outputs.Count * times.Length], slopes = new double[curves.Length];
        HostEnsemble.RunWithSlopes(law, row, [column], times, curves, slopes, new Outcome[1], options);
        curves.ShouldBe(Ensembles.Solve(law, row, options, times));
        double[] above = Ensembles.Solve(law, up, options, times), below = Ensembles.Solve(law, down, options, times);
        for (int k = 0; k < curves.Length; k++)
            (slopes[k] * row[column]).ShouldBe((above[k] - below[k]) / (2 * relativeStep), 2e-5);
    }

    [Test]
    public void A_very_stiff_sphere_ends_as_too_many_steps_and_is_told_of_a_stiff_solver([ValueSource(nameof(Solvers))] string solver)
    {
        (double[] curves, Outcome[] outcomes, _) = Ensembles.Run(
            MildSpheres.Plga, Ensembles.Formulations("p2", 16), new() { Solver = solver, MaxSteps = 300 });
        outcomes.ShouldAllBe(outcome => outcome == Outcome.TooManySteps);
        outcomes[0].Sentence().ShouldContain("stiff solver");
        curves[0].ShouldBeGreaterThan(0); // what was reached stays
        curves[63].ShouldBe(double.NaN);
    }

    [Test]
    public void The_hot_path_allocates_nothing_for_each_trajectory()
    {
        ReleaseLaw law = MildSpheres.Plga;
        (Allocated(20 * Count) - Allocated(Count)).ShouldBeLessThan(2048);

        long Allocated(int count)
        {
            double[] formulations = MildSpheres.Formulations(law, count), times = [1, 10, 30];
            var curves = new float[count * times.Length];
            var outcomes = new Outcome[count];
            // The least of several runs: the runtime itself allocates now and then while it loads types.
            return Enumerable.Range(0, 3).Min(_ =>
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                HostEnsemble.Run(law, formulations, times, curves, outcomes, MildSpheres.Options with { Solver = "dopri5", Threads = 1 });
                return GC.GetAllocatedBytesForCurrentThread() - before;
            });
        }
    }

    static double Distance(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();
}
