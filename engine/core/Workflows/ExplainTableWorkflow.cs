using System.Globalization;
using SurrogateEngine.Explain;
using SurrogateEngine.Tables;
using SurrogateEngine.Tables.Validation;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Workflows;

/// <summary>Which model of a table to explain.</summary>
public sealed record ExplainTableRequest
{
    /// <summary>The table: rows that the model is looked at with.</summary>
    public required string File { get; init; }

    /// <summary>A model that <see cref="TableLearnWorkflow"/> kept; null learns one of <see cref="Target"/>.</summary>
    public string? Model { get; init; }

    /// <summary>The outcome to learn where there is no model.</summary>
    public string? Target { get; init; }

    /// <summary>The learner where there is no model.</summary>
    public string Learner { get; init; } = "random-forest";

    /// <summary>Columns to learn from; empty for all.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>Columns whose groups stay on one side of every split; the bias of each of their groups is reported.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>More columns by whose groups bias is reported.</summary>
    public IReadOnlyList<string> BiasBy { get; init; } = [];

    /// <summary>Columns that are permuted together, joined by a plus: <c>size+zeta</c>.</summary>
    public IReadOnlyList<string> Together { get; init; } = [];

    /// <summary>Line of the file whose prediction is traced; null traces the first row that was not learned.</summary>
    public long? Line { get; init; }

    /// <summary>Recipe to read the table by; null makes one.</summary>
    public string? Recipe { get; init; }

    /// <summary>Folds of the validation behind the card.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Picture to draw, SVG or PNG; null draws none.</summary>
    public string? Plot { get; init; }

    /// <summary>Page to write with the model card, .html; null writes none.</summary>
    public string? Report { get; init; }

    /// <summary>Replace files that are there already.</summary>
    public bool Force { get; init; }

    /// <summary>Another seed draws otherwise.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>Explains a model of a table: what it uses, how one prediction comes about, which rows resemble it, and its card.</summary>
public static class ExplainTableWorkflow
{
    const int MostNear = 5;

    /// <summary>Runs it.</summary>
    /// <exception cref="RefusedException">The table, the model or a column can't be used.</exception>
    public static ExplainResult Run(ExplainTableRequest request, IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default)
    {
        var outputs = new OutputFiles(request.File, request.Model, request.Recipe);
        outputs.Require(request.Plot, request.Force, OutputKind.Plot);
        outputs.Require(request.Report, request.Force, OutputKind.Report);
        ImportedTable table = ImportedTable.Read(request.File, TableRecipe.Of(request.Recipe));
        Subject subject = Subject.Of(request, table, cancellation);
        var model = new TableExplainable(subject.Model, subject.Looked);
        double[][] rows = model.Rows(subject.Looked), all = model.Rows(subject.All);
        int traced = Traced(request, subject);
        var options = new ExplainerOptions
        {
            Rows = rows,
            Truth = model.Truth(subject.Truth),
            Row = all[traced],
            Trees = model.Trees,
            Together = [.. request.Together.Select(word => Numbers(word, model))],
            Seed = request.Seed,
        };
        Explanation found = progress.Stage("Explaining", "steps", report =>
            Explainer.Of(model, options, (done, all, what) => report(new(done, all, what)), cancellation));
        TableCard card = progress.Stage("Validating", "models", report => TableCard.Of(request, table, subject,
            (done, all, what) => report(new(done, all, what)), cancellation));
        string unit = subject.Model.Outcome.Unit;
        var result = new ExplainResult
        {
            Subject = request.Model ?? request.File,
            Kind = $"{subject.Title} of {subject.Model.Outcome.Name}",
            Explanation = found,
            Output = model.TreesAreLogOdds ? $"log-odds of {model.Outputs[^1]}" : unit.Length > 0 ? $"{model.Outputs[0]} ({unit})" : model.Outputs[^1],
            Provenance = Provenance(request, table),
            Remarks = [.. subject.Remarks, .. card.Remark(traced)],
            Card = card.Card,
            TracedLine = subject.AllLines[traced],
            Nearest = Nearest(model, all, traced, subject),
        };
        ExplainWorkflow.Write(result, request.Plot, request.Report, Words(request));
        return result;
    }

    /// <summary>The command that makes it again.</summary>
    static IEnumerable<string> Words(ExplainTableRequest request) => ["surrogate", "explain", request.Model ?? request.File,
        .. request.Model is null ? new[] { "--target", request.Target!, "--learner", request.Learner } : ["--data", request.File],
        .. FitWords.Of("--features", request.Features), .. FitWords.Of("--group", request.Groups),
        .. FitWords.Of("--bias-by", request.BiasBy), .. FitWords.Of("--together", request.Together),
        .. FitWords.Of("--line", request.Line?.ToString(CultureInfo.InvariantCulture)), .. FitWords.Of("--recipe", request.Recipe),
        "--seed", $"{request.Seed}", .. FitWords.Of("--plot", request.Plot), .. FitWords.Of("--report", request.Report)];

    static int[] Numbers(string word, TableExplainable model)
    {
        string[] names = [.. model.Inputs.Select(input => input.Name)];
        return [.. word.Split('+').Select(name => Array.IndexOf(names, name) is var i and >= 0 ? i
            : throw new RefusedException($"surrogate explain --together {word}: the model has no column '{name}'; {Spelling.Suggest(name, names)}"))];
    }

    static MeasuredNearby[] Nearest(TableExplainable model, double[][] all, int traced, Subject subject)
    {
        TabularColumn outcome = subject.All[subject.Model.Outcome.Name];
        return [.. NearestRows.Of(model.Inputs, all, all[traced], MostNear + 1).Where(near => near.Row != traced).Take(MostNear)
            .Select(near => new MeasuredNearby(subject.AllLines[near.Row], near.Distance, outcome.Text(near.Row)))];
    }

    static int Traced(ExplainTableRequest request, Subject subject)
    {
        if (request.Line is not { } line)
            return subject.FirstLooked;
        int row = subject.AllLines.ToList().IndexOf(line);
        return row >= 0 ? row
            : throw new RefusedException($"surrogate explain --line {line}: {request.File} has no row with an outcome in this line; rows stand in lines {subject.AllLines[0]} to {subject.AllLines[^1]}.");
    }

    static Dictionary<string, string> Provenance(ExplainTableRequest request, ImportedTable table)
    {
        Dictionary<string, string> facts = Workflows.Provenance.Table(table.Hash);
        if (request.Model is { } file)
            facts["model_sha256"] = Workflows.Provenance.HashOf(file);
        return facts;
    }
}
