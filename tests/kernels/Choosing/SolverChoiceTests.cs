using SurrogateEngine.Kernels;
using SurrogateEngine.Tests.Kernels.Spheres;

namespace SurrogateEngine.Tests.Kernels.Choosing;

/// <summary>The automatic choice between explicit and stiff.</summary>
public sealed class SolverChoiceTests
{
    static readonly double[] Forty = [40];

    [Test]
    public void Rates_of_one_size_get_an_explicit_method()
    {
        var law = new BurstErosionLaw();
        SolverChoice choice = SolverChoice.For(law, Ensembles.Formulations("p1", 200), [30]);
        choice.Solver.ShouldBe("dopri5");
        choice.Reason.ShouldContain("on 32 formulations dopri5 takes");
        choice.Reason.ShouldEndWith("nothing is stiff here");
    }

    [Test]
    public void Rates_of_very_different_size_get_a_stiff_one()
    {
        SolverChoice choice = SolverChoice.For(new RobertsonLaw(), [3e7, 1e7], Forty);
        choice.Solver.ShouldBe("rodas5p");
        choice.Reason.ShouldEndWith("stability, not accuracy, limits dopri5");
    }

    [Test]
    public void Diffusion_between_thin_shells_gets_a_stiff_one()
    {
        SolverChoice choice = SolverChoice.For(new PlgaSphereLaw(), Ensembles.Formulations("p2", 200), [30]);
        choice.Solver.ShouldBe("rodas5p");
        choice.Reason.ShouldStartWith("on 32 formulations dopri5 takes over ");
        choice.Reason.ShouldEndWith("stability, not accuracy, limits dopri5");
        SolverChoice.For(new PlgaLocalLaw(), Ensembles.Formulations("p3", 200), [30]).Solver.ShouldBe("rodas5p");
    }

    /// <summary>The same formulations: what is mild between four shells is stiff between thirty-two.</summary>
    [Test]
    public void A_mild_sphere_gets_an_explicit_one_and_its_shells_decide([ValueSource(typeof(MildSpheres), nameof(MildSpheres.Laws))] ReleaseLaw law)
    {
        double[] rows = MildSpheres.Formulations(law, 64);
        SolverChoice mild = SolverChoice.For(law, rows, [.. law.DefaultTimes], MildSpheres.Options);
        mild.Solver.ShouldBe("dopri5");
        mild.Reason.ShouldEndWith("nothing is stiff here");
        SolverChoice.For(law, rows, [.. law.DefaultTimes], MildSpheres.Options with { Shells = 32 }).Solver.ShouldBe("rodas5p");
    }

    /// <summary>Heat makes release fast; the explicit method still pays, as its steps follow the pulse.</summary>
    [Test]
    public void A_schedule_counts() =>
        SolverChoice.For(new ThermoLiposomeLaw(), [1, 3e5, 40.5, 0.4, 0.3, 1.5], [4], new() { Schedule = new([0, 0.01], [37, 1, 42, 0]) })
            .Solver.ShouldBe("rodas5p");

    [Test]
    public void It_is_the_same_whatever_the_threads_and_however_often_it_is_asked()
    {
        var law = new BurstErosionLaw();
        double[] rows = Ensembles.Formulations("p1", 64);
        SolverChoice once = SolverChoice.For(law, rows, [30], new() { Threads = 1 });
        SolverChoice.For(law, rows, [30], new() { Threads = 2 }).ShouldBe(once);
    }

    [Test]
    public void Formulations_out_of_domain_are_not_tried()
    {
        SolverChoice.For(new BurstErosionLaw(), [-1, -1, -1, -1, -1, -1], [30]).Solver.ShouldBe("dopri5");
        SolverChoice.For(new PlgaSphereLaw(), [], [30]).Solver.ShouldBe("rodas5p");
    }

    [Test]
    public void Asking_an_ensemble_for_auto_gives_the_chosen_ones_curves()
    {
        double[] rows = [3e7, 1e6];
        Ensembles.Solve(new RobertsonLaw(), rows, new() { Solver = SolverChoice.Auto, Number = Number.Double })
            .ShouldBe(Ensembles.Solve(new RobertsonLaw(), rows, new() { Solver = "rodas5p", Number = Number.Double }));
        double[] plain = Ensembles.Formulations("p1", 20);
        Ensembles.Solve(new BurstErosionLaw(), plain, new() { Solver = SolverChoice.Auto })
            .ShouldBe(Ensembles.Solve(new BurstErosionLaw(), plain, new() { Solver = "dopri5" }));
    }
}
