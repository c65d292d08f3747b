using SurrogateEngine.Data;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Engine.Core.Data;

/// <summary>Scenarios simulated while a trainer learns are those of the data set the scenario describes.</summary>
public sealed class ScenarioStreamTests
{
    static readonly Scenario Some = Scenario.Default(Catalog.Models.Find("burst-erosion")!) with { Samples = 100 };

    [Test]
    public void Rows_do_not_depend_on_how_they_are_asked_for()
    {
        var whole = Rows(new ScenarioStream(Some), 0, 192, threads: 2);
        var end = Rows(new ScenarioStream(Some with { Samples = 5, ShardSize = 7 }), 150, 42, threads: 1);
        end.Parameters.ShouldBe(whole.Parameters[(150 * Some.Model.Parameters.Count)..]);
        end.Curves.ShouldBe(whole.Curves[(150 * Some.Space.Points)..]);
    }

    [Test]
    public void Its_name_tells_what_decides_the_rows()
    {
        string hash = new ScenarioStream(Some).Hash;
        new ScenarioStream(Some with { Samples = 5 }).Hash.ShouldBe(hash);
        new ScenarioStream(Some with { Seed = 2 }).Hash.ShouldNotBe(hash);
    }

    [Test]
    public void A_latin_hypercube_is_refused() =>
        Should.Throw<RefusedException>(() => new ScenarioStream(Some with { Sampler = "latin-hypercube" }, "plga.json"))
            .Message.ShouldStartWith("plga.json: a latin hypercube has a fixed number of formulations");

    [TestCase("burst-erosion"), TestCase("thermo-liposome")]
    public void Its_derivatives_are_those_of_the_data_set_the_scenario_describes(string name)
    {
        string folder = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}");
        Scenario scenario = Scenario.Default(Catalog.Models.Find(name)!) with { Samples = 40, ShardSize = 16 };
        Simulation.Run(scenario, folder);
        CurveSet set = Dataset.Open(folder).LoadFinished();
        Directory.Delete(folder, recursive: true);
        float[] all = ModelSensitivities.Of(set, [.. Enumerable.Range(0, 40)]);

        var stream = new ScenarioStream(scenario);
        int inputs = stream.Space.Parameters.Count, points = stream.Space.Points;
        int[] by = [1, inputs - 1];
        double[] parameters = new double[40 * inputs];
        float[] curves = new float[40 * points], sensitivities = new float[by.Length * curves.Length];
        stream.Fill(0, by, parameters, curves, sensitivities, threads: 1, default);
        parameters.ShouldBe(set.Parameters.ToArray());
        curves.ShouldBe(set.Curves.ToArray());
        for (int k = 0; k < by.Length; k++)
            for (int at = 0; at < curves.Length; at++)
                sensitivities[k * curves.Length + at].ShouldBe(all[at * inputs + by[k]]);
        sensitivities.Max(Math.Abs).ShouldBeGreaterThan(0.01f);
    }

    static (double[] Parameters, float[] Curves) Rows(ScenarioStream stream, long first, int count, int threads)
    {
        var parameters = new double[count * stream.Space.Parameters.Count];
        var curves = new float[count * stream.Space.Points];
        stream.Fill(first, parameters, curves, threads, default);
        return (parameters, curves);
    }
}
