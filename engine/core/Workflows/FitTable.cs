using System.Globalization;
using System.Text;
using CsvHelper;
using SurrogateEngine.Fitting.Empirical;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Workflows;

/// <summary>
/// A table of fits of many profiles, one line for each model and profile. While it grows it lies beside its place under another ending, and
/// what is whole there is kept when a run goes on.
/// </summary>
/// <param name="path">Where it will be.</param>
/// <param name="settings">What was asked for; a table begun with other settings can't be gone on with.</param>
sealed class FitTable(string path, string settings)
{
    const string Ending = ".part", Done = "# done ";
    const int MostParameters = 8;

    readonly StringBuilder text = new();

    string Part => path + Ending;

    /// <summary>Begins anew, or takes what an earlier run finished.</summary>
    /// <returns>Names of the profiles that are there already.</returns>
    /// <exception cref="RefusedException">The earlier run asked for something else, or the file can't be read.</exception>
    public IReadOnlySet<string> Begin(bool resume)
    {
        var known = new HashSet<string>();
        string first = $"# {settings}";
        if (resume && File.Exists(Part))
        {
            string[] lines = WorkflowFiles.Text(Part, "a table of fits that was begun").Split('\n');
            if (lines[0] != first)
                throw new RefusedException($"{Part}: this table was begun with {lines[0].TrimStart('#', ' ')}; go on with the same, or leave out --resume.");
            int whole = Array.FindLastIndex(lines, line => line.StartsWith(Done, StringComparison.Ordinal)) + 1;
            text.AppendJoin('\n', lines[..Math.Max(whole, 2)]).Append('\n');
            known.UnionWith(lines[..whole].Where(line => line.StartsWith(Done, StringComparison.Ordinal))
                .Select(line => line[Done.Length..]));
        }
        else
            text.Append(first).Append('\n').Append(Header()).Append('\n');
        AtomicFile.Write(Part, Encoding.UTF8.GetBytes(text.ToString()));
        return known;
    }

    /// <summary>Adds the fits of a profile.</summary>
    public void Add(EmpiricalComparison fits)
    {
        string lines = string.Concat(fits.Fits.Select((fit, rank) => Line(fits, fit, rank + 1) + "\n")) + Done + fits.Profile.Name + "\n";
        text.Append(lines);
        AtomicFile.Try(path, () => File.AppendAllText(Part, lines));
    }

    /// <summary>Puts the table where it belongs.</summary>
    public void End()
    {
        string whole = string
            .Concat(text.ToString().Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line + "\n"));
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(whole));
        File.Delete(Part);
    }

    static string Header() => Csv.Line(
    [
        "profile", "model", "rank", "points", "parameters", "akaike_weight", "rmse_percent", "r2", "adjusted_r2", "aic", "aicc", "bic",
            "msc",
        "aic_ddsolver", "durbin_watson", "same_curve_as",
        .. Enumerable.Range(1, MostParameters).SelectMany(j =>
            (string[])[$"parameter_{j}", $"unit_{j}", $"value_{j}", $"standard_error_{j}"]),
    ]);

    static string Line(EmpiricalComparison fits, EmpiricalFit fit, int rank)
    {
        var of = fit.Criteria;
        return Csv.Line(
        [
            fits.Profile.Name, fit.Model.Name, Text(rank), Text(of.Points), Text(of.Parameters), Text(fit.AkaikeWeight), Text(of.Rmse),
                Text(of.R2),
            Text(of.AdjustedR2), Text(of.Aic), Text(of.AicCorrected), Text(of.Bic), Text(of.Msc), Text(of.AicDdSolver),
                Text(of.DurbinWatson),
            fit.SameCurveAs ?? "",
                .. fit.Parameters.SelectMany(p => (string[])[p.About.Name, p.Unit, Text(p.Value), Text(p.StandardError)]),
            .. Enumerable.Repeat("", 4 * (MostParameters - fit.Parameters.Count)),
        ]);
    }

    static string Text(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";
}
