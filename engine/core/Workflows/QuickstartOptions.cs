namespace SurrogateEngine.Workflows;

/// <summary>What can be asked of a quickstart.</summary>
public sealed record QuickstartOptions
{
    /// <summary>Folder for everything it makes.</summary>
    public string Output { get; init; } = "surrogate-quickstart";

    /// <summary>Formulations to simulate.</summary>
    public long Samples { get; init; } = 100_000;

    /// <summary>Seconds of training.</summary>
    public double Seconds { get; init; } = 75;

    /// <summary>Seed of formulations and network.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Measured profiles to explain: built-in names or CSV files. Unless asked otherwise, those of particles that the model
    /// describes.</summary>
    public IReadOnlyList<string> Profiles { get; init; } = ["paclitaxel-plga-184nm", "paclitaxel-plga-318nm"];

    /// <summary>Go on with a quickstart that was stopped.</summary>
    public bool Resume { get; init; }

    /// <summary>Make a quickstart again in the folder of another one; its curves are kept if they are those of this scenario.</summary>
    public bool Force { get; init; }

    /// <summary>What it leaves behind, and where.</summary>
    public QuickstartFolder Folder => new(Output);

    internal QuickstartOptions Checked()
    {
        const string verb = "surrogate quickstart";
        if (Samples < 1000)
            throw Refusals.TooSmall($"{verb} --samples", Samples, 1000);
        if (Seed < 0)
            throw Refusals.TooSmall($"{verb} --seed", Seed, 0);
        if (!(Seconds >= 1))
            throw Refusals.TooSmall($"{verb} --seconds", Seconds, 1);
        return this;
    }
}

/// <summary>What a quickstart leaves behind, and where.</summary>
/// <param name="Root">The folder of it all.</param>
public sealed record QuickstartFolder(string Root)
{
    /// <summary>Name of the release model.</summary>
    public const string Model = "plga-sphere";

    /// <summary>The scenario file.</summary>
    public string Scenario => Path.Combine(Root, "scenario.json");

    /// <summary>Folder of the simulated curves.</summary>
    public string Data => Path.Combine(Root, "data");

    /// <summary>Folder of the training.</summary>
    public string Run => Path.Combine(Root, "training");

    /// <summary>The surrogate.</summary>
    public string Surrogate => Path.Combine(Root, $"{Model}.surrogate");

    /// <summary>Formulations to start from.</summary>
    public string Formulations => Path.Combine(Root, "formulations.csv");

    /// <summary>The HTML report.</summary>
    public string Report => Path.Combine(Root, "report.html");

    /// <summary>Files of an earlier quickstart that a new one would replace, those that are there.</summary>
    internal IEnumerable<string> Present =>
        new[] { Scenario, Path.Combine(Data, SurrogateEngine.Data.Manifest.FileName), Surrogate, Formulations, Report }.Where(File.Exists)
            .Concat(Trainers.Trainer.HasRun(Run) ? [Run] : []);
}
