using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using SurrogateEngine.Design;
using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Bench.Design;

/// <summary><c>campaign</c>: campaigns replayed, on measured formulations and on a model as a laboratory, beside random choice.</summary>
static class CampaignCommand
{
    const int RandomOrders = 200;

    static readonly Option<string> Data = new("--data")
    {
        Description = "all_samples.csv of Ortiz-Perez et al. 2024 (MIT; github molML/Nano_Particles_Active_Learning)",
        DefaultValueFactory = _ => Checkout.Require("../shared/data/ortiz-perez-plga-peg-uptake/all_samples.csv"),
    };
    static readonly Option<int> Repeats = new("--repeats") { Description = "Campaigns with other seeds", DefaultValueFactory = _ => 10 };
    static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line" };

    public static Command Create()
    {
        var command = new Command("campaign", "What a campaign finds in few experiments, beside random choice.") { Data, Repeats, Json };
        command.SetAction(given => Refusable.Run(() => Run(given)));
        return command;
    }

    static void Run(ParseResult given)
    {
        Refusable.RequireAtLeast(1, given.GetValue(Repeats), Repeats);
        TextWriter output = given.InvocationConfiguration.Output;
        Print(output, given.GetValue(Json), Replay(given.GetValue(Data)!, given.GetValue(Repeats)));
        Print(output, given.GetValue(Json), Laboratory(given.GetValue(Repeats)));
    }

    /// <summary>Sixty particles of PLGA and PLGA-PEG: from the first cycle's thirty, two batches of ten among the other thirty.</summary>
    static Line Replay(string path, int repeats)
    {
        string[][] rows = [.. File.ReadLines(path).Select(line => line.TrimStart('\uFEFF').Split(','))];
        int Column(string name) => Array.IndexOf(rows[0], name);
        int[] shares = [Column("PLGA"), Column("PP-L"), Column("PP-COOH"), Column("PP-NH2"), Column("S/AS")];
        var all = rows.Skip(1).Where(row => row[Column("Uptake")].Length > 0)
            .DistinctBy(row => row[0])
            .Select(row => (Values: shares.Select(k => Number(row[k])).ToArray(), Uptake: Number(row[Column("Uptake")]),
                First: row[Column("cycle_origin")] == "0")).ToArray();
        var first = all.Where(one => one.First).ToArray();
        var pool = all.Where(one => !one.First).ToArray();
        List<double> found = [], half = [], means = [];
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            var campaign = new CampaignDefinition
            {
                Variables = [.. rows[0].Index().Where(at => shares.Contains(at.Index))
                    .Select(at => new CampaignVariable(at.Item, "", 0, 1, false, [], []))],
                Goals = [new("uptake", true)],
                Seed = (ulong)repeat + 1,
            };
            var search = new CampaignSearch(campaign, null);
            List<Experiment> told =
                [.. first.Select((one, i) => new Experiment(i + 1, one.Values, [one.Uptake], ExperimentStatus.Measured))];
            for (int batch = 0; batch < 2; batch++)
            {
                if (batch == 1)
                    half.Add(told.Max(one => one.Outcomes[0]));
                double[][] next = search.Suggest(told, Math.Min(10, pool.Length - 10 * batch), [.. pool.Select(one => one.Values)]);
                told.AddRange(next.Select(values => new Experiment(told.Count + 1, values,
                    [pool.First(one => one.Values.AsSpan().SequenceEqual(values)).Uptake], ExperimentStatus.Measured)));
            }

            found.Add(told.Max(one => one.Outcomes[0]));
            means.Add(told.Skip(first.Length).Average(one => one.Outcomes[0]));
        }

