namespace SurrogateEngine.Tests.Kernels;

/// <summary>Finds reference tables beside the tests.</summary>
static class References
{
    /// <summary>A benchmark problem's reference table.</summary>
    public static string Path(string name) => System.IO.Path.Combine(TestContext.CurrentContext.TestDirectory, "data", "problems", name);

    /// <summary>Rows of an oracle table, numbers only, header left out.</summary>
    public static double[][] Oracle(string name) =>
    [
        .. File.ReadLines(System.IO.Path.Combine(TestContext.CurrentContext.TestDirectory, "data", "oracles", name))
            .Skip(1).Where(line => line.Length > 0)
            .Select(line => line.Split(',').Select(cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture))
                .ToArray()),
    ];
}
