using SurrogateEngine.Data;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Tests.Scenarios;

/// <summary><c>"solver": "auto"</c> from the file to the data set.</summary>
public sealed class ScenarioSolverTests
{
    static Scenario Read(string model, string more = "") => Scenario.Parse($$"""{ "model": "{{model}}", "solver": "auto", "samples": 30 {{more}} }""");

    [Test]
    public void It_is_kept_as_it_was_written_until_it_is_settled()
    {
        Scenario asked = Read("burst-erosion");
        asked.Solver.ShouldBe("auto");
        Scenario.Parse(asked.ToCanonicalJson()).ShouldBe(asked);
        asked.WithSolverNamed().Solver.ShouldBe("dopri5");
        asked.ChooseSolver()!.Reason.ShouldContain("32 formulations");
        Scenario.Default(asked.Model).ChooseSolver().ShouldBeNull();
    }

    [Test]
    public void It_does_not_depend_on_samples_or_seed() =>
        (Read("nanocarrier-plasma") with { Samples = 7, Seed = 99 }).ChooseSolver().ShouldBe(Read("nanocarrier-plasma").ChooseSolver());

    [Test]
    public void The_parameter_ranges_decide()
    {
        Read("thermo-liposome").ChooseSolver()!.Solver.ShouldBe("dopri5");
        Read("thermo-liposome", """, "parameters": { "kh": "3e5 1/h" }, "schedule": [{ "at": 0, "T": "45 degC", "dose": 1 }]""").ChooseSolver()!.Solver.ShouldBe("rodas5p");
    }

    [Test]
    public void The_data_set_names_what_was_chosen_and_goes_on_with_it()
    {
        using var folder = new Cli.TemporaryFolder();
        Scenario asked = Read("burst-erosion");
        Dataset made = Simulation.Run(asked, folder["data"]);
        made.Scenario.Solver.ShouldBe("dopri5");
        made.Scenario.Hash.ShouldBe((asked with { Solver = "dopri5" }).Hash);
        Simulation.Run(asked, folder["data"], resume: true).Manifest.Hash.ShouldBe(made.Manifest.Hash);
    }
}
