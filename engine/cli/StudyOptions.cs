using System.CommandLine;
using SurrogateEngine.Design;

namespace SurrogateEngine.Cli;

/// <summary>What should be small and large, kept to, chosen among and given: the options of a study, alike for all verbs that ask for
/// one.</summary>
sealed class StudyOptions
{
    readonly Option<string[]> minimize = Words("--minimize", "Make small: release@1d, t50, auc(P), max(P), share(P, 2, 8), miss(wanted.csv) or a parameter.");
    readonly Option<string[]> maximize = Words("--maximize", "Make large, likewise.");
    readonly Option<string[]> require = Words("--require", "Keep to a limit, e.g. \"release@1d <= 10%\" or \"R >= 80nm\".");
    readonly Option<string[]> choose = Words("--choose", "Values that a parameter may take, e.g. lactide=0.5,0.75,1.");

    /// <summary>Parameters that are given.</summary>
    public Option<string[]> Fix { get; } = Words("--fix", "Hold a parameter you can't choose, e.g. kappa=50.");

    /// <summary>A file with the same words.</summary>
    public Option<string?> File { get; } = new("--study")
    {
        Description = "JSON file with minimize, maximize, require, choose, fix: each a text or a list of texts as here, and spread_percent.",
        HelpName = "file",
    };

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [minimize, maximize, require, choose, Fix, File];

    /// <summary>Whether the command line asks for a study.</summary>
    public bool Given(ParseResult given) =>
        given.GetValue(File) is not null
        || ((Option<string[]>[])[minimize, maximize, require, choose]).Any(option => given.GetValue(option)?.Length > 0);

    /// <summary>Its words.</summary>
    public StudyWords Read(ParseResult given) => new()
    {
        Minimize = given.GetValue(minimize) ?? [],
        Maximize = given.GetValue(maximize) ?? [],
        Require = given.GetValue(require) ?? [],
        Choose = given.GetValue(choose) ?? [],
        Fix = given.GetValue(Fix) ?? [],
    };

    static Option<string[]> Words(string name, string meaning) => new(name)
    {
        Description = meaning,
        HelpName = "words",
        AllowMultipleArgumentsPerToken = true,
    };
}
