using SurrogateEngine.Data;
using SurrogateEngine.Report;
using SurrogateEngine.Report.Svg;
using SurrogateEngine.Statistics;
using SurrogateEngine.Statistics.Clusters;
using SurrogateEngine.Tables;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Workflows;

/// <summary>How rows of a table become clusters.</summary>
public enum ClusterMethod
{
    /// <summary>k-means.</summary>
    KMeans,

    /// <summary>A hierarchy by Ward's rule.</summary>
    Ward,

    /// <summary>A hierarchy by mean distances.</summary>
    Average,

    /// <summary>A hierarchy by largest distances.</summary>
    Complete,
}

/// <summary>Which table to cluster, and how.</summary>
public sealed record TableClusterRequest
{
    /// <summary>CSV, TSV, .xlsx or Parquet file.</summary>
    public required string File { get; init; }

    /// <summary>Recipe to read it by; null makes one.</summary>
    public string? Recipe { get; init; }

    /// <summary>Columns of numbers; none for all.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>How.</summary>
    public ClusterMethod Method { get; init; }

    /// <summary>Number of clusters; null chooses it by the silhouette.</summary>
    public int? Clusters { get; init; }

    /// <summary>Column of groups to compare with; null compares with none.</summary>
    public string? Against { get; init; }

    /// <summary>Table for the cluster and the scores of every row, .csv or .parquet; null writes none.</summary>
    public string? Output { get; init; }

    /// <summary>Picture, .svg or .png; null draws none.</summary>
    public string? Plot { get; init; }

    /// <summary>Replace files that are there already.</summary>
    public bool Force { get; init; }

    /// <summary>Another seed begins elsewhere.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>One cluster.</summary>
/// <param name="Rows">How many it holds.</param>
/// <param name="Center">Means of its rows, in the columns' units.</param>
/// <param name="Deviation">Their standard deviations.</param>
/// <param name="Silhouette">Mean silhouette of its rows.</param>
public sealed record ClusterFigures(int Rows, double[] Center, double[] Deviation, double Silhouette);

/// <summary>How good a number of clusters is.</summary>
/// <param name="Clusters">The number.</param>
/// <param name="Silhouette">Mean silhouette; NaN of one cluster.</param>
/// <param name="Gap">Gap statistic.</param>
/// <param name="GapError">Its standard error.</param>
public sealed record ClusterCount(int Clusters, double Silhouette, double Gap, double GapError);

/// <summary>Two clusters and the valley between them.</summary>
/// <param name="First">Number of one, from 1.</param>
/// <param name="Second">Number of the other.</param>
/// <param name="Depth">Density at the lowest between both centers over the lower of the two at the centers: 1 for no valley.</param>
public sealed record ClusterValley(int First, int Second, double Depth)
{
    /// <summary>From here up nothing tells the two apart: of two equal normal clouds this is a distance of 2.5 standard
    /// deviations.</summary>
    const double Flat = 0.75;

    /// <summary>Whether they overlap so far that they can't be told from one.</summary>
    public bool Overlap => Depth > Flat;
}

/// <summary>What was found.</summary>
/// <param name="Columns">Columns that were used, with their units.</param>
/// <param name="Figures">Every cluster, the largest first.</param>
/// <param name="Counts">How good other numbers of clusters are.</param>
/// <param name="ByGap">Number of clusters by the gap statistic.</param>
/// <param name="Valleys">Every pair of clusters.</param>
/// <param name="Silhouette">Mean silhouette of all rows.</param>
/// <param name="Against">Adjusted Rand index against the given column; null without one.</param>
/// <param name="Components">Principal components of the standardized columns.</param>
/// <param name="Labels">Cluster of each row used, from 1.</param>
/// <param name="Lines">Line of the file of each row used.</param>
/// <param name="Sentences">What it says.</param>
/// <param name="Remarks">What the user should know.</param>
public sealed record TableClusters(IReadOnlyList<string> Columns, IReadOnlyList<ClusterFigures> Figures, IReadOnlyList<ClusterCount> Counts,
    int ByGap, IReadOnlyList<ClusterValley> Valleys, double Silhouette, double? Against, PrincipalComponents Components,
    IReadOnlyList<int> Labels, IReadOnlyList<long> Lines, IReadOnlyList<string> Sentences, IReadOnlyList<string> Remarks);

/// <summary>Finds clusters of rows that resemble each other, and says whether they are any.</summary>
public static class TableClusterWorkflow
{
    const int MostClusters = 8, MostRows = 5000, MostForGap = 1000;

