using SurrogateEngine.Design;
using SurrogateEngine.Kernels;
using SurrogateEngine.Report;
using SurrogateEngine.Report.Svg;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Workflows;

/// <summary>A campaign to begin.</summary>
public sealed record CampaignRequest
{
    /// <summary>Folder that a laboratory will use for months.</summary>
    public required string Folder { get; init; }

    /// <summary>What can be chosen, e.g. <c>size=80..200nm</c>, <c>polymer=PLGA,PCL</c>.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>Variables that are shares of a whole.</summary>
    public IReadOnlyList<string> Mixture { get; init; } = [];

    /// <summary>Measured outcomes to be small.</summary>
    public IReadOnlyList<string> Minimize { get; init; } = [];

    /// <summary>Measured outcomes to be large.</summary>
    public IReadOnlyList<string> Maximize { get; init; } = [];

    /// <summary>Limits on outcomes, e.g. <c>pdi &lt;= 0.2</c>.</summary>
    public IReadOnlyList<string> Require { get; init; } = [];

    /// <summary>Surrogate or name of a model whose answers experiments correct; null for none.</summary>
    public string? Prior { get; init; }

    /// <summary>What an experiment costs, in the variables, e.g. <c>10 + 300 * peg</c>; null where all cost the same.</summary>
    public string? Cost { get; init; }

    /// <summary>Another seed begins elsewhere.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>Experiments to make, with what is expected of each.</summary>
/// <param name="Definition">What is looked for.</param>
/// <param name="Experiments">The new experiments.</param>
/// <param name="Expected">What is expected of each; null before anything was learned.</param>
public sealed record CampaignSuggestion(
    CampaignDefinition Definition, IReadOnlyList<Experiment> Experiments, IReadOnlyList<Expectation>? Expected);

/// <summary>What a table of results brought.</summary>
/// <param name="Told">New results.</param>
/// <param name="Known">Rows that said what was known.</param>
/// <param name="Open">Suggested experiments without a result.</param>
public sealed record CampaignTold(int Told, int Known, int Open);

/// <summary>How a campaign stands.</summary>
/// <param name="Definition">What is looked for.</param>
/// <param name="Experiments">All experiments.</param>
/// <param name="Best">Those measured that keep every limit and that none is better than in everything, the best by the first goal
/// first.</param>
/// <param name="Progress">Of the first goal, the best value so far after each result, in the order of the ids; NaN before the first that
/// keeps every limit.</param>
/// <param name="R2">For each outcome, how well each measured value is predicted from all others; null before anything was
/// learned.</param>
public sealed record CampaignStatus(
    CampaignDefinition Definition, IReadOnlyList<Experiment> Experiments, IReadOnlyList<Experiment> Best, IReadOnlyList<double> Progress,
    IReadOnlyList<double>? R2)
{
    /// <summary>What the experiments that were made, failed ones too, have cost; null where all cost the same.</summary>
    public double? Spent { get; init; }
}

/// <summary>A campaign of experiments: begin it, ask what to make next, tell what was measured, see how it stands.</summary>
public static class CampaignWorkflow
{
    const string Verb = "surrogate campaign";

    /// <summary>Begins a campaign.</summary>
    /// <exception cref="RefusedException">Something is asked for that can't be served.</exception>
    public static CampaignDefinition New(CampaignRequest request)
    {
        string where = $"{Verb} new";
        var definition = new CampaignDefinition
        {
            Variables = [.. request.Variables.Select(word => CampaignVariable.Parse(word, $"{where} --variable"))],
            Mixture = request.Mixture,
            Goals = [.. request.Minimize.Select(name => new CampaignGoal(name, false)),
                .. request.Maximize.Select(name => new CampaignGoal(name, true))],
            Limits = [.. request.Require.Select(word => CampaignLimit.Parse(word, $"{where} --require"))],
            Prior = request.Prior is { } prior && Catalog.Find(prior) is null ? Path.GetFullPath(prior) : request.Prior,
            PriorHash = request.Prior is { } file && Catalog.Find(file) is null && File.Exists(file) ? Provenance.HashOf(file) : null,
            Cost = request.Cost,
            Seed = request.Seed,
        };
        definition.Require(where);
        using (var answers = CampaignPrior.Open(definition, where))
        {
            using CampaignFolder folder = CampaignFolder.Create(request.Folder, definition);
        }

        return definition;
    }

