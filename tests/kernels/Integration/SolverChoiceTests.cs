using SurrogateEngine.Kernels;
using SurrogateEngine.Tests.Kernels.Systems.Sphere;

namespace SurrogateEngine.Tests.Kernels.Integration;

/// <summary>The automatic choice between explicit and stiff.</summary>
public sealed class SolverChoiceTests
{
    static readonly double[] Forty = [40];

    [Test]
    public void Rates_of_one_size_get_an_explicit_method()
    {
        var model = new BurstErosionModel();
        SolverChoice choice = SolverChoice.For(model, Batches.Formulations("p1", 200), [30]);
        choice.Solver.ShouldBe("dopri5");
        choice.Reason.ShouldContain("on 32 formulations dopri5 takes");
        choice.Reason.ShouldEndWith("nothing is stiff here");
    }

    [Test]
    public void Rates_of_very_different_size_get_a_stiff_one()
    {
        SolverChoice choice = SolverChoice.For(new RobertsonModel(), [3e7, 1e7], Forty);
        choice.Solver.ShouldBe("rodas5p");
        choice.Reason.ShouldEndWith("stability, not accuracy, limits dopri5");
    }

    [Test]
    public void Diffusion_between_thin_shells_gets_a_stiff_one()
    {
        SolverChoice choice = SolverChoice.For(new PlgaSphereModel(), Batches.Formulations("p2", 200), [30]);
        choice.Solver.ShouldBe("rodas5p");
        choice.Reason.ShouldStartWith("on 32 formulations dopri5 takes over ");
        choice.Reason.ShouldEndWith("stability, not accuracy, limits dopri5");
        SolverChoice.For(new PlgaLocalModel(), Batches.Formulations("p3", 200), [30]).Solver.ShouldBe("rodas5p");
    }

    /// <summary>The same formulations: what is mild between four shells is stiff between thirty-two.</summary>
    [Test]
    public void A_mild_sphere_gets_an_explicit_one_and_its_shells_decide(
        [ValueSource(typeof(MildSpheres), nameof(MildSpheres.Models))] ReleaseModel model)
    {
        double[] workspace = MildSpheres.Formulations(model, 64);
        SolverChoice mild = SolverChoice.For(model, workspace, [.. model.DefaultTimes], MildSpheres.Options);
        mild.Solver.ShouldBe("dopri5");
        mild.Reason.ShouldEndWith("nothing is stiff here");
        SolverChoice.For(model, workspace, [.. model.DefaultTimes], MildSpheres.Options with { Shells = 32 }).Solver.ShouldBe("rodas5p");
    }

    /// <summary>Heat makes release fast; the explicit method still pays, as its steps follow the pulse.</summary>
    [Test]
    public void A_schedule_counts() =>
        SolverChoice.For(new ThermoLiposomeModel(), [1, 3e5, 40.5, 0.4, 0.3, 1.5], [4], new() { Schedule = new([0, 0.01], [37, 1, 42, 0]) })
            .Solver.ShouldBe("rodas5p");

    [Test]
    public void It_is_the_same_whatever_the_threads_and_however_often_it_is_asked()
    {
        var model = new BurstErosionModel();
        double[] workspace = Batches.Formulations("p1", 64);
        SolverChoice once = SolverChoice.For(model, workspace, [30], new() { Threads = 1 });
        SolverChoice.For(model, workspace, [30], new() { Threads = 2 }).ShouldBe(once);
    }

    [Test]
    public void Formulations_out_of_domain_are_not_tried()
    {
        SolverChoice.For(new BurstErosionModel(), [-1, -1, -1, -1, -1, -1], [30]).Solver.ShouldBe("dopri5");
        SolverChoice.For(new PlgaSphereModel(), [], [30]).Solver.ShouldBe("rodas5p");
    }

    [Test]
    public void Asking_a_batch_for_auto_gives_the_chosen_ones_curves()
    {
        double[] workspace = [3e7, 1e6];
        Batches.Solve(new RobertsonModel(), workspace, new() { Solver = SolverChoice.Auto, Precision = Precision.Double })
            .ShouldBe(Batches.Solve(new RobertsonModel(), workspace, new() { Solver = "rodas5p", Precision = Precision.Double }));
        double[] plain = Batches.Formulations("p1", 20);
        Batches.Solve(new BurstErosionModel(), plain, new() { Solver = SolverChoice.Auto })
            .ShouldBe(Batches.Solve(new BurstErosionModel(), plain, new() { Solver = "dopri5" }));
    }
}
