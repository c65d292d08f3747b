using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using SurrogateEngine.Fitting;
using SurrogateEngine.Fitting.Empirical;
using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;

namespace SurrogateEngine.Bench.MeasuredConditions;

/// <summary>One formulation measured under several conditions.</summary>
/// <param name="Formulation">Its number in the data.</param>
/// <param name="Drug">The drug.</param>
/// <param name="Varies">What differs: temperature, pH, or both.</param>
/// <param name="Profiles">Profiles.</param>
/// <param name="SameMethod">Whether all were measured by one method.</param>
/// <param name="Model">The model with one set of parameters for all conditions.</param>
/// <param name="Rmse">Its RMSE over all points, percent of the dose.</param>
/// <param name="Aicc">Its AICc, squared errors of percent.</param>
/// <param name="FreeRmse">RMSE of one Weibull curve a profile.</param>
/// <param name="FreeAicc">AICc of all of them together, on the same scale.</param>
/// <param name="DirectionRight">Whether the model puts the mean releases of the conditions in the measured order; null where the method or
/// another condition changed with it.</param>
/// <param name="Parameters">What was found.</param>
sealed record ConditionFigure(
    int Formulation, string Drug, string Varies, int Profiles, bool SameMethod, string Model, double Rmse, double Aicc, double FreeRmse,
    double FreeAicc, bool? DirectionRight, string Parameters);

/// <summary><c>conditions</c>: one model a formulation over temperatures or pH, beside one free curve a condition.</summary>
static class ConditionsCommand
{
    static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    static readonly Option<string> Data = new("--data")
    {
        Description = "Folder of published data, with yanes-ivr-database-metadata and yanes-liposome-release in it",
        DefaultValueFactory = _ => Path.Combine("..", "shared", "data")
    };
    static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line" };

    public static Command Create()
    {
        var command = new Command("conditions",
            "65 published profiles of 13 liposomes at several temperatures or pH: one model a formulation beside one curve a profile.")
        {
            Data, Json,
        };
        command.SetAction(given => Refusable.Run(() => Run(given.GetValue(Data)!, given.GetValue(Json))));
        return command;
    }

    static void Run(string folder, bool json)
    {
        foreach (IGrouping<int, Series> group in Read(folder).GroupBy(series => series.Formulation))
        {
            foreach (ConditionFigure figure in Measure([.. group]))
                Console.WriteLine(json ? JsonSerializer.Serialize(figure, SnakeCase) : string.Create(CultureInfo.InvariantCulture,
                    $"{figure.Formulation,4} {figure.Drug,-14} {figure.Varies,-14} {figure.Profiles,2} {(figure.SameMethod ? "one method " : "two methods")} {figure.Model,-18} RMSE {figure.Rmse,5:F1} % AICc {figure.Aicc,7:F1}   free: {figure.FreeRmse,5:F1} % {figure.FreeAicc,7:F1}   direction {figure.DirectionRight?.ToString() ?? "-"}   {figure.Parameters}"));
        }
    }

    /// <summary>A profile and its conditions; NaN where the data do not say.</summary>
    sealed record Series(int Formulation, string Drug, string Method, double PH, double Temperature, MeasuredProfile Profile);

    static Series[] Read(string folder)
    {
        string profiles = Require(folder, "yanes-liposome-release/drug_release_exp.csv"),
            table = Require(folder, "yanes-ivr-database-metadata/temperature_ph_series.csv");
        ILookup<string, double[]> points = File.ReadLines(profiles).Skip(1).Select(line => line.Split(','))
            .ToLookup(cells => cells[2].Trim().Split('/')[^1], cells => new[] { Number(cells[0]), Number(cells[1]) });
        return [.. File.ReadLines(table).Skip(1).Select(line => line.Split(',')).Select(cells =>
        {
            double pH = Number(cells[5]), temperature = Number(cells[6]);
            double[][] own = [.. points[cells[2]].Where(point => point[0] >= 0).OrderBy(point => point[0]).DistinctBy(point => point[0])];
            return new Series(int.Parse(cells[0], CultureInfo.InvariantCulture), cells[3], cells[4], pH, temperature, new MeasuredProfile
            {
                Name = $"profile {cells[1]}",
                Origin = "Yanes et al., doi 10.1039/D5DD00112A",
                TimeUnit = "h",
                Days = [.. own.Select(point => point[0] / 24)],
                Released = [.. own.Select(point => point[1] / 100)],
                // A medium whose pH is not said is buffered saline.
                Conditions = [new("T", temperature, "degC"), new("pH", double.IsNaN(pH) ? 7.4 : pH, "")],
            });
        }).Where(series => series.Profile.Count >= 3)];
    }

