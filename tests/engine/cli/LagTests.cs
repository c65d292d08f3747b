using System.Globalization;
using System.Text.Json;
using SurrogateEngine.Cli;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Tests.Cli;

/// <summary>A lag from the command line: simulated, written in a scenario, fitted.</summary>
[NonParallelizable]
public sealed class LagTests
{
    const double Lag = 1.5, Rate = 0.15;

    [Test]
    public void A_lag_is_one_value_away()
    {
        Cli.Outcome one = Cli.Run("simulate", "burst-erosion", "--set", "tlag=36h", "--json", "--quiet");
        one.Code.ShouldBe(CommandLine.Done);
        one.Json.GetProperty("formulations")[0].GetProperty("model").GetString().ShouldBe("burst-erosion+lag");
        Scenario scenario = Scenario.Parse("""{ "model": "diffusion-sphere", "parameters": { "tlag": "1 d", "size_cv": 0.2 } }""");
        scenario.Model.Name.ShouldBe("diffusion-sphere+sizes+lag");
        Scenario.Parse(scenario.ToCanonicalJson()).ShouldBe(scenario);
    }

    [Test]
    public void A_lag_is_recovered_from_noise_and_explains_what_the_model_alone_does_not()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(7);
        double[] times = [0.5, 1, 1.4, 1.8, 2.2, 3, 4, 6, 8, 11, 15, 20, 28];
        string file = folder["late.csv"];
        File.WriteAllLines(file, ["time_d,release", .. times.Select(time =>
        {
            double noise = 0.006 * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 2;
            return string.Create(CultureInfo.InvariantCulture, $"{time},{1 - Math.Exp(-Rate * Math.Max(0, time - Lag)) + noise}");
        })]);
        string[] fit = ["fit", file, "--model", "burst-erosion", "--fix", "phi=0.001", "Vm=0 1/d", "Km=0.2", "ke=0.5 1/d", "kb=1 1/d", "--release-unit",
            "fraction", "--json", "--quiet"];
        JsonElement prompt = Cli.Run(fit).Json.GetProperty("fits")[0].GetProperty("fit");
        Cli.Outcome run = Cli.Run([.. fit, "--lag"]);
        run.Code.ShouldBe(CommandLine.Done, run.Error);
        JsonElement late = run.Json.GetProperty("fits")[0].GetProperty("fit");
        late.GetProperty("model").GetString().ShouldBe("burst-erosion+lag");
        JsonElement lag = late.GetProperty("parameters").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "tlag");
        lag.GetProperty("value").GetDouble().ShouldBe(Lag, 0.15);
        late.GetProperty("rmse_percent").GetDouble().ShouldBeLessThan(1.5);
        prompt.GetProperty("rmse_percent").GetDouble().ShouldBeGreaterThan(2.5);
    }

    [Test]
    public void An_empirical_family_names_its_own_lag() =>
        Cli.Run("fit", "letrozole-plga", "--model", "weibull", "--lag").Error.ShouldContain("is named weibull+tlag");
}
