using SurrogateEngine.Sampling;

namespace SurrogateEngine.Design;

/// <summary>
/// The next experiments of a campaign: those of the largest expected improvement of the best feasible value, for several goals of the
/// hypervolume (Daulton, Balandat &amp; Bakshy, NeurIPS 2021, by draws from independent processes), times the probability of being
/// feasible, and where experiments cost differently, over the cost (Snoek, Larochelle &amp; Adams, NIPS 2012). A batch is chosen one by
/// one, each believed to come out as expected (Ginsbourger et al. 2010), as are experiments that are still open.
/// </summary>
sealed class CampaignSearch
{
    const int Candidates = 2048, Near = 512, Draws = 64, Climbers = 3;

    readonly CampaignDefinition campaign;
    readonly Func<double[], double[]>? prior;
    readonly Gene[] genes;
    readonly double[][] draws;
    readonly Func<double[], double> cost;

    /// <param name="campaign">What is looked for.</param>
    /// <param name="prior">Expectation of the outcomes from values of the variables; null for none.</param>
    public CampaignSearch(CampaignDefinition campaign, Func<double[], double[]>? prior)
    {
        (this.campaign, this.prior) = (campaign, prior);
        cost = campaign.CostOf("campaign");
        genes = [.. campaign.Variables.Select(variable => variable.Gene)];
        var random = new RandomStream(campaign.Seed);
        draws = [.. Enumerable.Range(0, Draws).Select(_ => campaign.Goals.Select(_ => random.Normal()).ToArray())];
    }

    /// <summary>Values of the variables of the next experiments.</summary>
    /// <param name="experiments">All so far.</param>
    /// <param name="count">How many are wanted.</param>
    /// <param name="pool">Values among which to choose; null searches the whole box.</param>
    /// <param name="cancellation">Stops between experiments.</param>
    public double[][] Suggest(IReadOnlyList<Experiment> experiments, int count, IReadOnlyList<double[]>? pool = null,
        CancellationToken cancellation = default)
    {
        List<Experiment> known = [.. experiments];
        var chosen = new List<double[]>();
        for (int i = 0; i < count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            // A process needs to see each variable move.
            bool spread = known.Count(one => one.Status == ExperimentStatus.Measured) > (prior is null ? genes.Length : 1);
            CampaignModel? model = spread ? CampaignModel.Fit(campaign, Believed(known), prior) : null;
            IEnumerable<double[]>? left = pool?.Where(values => !known.Any(one => one.Values.AsSpan().SequenceEqual(values)));
            double[] next = left is not null ? FromPool([.. left], model, known) : model is null ? First(known) : Best(model, known);
            chosen.Add(next);
            known.Add(new(0, next, [.. campaign.Outcomes().Select(_ => double.NaN)], ExperimentStatus.Open));
        }

        return [.. chosen];
    }

    /// <summary>Open experiments as if they had come out as expected.</summary>
    List<Experiment> Believed(List<Experiment> known)
    {
        if (known.All(one => one.Status != ExperimentStatus.Open) || CampaignModel.Fit(campaign, known, prior) is not { } model)
            return known;
        return [.. known.Select(one => one.Status != ExperimentStatus.Open ? one
            : one with { Outcomes = model.Expect(one.Values).Mean, Status = ExperimentStatus.Measured })];
    }

    /// <summary>Before anything was learned: evenly spread; with a prior what it holds for best, apart from what is there.</summary>
    double[] First(List<Experiment> known)
    {
        double[][] spread = Spread(known.Count, prior is null ? 1 : Candidates);
        if (prior is null)
            return campaign.Values(spread[0]);
        double[][] values = [.. spread.Select(point => campaign.Values(point))], costs = [.. values.Select(one => Costs(prior(one)))];
        double[] low = [.. campaign.Goals.Select((_, k) => costs.Min(cost => cost[k]))];
        double[] range = [.. campaign.Goals.Select((_, k) => Math.Max(1e-300, costs.Max(cost => cost[k]) - low[k]))];
        double[][] taken = [.. known.Select(one => campaign.Encode(one.Values))];
        int[] apart = [.. Enumerable.Range(0, values.Length).Where(i =>
            taken.All(other => campaign.Encode(values[i]).Zip(other, (a, b) => Math.Abs(a - b)).Max() > 0.2))];
        return values[(apart.Length > 0 ? apart : [.. Enumerable.Range(0, values.Length)])
            .MinBy(i => campaign.Goals.Select((_, k) => (costs[i][k] - low[k]) / range[k]).Sum())];
    }

    double[] FromPool(double[][] pool, CampaignModel? model, List<Experiment> known)
    {
        if (pool.Length == 0)
            throw new ArgumentException("The pool is used up.", nameof(pool));
        if (model is null)
            return pool[(int)(SplitMix64.ToUnit(SplitMix64.Hash(campaign.Seed, (ulong)known.Count)) * pool.Length)];
        return pool.MaxBy(WorthItsCost(model, known))!;
    }

