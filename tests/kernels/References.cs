namespace SurrogateEngine.Tests.Kernels;

/// <summary>Finds reference tables beside the tests.</summary>
static class References
{
    /// <summary>A benchmark problem's reference table.</summary>
    public static string Path(string name) => System.IO.Path.Combine(TestContext.CurrentContext.TestDirectory, "data", "problems", name);

    /// <summary>Rows of an oracle table, numbers only, header left out.</summary>
    public static double[][] Oracle(string name) => [.. Table(name).Select(row => row.Select(Number).ToArray())];

    /// <summary>Rows of an oracle table whose first columns are words.</summary>
    public static (string[] Words, double[] Numbers)[] Oracle(string name, int words) =>
        [.. Table(name).Select(row => (row[..words], row[words..].Select(Number).ToArray()))];

    static double Number(string cell) => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture);

    static IEnumerable<string[]> Table(string name) =>
        File.ReadLines(System.IO.Path.Combine(TestContext.CurrentContext.TestDirectory, "data", "oracles", name))
            .Skip(1).Where(line => line.Length > 0).Select(line => line.Split(','));
}
