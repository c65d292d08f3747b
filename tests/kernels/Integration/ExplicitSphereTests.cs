using SurrogateEngine.Kernels;
using SurrogateEngine.Tests.Kernels.Systems.Sphere;

namespace SurrogateEngine.Tests.Kernels.Integration;

/// <summary>Batches of spheres with an explicit method: all that holds for a stiff one holds here.</summary>
public sealed class ExplicitSphereTests
{
    const int Count = 53; // no multiple of any lane count

    static IEnumerable<ReleaseModel> Models => MildSpheres.Models;

    static readonly string[] Solvers = ["bosh3", "dopri5", "tsit5"];

    static BatchOptions Exact(string solver, Precision number) =>
        MildSpheres.Options with { Solver = solver, Precision = number, RelativeTolerance = 1e-7, AbsoluteTolerance = 1e-9 };

    [Test]
    public void At_a_tight_tolerance_the_curves_are_those_of_a_stiff_method(
        [ValueSource(nameof(Models))] ReleaseModel model, [ValueSource(nameof(Solvers))] string solver)
    {
        double[] formulations = MildSpheres.Formulations(model, Count);
        double[] stiff = Batches.Solve(model, formulations, Exact("rodas5p", Precision.Double));
        Distance(Batches.Solve(model, formulations, Exact(solver, Precision.Double)), stiff).ShouldBeLessThan(1e-6);
    }

    [Test]
    public void Every_kind_of_number_gives_the_same_curves(
        [ValueSource(nameof(Models))] ReleaseModel model, [ValueSource(nameof(Solvers))] string solver)
    {
        double[] formulations = MildSpheres.Formulations(model, 20);
        double[] wide = Batches.Solve(model, formulations, Exact(solver, Precision.Double));
        Distance(Batches.Solve(model, formulations, Exact(solver, Precision.Real64)), wide).ShouldBeLessThan(1e-7);
        Distance(Single(Precision.Single), wide).ShouldBeLessThan(1e-3);
        // An error norm's reciprocals are rough, and differently so: steps differ in their fourth digit.
        Distance(Single(Precision.Real32), Single(Precision.Single)).ShouldBeLessThan(1e-4);

        double[] Single(Precision number) =>
            Batches.Solve(model, formulations, MildSpheres.Options with { Solver = solver, Precision = number });
    }

    [TestCase(Precision.Single)]
    [TestCase(Precision.Double)]
    public void Neighbors_and_threads_change_no_bit(Precision number)
    {
        ReleaseModel model = MildSpheres.Affinity; // its outputs are a receptor and a mean
        BatchOptions options = MildSpheres.Options with { Solver = "dopri5", Precision = number };
        int columns = model.Parameters.Count, row = model.Outputs.Count * model.DefaultTimes.Count;
        double[] formulations = MildSpheres.Formulations(model, Count);
        double[] whole = Batches.Solve(model, formulations, options with { Threads = 1 });
        Batches.Solve(model, formulations, options with { Threads = 3 }).ShouldBe(whole);
        for (int i = 0; i < Count; i += 13)
            Batches.Solve(model, formulations[(i * columns)..((i + 1) * columns)], options).ShouldBe(whole[(i * row)..((i + 1) * row)]);
    }

    [Test]
    public void Sensitivities_equal_central_differences([ValueSource(nameof(Models))] ReleaseModel model)
    {
        const int column = 1;
        const double relativeStep = 1e-4;
        double[] row = MildSpheres.Formulations(model, 1), up = [.. row], down = [.. row], times = [0.3, 2, 11, 30];
        up[column] *= 1 + relativeStep;
        down[column] *= 1 - relativeStep;
        BatchOptions options = Exact("dopri5", Precision.Double);
        double[] curves = new double[model.Outputs.Count * times.Length], sensitivities = new double[curves.Length];
        HostBatchSolver.SolveWithSensitivities(model, row, [column], times, curves, sensitivities, new Outcome[1], options);
        curves.ShouldBe(Batches.Solve(model, row, options, times));
        double[] above = Batches.Solve(model, up, options, times), below = Batches.Solve(model, down, options, times);
        for (int k = 0; k < curves.Length; k++)
            (sensitivities[k] * row[column]).ShouldBe((above[k] - below[k]) / (2 * relativeStep), 2e-5);
    }

    [Test]
    public void A_very_stiff_sphere_ends_as_too_many_steps_and_is_told_of_a_stiff_solver([ValueSource(nameof(Solvers))] string solver)
    {
        (double[] curves, Outcome[] outcomes, _) = Batches.Run(
            MildSpheres.Plga, Batches.Formulations("p2", 16), new() { Solver = solver, MaxSteps = 300 });
        outcomes.ShouldAllBe(outcome => outcome == Outcome.TooManySteps);
        outcomes[0].Sentence().ShouldContain("stiff solver");
        curves[0].ShouldBeGreaterThan(0); // what was reached stays
        curves[63].ShouldBe(double.NaN);
    }

    [Test]
    public void The_hot_path_allocates_nothing_for_each_trajectory()
    {
        ReleaseModel model = MildSpheres.Plga;
        (Allocated(20 * Count) - Allocated(Count)).ShouldBeLessThan(2048);

        long Allocated(int count)
        {
            double[] formulations = MildSpheres.Formulations(model, count), times = [1, 10, 30];
            var curves = new float[count * times.Length];
            var outcomes = new Outcome[count];
            // The least of several runs: the runtime itself allocates now and then while it loads types.
            return Enumerable.Range(0, 3).Min(_ =>
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                HostBatchSolver.Solve(model, formulations, times, curves, outcomes,
                    MildSpheres.Options with { Solver = "dopri5", Threads = 1 });
                return GC.GetAllocatedBytesForCurrentThread() - before;
            });
        }
    }

    static double Distance(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();
}
