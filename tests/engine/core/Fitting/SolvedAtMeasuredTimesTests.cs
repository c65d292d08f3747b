using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;
using SurrogateEngine.Tests.Cli;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Engine.Core.Fitting;

/// <summary>What is said of the model itself is said of the model solved at the measured times, never of a curve read between a grid's
/// times.</summary>
public sealed class SolvedAtMeasuredTimesTests
{
    static IEnumerable<string> Models => Catalog.Models.Names;

    /// <summary>A surrogate that gives the model's own curve at few times: what is then read between them is wrong, and the model is
    /// not.</summary>
    [TestCaseSource(nameof(Models))]
    public void Points_on_the_model_s_own_curve_are_met_whatever_the_grid_of_the_surrogate(string name)
    {
        ReleaseModel model = Catalog.Models.Get(name);
        double last = model.DefaultTimes[^1];
        var exact = new MechanisticModel(model, CurveSpace.Of(model));
        double[] times = [.. TimeGrid.Geometric(last / 300, last, 9)];
        ICurveModel fine = exact.At(times);
        double[] middle = [.. model.Parameters.Select(parameter => parameter.Middle)];
        var curve = new float[fine.Space.Points];
        fine.Predict(middle, 1, curve);
        var profile = new MeasuredProfile
        {
            Name = "exact",
            Origin = "test",
            Days = [.. times.Select(time => time * TimeUnit.Days(model.TimeUnit)!.Value)],
            Released = [.. curve.Take(times.Length).Select(value => (double)value)],
        };
        var known = model.Parameters.Where(parameter => parameter.Low < parameter.High)
            .ToDictionary(parameter => parameter.Name, parameter => parameter.Middle);

        FitResult fit = ProfileFit.Run(profile, exact.At([last / 30, last / 10, last / 4, last / 2, last]), exact,
            new FitOptions { Fixed = known });

        fit.Check!.Quality.RmsePercent.ShouldBeLessThan(5e-4);
        fit.ReportedQuality.RmsePercent.ShouldBeLessThan(5e-4);
        fit.Remarks.ShouldContain(remark => remark.Contains("lie before the surrogate's first output time"));
        fit.Check.MaxDifferenceAtPointsPercent.ShouldBe(fit.Check.InterpolationErrorPercent, 0.01);
        if (fit.Check.InterpolationErrorPercent > 0.1)
            fit.Remarks.ShouldContain(remark => remark.StartsWith("Reading the surrogate between its 5 output times"));
    }

    [TestCase("b12-coarse", "b12-early-points", 0.0005)]
    public void The_case_of_a_coarse_grid_has_no_error_at_all(string scenario, string profile, double most)
    {
        using var folder = new TemporaryFolder();
        string cases = Path.Combine(TestContext.CurrentContext.TestDirectory, "data", "cases");
        Done("simulate", Path.Combine(cases, scenario + ".json"), "--samples", "500", "--output", folder["data"]);
        Done("train", folder["data"], "--epochs", "1", "--output", folder["s.surrogate"]);
        var fit = Done("fit", folder["s.surrogate"], Path.Combine(cases, profile + ".csv"), "--json", "--fix",
            "phi=0.4", "kb=4 1/d", "ks=0.05 1/d", "Km=0.2", "ke=0.5 1/d", "Vm=0.02 1/d").Json;
        fit.GetProperty("rmse_percent").GetDouble().ShouldBeLessThan(most);
        fit.GetProperty("mechanistic").GetProperty("rmse_percent").GetDouble().ShouldBeLessThan(most);
        fit.GetProperty("mechanistic").GetProperty("interpolation_error_percent").GetDouble().ShouldBeGreaterThan(1);
    }

    [TestCase("b06-one-time")]
    [TestCase("b06-two-times")]
    public void One_or_two_output_times_give_a_fit_by_the_model(string scenario)
    {
        using var folder = new TemporaryFolder();
        string cases = Path.Combine(TestContext.CurrentContext.TestDirectory, "data", "cases");
        Done("simulate", Path.Combine(cases, scenario + ".json"), "--output", folder["data"]);
        Done("train", folder["data"], "--epochs", "1", "--width", "8", "--output", folder["s.surrogate"]);
        var fit = Done("fit", folder["s.surrogate"], Path.Combine(cases, "m4.csv"), "--json", "--report", folder["r.html"]);
        fit.Json.GetProperty("explains").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        File.ReadAllText(folder["r.html"]).ShouldNotContain("NaN", Case.Sensitive);
    }

    [TestCase("a08-zeros", "f1")]
    [TestCase("a08-constant", "r2")]
    public void What_does_not_exist_is_null_and_said(string profile, string key)
    {
        using var folder = new TemporaryFolder();
        string cases = Path.Combine(TestContext.CurrentContext.TestDirectory, "data", "cases");
        Done("simulate", "burst-erosion", "--samples", "300", "--output", folder["data"]);
        Done("train", folder["data"], "--epochs", "1", "--width", "8", "--output", folder["s.surrogate"]);
        var fit = Done("fit", folder["s.surrogate"], Path.Combine(cases, profile + ".csv"), "--json", "--report", folder["r.html"]).Json;
        fit.GetProperty(key).ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        fit.GetProperty("verdict").GetString()!.ShouldContain("do not vary");
        File.ReadAllText(folder["r.html"]).ShouldNotContain("NaN", Case.Sensitive);
    }

    static Cli.Cli.Outcome Done(params string[] args)
    {
        Cli.Cli.Outcome done = Cli.Cli.Run(args);
        done.Code.ShouldBe(0, $"{string.Join(' ', args)}: {done.Error}");
        return done;
    }
}
