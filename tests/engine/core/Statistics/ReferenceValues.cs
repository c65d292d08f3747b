using System.Globalization;

namespace SurrogateEngine.Tests.Engine.Core.Statistics;

/// <summary>What R says of data that come with it; tests/data/statistics/README.md names the commands.</summary>
static class ReferenceValues
{
    static readonly Dictionary<string, double[]> Lines = File.ReadLines(Repository.Locate("tests/data/statistics/reference.csv"))
        .Select(line => line.Split(',')).ToDictionary(cells => cells[0], cells => Numbers(cells[1]));

    /// <summary>Numbers of a name.</summary>
    public static double[] Of(string name) => Lines[name];

    /// <summary>Groups of a data set in R's order of levels.</summary>
    public static (string Name, double[] Values)[] Groups(string set) =>
        [.. Lines.Keys.Where(key => key.StartsWith(set + ".data.", StringComparison.Ordinal))
            .Select(key => (key[(set.Length + 6)..], Lines[key]))];

    /// <summary>Numbers with 8 digits that agree, or below 1e-13 both.</summary>
    public static void ShouldAgree(this IReadOnlyList<double> found, params double[] expected)
    {
        found.Count.ShouldBe(expected.Length);
        for (int i = 0; i < expected.Length; i++)
            found[i].ShouldBe(expected[i], 1e-8 * Math.Abs(expected[i]) + 1e-13, $"number {i + 1}");
    }

    static double[] Numbers(string cell) => [.. cell.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
}
