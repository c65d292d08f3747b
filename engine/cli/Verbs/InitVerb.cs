using System.CommandLine;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate init LAW</c>: a commented scenario file to start from.</summary>
sealed class InitVerb : Verb
{
    readonly Argument<string?> model = new("model")
    {
        Description = "Worked scenario: " + string.Join(", ", ScenarioExamples.All.Select(example => $"{example.Name} ({example.About})"))
            + "; or release model: " + string.Join(", ", Catalog.Names),
        Arity = ArgumentArity.ZeroOrOne,
    };

    readonly Option<string?> output = new("--output", "-o")
    {
        Description = "File to write [default: LAW.json]; - prints it.",
        HelpName = "file"
    };
    readonly Option<bool> force = CommonOptions.Force("file");
    readonly Option<bool> schema = new("--schema") { Description = "Print the JSON schema of scenario files instead." };

    public override string Name => "init";

    public override int Rank => 2;

    public override string Summary => "Write a commented scenario file to start from.";

    public override IReadOnlyList<string> Examples =>
    [
        "surrogate init plga-sphere", "surrogate init infection", "surrogate init burst-erosion --output my.json", "surrogate init --schema > scenario.schema.json",
    ];

    protected override IReadOnlyList<Argument> Arguments => [model];

    protected override IReadOnlyList<Option> Options => [output, force, schema];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        if (given.GetValue(schema))
        {
            if (!terminal.Json)
                terminal.Line(ScenarioSchema.Text());
            terminal.Result(new { schema = ScenarioSchema.Text() });
            return CommandLine.Done;
        }

        InitResult made = InitWorkflow.Run(new InitOptions
        {
            Model = given.GetValue(model),
            Output = given.GetValue(output),
            Force = given.GetValue(force)
        });
        if (made.File is not { } path)
        {
            if (!terminal.Json)
                terminal.Line(made.Text.TrimEnd());
            terminal.Result(new { scenario = made.Text, model = made.Scenario.Model.Name, hash = made.Scenario.Hash });
            return CommandLine.Done;
        }

        terminal.Result(new { scenario = Path.GetFullPath(path), model = made.Scenario.Model.Name, hash = made.Scenario.Hash });
        terminal.Line($"Wrote {path}: every parameter of {made.Scenario.Model.Name} with its range and meaning.");
        terminal.Line($"Next: edit it, then  {ShellText.Line("surrogate", "simulate", path)}");
        return CommandLine.Done;
    }
}
