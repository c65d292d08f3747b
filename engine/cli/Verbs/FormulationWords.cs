using System.CommandLine;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Cli.Verbs;

/// <summary>The words of <c>surrogate simulate</c> that ask for single formulations instead of a data set.</summary>
sealed class FormulationWords
{
    readonly Option<string[]> set = new("--set")
    {
        Description = "Solve one formulation at once, with these values and the middle of the range for all others; no data set is made.",
        HelpName = "name=value",
        AllowMultipleArgumentsPerToken = true
    };
    readonly Option<string?> sweep = new("--sweep")
    {
        Description = "Solve a family of formulations, one parameter going from low to high.",
        HelpName = "name=low..high"
    };
    readonly Option<string[]> compare = new("--compare")
    {
        Description = "Solve the same formulation by other models too.",
        HelpName = "model",
        AllowMultipleArgumentsPerToken = true
    };

    /// <summary>All of them, in the order of --help.</summary>
    public IReadOnlyList<Option> All => [set, sweep, compare];

    /// <summary>Whether any is given.</summary>
    public bool IsAsked(ParseResult given) => All.Any(option => given.GetResult(option) is { Implicit: false });

    /// <summary>Every model that is named, the argument's first.</summary>
    public string[] Models(ParseResult given, string? first) => [.. first is null ? (string[])[] : [first],
        .. given.GetValue(compare) ?? []];

    /// <summary>Solves what is asked for.</summary>
    public FormulationOutcome Run(ParseResult given, string[] models, string? output, string? plot, bool force,
        CancellationToken cancellation) =>
        new(FormulationWorkflow.Run(new FormulationOptions
        {
            Models = models,
            Set = given.GetValue(set) ?? [],
            Sweep = given.GetValue(sweep),
            Output = output,
            Plot = plot,
            Force = force,
        }, cancellation), output, plot);
}

/// <summary>Solved formulations and where they were written.</summary>
sealed record FormulationOutcome(FormulationResult Result, string? Table, string? Plot);
