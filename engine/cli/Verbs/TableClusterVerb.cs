using System.CommandLine;
using Spectre.Console;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Workflows;
using static SurrogateEngine.NumberText;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate table cluster FILE</c>: rows that resemble each other.</summary>
sealed class TableClusterVerb : Verb
{
    readonly Argument<string> file = TableOptions.File();
    readonly Option<string[]> columns = TableOptions.Columns("--columns", "Columns of numbers to cluster by [default: all].");
    readonly Option<int?> clusters = new("--clusters", "-k")
    {
        Description = "How many clusters [default: by the silhouette].",
        HelpName = "count",
        CustomParser = given => NumberOption.Count(given),
    };
    readonly Option<string> method = new("--method")
    {
        Description = "kmeans, or a hierarchy: ward, average, complete.",
        HelpName = "name",
        DefaultValueFactory = _ => "kmeans",
    };
    readonly Option<string?> against = TableOptions.Word("--against", "Column of groups to compare the clusters with.");
    readonly Option<string?> recipe = TableOptions.Recipe();
    readonly Option<string?> output = new("--output", "-o") { Description = "Write the cluster of every row into a CSV file.", HelpName = "file" };
    readonly Option<string?> plot = new("--plot") { Description = "Draw rows, numbers of clusters and components into an SVG or PNG file.", HelpName = "file" };
    readonly Option<bool> force = CommonOptions.Force("output or plot");
    readonly Option<long> seed = CommonOptions.Seed("Another seed begins elsewhere.");

    public override string Name => "table cluster";

    public override int Rank => 22;

    public override string Summary => "Find clusters of a table's rows, their centers, principal components, and whether they are any.";

    public override IReadOnlyList<string> Examples =>
    [
        "surrogate table cluster formulations.csv --columns size zeta EE --plot clusters.png",
        "surrogate table cluster formulations.csv --method ward -k 3 --against polymer -o clusters.csv",
    ];

    protected override IReadOnlyList<Argument> Arguments => [file];

    protected override IReadOnlyList<Option> Options => [columns, clusters, method, against, recipe, output, plot, force, seed];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        string name = given.GetRequiredValue(method);
        string[] known = [.. Enum.GetNames<ClusterMethod>().Select(one => one.ToLowerInvariant())];
        var request = new TableClusterRequest
        {
            File = given.GetRequiredValue(file),
            Columns = given.GetValue(columns) ?? [],
            Clusters = given.GetValue(clusters),
            Method = known.Contains(name) ? Enum.Parse<ClusterMethod>(name, ignoreCase: true)
                : throw new RefusedException($"surrogate table cluster --method {name}: there is no such method; {Spelling.Suggest(name, known)}"),
            Against = given.GetValue(against),
            Recipe = given.GetValue(recipe),
            Output = given.GetValue(output),
            Plot = given.GetValue(plot),
            Force = given.GetValue(force),
            Seed = (ulong)given.GetValue(seed),
        };
        TableClusters result;
        using (var screen = new ProgressScreen(terminal))
            result = TableClusterWorkflow.Run(request, screen, cancellation);
        terminal.Result(Facts(result));
        if (!terminal.Json)
            Show(result, terminal);
        return CommandLine.Done;
    }

    static void Show(TableClusters of, Terminal terminal)
    {
        var table = new Table().Border(TableBorder.Rounded).Title("clusters: mean +/- SD").AddColumns("cluster", "rows", "silhouette");
        foreach (string column in of.Columns)
            table.AddColumn(new TableColumn(Markup.Escape(column)).RightAligned());
        foreach ((int c, ClusterFigures one) in of.Figures.Index())
            table.AddRow([$"[bold]{c + 1}[/]", $"{one.Rows}", Digits(one.Silhouette, 3),
                .. one.Center.Zip(one.Deviation, (mean, deviation) => $"{Short(mean)} +/- {Short(deviation)}")]);
        terminal.Out.Write(table);
        var counts = new Table().Border(TableBorder.Rounded).Title("how many").AddColumn("clusters");
        foreach (ClusterCount one in of.Counts)
            counts.AddColumn(new TableColumn($"{one.Clusters}").RightAligned());
        counts.AddRow(["silhouette", .. of.Counts.Select(one => double.IsNaN(one.Silhouette) ? "" : Digits(one.Silhouette, 3))]);
        counts.AddRow(["gap", .. of.Counts.Select(one => Digits(one.Gap, 3))]);
        terminal.Out.Write(counts);
        int shown = Math.Min(4, of.Components.Loadings.Length);
        var components = new Table().Border(TableBorder.Rounded).Title("principal components: loadings").AddColumn("column");
        for (int c = 0; c < shown; c++)
            components.AddColumn(new TableColumn($"{c + 1}: {Digits(100 * of.Components.ExplainedShare[c], 3)} %").RightAligned());
        foreach ((int j, string column) in of.Columns.Index())
            components.AddRow([Markup.Escape(column), .. Enumerable.Range(0, shown).Select(c => Digits(of.Components.Loadings[c][j], 3))]);
        terminal.Out.Write(components);
        foreach (string sentence in of.Sentences)
            terminal.Line(sentence);
        foreach (string remark in of.Remarks)
            terminal.Remark($"Note: {remark}");
    }

    static object Facts(TableClusters of) => new
    {
        columns = of.Columns,
        clusters = of.Figures,
        counts = of.Counts,
        by_gap = of.ByGap,
        silhouette = of.Silhouette,
        pairs = of.Valleys.Select(valley => new
        {
            first = valley.First,
            second = valley.Second,
            valley = valley.Depth,
            overlap = valley.Overlap
        }),
        adjusted_rand_index = of.Against,
        components = new
        {
            variances = of.Components.Variances,
            explained = of.Components.ExplainedShare,
            loadings = of.Components.Loadings
        },
        labels = of.Labels,
        lines = of.Lines,
        sentences = of.Sentences,
        remarks = of.Remarks,
    };
}
