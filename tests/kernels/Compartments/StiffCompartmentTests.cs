using SurrogateEngine.Benchmarks;
using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Device;
using SurrogateEngine.Tests.Kernels.Choosing;

namespace SurrogateEngine.Tests.Kernels.Compartments;

/// <summary>Compartment laws with Rosenbrock methods.</summary>
public sealed class StiffCompartmentTests
{
    /// <summary>Reference at t = 40: E. Hairer, G. Wanner's test set for RADAU5.</summary>
    static readonly double[] AtForty = [0.7158270687193941, 0.9185534764557338e-5, 0.2841637457458413];

    [TestCase("rodas3", 1e-5)]
    [TestCase("rodas4", 1e-6)]
    [TestCase("rodas5p", 1e-6)]
    public void A_stiff_reaction_is_solved_in_few_steps(string solver, double allowed)
    {
        EnsembleOptions options = new() { Number = Number.Double, Solver = solver, RelativeTolerance = 1e-7, AbsoluteTolerance = 1e-12 };
        var (curves, outcomes, report) = Ensembles.Run(new RobertsonLaw(), [3e7], options, [40]);
        outcomes.ShouldBe([Outcome.Finished]);
        for (int s = 0; s < 3; s++)
            curves[s].ShouldBe(AtForty[s], allowed * AtForty[s]);
        report.Steps.ShouldBeLessThan(solver == "rodas3" ? 1500 : 300);
    }

    [Test]
    public void An_explicit_method_needs_many_more()
    {
        var (_, outcomes, _) = Ensembles.Run(new RobertsonLaw(), [3e7], new() { Number = Number.Double, MaxSteps = 5000 }, [40]);
        outcomes.ShouldBe([Outcome.TooManySteps]);
    }

    [TestCase("rodas3", Number.Double, 2e-4)]
    [TestCase("rodas4", Number.Double, 1e-5)]
    [TestCase("rodas5p", Number.Double, 1e-5)]
    [TestCase("rodas5p", Number.Single, 2e-5)]
    [TestCase("rodas5p", Number.Real32, 2e-5)]
    [TestCase("rodas5p", Number.Real64, 1e-5)]
    public void What_is_not_stiff_comes_out_as_well(string solver, Number number, double allowed)
    {
        ProblemSet problem = ProblemSet.Find("p1")!;
        ReferenceSet reference = problem.ReadReference(References.Path("ref_p1.csv"));
        double[] curves = Ensembles.Solve(problem.Law, problem.Parameters(0, 64), new() { Number = number, Solver = solver });
        for (int k = 0; k < curves.Length; k++)
            curves[k].ShouldBe(reference.Curves[k], allowed);
    }

    [Test]
    public void Edges_of_a_schedule_are_met()
    {
        var law = new ThermoLiposomeLaw();
        double[] row = [1, 200, 40.5, 0.4, 0.3, 1.5];
        EnsembleOptions exact = new() { Number = Number.Double, RelativeTolerance = 1e-9, AbsoluteTolerance = 1e-12 };
        double[] plain = Ensembles.Solve(law, row, exact), stiff = Ensembles.Solve(law, row, exact with { Solver = "rodas5p" });
        for (int k = 0; k < plain.Length; k++)
            stiff[k].ShouldBe(plain[k], 2e-8);
    }

    [TestCase(Number.Real32)]
    [TestCase(Number.Real64)]
    public void A_device_gives_the_hosts_curves(Number number)
    {
        var law = new BurstErosionLaw();
        double[] rows = Ensembles.Formulations("p1", 40);
        EnsembleOptions options = new() { Number = number, Solver = "rodas4" };
        double[] onHost = Ensembles.Solve(law, rows, options), onDevice = new double[onHost.Length];
        using var device = new DeviceEnsemble(DeviceList.Find("cpu")!);
        device.Solve(law, rows, law.DefaultTimes.ToArray(), onDevice, new Outcome[40], options);
        onDevice.ShouldBe(onHost);
    }

    [Test]
    public void Slopes_are_those_of_an_explicit_method()
    {
        double[] row = Ensembles.Formulations("p1", 1);
        double[] Slopes(string solver)
        {
            double[] curves = new double[4], slopes = new double[4];
            HostEnsemble.RunWithSlopes(new BurstErosionLaw(), row, [3], new double[] { 3, 10 }, curves, slopes, new Outcome[1],
                new() { Number = Number.Double, Solver = solver, RelativeTolerance = 1e-9, AbsoluteTolerance = 1e-11 });
            return slopes;
        }

        Slopes("rodas5p").ShouldBe(Slopes("dopri5"), 1e-6);
    }

    [Test]
    public void Every_state_can_be_looked_at()
    {
        double[] states = new double[6], times = [0.4, 40];
        HostStates.Run(new RobertsonLaw(), [3e7], times, states, new Outcome[1], new() { Solver = "rodas5p", RelativeTolerance = 1e-7, AbsoluteTolerance = 1e-12 });
        for (int s = 0; s < 3; s++)
            states[3 + s].ShouldBe(AtForty[s], 1e-6 * AtForty[s]);
    }
}
