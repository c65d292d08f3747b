namespace SurrogateEngine.Cli.Quickstart;

/// <summary>What can be asked of a quickstart.</summary>
/// <param name="Folder">Where everything goes.</param>
/// <param name="Samples">Formulations to simulate.</param>
/// <param name="Seconds">Seconds of training.</param>
/// <param name="Seed">Seed of formulations and weights.</param>
/// <param name="Profiles">Measured profiles to explain: built-in names or CSV files.</param>
/// <param name="Resume">Go on with a stopped training.</param>
sealed record QuickstartOptions(QuickstartFolder Folder, long Samples, double Seconds, ulong Seed, IReadOnlyList<string> Profiles, bool Resume);
