using System.Text;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Workflows;

/// <summary>Which pages to write.</summary>
public sealed record ModelPagesOptions
{
    /// <summary>Models to write a page of; null for all that have names.</summary>
    public IReadOnlyList<ReleaseModel>? Models { get; init; }

    /// <summary>Folder of the pages.</summary>
    public required string Folder { get; init; }

    /// <summary>Replace pages that are there already.</summary>
    public bool Force { get; init; }
}

/// <summary>Written pages.</summary>
/// <param name="Folder">Their folder.</param>
/// <param name="Files">The list of models first, then a page a model.</param>
public sealed record ModelPagesResult(string Folder, IReadOnlyList<string> Files);

/// <summary>Writes a Markdown page of every model from what <c>surrogate models NAME</c> says of it, and a list of them.</summary>
public static class ModelPagesWorkflow
{
    /// <summary>Runs it.</summary>
    /// <exception cref="RefusedException">A page is there already, or the folder can't be written.</exception>
    public static ModelPagesResult Run(ModelPagesOptions options, CancellationToken cancellation = default)
    {
        ReleaseModel[] models = [.. (options.Models ?? [.. Catalog.All]).OrderBy(model => model.Name, StringComparer.Ordinal)];
        (string File, string Text)[] pages =
        [
            (Path.Combine(options.Folder, "README.md"), List(models)),
            .. models.Select(model => (Path.Combine(options.Folder, $"{model.Name}.md"), Page(model))),
        ];
        WorkflowFiles.MakeFolder(options.Folder);
        if (!options.Force && pages.FirstOrDefault(page => File.Exists(page.File)).File is { } there)
            throw Refusals.FileIsThere(there);
        foreach ((string file, string text) in pages)
        {
            cancellation.ThrowIfCancellationRequested();
            WorkflowFiles.Write(file, text, replace: true);
        }

        return new ModelPagesResult(options.Folder, [.. pages.Select(page => page.File)]);
    }

    static string List(IEnumerable<ReleaseModel> models)
    {
        var text = new StringBuilder("# Release models\n\nWritten by `surrogate models --pages`.\n");
        foreach (IGrouping<string, ReleaseModel> group in models.GroupBy(model => model.Mechanism)
            .OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append($"\n## {group.Key}\n\n| model | what it describes |\n|---|---|\n");
            foreach (ReleaseModel model in group)
                text.Append($"| [{model.Name}]({model.Name}.md) | {Cell(model.Summary)} |\n");
        }

        return text.ToString();
    }

    /// <summary>The page of one model.</summary>
    public static string Page(ReleaseModel model)
    {
        var text = new StringBuilder($"# {model.Name}\n\n{model.Summary}.\n\nMechanism: {model.Mechanism}. Source: {model.Source}.\n");
        text.Append("\n## Equations\n\n```\n").AppendJoin('\n', model.Equations).Append("\n```\n");
        text.Append("\n## Parameters\n\n| parameter | unit | usual range | scale | meaning | source |\n|---|---|---|---|---|---|\n");
        foreach (Parameter p in model.Parameters)
            text.Append($"| `{p.Name}` | {Cell(p.Unit)} | {NumberText.Digits(p.Low, 6)} to {NumberText.Digits(p.High, 6)} | {p.Scale.ToString().ToLowerInvariant()} | {Cell(p.Meaning)} | {Cell(p.Source)} |\n");
        Part(text, "Depends on, over time", model.Inputs.Select(input => $"`{input.Name}`{Unit(input.Unit)}: {input.Meaning}; usually {NumberText.Digits(input.Usual, 6)}"));
        Part(text, $"Gives, over time in {model.TimeUnit}", model.Outputs.Select(output => $"`{output.Name}`{Unit(output.Unit)}: {output.Meaning}"));
        Part(text, "Assumes", model.Assumptions);
        Part(text, "When not to use it", model.Limits);
        Part(text, "Verified against", model.Verification);
        return text.Append($"\nSolved with {model.DefaultSolver}. A scenario to edit: `surrogate init {model.Name}`.\n").ToString();
    }

    static void Part(StringBuilder text, string heading, IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        if (all.Length > 0)
            text.Append($"\n## {heading}\n\n").AppendJoin('\n', all.Select(line => $"* {line}")).Append('\n');
    }

    static string Unit(string unit) => unit.Length == 0 ? "" : $" ({unit})";

    /// <summary>Text that does not end a table's cell.</summary>
    static string Cell(string text) => text.Replace("|", "\\|");
}