    /// <summary>Runs it.</summary>
    /// <exception cref="RefusedException">The table or a column can't be used, or an output not be written.</exception>
    public static TableClusters Run(TableClusterRequest request, IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default)
    {
        var outputs = new OutputFiles(request.File, request.Recipe);
        outputs.Require(request.Output, request.Force, OutputKind.Table);
        outputs.Require(request.Plot, request.Force, OutputKind.Plot);
        ImportedTable table = ImportedTable.Read(request.File, TableRecipe.Of(request.Recipe));
        TabularColumn[] columns = Columns(request, table);
        int[] rows = Complete(request, table, columns);
        TableClusters found = progress.Stage("Clustering", "numbers of clusters", report =>
            Of(columns, rows, request, table, report, cancellation));
        if (request.Output is { } file)
            Table(found, table.Hash).Write(file);
        if (request.Plot is { } picture)
            PlotFile.Write(new PlotSheet(ClusterCharts.Of(found), 2) { Provenance = Provenance.Table(table.Hash) }, picture);
        return found;
    }

    static TabularColumn[] Columns(TableClusterRequest request, ImportedTable table)
    {
        TabularColumn[] columns = request.Columns.Count > 0
            ? [.. table.NamesOf(request.Columns).Select(name => TableCompareWorkflow.Numbers(table, name))]
            : [.. table.Learnable.Select(name => table.Data[name]).Where(column => column.IsNumeric && Varies(column)
                && column.Name != (request.Against is { } other ? table.NameOf(other) : null))];
        if (columns.FirstOrDefault(column => !Varies(column)) is { } flat)
            throw new RefusedException($"{table.File}: column '{flat.Name}' never changes, so it tells no clusters apart; leave it out.");
        return columns.Length > 0 ? columns
            : throw new RefusedException($"{table.File}: there is no column of numbers that changes; clusters need one.");

        static bool Varies(TabularColumn column) => column.Values.Where(value => !double.IsNaN(value)).Distinct().Skip(1).Any();
    }

    static int[] Complete(TableClusterRequest request, ImportedTable table, TabularColumn[] columns)
    {
        int[] rows = [.. Enumerable.Range(0, table.Data.Count).Where(row => columns.All(column => !column.IsMissing(row)))];
        if (request.Clusters is < 1 or >= MostRows)
            throw new RefusedException($"surrogate table cluster --clusters {request.Clusters}: give {(request.Clusters < 1 ? "1 or more" : "fewer than there are rows")}.");
        int needed = Math.Max(4, (request.Clusters ?? 2) + 1);
        if (rows.Length < needed)
            throw new RefusedException($"{table.File}: {rows.Length} rows have a number in every column and {needed} are needed; name fewer columns with --columns.");
        if (rows.Length > MostRows)
            throw new RefusedException($"{table.File}: {NumberText.Count(rows.Length)} rows are more than the {NumberText.Count(MostRows)} that can be clustered; take a sample of them.");
        return rows;
    }

    static TableClusters Of(TabularColumn[] columns, int[] rows, TableClusterRequest request, ImportedTable table,
        Action<StageAdvanced> report,
        CancellationToken cancellation)
    {
        double[] means = [.. columns.Select(column => rows.Average(row => column.Values[row]))];
        double[] deviations = [.. columns.Select(column => Description.StandardDeviation([.. rows.Select(row => column.Values[row])]))];
        double[][] x = [.. rows.Select(row => columns.Select((column, j) =>
            (column.Values[row] - means[j]) / Math.Max(deviations[j], 1e-300)).ToArray())];
        Merge[] merges = request.Method == ClusterMethod.KMeans ? [] : Linkage.Of(x, request.Method switch
        {
            ClusterMethod.Ward => LinkageRule.Ward,
            ClusterMethod.Average => LinkageRule.Average,
            _ => LinkageRule.Complete,
        });
        int most = Math.Min(Math.Max(MostClusters, request.Clusters ?? 0), rows.Length - 1);
        var partitions = new Dictionary<int, int[]>();
        for (int k = 1; k <= most; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            report(new(k - 1, most + 1));
            partitions[k] = merges.Length > 0 ? Linkage.Cut(merges, k) : KMeans.Of(x, k, seed: request.Seed).Labels;
        }

        report(new(most, most + 1, "gap statistic"));
        double[][] some = [.. x.Index().OrderBy(at => SplitMix64.Hash(request.Seed, (ulong)at.Index)).Take(MostForGap)
            .Select(at => at.Item)];
        (double Gap, double Error)[] gaps = ClusterQuality.Gaps(some, most, seed: request.Seed);
        double[][] silhouettes = [.. Enumerable.Range(1, most).Select(k => ClusterQuality.Silhouettes(x, partitions[k]))];
        ClusterCount[] counts = [.. Enumerable.Range(1, most).Select(k =>
            new ClusterCount(k, k == 1 ? double.NaN : silhouettes[k - 1].Average(), gaps[k - 1].Gap, gaps[k - 1].Error))];
        int chosen = request.Clusters ?? counts.Skip(1).MaxBy(count => count.Silhouette)!.Clusters;
        return Figures(columns, rows, x, partitions[chosen], silhouettes[chosen - 1], counts, ClusterQuality.ByGap(gaps), request, table);
    }

