using SurrogateEngine.Benchmarks;
using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Device;
using SurrogateEngine.Tests.Kernels.Integration;

namespace SurrogateEngine.Tests.Kernels.Systems.Compartments;

/// <summary>Compartment models with Rosenbrock methods.</summary>
public sealed class StiffCompartmentTests
{
    /// <summary>Reference at t = 40: E. Hairer, G. Wanner's test set for RADAU5.</summary>
    static readonly double[] AtForty = [0.7158270687193941, 0.9185534764557338e-5, 0.2841637457458413];

    [TestCase("rodas3", 1e-5)]
    [TestCase("rodas4", 1e-6)]
    [TestCase("rodas5p", 1e-6)]
    public void A_stiff_reaction_is_solved_in_few_steps(string solver, double allowed)
    {
        BatchOptions options = new() { Precision = Precision.Double, Solver = solver, RelativeTolerance = 1e-7, AbsoluteTolerance = 1e-12 };
        var (curves, outcomes, report) = Batches.Run(new RobertsonModel(), [3e7], options, [40]);
        outcomes.ShouldBe([Outcome.Finished]);
        for (int s = 0; s < 3; s++)
            curves[s].ShouldBe(AtForty[s], allowed * AtForty[s]);
        report.Steps.ShouldBeLessThan(solver == "rodas3" ? 1500 : 300);
    }

    [Test]
    public void An_explicit_method_needs_many_more()
    {
        var (_, outcomes, _) = Batches.Run(new RobertsonModel(), [3e7], new() { Precision = Precision.Double, MaxSteps = 5000 }, [40]);
        outcomes.ShouldBe([Outcome.TooManySteps]);
    }

    [TestCase("rodas3", Precision.Double, 2e-4)]
    [TestCase("rodas4", Precision.Double, 1e-5)]
    [TestCase("rodas5p", Precision.Double, 1e-5)]
    [TestCase("rodas5p", Precision.Single, 2e-5)]
    [TestCase("rodas5p", Precision.Real32, 2e-5)]
    [TestCase("rodas5p", Precision.Real64, 1e-5)]
    public void What_is_not_stiff_comes_out_as_well(string solver, Precision number, double allowed)
    {
        ProblemSet problem = ProblemSet.Find("p1")!;
        ReferenceSet reference = problem.ReadReference(References.Path("ref_p1.csv"));
        double[] curves = Batches.Solve(problem.Model, problem.Parameters(0, 64), new() { Precision = number, Solver = solver });
        for (int k = 0; k < curves.Length; k++)
            curves[k].ShouldBe(reference.Curves[k], allowed);
    }

    [Test]
    public void Events_of_a_schedule_are_met()
    {
        var model = new ThermoLiposomeModel();
        double[] row = [1, 200, 40.5, 0.4, 0.3, 1.5];
        BatchOptions exact = new() { Precision = Precision.Double, RelativeTolerance = 1e-9, AbsoluteTolerance = 1e-12 };
        double[] plain = Batches.Solve(model, row, exact), stiff = Batches.Solve(model, row, exact with { Solver = "rodas5p" });
        for (int k = 0; k < plain.Length; k++)
            stiff[k].ShouldBe(plain[k], 2e-8);
    }

    [TestCase(Precision.Real32)]
    [TestCase(Precision.Real64)]
    public void A_device_gives_the_hosts_curves(Precision number)
    {
        var model = new BurstErosionModel();
        double[] workspace = Batches.Formulations("p1", 40);
        BatchOptions options = new() { Precision = number, Solver = "rodas4" };
        double[] onHost = Batches.Solve(model, workspace, options), onDevice = new double[onHost.Length];
        using var device = new DeviceBatchSolver(DeviceList.Find("cpu")!);
        device.Solve(model, workspace, model.DefaultTimes.ToArray(), onDevice, new Outcome[40], options);
        onDevice.ShouldBe(onHost);
    }

    [Test]
    public void Derivatives_are_those_of_an_explicit_method()
    {
        double[] row = Batches.Formulations("p1", 1);
        double[] Derivatives(string solver)
        {
            double[] curves = new double[4], derivatives = new double[4];
            HostBatchSolver.SolveWithSensitivities(new BurstErosionModel(), row, [3], new double[] { 3, 10 }, curves, derivatives,
                new Outcome[1],
                new() { Precision = Precision.Double, Solver = solver, RelativeTolerance = 1e-9, AbsoluteTolerance = 1e-11 });
            return derivatives;
        }

        Derivatives("rodas5p").ShouldBe(Derivatives("dopri5"), 1e-6);
    }

    [Test]
    public void Every_state_can_be_looked_at()
    {
        double[] states = new double[6], times = [0.4, 40];
        HostStates.Run(new RobertsonModel(), [3e7], times, states, new Outcome[1],
            new() { Solver = "rodas5p", RelativeTolerance = 1e-7, AbsoluteTolerance = 1e-12 });
        for (int s = 0; s < 3; s++)
            states[3 + s].ShouldBe(AtForty[s], 1e-6 * AtForty[s]);
    }
}
