using System.CommandLine;

namespace SurrogateEngine.Cli;

/// <summary>Options every verb has.</summary>
static class CommonOptions
{
    public static readonly Option<bool> Json = new("--json")
    {
        Description = "Print one JSON object as the last line of standard output; everything else goes to standard error.",
        Recursive = true,
    };

    public static readonly Option<bool> Quiet = new("--quiet", "-q")
    {
        Description = "No progress and no remarks, only results and refusals.",
        Recursive = true,
    };

    public static readonly Option<bool> Debug = new("--debug")
    {
        Description = "If the program fails, print where.",
        Recursive = true,
    };

    public static readonly Option<string[]> Plugin = new("--plugin")
    {
        Description = "Assembly with models, methods, networks, losses, samplers or verbs of your own.",
        HelpName = "file",
        Recursive = true,
    };

    /// <summary>Leave to write over a result of an earlier run.</summary>
    public static Option<bool> Force(string what) => new("--force") { Description = $"Replace the {what} if it is there already." };

    /// <summary>A picture of the result.</summary>
    public static Option<string?> Plot() => new("--plot") { Description = "Draw the curves into an SVG or PNG file.", HelpName = "file" };

    /// <summary>A page about the result.</summary>
    public static Option<string?> Report() => new("--report") { Description = "Write an HTML page about it.", HelpName = "file" };

    /// <summary>Where models are solved.</summary>
    /// <param name="what">What is done there, e.g. <c>Where to solve</c>.</param>
    /// <param name="name">Name of the option.</param>
    public static Option<string?> Device(string what, string name = "--device") => new(name)
    {
        Description =
            $"{what}: host, auto (a GPU if there is one), cuda:0, opencl:0 or cpu (ILGPU's, for tests); see surrogate devices [default: host].",
        HelpName = "name",
    };

    public static IReadOnlyList<Option> All { get; } = [Json, Quiet, Debug, Plugin];

    /// <summary>Whether a command line asks for JSON, also where it can't be parsed: an option without its value swallows the word behind
    /// it.</summary>
    public static bool WantsJson(IEnumerable<string> args) => args.TakeWhile(word => word != "--").Contains(Json.Name);

    /// <summary>The plugins of a command line. They are wanted before it is parsed, because they may hold its verb.</summary>
    public static IEnumerable<string> PluginsIn(IReadOnlyList<string> args)
    {
        for (int i = 0; i < args.Count && args[i] != "--"; i++)
        {
            if (args[i] == Plugin.Name && i + 1 < args.Count)
                yield return args[++i];
            else if (args[i].StartsWith(Plugin.Name + "=", StringComparison.Ordinal))
                yield return args[i][(Plugin.Name.Length + 1)..];
        }
    }
}
