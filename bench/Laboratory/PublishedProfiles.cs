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
    public static IReadOnlyList<MeasuredProfile> Of(string name) => name == Names[0]
        ? Read("data/bannigan-long-acting-injectables/zero_shot_14_features.csv", "Experimental_index", "Time", "Release", 1, "d")
        : Read("data/yanes-liposome-release/drug_release_exp.csv", "file_name", "time (Hrs)", "release_percent", 0.01, "h");

    static MeasuredProfile[] Read(string file, string key, string time, string release, double share, string unit)
    {
        string path = Path.GetFullPath(Path.Combine(Folder, file));
        if (!File.Exists(path))
            throw new RefusedException($"{path}: the published data are not on this machine; put them there, or name their folder in SURROGATE_SHARED.");
        string[][] cells = [.. File.ReadLines(path).Select(line => line.Split(','))];
        int k = Array.IndexOf(cells[0], key), t = Array.IndexOf(cells[0], time), r = Array.IndexOf(cells[0], release);
        double days = TimeUnit.Days(unit)!.Value;
        return [.. cells.Skip(1).GroupBy(row => row[k]).Select(rows =>
        {
            // A time that was digitized twice is one measurement, their mean.
            (double Time, double Value)[] points = [.. rows.Select(row => (Number(row[t]), share * Number(row[r])))
                .GroupBy(point => point.Item1).Select(same => (same.Key, same.Average(point => point.Item2))).OrderBy(point => point.Key)];
            return new MeasuredProfile
            {
                Name = Path.GetFileNameWithoutExtension(rows.Key),
                Origin = path,
                TimeUnit = unit,
                Days = [.. points.Select(point => Math.Max(0, point.Time) * days)],
                Released = [.. points.Select(point => point.Value)],
            };
        })];
    }

    static string Folder => Environment.GetEnvironmentVariable("SURROGATE_SHARED")
        ?? Path.Combine(Path.GetDirectoryName(Checkout.Require("SurrogateEngine.sln"))!, "..", "shared");

    static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
