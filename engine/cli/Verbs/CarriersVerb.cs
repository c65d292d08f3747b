using System.CommandLine;
using Spectre.Console;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Formulations;
using SurrogateEngine.Kernels;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate carriers</c>: carriers by the names of a laboratory, and the chain from one formulation to its curve.</summary>
sealed class CarriersVerb : Verb
{
    readonly Argument<string?> carrier = new("carrier") { Description = "Explain this one.", Arity = ArgumentArity.ZeroOrOne };

    readonly Option<string[]> set = new("--set")
    {
        Description = "Variables you know, e.g. diameter=200nm lactide=0.75; NAME_factor multiplies what the relations give, and a parameter "
            + "of the model by its own name replaces it.",
        HelpName = "name=value",
        AllowMultipleArgumentsPerToken = true,
    };

    public override string Name => "carriers";

    public override int Rank => 10;

    public override string Summary => "List carriers that a chemist can name, or explain one formulation: variables, relations, parameters, curve.";

    public override IReadOnlyList<string> Examples =>
    [
        "surrogate carriers", "surrogate carriers plga-nanoparticle --set diameter=200nm lactide=0.75 drug_mass=400Da",
        "surrogate init plga-microsphere",
    ];

    protected override IReadOnlyList<Argument> Arguments => [carrier];

    protected override IReadOnlyList<Option> Options => [set];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        if (given.GetValue(carrier) is not { } name)
        {
            List(terminal);
            return CommandLine.Done;
        }

        CarrierResult result = CarrierWorkflow.Run(new CarrierOptions { Carrier = name, Set = given.GetValue(set) ?? [] });
        if (terminal.Json)
            terminal.Result(Facts(result));
        else
            Show(result, terminal.Out);
        return CommandLine.Done;
    }

    static void List(Terminal terminal)
    {
        if (terminal.Json)
        {
            terminal.Result(new
            {
                carriers = CarrierWorkflow.All.Select(one => new
                {
                    name = one.Name,
                    summary = one.Summary,
                    model = one.Inner.Name,
                    variables = one.Variables.Select(Facts),
                }),
            });
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumns("carrier", "model", "what it is");
        foreach (Carrier one in CarrierWorkflow.All)
            table.AddRow($"[bold]{one.Name}[/]", one.Inner.Name, Markup.Escape(one.Summary));
        terminal.Out.Write(table);
        terminal.Out.MarkupLineInterpolated($"Explain one: [bold]surrogate carriers {CarrierWorkflow.All[0].Name}[/]; a scenario names it as its model.");
    }

    static object Facts(Parameter variable) => new
    {
        name = variable.Name,
        unit = variable.Unit,
        low = variable.Low,
        high = variable.High,
        held_at = variable.HeldAt,
        meaning = variable.Meaning,
    };

    static object Facts(CarrierResult result) => new
    {
        carrier = result.Chain.Carrier.Name,
        model = result.Chain.Carrier.Inner.Name,
        variables = result.Chain.Carrier.Variables.Index().ToDictionary(at => at.Item.Name, at => result.Chain.Row[at.Index]),
        relations = result.Chain.Links.Select(link => new
        {
            gives = link.Link.Gives,
            value = link.Value,
            unit = link.Link.Relation.Unit,
            name = link.Link.Relation.Name,
            equation = link.Link.Relation.Equation,
            from = link.Link.From,
            verdict = link.Link.Relation.Verdict.ToString().ToLowerInvariant(),
            spread_factor = link.Link.Relation.SpreadFactor,
            source = link.Link.Relation.Source,
        }),
        parameters = result.Chain.Parameters.Select(at => new
        {
            name = at.Parameter.Name,
            value = at.Value,
            unit = at.Parameter.Unit,
            overridden = at.Overridden,
        }),
        doubts = result.Chain.Doubts,
        t50 = result.T50,
        t80 = result.T80,
        times = result.Times,
        curves = result.Curves,
    };

    static void Show(CarrierResult result, IAnsiConsole screen)
    {
        CarrierExplanation chain = result.Chain;
        Carrier carrier = chain.Carrier;
        screen.MarkupLineInterpolated($"[bold]{carrier.Name}[/]  {carrier.Summary}");
        var variables = new Table().Border(TableBorder.Rounded).Title("variables").AddColumns("variable", "value", "usual range", "meaning");
        foreach (var (i, variable) in carrier.Variables.Index())
            variables.AddRow($"[bold]{variable.Name}[/]", Quantity(chain.Row[i], variable.Unit),
                $"{Digits(variable.Low)} to {Digits(variable.High)}", Markup.Escape(variable.Meaning));
        screen.Write(variables);
        var relations = new Table().Border(TableBorder.Rounded).Title("relations").AddColumns("gives", "value", "equation", "source", "verdict", "scatter");
        foreach (ExplainedLink link in chain.Links)
        {
            Relation relation = link.Link.Relation;
            relations.AddRow($"[bold]{link.Link.Gives}[/]", Quantity(link.Value, relation.Unit),
                Markup.Escape(relation.Equation), Markup.Escape(relation.Source), relation.Verdict.ToString().ToLowerInvariant(),
                relation.SpreadFactor > 1 ? $"x/ {Digits(relation.SpreadFactor)}" : "");
        }

        screen.Write(relations);
        var parameters = new Table().Border(TableBorder.Rounded).Title($"parameters of {carrier.Inner.Name}")
            .AddColumns("parameter", "value", "from", "meaning");
        foreach (ModelParameterValue at in chain.Parameters)
            parameters.AddRow($"[bold]{at.Parameter.Name}[/]", Quantity(at.Value, at.Parameter.Unit),
                Origin(carrier, at), Markup.Escape(at.Parameter.Meaning));
        screen.Write(parameters);
        screen.MarkupLineInterpolated($"Solved by {carrier.Inner.Name}: t50 {Time(result.T50, carrier)}, t80 {Time(result.T80, carrier)}.");
        foreach (string doubt in chain.Doubts)
            screen.MarkupLineInterpolated($"[yellow]Doubt:[/] {doubt}");
    }

    static string Origin(Carrier carrier, ModelParameterValue at) =>
        at.Overridden ? "you"
        : carrier.Variables.Any(variable => variable.Name == at.Parameter.Name) ? "variable"
        : at.Factor == 1 ? "relations" : $"relations x {Digits(at.Factor)}";

    static string Time(double? time, Carrier carrier) => time is { } at ? $"{Digits(at)} {carrier.TimeUnit}" : "not reached";

    static string Quantity(double value, string unit) => Markup.Escape(unit.Length == 0 ? Digits(value) : $"{Digits(value)} {unit}");

    static string Digits(double value) => NumberText.Digits(value, 3);
}
