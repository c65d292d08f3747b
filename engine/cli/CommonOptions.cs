using System.CommandLine;

namespace SurrogateEngine.Cli;

/// <summary>Options every verb has.</summary>
static class CommonOptions
{
    /// <summary>Their names.</summary>
    public const string Json = "--json", Quiet = "--quiet", Debug = "--debug", Plugin = "--plugin";

    /// <summary>New ones: an option keeps every command that it was ever added to, so that one for all runs of a process would keep all
    /// commands of all runs.</summary>
    public static IReadOnlyList<Option> All() =>
    [
        new Option<bool>(Json)
        {
            Description = "Print one JSON object as the last line of standard output; everything else goes to standard error.",
            Recursive = true,
        },
        new Option<bool>(Quiet, "-q") { Description = "No progress and no remarks, only results and refusals.", Recursive = true },
        new Option<bool>(Debug) { Description = "If the program fails, print where.", Recursive = true },
        new Option<string[]>(Plugin)
        {
            Description = "Assembly with models, methods, networks, losses, samplers or verbs of your own.",
            HelpName = "file",
            Recursive = true,
        },
    ];

    /// <summary>Leave to write over a result of an earlier run.</summary>
    public static Option<bool> Force(string what) => new("--force") { Description = $"Replace the {what} if it is there already." };

    /// <summary>A picture of the result.</summary>
    public static Option<string?> Plot() => new("--plot") { Description = "Draw the curves into an SVG or PNG file.", HelpName = "file" };

    /// <summary>A page about the result.</summary>
    public static Option<string?> Report(string what = "Write an HTML page about it.") =>
        new("--report") { Description = what, HelpName = "file" };

    /// <summary>A seed, 1 unless another is given.</summary>
    public static Option<long> Seed(string what) => new("--seed")
    {
        Description = what,
        HelpName = "number",
        DefaultValueFactory = _ => 1,
        CustomParser = given => NumberOption.Whole(given),
    };

    /// <summary>Where models are solved.</summary>
    /// <param name="what">What is done there, e.g. <c>Where to solve</c>.</param>
    /// <param name="name">Name of the option.</param>
    public static Option<string?> Device(string what, string name = "--device") => new(name)
    {
        Description =
            $"{what}: host, auto (a GPU if there is one), cuda:0, opencl:0 or cpu (ILGPU's, for tests); see surrogate devices [default: host].",
        HelpName = "name",
    };

    /// <summary>Whether a command line asks for JSON, also where it can't be parsed: an option without its value swallows the word behind
    /// it.</summary>
    public static bool WantsJson(IEnumerable<string> args) => args.TakeWhile(word => word != "--").Contains(Json);

    /// <summary>The plugins of a command line. They are wanted before it is parsed, because they may hold its verb.</summary>
    public static IEnumerable<string> PluginsIn(IReadOnlyList<string> args)
    {
        for (int i = 0; i < args.Count && args[i] != "--"; i++)
        {
            if (args[i] == Plugin && i + 1 < args.Count)
                yield return args[++i];
            else if (args[i].StartsWith(Plugin + "=", StringComparison.Ordinal))
                yield return args[i][(Plugin.Length + 1)..];
        }
    }
}