    static string Require(string folder, string name) => File.Exists(Path.Combine(folder, name)) ? Path.Combine(folder, name)
        : throw new RefusedException($"{Path.Combine(folder, name)}: there is no such file; name the folder of published data with --data.");

    static double Number(string cell) => double.TryParse(cell, CultureInfo.InvariantCulture, out double value) ? value : double.NaN;

    static IEnumerable<ConditionFigure> Measure(Series[] series)
    {
        bool warms = series.Select(one => one.Temperature).Distinct().Count() > 1;
        bool acidifies = series.Select(one => double.IsNaN(one.PH) ? 7.4 : one.PH).Distinct().Count() > 1;
        MeasuredProfile[] profiles = [.. series.Select(one => one.Profile)];
        var (freeRmse, freeAicc) = Free(profiles);
        string[] models = warms ? ["arrhenius-release", "lcst-gel"] : ["ph-carrier", "acid-linker"];
        foreach (string model in models)
        {
            JointFitResult fit = JointFit.Run(profiles, Catalog.Get(model), new JointOptions
            {
                Shared = [.. Catalog.Get(model).Parameters.Select(parameter => parameter.Name)],
                Ranges = [.. Catalog.Get(model).Parameters.Select(Wide)],
                Candidates = 512,
                Starts = 6,
            });
            bool oneMethod = series.Select(one => one.Method).Distinct().Count() == 1;
            string varies = warms && acidifies ? "temperature, pH" : warms ? "temperature" : "pH";
            yield return new ConditionFigure(series[0].Formulation, series[0].Drug, varies, series.Length, oneMethod, model,
                fit.RmsePercent, fit.AicCorrected, freeRmse, freeAicc,
                oneMethod && warms != acidifies ? Direction(series, fit, warms) : null,
                string.Join(", ", fit.Estimates.Select(one => FormattableString.Invariant($"{one.About.Name} {one.Value:G3}"))));
        }
    }

    /// <summary>Ranges of rates and energies wide enough for any of the data: seconds to months.</summary>
    static Parameter Wide(Parameter parameter) => parameter switch
    {
        { Unit: "1/h" } => parameter with { Low = 1e-5, High = 1e3 },
        { Unit: "L/mol/h" } or { Name: "kH" } => parameter with { Low = parameter.Low / 1e3, High = parameter.High * 1e3 },
        { Name: "Ea" } => parameter with { Low = 0, High = 400 },
        { Name: "L" } => parameter with { Low = 25, High = 60 },
        { Name: "pKa" } => parameter with { Low = 1, High = 8 },
        _ => parameter,
    };

    /// <summary>One Weibull curve a profile: RMSE and AICc over all points, with all their parameters.</summary>
    static (double Rmse, double Aicc) Free(MeasuredProfile[] profiles)
    {
        double sum = 0;
        int points = 0, parameters = 0;
        foreach (MeasuredProfile profile in profiles)
        {
            string model = profile.Count > 4 ? "weibull" : "first-order";
            EmpiricalFit fit = EmpiricalFitter.Run(profile, new EmpiricalOptions { Models = [model], Profiled = 0 }).Fits[0];
            for (int i = 0; i < profile.Count; i++)
                sum += fit.Used[i] ? Math.Pow(fit.Predicted[i] - 100 * profile.Released[i], 2) : 0;
            points += fit.Used.Count(used => used);
            parameters += fit.Parameters.Count;
        }

        int k = parameters + 1;
        double aic = points * Math.Log(sum / points) + 2 * k;
        return (Math.Sqrt(sum / points), points > k + 1 ? aic + 2.0 * k * (k + 1) / (points - k - 1) : double.NaN);
    }

    /// <summary>Whether measured and predicted means of every pair of unlike conditions stand in the same order, profiles of one condition
    /// taken together.</summary>
    static bool Direction(Series[] series, JointFitResult fit, bool warms)
    {
        (double Level, double Measured, double Predicted)[] means = [.. fit.Profiles.Select((one, i) =>
            (warms ? series[i].Temperature : series[i].PH, one.Released.Average(), one.Predicted.Average()))];
        var groups = means.GroupBy(mean => mean.Level).Where(group => !double.IsNaN(group.Key)).OrderBy(group => group.Key)
            .Select(group => (Measured: group.Average(mean => mean.Measured), Predicted: group.Average(mean => mean.Predicted))).ToArray();
        return groups.Length < 2
            || Math.Sign(groups[^1].Measured - groups[0].Measured) == Math.Sign(groups[^1].Predicted - groups[0].Predicted);
    }
}
