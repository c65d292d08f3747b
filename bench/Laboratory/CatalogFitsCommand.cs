using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using SurrogateEngine.Fitting;
using SurrogateEngine.Fitting.Empirical;
using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;

namespace SurrogateEngine.Bench.Laboratory;

/// <summary><c>catalog-fits</c>: published profiles fitted with models of the catalog, beside the best empirical family.</summary>
static class CatalogFitsCommand
{
    static readonly Option<string> Set = new("--set") { Description = "bannigan or yanes", DefaultValueFactory = _ => "bannigan" };
    static readonly Option<string[]> Models = new("--models")
    {
        Description = "Models; none means every release model that depends on nothing from outside",
        AllowMultipleArgumentsPerToken = true
    };
    static readonly Option<int> Every = new("--every") { Description = "Take each so-manieth profile", DefaultValueFactory = _ => 1 };
    static readonly Option<int> Candidates = new("--candidates") { Description = "Parameter sets tried", DefaultValueFactory = _ => 128 };
    static readonly Option<int> Starts = new("--starts") { Description = "Of them, how many are refined", DefaultValueFactory = _ => 2 };
    static readonly Option<int> Iterations = new("--iterations") { Description = "Most steps of each", DefaultValueFactory = _ => 16 };
    static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line" };

    public static Command Create()
    {
        Set.AcceptOnlyFromAmong(PublishedProfiles.Names);
        var command = new Command("catalog-fits", "Published release profiles fitted with models of the catalog, beside the best empirical family.")
        {
            Set, Models, Every, Candidates, Starts, Iterations, Json,
        };
        command.SetAction(given => Refusable.Run(() => Run(given)));
        return command;
    }

    static void Run(ParseResult given)
    {
        Refusable.RequireAtLeast(1, given.GetValue(Every), Every);
        MeasuredProfile[] profiles = [.. PublishedProfiles.Of(given.GetValue(Set)!).Where((_, i) => i % given.GetValue(Every) == 0)];
        ReleaseModel[] models = given.GetValue(Models) is { Length: > 0 } named ? [.. named.Select(Catalog.Get)]
            : [.. Catalog.Models.Where(model => model.Inputs.Count == 0 && model.Mechanism != "body")];
        TextWriter output = given.InvocationConfiguration.Output;
        var options = new JointOptions
        {
            Candidates = given.GetValue(Candidates),
            Starts = given.GetValue(Starts),
            // Profiles go side by side; curves good to a ten-thousandth are enough for points that are good to a hundredth.
            Effort = new SearchEffort { Iterations = given.GetValue(Iterations), Patience = 2, Tolerance = 1e-3, JacobianEvery = 4 },
            Solving = new BatchOptions { Threads = 1, Precision = Precision.Single, MaxSteps = 800 },
        };
        double[] best = new double[profiles.Length];
        string[] families = new string[profiles.Length];
        (double wall, double processor) = Clock.Time(() => Parallel.For(0, profiles.Length, i =>
        {
            EmpiricalComparison fits = EmpiricalFitter.Run(profiles[i], new EmpiricalOptions { Profiled = 0 });
            int all = fits.Fits.Max(fit => fit.Criteria.Points);
            EmpiricalFit least = fits.Fits.Where(fit => fit.Criteria.Points == all && !fit.Model.LogLinear).MinBy(fit =>
                fit.Criteria.Rmse)!;
            (best[i], families[i]) = (least.Criteria.Rmse, least.Model.Name);
        }));
        string often = families.GroupBy(name => name).MaxBy(group => group.Count())!.Key;
        Print(output, given, new Line("best of 25 empirical families", 0, best, best, wall, processor) { Note = $"most often {often}" });
        double totalWall = wall, totalProcessor = processor;
        double[] least = [.. best.Select(_ => double.PositiveInfinity)];
        foreach (ReleaseModel model in models)
        {
            double[] rmse = new double[profiles.Length];
            (wall, processor) = Clock.Time(() => Parallel.For(0, profiles.Length, i => rmse[i] = Rmse(profiles[i], model, options)));
            for (int i = 0; i < rmse.Length; i++)
                least[i] = Math.Min(least[i], double.IsNaN(rmse[i]) ? double.PositiveInfinity : rmse[i]);
            (totalWall, totalProcessor) = (totalWall + wall, totalProcessor + processor);
            int free = model.Parameters.Count(parameter => parameter.Usually is { } range && range.Low < range.High);
            Print(output, given, new Line(model.Name, free, rmse, best, wall, processor));
        }

        Print(output, given, new Line($"best of {models.Length} models", 0, least, best, totalWall, totalProcessor) { Note = "seconds of everything" });
    }

    static double Rmse(MeasuredProfile profile, ReleaseModel model, JointOptions options)
    {
        try
        {
            return JointFit.Run([profile], model, options).RmsePercent;
        }
        catch (RefusedException)
        {
            return double.NaN;
        }
    }

    static void Print(TextWriter output, ParseResult given, Line line) =>
        output.WriteLine(given.GetValue(Json) ? line.ToJson(given.GetValue(Set)!)
        : line.ToString());

    /// <summary>A model's fits.</summary>
    sealed record Line(string Model, int Parameters, double[] Rmse, double[] Empirical, double Wall, double Processor)
    {
        public string Note { get; init; } = "";

        double[] Fitted => [.. Rmse.Where(double.IsFinite)];

        double Within(double factor) => Rmse.Zip(Empirical, (own, best) => own <= factor * best + 1e-9 ? 1.0 : 0).Average();

        public string ToJson(string set)
        {
            Spread spread = Spread.Of(Fitted);
            return JsonSerializer.Serialize(new
            {
                set,
                model = Model,
                parameters = Parameters,
                profiles = Rmse.Length,
                fitted = Fitted.Length,
                rmse_quarter = spread.Quarter,
                rmse_median = spread.Median,
                rmse_three_quarters = spread.ThreeQuarters,
                rmse_mean = spread.Mean,
                as_good_as_empirical = Within(1),
                within_twice_empirical = Within(2),
                seconds = Math.Round(Wall, 1),
                cpu_seconds = Math.Round(Processor, 1),
                note = Note,
            });
        }

        public override string ToString()
        {
            Spread spread = Spread.Of(Fitted);
            return string.Create(CultureInfo.InvariantCulture,
                $"{Model,-30} {Parameters,2} free {Fitted.Length,4} fitted, RMSE % {spread.Quarter,6:F2} {spread.Median,6:F2} {spread.ThreeQuarters,6:F2}, as good as empirical {Within(1),5:P0}, within twice {Within(2),5:P0}, {Wall,6:F1} s, {Processor,6:F1} cpu s {Note}");
        }
    }
}
