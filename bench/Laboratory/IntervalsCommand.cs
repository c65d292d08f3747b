using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using SurrogateEngine.Fitting;

namespace SurrogateEngine.Bench.Laboratory;

/// <summary><c>intervals</c>: how often the 95 % intervals of fitted parameters hold the truth, over many noisy profiles.</summary>
static class IntervalsCommand
{
    static readonly Option<int> Repeats = new("--repeats") { Description = "Noisy profiles of each model", DefaultValueFactory = _ => 200 };
    static readonly Option<double> Error = new("--error")
    {
        Description = "Standard deviation of a measurement, share of the dose",
        DefaultValueFactory = _ => 0.015
    };
    static readonly Option<string[]> Models = new("--models")
    {
        Description = "Models; none means all five",
        AllowMultipleArgumentsPerToken = true
    };
    static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line" };

    public static Command Create()
    {
        Models.AcceptOnlyFromAmong([.. RecoveryCase.All.Select(one => one.Model)]);
        var command = new Command("intervals", "How often 95 % intervals of fitted parameters hold the truth, over many noisy profiles.")
        {
            Repeats, Error, Models, Json,
        };
        command.SetAction(given => Refusable.Run(() => Run(given)));
        return command;
    }

    static void Run(ParseResult given)
    {
        int repeats = given.GetValue(Repeats);
        Refusable.RequireAtLeast(1, repeats, Repeats);
        string[] named = given.GetValue(Models) ?? [];
        TextWriter output = given.InvocationConfiguration.Output;
        foreach (RecoveryCase one in RecoveryCase.All.Where(one => named.Length == 0 || named.Contains(one.Model)))
        {
            double[] exact = one.Exact();
            var fits = new IReadOnlyList<JointEstimate>[repeats];
            (double wall, _) = Clock.Time(() =>
                Parallel.For(0, repeats, i => fits[i] = one.Fit(exact, given.GetValue(Error), (ulong)i + 1)));
            foreach ((string name, double truth) in one.Truth)
            {
                JointEstimate[] found = [.. fits.Select(fit => fit.Single(of => of.About.Name == name))];
                double held = found.Count(of => of.Low <= truth && truth <= of.High) / (double)repeats;
                Spread error = Spread.Of(found.Select(of => Math.Abs(of.Value / truth - 1)));
                output.WriteLine(given.GetValue(Json) ? JsonSerializer.Serialize(new
                {
                    model = one.Model,
                    parameter = name,
                    truth,
                    repeats,
                    held_by_95_percent_interval = held,
                    relative_error_median = error.Median,
                    at_bound = found.Count(of => of.AtBound),
                    seconds = Math.Round(wall, 1),
                }) : string.Create(CultureInfo.InvariantCulture,
                    $"{one.Model,-22} {name,-5} {truth,8:G4}: held by {held:P1} of {repeats} intervals, median relative error {error.Median:P1}"));
            }
        }
    }
}
