using System.Globalization;
using SurrogateEngine.Profiles;

namespace SurrogateEngine.Bench.Laboratory;

/// <summary>
/// Published release profiles that keep their own licenses and so are not in the repository: in <c>shared</c> beside it, or where
/// SURROGATE_SHARED says.
/// </summary>
static class PublishedProfiles
{
    /// <summary>Names of the sets.</summary>
    public static readonly string[] Names = ["bannigan", "yanes"];

    /// <summary>The profiles of a set.</summary>
    /// <exception cref="RefusedException">The data are not on this machine.</exception>
    public static IReadOnlyList<MeasuredProfile> Of(string name) => [.. Grouped(name).Select(one => one.Profile)];

    /// <summary>The profiles of a set, each with the features of its formulation as conditions and its group: drug and polymer, or the
    /// drug.</summary>
    /// <exception cref="RefusedException">The data are not on this machine.</exception>
    public static IReadOnlyList<(MeasuredProfile Profile, string Group)> Grouped(string name)
    {
        if (name == Names[0])
            return Read("data/bannigan-long-acting-injectables/zero_shot_14_features.csv", "Experimental_index", "Time", "Release", 1, "d",
                row => (row["DP_Group"], row.Where(cell => cell.Key is not ("Experimental_index" or "DP_Group" or "Time" or "Release"))));
        string[] numbers = ["media_pH", "media_temp_oC", "drug_loading", "Z_average_nm", "weighted_Mw", "weighted_Tm"];
        Dictionary<string, Dictionary<string, string>> known = Table("data/yanes-liposome-release/backend_data.csv")
            .ToDictionary(row => row["IVR_ID"]);
        return Read("data/yanes-liposome-release/drug_release_exp.csv", "file_name", "time (Hrs)", "release_percent", 0.01, "h", row =>
        {
            Dictionary<string, string> of = known[Path.GetFileName(row["file_name"]).Split('.')[0]];
            return (of["API_name"], of.Where(cell => numbers.Contains(cell.Key)));
        });
    }

    static (MeasuredProfile Profile, string Group)[] Read(string file, string key, string time, string release, double share, string unit,
        Func<Dictionary<string, string>, (string Group, IEnumerable<KeyValuePair<string, string>> Features)> about)
    {
        double days = TimeUnit.Days(unit)!.Value;
        return [.. Table(file).GroupBy(row => row[key]).Select(rows =>
        {
            // A time that was digitized twice is one measurement, their mean.
            (double Time, double Value)[] points = [.. rows.Select(row => (Number(row[time]), share * Number(row[release])))
                .GroupBy(point => point.Item1).Select(same => (same.Key, same.Average(point => point.Item2))).OrderBy(point => point.Key)];
            (string group, IEnumerable<KeyValuePair<string, string>> features) = about(rows.First());
            return (new MeasuredProfile
            {
                Name = Path.GetFileNameWithoutExtension(rows.Key),
                Origin = file,
                TimeUnit = unit,
                Days = [.. points.Select(point => Math.Max(0, point.Time) * days)],
                Released = [.. points.Select(point => point.Value)],
                Conditions = [.. features.Where(cell => double.TryParse(cell.Value, CultureInfo.InvariantCulture, out double value)
                    && double.IsFinite(value)).Select(cell => new ProfileCondition(cell.Key, Number(cell.Value), ""))],
            }, group);
        })];
    }

    static IEnumerable<Dictionary<string, string>> Table(string file)
    {
        string path = Path.GetFullPath(Path.Combine(Folder, file));
        if (!File.Exists(path))
            throw new RefusedException($"{path}: the published data are not on this machine; put them there, or name their folder in SURROGATE_SHARED.");
        string[][] cells = [.. File.ReadLines(path).Select(line => line.Split(','))];
        return cells.Skip(1).Select(row => cells[0].Zip(row).ToDictionary(cell => cell.First, cell => cell.Second));
    }

    static string Folder => Environment.GetEnvironmentVariable("SURROGATE_SHARED")
        ?? Path.Combine(Path.GetDirectoryName(Checkout.Require("SurrogateEngine.sln"))!, "..", "shared");

    static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
