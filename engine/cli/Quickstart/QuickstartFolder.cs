namespace SurrogateEngine.Cli.Quickstart;

/// <summary>What a quickstart leaves behind, and where.</summary>
/// <param name="Root">The folder of it all.</param>
/// <param name="Law">Name of the release model.</param>
sealed record QuickstartFolder(string Root, string Law)
{
    public string Scenario => Path.Combine(Root, "scenario.json");

    public string Data => Path.Combine(Root, "data");

    public string Run => Path.Combine(Root, "training");

    public string Surrogate => Path.Combine(Root, $"{Law}.surrogate");

    public string Formulations => Path.Combine(Root, "formulations.csv");

    public string Report => Path.Combine(Root, "report.html");
}