    double[] Best(CampaignModel model, List<Experiment> known)
    {
        Func<double[], double> worth = WorthItsCost(model, known);
        double Of(double[] point) => worth(campaign.Values(point));
        double[][] spread = Spread(known.Count, Candidates);
        (double[] Point, double Worth)[] ranked =
            [.. spread.Select(point => (Point: point, Worth: Of(point))).OrderByDescending(at => at.Worth)];
        // Around the best, where a sharp improvement may hide from an even spread.
        var random = new RandomStream(SplitMix64.Hash(campaign.Seed, (ulong)known.Count));
        var near = Enumerable.Range(0, Near).Select(i => ranked[i % 4].Point.Select((x, k) =>
            genes[k].Snap(Math.Clamp(x + 0.05 * random.Normal(), 0, 1))).ToArray()).Select(point => (Point: point, Worth: Of(point)));
        return campaign.Values(ranked.Concat(near).OrderByDescending(at => at.Worth).Take(Climbers)
            .Select(at => Climb(at.Point, at.Worth, Of)).MaxBy(at => at.Worth).Point);
    }

    /// <summary>A pattern search: steps along each variable, halved where none helps; of a choice all others.</summary>
    (double[] Point, double Worth) Climb(double[] point, double worth, Func<double[], double> value)
    {
        for (double step = 0.05; step > 1e-3;)
        {
            bool moved = false;
            for (int k = 0; k < point.Length; k++)
            {
                IEnumerable<double> moves = genes[k].Choices > 0
                    ? Enumerable.Range(0, genes[k].Choices).Select(c => (c + 0.5) / genes[k].Choices)
                    : [Math.Clamp(point[k] + step, 0, 1), Math.Clamp(point[k] - step, 0, 1)];
                foreach (double move in moves.ToArray())
                {
                    double[] next = [.. point];
                    next[k] = move;
                    double at = value(next);
                    if (at > worth)
                        (point, worth, moved) = (next, at, true);
                }
            }

            step = moved ? step : step / 2;
        }

        return (point, worth);
    }

    double[][] Spread(int used, int count)
    {
        double[] flat = new double[count * genes.Length];
        new SobolSampler(genes.Length, campaign.Seed).Fill(used, count, flat);
        return [.. flat.Chunk(genes.Length).Select(point => point.Select((x, k) => genes[k].Snap(x)).ToArray())];
    }

    /// <summary>Goals as costs.</summary>
    double[] Costs(double[] outcomes) => [.. campaign.Goals.Select((goal, k) => goal.Maximize ? -outcomes[k] : outcomes[k])];

    double[] Costs(Expectation at) => Costs([.. at.Scaled.Select(outcome => outcome.Mean)]);

    /// <summary>What an experiment is worth for what it costs.</summary>
    Func<double[], double> WorthItsCost(CampaignModel model, List<Experiment> known)
    {
        Func<double[], double> worth = Worth(model, known);
        return campaign.Cost is null ? worth : values => worth(values) - Math.Log(cost(values));
    }

    /// <summary>What an experiment is worth: the logarithm of its expected improvement.</summary>
    Func<double[], double> Worth(CampaignModel model, List<Experiment> known)
    {
        // What was measured carries noise: the best is the best expectation among what was tried, where that is feasible.
        Expectation[] tried = [.. known.Where(one => one.Status != ExperimentStatus.Failed).Select(one => model.Expect(one.Values))];
        double[][] front = [.. tried.Where(at => campaign.Limits.All(limit =>
            limit.Holds(at.Mean[campaign.Outcomes().ToList().IndexOf(limit.Outcome)]))).Select(Costs)];
        if (front.Length == 0)
            return values => Math.Log(Math.Max(model.Expect(values).Feasible, 1e-300));
        if (campaign.Goals.Count == 1)
        {
            double best = front.Min(cost => cost[0]);
            return values =>
            {
                Expectation at = model.Expect(values);
                return BayesianOptimization.LogImprovement(best, Costs(at)[0], at.Scaled[0].Deviation)
                    + Math.Log(Math.Max(at.Feasible, 1e-300));
            };
        }

        double[][] all = [.. tried.Select(Costs)];
        double[] low = [.. campaign.Goals.Select((_, k) => all.Min(cost => cost[k]))];
        double[] range = [.. campaign.Goals.Select((_, k) => Math.Max(1e-12, all.Max(cost => cost[k]) - low[k]))];
        // A tenth beyond the worst, so that an end of the front can grow too.
        double[] reference = [.. low.Zip(range, (least, width) => least + 1.1 * width)];
        double now = Hypervolume.Of(front, reference);
        return values =>
        {
            Expectation at = model.Expect(values);
            double[] cost = Costs(at);
            double gain = draws.Average(draw => Hypervolume.Of(
                [.. front, [.. cost.Select((mean, k) => mean + at.Scaled[k].Deviation * draw[k])]], reference) - now);
            double scale = range.Aggregate(1.0, (a, b) => a * b);
            // Where no draw improves, the nearer to the reference's corner the better.
            return Math.Log(Math.Max(gain / scale, 1e-12) * Math.Max(at.Feasible, 1e-300))
                - (gain > 0 ? 0 : cost.Select((mean, k) => (mean - low[k]) / range[k]).Sum());
        };
    }
}
