using System.CommandLine;
using SurrogateEngine.Design;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Cli;

/// <summary>What should be small and large, kept to, chosen among and given: the options of a study, alike for all verbs that ask for
/// one.</summary>
sealed class StudyOptions
{
    readonly ProfileFlags reading = new();
    readonly Option<string[]> minimize = Worded("--minimize", "Make small: release@1d, t50, auc(P), max(P), share(P, 2, 8), duration(P, 2), leakage, on_off, selectivity, miss(wanted.csv), miss(P, wanted.csv) or a parameter; or some of these with numbers and + - * / between spaces.");
    readonly Option<string[]> maximize = Worded("--maximize", "Make large, likewise.");
    readonly Option<string[]> require = Worded("--require", "Keep to a limit, e.g. \"release@1d <= 10%\" or \"R >= 80nm\".");
    readonly Option<string[]> choose = Worded("--choose", "Values that a parameter may take, e.g. lactide=0.5,0.75,1.");

    /// <summary>Parameters that are given.</summary>
    public Option<string[]> Fix { get; } = Worded("--fix", "Hold a parameter you can't choose, e.g. kappa=50.");

    /// <summary>A file with the same words.</summary>
    public Option<string?> File { get; } = new("--study")
    {
        Description = "JSON file with minimize, maximize, require, choose, fix: each a text or a list of texts as here, and spread_percent; or a study that comes along: sustained, triggered, pulsatile.",
        HelpName = "file",
    };

    /// <summary>Scatter with which formulations are made.</summary>
    public Option<double?> Spread { get; } = new("--spread")
    {
        Description = "Scatter with which each parameter is made, percent: 90 of 100 batches are as good as said; of 95 of 100 a target is missed by less than 'robust' [default: 5 for a target, else none].",
        HelpName = "percent",
        CustomParser = given => NumberOption.Real(given),
    };

    /// <summary>Scatter of single parameters.</summary>
    readonly Option<string[]> spreadOf = Worded("--spread-of", "Scatter of single parameters, percent, in place of --spread, e.g. R=10% kb=20%.");

    /// <summary>Where a search begins.</summary>
    public Option<long> Seed { get; } = CommonOptions.Seed("Another seed looks elsewhere.");

    /// <summary>The table of results.</summary>
    public Option<string?> Output { get; } = new("--output", "-o")
    {
        Description = "Write the formulations with their curves, solved by the model: CSV or Parquet.",
        HelpName = "file",
    };

    /// <summary>The page about it.</summary>
    public Option<string?> Report { get; } = CommonOptions.Report();

    /// <summary>Where the model is solved.</summary>
    public Option<string?> Device { get; } = CommonOptions.Device("Where the model is solved");

    /// <summary>Leave to replace.</summary>
    public Option<bool> Force { get; } = CommonOptions.Force("output");

    /// <summary>What says what is wanted.</summary>
    public IReadOnlyList<Option> Words => [minimize, maximize, require, choose, Fix, File, Spread, spreadOf];

    /// <summary>What says how and where to.</summary>
    public IReadOnlyList<Option> Course => [Seed, Output, Report, .. reading.All, Device, Force];

    /// <summary>How profiles are read.</summary>
    public Profiles.ProfileOptions Reading(ParseResult given) => reading.Read(given);

    /// <summary>Whether the command line asks for a study.</summary>
    public bool Given(ParseResult given) => given.GetValue(File) is not null
        || ((Option<string[]>[])[minimize, maximize, require, choose]).Any(option => given.GetValue(option)?.Length > 0);

    /// <summary>All that was said, of a surrogate or a model.</summary>
    public StudyRequest Read(ParseResult given, string surrogate) => ReadWords(given, surrogate) with
    {
        Reading = Reading(given),
        Seed = (ulong)given.GetValue(Seed),
        Output = given.GetValue(Output),
        Report = given.GetValue(Report),
        Force = given.GetValue(Force),
        Device = given.GetValue(Device),
    };

    /// <summary>What is wanted, for a verb that has options of its own for the rest.</summary>
    public StudyRequest ReadWords(ParseResult given, string surrogate) => new()
    {
        Surrogate = surrogate,
        Words = new StudyWords
        {
            Minimize = given.GetValue(minimize) ?? [],
            Maximize = given.GetValue(maximize) ?? [],
            Require = given.GetValue(require) ?? [],
            Choose = given.GetValue(choose) ?? [],
            Fix = given.GetValue(Fix) ?? [],
            SpreadPercent = given.GetValue(Spread) ?? 0,
            SpreadOf = given.GetValue(spreadOf) ?? [],
        },
        Study = given.GetValue(File),
    };

    static Option<string[]> Worded(string name, string meaning) => new(name)
    {
        Description = meaning,
        HelpName = "words",
        AllowMultipleArgumentsPerToken = true,
    };
}