    static TableClusters Figures(TabularColumn[] columns, int[] rows, double[][] x, int[] labels, double[] silhouettes,
        ClusterCount[] counts, int byGap,
        TableClusterRequest request, ImportedTable table)
    {
        int k = labels.Max() + 1;
        int[][] members = [.. Enumerable.Range(0, k).Select(c => Enumerable.Range(0, rows.Length).Where(i => labels[i] == c).ToArray())];
        ClusterFigures[] figures = [.. members.Select(of => new ClusterFigures(of.Length,
            [.. columns.Select(column => of.Average(i => column.Values[rows[i]]))],
            [.. columns.Select(column => Description.StandardDeviation([.. of.Select(i => column.Values[rows[i]])]))],
            of.Average(i => silhouettes[i])))];
        var partition = new Partition([.. members.Select(of => Enumerable.Range(0, columns.Length)
            .Select(j => of.Average(i => x[i][j])).ToArray())], labels, 0);
        ClusterValley[] valleys = [.. from a in Enumerable.Range(0, k)
                                      from b in Enumerable.Range(a + 1, k - a - 1)
                                      select new ClusterValley(a + 1, b + 1, ClusterQuality.Valley(x, partition, a, b))];
        double? against = request.Against is { } word ? Agreement(table.Data[table.NameOf(word)], rows, labels) : null;
        double silhouette = k > 1 ? silhouettes.Average() : double.NaN;
        int left = table.Data.Count - rows.Length;
        return new([.. columns.Select(column => column.Unit.Length > 0 ? $"{column.Name} ({column.Unit})" : column.Name)], figures,
            counts, byGap, valleys,
            silhouette, against, new PrincipalComponents(x), [.. labels.Select(label => label + 1)],
                [.. rows.Select(row => table.Lines[row])],
            Words(k, byGap, silhouette, valleys, against, request), left > 0
                ? [$"{left} {(left == 1 ? "row was" : "rows were")} left out: a number is missing."] : []);
    }

    static double Agreement(TabularColumn column, int[] rows, int[] labels)
    {
        string[] groups = [.. rows.Select(column.Text)];
        string[] names = [.. groups.Distinct()];
        return ClusterQuality.AdjustedRandIndex(labels, [.. groups.Select(group => Array.IndexOf(names, group))]);
    }

    static string[] Words(int k, int byGap, double silhouette, ClusterValley[] valleys, double? against, TableClusterRequest request)
    {
        string strength = silhouette switch { > 0.7 => "strong", > 0.5 => "reasonable", > 0.25 => "weak", _ => "no substantial" };
        ClusterValley[] overlapping = [.. valleys.Where(valley => valley.Overlap)];
        string pairs = string.Join(", ", overlapping.Select(valley => $"{valley.First} and {valley.Second}"));
        return
        [
            k == 1 ? "All rows are one cluster." : $"{k} clusters{(request.Clusters is null ? ", by the silhouette" : "")}: mean silhouette {NumberText.Digits(silhouette, 3)}, {strength} structure (Kaufman and Rousseeuw); the gap statistic finds {byGap}.",
            .. overlapping.Length > 0 ? [$"Clusters {pairs} overlap: between their centers the rows lie no thinner than at them, so they can't be told from one."] : Array.Empty<string>(),
            .. byGap == 1 && k > 1 ? ["Rows without any clusters would give the same: take these for pieces of one cloud."] : Array.Empty<string>(),
            .. against is { } index ? [$"Agreement with {request.Against}: adjusted Rand index {NumberText.Digits(index, 3)} (1 for the same groups, 0 for chance)."] : Array.Empty<string>(),
        ];
    }

    static NumberTable Table(TableClusters of, string hash) => new(
    [
        ("line", [.. of.Lines.Select(line => (double)line)]), ("cluster", [.. of.Labels.Select(label => (double)label)]),
        .. Enumerable.Range(0, Math.Min(3, of.Components.Loadings.Length))
            .Select(c => ($"pc{c + 1}", of.Components.Scores.Select(score => score[c]).ToArray())),
    ])
    { Provenance = Provenance.Table(hash) };
}
