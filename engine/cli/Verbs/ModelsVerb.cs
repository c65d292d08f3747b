using System.CommandLine;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Kernels;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate models</c>: the release models by mechanism; <c>surrogate models NAME</c>: all that is known of one.</summary>
sealed class ModelsVerb : Verb
{
    readonly Argument<string?> model = new("model")
    {
        Description = "Name of a model, to read all about it; or a word to search for, such as diffusion or temperature.",
        Arity = ArgumentArity.ZeroOrOne
    };

    readonly Option<string?> pages = new("--pages")
    {
        Description = "Write a Markdown page of each model that is found, and a list of them, into this folder.",
        HelpName = "folder"
    };
    readonly Option<bool> force = CommonOptions.Force("pages");

    public override string Name => "models";

    public override int Rank => 9;

    public override string Summary => "List the release models by mechanism, search among them, or read all about one.";

    public override IReadOnlyList<string> Examples => ["surrogate models", "surrogate models diffusion", "surrogate models plga-sphere",
        "surrogate models diffusion+burst+binding", "surrogate models --pages docs", "surrogate models --json"];

    protected override IReadOnlyList<Argument> Arguments => [model];

    protected override IReadOnlyList<Option> Options => [pages, force];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        string? word = given.GetValue(model);
        ReleaseModel[] found = word is null ? [.. Catalog.All] : Catalog.Find(word) is { } named ? [named]
            : [.. Catalog.All.Where(Holds)];
        if (found.Length == 0)
            found = [Catalog.Get(word!)];
        if (given.GetValue(pages) is { } folder)
            return Write(terminal, found, folder, given.GetValue(force), cancellation);
        bool one = word is not null && found.Length == 1 && found[0].Name == word;
        if (terminal.Json)
            terminal.Result(new { models = found.Select(Facts), solvers = Catalog.Methods.Names });
        else if (one)
            ModelText.Show(terminal, found[0]);
        else
            ModelText.List(terminal, found);
        return CommandLine.Done;

        bool Holds(ReleaseModel candidate) => ModelText.Searched(candidate).Contains(word, StringComparison.OrdinalIgnoreCase);
    }

    static int Write(Terminal terminal, ReleaseModel[] models, string folder, bool force, CancellationToken cancellation)
    {
        ModelPagesResult made = ModelPagesWorkflow.Run(new ModelPagesOptions
        {
            Models = models,
            Folder = folder,
            Force = force
        }, cancellation);
        terminal.Result(new { folder = Path.GetFullPath(made.Folder), pages = made.Files });
        terminal.Line($"Wrote {made.Files.Count - 1} pages and their list into {made.Folder}.");
        return CommandLine.Done;
    }

    static object Facts(ReleaseModel model) => new
    {
        name = model.Name,
        mechanism = model.Mechanism,
        version = model.Version,
        summary = model.Summary,
        source = model.Source,
        equations = model.Equations,
        assumptions = model.Assumptions,
        limits = model.Limits,
        verification = model.Verification,
        time_unit = model.TimeUnit,
        solver = model.DefaultSolver,
        parameters = model.Parameters.Select(p => new
        {
            name = p.Name,
            unit = p.Unit,
            low = p.Low,
            high = p.High,
            scale = p.Scale.ToString().ToLowerInvariant(),
            meaning = p.Meaning,
            source = p.Source,
        }),
        inputs = model.Inputs.Select(input => new
        {
            name = input.Name,
            unit = input.Unit,
            kind = input.Kind.ToString().ToLowerInvariant(),
            usual = input.Usual,
            meaning = input.Meaning,
            source = input.Source,
        }),
        outputs = model.Outputs.Select(output => new { name = output.Name, unit = output.Unit, meaning = output.Meaning }),
    };
}
