using System.CommandLine;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Trainers;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate export SURROGATE --onnx FILE</c>: the surrogate as a file for other programs.</summary>
sealed class ExportVerb : Verb
{
    readonly Argument<string> surrogate = new("surrogate") { Description = "File made by surrogate train: a surrogate, a .generator or a .policy." };
    readonly Option<string?> onnx = new("--onnx") { Description = "ONNX file to write [default: NAME.onnx].", HelpName = "file" };
    readonly Option<bool> force = CommonOptions.Force("file");

    public override string Name => "export";

    public override int Rank => 8;

    public override string Summary => "Write a surrogate as ONNX, for Python, C++, JavaScript and others.";

    public override IReadOnlyList<string> Examples => ["surrogate export plga-sphere.surrogate --onnx plga-sphere.onnx"];

    protected override IReadOnlyList<Argument> Arguments => [surrogate];

    protected override IReadOnlyList<Option> Options => [onnx, force];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        ExportResult made = ExportWorkflow.Run(new ExportOptions
        {
            Surrogate = given.GetRequiredValue(surrogate),
            Onnx = given.GetValue(onnx),
            Force = given.GetValue(force),
        });
        if (made.Policy is { } policy)
        {
            Tell(made, policy, terminal);
            return CommandLine.Done;
        }

        CurveSpace space = made.Space!;
        terminal.Result(new
        {
            onnx = Path.GetFullPath(made.File),
            opset = made.Opset,
            parameters = space.Parameters.Select(parameter => new { name = parameter.Name, unit = parameter.Unit }),
            outputs = space.Outputs.Select(output => output.Name),
            times = space.Times.Count,
            latent = made.Latent,
            plan_hash = made.PlanHash,
        });
        if (made.Latent is { } latent)
        {
            terminal.Line($"{made.File}: inputs latent [formulations, {latent}], standard normal numbers, and curves [formulations, {space.Times.Count}], the wanted {space.Outputs[0].Name};");
            terminal.Line($"output designs [formulations, {space.Parameters.Count}] in the order {string.Join(", ", space.Parameters.Select(WithUnit))}; operator set {made.Opset}.");
            return CommandLine.Done;
        }

        terminal.Line(
            $"{made.File}: input parameters [formulations, {space.Parameters.Count}] in the order {string.Join(", ", space.Parameters.Select(WithUnit))},");
        terminal.Line(
            $"output curves [formulations, {space.Outputs.Count}, {space.Times.Count}]; operator set {made.Opset}, everything in 32-bit floats.");
        return CommandLine.Done;
    }

    static void Tell(ExportResult made, PolicyCard policy, Terminal terminal)
    {
        terminal.Result(new
        {
            onnx = Path.GetFullPath(made.File),
            opset = made.Opset,
            observations = policy.Observations.Count,
            choices = policy.Box is null ? policy.Choices : (int?)null,
            actions = policy.Box?.Count,
            plan_hash = made.PlanHash,
        });
        terminal.Line($"{made.File}: input observations [episodes, {policy.Observations.Count}],");
        terminal.Line(policy.Box is { } box ? $"output actions [episodes, {box.Count}] in the environment's units; operator set {made.Opset}."
            : $"output actions [episodes, {policy.Choices}], logits of which the largest is the choice; operator set {made.Opset}.");
    }

    static string WithUnit(Kernels.Parameter parameter) =>
        parameter.Unit.Length == 0 ? parameter.Name : $"{parameter.Name} [{parameter.Unit}]";
}