    /// <summary>Adds the next experiments.</summary>
    /// <param name="folder">The campaign.</param>
    /// <param name="count">How many.</param>
    /// <param name="output">CSV file of the new ones, to be filled in; null writes none.</param>
    /// <param name="force">Replace the output if it is there already.</param>
    /// <param name="progress">Told how many are chosen.</param>
    /// <param name="cancellation">Stops, with nothing added.</param>
    /// <exception cref="RefusedException">The campaign or the output can't be used.</exception>
    public static CampaignSuggestion Suggest(string folder, int count, string? output = null, bool force = false,
        IProgress<WorkflowEvent>? progress = null, CancellationToken cancellation = default)
    {
        if (count is < 1 or > 1000)
            throw new RefusedException($"{Verb} suggest --count {count}: ask for 1 to 1000.");
        new OutputFiles(folder).Require(output, force, OutputKind.Text);
        using CampaignFolder campaign = CampaignFolder.Open(folder);
        using CampaignPrior? prior = CampaignPrior.Open(campaign.Definition, folder);
        var search = new CampaignSearch(campaign.Definition, prior is null ? null : prior.Expect);
        int first = campaign.Experiments.Select(one => one.Id).DefaultIfEmpty(0).Max() + 1;
        Experiment[] made = progress.Stage("Choosing", "experiments", report =>
        {
            report(new(0, count));
            double[][] chosen = search.Suggest(campaign.Experiments, count, cancellation: cancellation);
            report(new(count, count));
            return chosen.Select((values, i) => new Experiment(first + i, values,
                [.. campaign.Definition.Outcomes().Select(_ => double.NaN)], ExperimentStatus.Open)).ToArray();
        });
        CampaignModel? model = CampaignModel.Fit(campaign.Definition, campaign.Experiments, prior is null ? null : prior.Expect);
        campaign.Experiments.AddRange(made);
        campaign.Save();
        if (output is not null)
            ExperimentTable.Write(output, campaign.Definition, made);
        return new(campaign.Definition, made, model is null ? null : [.. made.Select(one => model.Expect(one.Values))]);
    }

    /// <summary>Takes results from a table: outcomes of suggested experiments by id, of own ones with their values.</summary>
    /// <param name="folder">The campaign.</param>
    /// <param name="file">CSV file.</param>
    /// <param name="force">Take a result that differs from one told before.</param>
    /// <exception cref="RefusedException">A row can't be taken; then none is.</exception>
    public static CampaignTold Tell(string folder, string file, bool force = false)
    {
        using CampaignFolder campaign = CampaignFolder.Open(folder);
        Dictionary<int, Experiment> known = campaign.Experiments.ToDictionary(one => one.Id);
        List<Experiment> told = ExperimentTable.Read(WorkflowFiles.Text(file, "a table of results"), file, campaign.Definition, known);
        int next = known.Keys.DefaultIfEmpty(0).Max() + 1, brought = 0, same = 0;
        var seen = new HashSet<int>();
        foreach (Experiment one in told)
        {
            if (one.Id > 0 && !seen.Add(one.Id))
                throw new RefusedException($"{file}: experiment {one.Id} stands in it twice; keep one row, or leave the id of the other empty.");
            if (one.Id > 0 && !known.ContainsKey(one.Id))
                throw new RefusedException($"{file}: experiment {one.Id} was not suggested here; leave its id empty if it is one of your own, or look whether the file belongs to another campaign.");
            if (one.Status == ExperimentStatus.Open)
                continue;
            if (one.Id > 0 && known[one.Id] is { Status: not ExperimentStatus.Open } before)
            {
                if (Same(before, one))
                {
                    same++;
                    continue;
                }

                if (!force)
                    throw new RefusedException($"{file}: experiment {one.Id} was told before with another result; give --force if the new one is right.");
            }
            else if (one.Id == 0 && known.Values.Any(other => other.Status != ExperimentStatus.Open && Same(other, one)))
            {
                same++;
                continue;
            }

            int id = one.Id > 0 ? one.Id : next++;
            known[id] = one with { Id = id };
            brought++;
        }

        campaign.Experiments.Clear();
        campaign.Experiments.AddRange(known.Values.OrderBy(one => one.Id));
        campaign.Save();
        return new(brought, same, known.Values.Count(one => one.Status == ExperimentStatus.Open));
    }

