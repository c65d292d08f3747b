using SurrogateEngine.Data;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Workflows;

/// <summary>Which scenario file to write.</summary>
public sealed record InitOptions
{
    /// <summary>Name of the release model or of a worked scenario; null is refused with the names there are.</summary>
    public string? Model { get; init; }

    /// <summary>File to write; null is <c>LAW.json</c>, and <c>-</c> writes none.</summary>
    public string? Output { get; init; }

    /// <summary>Replace the file if it is there already.</summary>
    public bool Force { get; init; }
}

/// <summary>A commented scenario file to start from.</summary>
/// <param name="Scenario">The model's default scenario, or the worked one.</param>
/// <param name="Text">Text of the file.</param>
/// <param name="File">Where it was written; null if it was not.</param>
public sealed record InitResult(Scenario Scenario, string Text, string? File);

/// <summary>Writes a commented scenario file of a release model, or a worked one.</summary>
public static class InitWorkflow
{
    /// <summary>Runs it.</summary>
    /// <exception cref="RefusedException">There is no such model, or the file can't be written.</exception>
    public static InitResult Run(InitOptions options)
    {
        string name = options.Model ?? throw Refusals.NameAModel([.. Catalog.Names, .. ScenarioExamples.Names]);
        string? example = ScenarioExamples.Text(name);
        Scenario scenario = example is null ? Scenario.Default(Named(name)) : Scenario.Parse(example, name);
        string usual = $"{name}.json";
        string? path = options.Output == "-" ? null : options.Output ?? usual;
        new OutputFiles().Require(path, options.Force, OutputKind.Text);
        string text = example?.Replace(usual, path ?? usual) ?? ScenarioTemplate.For(scenario, path ?? usual);
        if (path is not null)
            WorkflowFiles.Write(path, text, options.Force);
        return new InitResult(scenario, text, path);
    }

    static ReleaseModel Named(string name) => Catalog.Find(name)
        ?? throw new RefusedException($"{name}: there is no such release model or worked scenario; {Spelling.Suggest(name, [.. Catalog.Names, .. ScenarioExamples.Names])}");
}