        double[] randomHalf = [.. Enumerable.Range(0, RandomOrders).Select(order => pool.Index()
            .OrderBy(at => SplitMix64.Hash((ulong)order, (ulong)at.Index)).Take(10).Max(at => at.Item.Uptake))];
        double[] random = [.. Enumerable.Range(0, RandomOrders).Select(order => first.Concat(pool.Index()
            .OrderBy(at => SplitMix64.Hash((ulong)order, (ulong)at.Index)).Take(20).Select(at => at.Item)).Max(one => one.Uptake)).Order()];
        double mine = found.Order().ElementAt(found.Count / 2);
        return new("ortiz-perez uptake, 30 + 2 x 10 of 60", first.Max(one => one.Uptake), mine, found.Min(), random.Average(),
            random[RandomOrders / 2],
            all.Max(one => one.Uptake), random.Count(value => value >= mine) / (double)RandomOrders)
        {
            AfterFirstBatch = half.Order().ElementAt(half.Count / 2),
            RandomAfterFirstBatch = randomHalf.Average(),
            MeanOfChosen = means.Average(),
            RandomMeanOfChosen = pool.Average(one => one.Uptake),
        };
    }

    /// <summary>The model plga-sphere as a laboratory with 5 % noise, its eight parameters to choose: as much as possible is to be released
    /// between day 1 and day 30. What the best of 40 experiments, as measured, truly falls short of the best there is.</summary>
    static Line Laboratory(int repeats)
    {
        var model = new MechanisticModel(Catalog.Get("plga-sphere"), Scenario.Default(Catalog.Get("plga-sphere")).Space);
        Parameter[] parameters = [.. model.Space.Parameters];
        ICurveModel at = model.At([1, 30]);
        double best = -CmaEs.Minimize(parameters.Length, points => [.. points.Select(point => -Late(Row(point)).Truly)],
            new() { Evaluations = 20_000 }).Value;
        List<double> mine = [], theirs = [];
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            var campaign = new CampaignDefinition
            {
                Variables = [.. parameters.Select(parameter =>
                    new CampaignVariable(parameter.Name, parameter.Unit, parameter.Low, parameter.High,
                    parameter.Scale == Scale.Log, [], []))],
                Goals = [new("late", true)],
                Seed = (ulong)repeat + 1,
            };
            var search = new CampaignSearch(campaign, null);
            var told = new List<Experiment>();
            while (told.Count < 40)
            {
                foreach (double[] values in search.Suggest(told, 4))
                    told.Add(new(told.Count + 1, values, [Late(values, told.Count, repeat).Measured], ExperimentStatus.Measured));
            }

            mine.Add(best - Late(told.MaxBy(one => one.Outcomes[0])!.Values).Truly);
            double[][] random = [.. Enumerable.Range(0, 40).Select(i => Row([.. parameters.Select((_, k) =>
                SplitMix64.ToUnit(SplitMix64.Hash((ulong)repeat + 77, (ulong)i, (ulong)k)))]))];
            theirs.Add(best - Late(random.Index().MaxBy(one => Late(one.Item, one.Index, repeat + 1000).Measured).Item).Truly);
        }

        double median = mine.Order().ElementAt(mine.Count / 2);
        return new("plga-sphere as a laboratory, 5 % noise, 40 experiments, share of the dose that the best falls short", double.NaN, median, mine.Max(),
            theirs.Average(), theirs.Order().ElementAt(theirs.Count / 2), 0, theirs.Count(value => value <= median) / (double)theirs.Count);

        double[] Row(double[] point) => [.. parameters.Select((parameter, k) => parameter.At(point[k]))];
        (double Truly, double Measured) Late(double[] row, int number = 0, int run = 0)
        {
            float[] curve = new float[at.Space.Points];
            at.Predict(row, 1, curve);
            var random = new RandomStream(SplitMix64.Hash((ulong)run, (ulong)number));
            return (curve[1] - curve[0], curve[1] * (1 + 0.05 * random.Normal()) - curve[0] * (1 + 0.05 * random.Normal()));
        }
    }

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    static void Print(TextWriter output, bool json, Line line)
    {
        output.WriteLine(json ? JsonSerializer.Serialize(line, Snake)
            : FormattableString.Invariant($"{line.What}: campaign {line.Median:G4} (worst seed {line.Worst:G4}), random {line.RandomMean:G4} on average, {line.RandomMedian:G4} in the median; begun at {line.Begun:G4}, best there is {line.Best:G4}; {line.RandomAsGood:P1} of random orders are as good"));
        if (!json && !double.IsNaN(line.MeanOfChosen))
            output.WriteLine(FormattableString.Invariant($"  after the first batch {line.AfterFirstBatch:G4} beside {line.RandomAfterFirstBatch:G4}; mean of all chosen {line.MeanOfChosen:G4} beside {line.RandomMeanOfChosen:G4}"));
    }

    static readonly JsonSerializerOptions Snake = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>What a campaign found beside random choice.</summary>
    sealed record Line(string What, double Begun, double Median, double Worst,
        double RandomMean, double RandomMedian, double Best, double RandomAsGood)
    {
        /// <summary>Kind of figure.</summary>
        public string Kind => "campaign";

        /// <summary>Best after the first of two batches, and the mean of all that was chosen, beside random choice.</summary>
        public double AfterFirstBatch { get; init; } = double.NaN;

        public double RandomAfterFirstBatch { get; init; } = double.NaN;

        public double MeanOfChosen { get; init; } = double.NaN;

        public double RandomMeanOfChosen { get; init; } = double.NaN;
    }
}