    /// <summary>Trains the surrogate that is the campaign's prior on, by what was measured, without its forgetting what it knew. The
    /// campaign itself keeps its prior: what was measured corrects that one already.</summary>
    /// <exception cref="RefusedException">The campaign, its prior or the output can't be used, or too little was told.</exception>
    public static RefineResult Refine(RefineRequest request, IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default) => CampaignRefinement.Run(request, progress, cancellation);

    /// <summary>How a campaign stands.</summary>
    /// <param name="folder">The campaign.</param>
    /// <param name="plot">Picture of its progress, SVG or PNG; null draws none.</param>
    /// <param name="report">HTML report; null writes none.</param>
    /// <param name="force">Replace the picture and the report if they are there already.</param>
    /// <exception cref="RefusedException">The campaign or a file can't be used.</exception>
    public static CampaignStatus Status(string folder, string? plot = null, string? report = null, bool force = false)
    {
        var outputs = new OutputFiles(folder);
        outputs.Require(plot, force, OutputKind.Plot);
        outputs.Require(report, force, OutputKind.Report);
        using CampaignFolder campaign = CampaignFolder.Open(folder);
        using CampaignPrior? prior = CampaignPrior.Open(campaign.Definition, folder);
        CampaignDefinition definition = campaign.Definition;
        string[] outcomes = [.. definition.Outcomes()];
        Experiment[] measured = [.. campaign.Experiments.Where(one => one.Status == ExperimentStatus.Measured)];
        Experiment[] good =
            [.. measured.Where(one => definition.Limits.All(limit => limit.Holds(one.Outcomes[Array.IndexOf(outcomes, limit.Outcome)])))];
        Appraisal Worth(Experiment one) =>
            new([.. definition.Goals.Select((goal, k) => goal.Maximize ? -one.Outcomes[k] : one.Outcomes[k])]);
        Experiment[] best = [.. good.Where(one => Worth(one).Objectives.All(double.IsFinite)
            && !good.Any(other => Nsga2.Dominates(Worth(other), Worth(one)))).OrderBy(one => Worth(one).Objectives[0])];
        var reached = new List<double>();
        foreach (Experiment one in measured)
        {
            double now = good.Contains(one) ? one.Outcomes[0] : double.NaN, before = reached.Count > 0 ? reached[^1] : double.NaN;
            reached.Add(double.IsNaN(before) ? now : double.IsNaN(now) ? before
                : definition.Goals[0].Maximize ? Math.Max(before, now) : Math.Min(before, now));
        }

        CampaignModel? model = CampaignModel.Fit(definition, campaign.Experiments, prior is null ? null : prior.Expect);
        var status = new CampaignStatus(definition, [.. campaign.Experiments], best, reached,
            model is null ? null : [.. outcomes.Select((_, k) => model.LeaveOneOutR2(k))])
        {
            Spent = definition.Cost is null ? null : campaign.Experiments.Where(one => one.Status != ExperimentStatus.Open)
                .Sum(one => definition.CostOf(folder)(one.Values)),
        };
        Chart[] charts = plot is null && report is null ? [] : CampaignPlot.Of(status, measured, good);
        if (plot is not null)
            PlotFile.Write(new(charts, 2), plot);
        if (report is not null)
            HtmlReport.Write(DesignPages.Of(folder, status, charts), report);
        return status;
    }

    /// <summary>Whether two results are one, as far as a table of a few digits tells.</summary>
    static bool Same(Experiment a, Experiment b) => a.Status == b.Status && a.Values.Zip(b.Values, Near).All(near => near)
        && a.Outcomes.Zip(b.Outcomes, Near).All(near => near);

    static bool Near(double a, double b) => a.Equals(b) || Math.Abs(a - b) <= 1e-9 * Math.Max(Math.Abs(a), Math.Abs(b));
}
