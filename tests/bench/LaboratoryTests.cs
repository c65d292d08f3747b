using System.CommandLine;
using System.Text.Json;
using SurrogateEngine.Bench.Laboratory;

namespace SurrogateEngine.Tests.Benches;

/// <summary>Measurements on published and made profiles.</summary>
public sealed class LaboratoryTests
{
    static JsonElement[] Run(Command command, params string[] words)
    {
        using var output = new StringWriter();
        command.Parse([.. words, "--json"]).Invoke(new InvocationConfiguration { Output = output }).ShouldBe(0);
        return [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
            JsonDocument.Parse(line).RootElement)];
    }

    /// <summary>0.95 within three standard errors of 60 draws.</summary>
    [Test]
    public void Intervals_of_a_fitted_model_hold_the_truth_as_often_as_they_say()
    {
        JsonElement[] lines = Run(IntervalsCommand.Create(), "--repeats", "60", "--models", "burst-erosion");

        lines.Select(line => line.GetProperty("parameter").GetString()).ShouldBe(["phi", "kb", "ks"]);
        lines.ShouldAllBe(line => line.GetProperty("held_by_95_percent_interval").GetDouble() > 0.86);
        lines.ShouldAllBe(line => line.GetProperty("relative_error_median").GetDouble() < 0.15);
    }

    /// <summary>Every twentieth profile and one model stand for the campaign.</summary>
    [Test]
    public void Published_profiles_are_fitted_beside_their_best_empirical_family()
    {
        SharedData.File("data/bannigan-long-acting-injectables/zero_shot_14_features.csv");
        JsonElement[] lines = Run(CatalogFitsCommand.Create(), "--every", "20", "--models", "burst-erosion");

        lines.Select(line => line.GetProperty("model").GetString())
            .ShouldBe(["best of 25 empirical families", "burst-erosion", "best of 1 models"]);
        lines[1].GetProperty("fitted").GetInt32().ShouldBe(10);
        lines[1].GetProperty("rmse_median").GetDouble().ShouldBeLessThan(8);
        lines[0].GetProperty("rmse_median").GetDouble().ShouldBeLessThan(lines[1].GetProperty("rmse_median").GetDouble());
    }

    [Test]
    public void Forecasts_of_published_profiles_are_judged_beside_the_last_value()
    {
        SharedData.File("data/bannigan-long-acting-injectables/zero_shot_14_features.csv");
        JsonElement[] lines = Run(ForecastCommand.Create(), "--sets", "bannigan", "--cuts", "0.33", "--every", "20");

        JsonElement Of(string method) => lines.Single(line => line.GetProperty("method").GetString() == method);
        Of("empirical families averaged").GetProperty("rmse_median").GetDouble()
            .ShouldBeLessThan(0.7 * Of("last value").GetProperty("rmse_median").GetDouble());
        Of("empirical families averaged").GetProperty("held_by_band").GetDouble().ShouldBeGreaterThan(0.7);
    }
}
