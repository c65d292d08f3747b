using SurrogateEngine.Design;
using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Statistics;
using SurrogateEngine.Tests.Cli;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Design;

/// <summary>004.15, 001.11: several objectives at once, limits and choices; a share of time in a window; every design solved by the
/// model.</summary>
public sealed class StudyTests
{
    static readonly Place Here = new("test", 0, 0, "");

    static MechanisticModel Model(string name) => new(Catalog.Get(name), Scenario.Default(Catalog.Get(name)).Space);

    static DesignStudy Study(CurveSpace space, StudyWords words) => StudyFile.Understand(words, space, "test");

    static double Read(CurveSpace space, string metric, double[] formulation, double[] curves) =>
        new MetricReader(space).Metric(metric, Here).Read(formulation, [.. curves.Select(value => (float)value)]);

    [Test]
    public void Metrics_are_read_from_curves()
    {
        CurveSpace space = Model("burst-erosion").Space;
        double[] times = [.. space.Times], row = [.. space.Parameters.Select(parameter => parameter.At(0.5))];
        // All outputs rise as 1 - exp(-t / 5 d).
        double[] curve = [.. times.Select(t => 1 - Math.Exp(-t / 5))];
        double[] curves = [.. Enumerable.Repeat(curve, space.Outputs.Count).SelectMany(y => y)];
        Read(space, "release@5d", row, curves).ShouldBe(1 - Math.Exp(-1), 1e-4);
        Read(space, "release@120h", row, curves).ShouldBe(1 - Math.Exp(-1), 1e-4);
        Read(space, "t50", row, curves).ShouldBe(DissolutionMoments.TimeTo(0.5, times, curve)!.Value, 1e-5);
        Read(space, "t50", row, curves).ShouldBe(5 * Math.Log(2), 0.02);
        Read(space, "kb", row, curves).ShouldBe(row[1]);
        Read(space, $"duration({space.Outputs[0].Name}, 25%)", row, curves).ShouldBe(times[^1] + 5 * Math.Log(0.75), 0.02);
        Read(space, $"max({space.Outputs[0].Name})", row, curves).ShouldBe(curve[^1], 1e-6);
        Read(space, $"min({space.Outputs[0].Name})", row, curves).ShouldBe(curve[0], 1e-6);
        double whole = times[^1] - times[0], area = whole - 5 * (Math.Exp(-times[0] / 5) - Math.Exp(-times[^1] / 5));
        Read(space, $"auc({space.Outputs[0].Name})", row, curves).ShouldBe(area, 0.01 * area);
        Read(space, $"mean({space.Outputs[0].Name})", row, curves).ShouldBe(area / whole, 0.01);
        double enters = -5 * Math.Log(0.75), leaves = -5 * Math.Log(0.25);
        Read(space, $"share({space.Outputs[0].Name}, 25%, 0.75)", row, curves).ShouldBe((leaves - enters) / whole, 0.01);
    }

    [Test]
    public void Metrics_are_put_together()
    {
        CurveSpace space = Model("burst-erosion").Space;
        double[] row = [.. space.Parameters.Select(parameter => parameter.At(0.5))];
        double[] curves = [.. Enumerable.Repeat(space.Times.Select(t => 1 - Math.Exp(-t / 5)), space.Outputs.Count).SelectMany(y => y)];
        double release = Read(space, "release@5d", row, curves), half = Read(space, "t50", row, curves);
        Read(space, "release@5d / t50", row, curves).ShouldBe(release / half, 1e-9);
        Read(space, "release@5d - 0.25 - 0.25", row, curves).ShouldBe(release - 0.5, 1e-9);
        Read(space, "2 * (release@5d + kb) / 4", row, curves).ShouldBe((release + row[1]) / 2, 1e-9);
        Should.Throw<RefusedException>(() => Read(space, "3", row, curves)).Message.ShouldContain("'3' is a number");
        Should.Throw<RefusedException>(() => Read(space, "t50 / nothing", row, curves)).Message.ShouldContain("'nothing'");
    }

    /// <summary>000.09: a plasma level is wanted; a formulation whose level it is, is found and solved.</summary>
    [Test]
    public void A_level_in_plasma_is_designed_for()
    {
        using var folder = new TemporaryFolder();
        MechanisticModel model = Model("nanocarrier-plasma");
        CurveSpace space = model.Space;
        double[] secret = [.. space.Parameters.Select((parameter, p) => parameter.At(0.3 + 0.06 * p))];
        float[] curves = new float[space.Points];
        model.Predict(secret, 1, curves);
        File.WriteAllLines(folder["plasma.csv"], ["time [h],P [%]", .. Enumerable.Range(10, space.Times.Count - 10)
            .Select(k => FormattableString.Invariant($"{24 * space.Times[k]},{100 * curves[space.Times.Count + k]}"))]);
        DesignStudy study = Study(space, new() { Minimize = [$"miss(P, {folder["plasma.csv"]})"], Fix = ["k12=1 1/d", "k21=1 1/d"] });
        ParetoResult found = ParetoDesign.Run(study, model, model, new() { Evaluations = 8000 });
        // Two rates are held at other values than the secret's, so that it is not simply found again.
        found.Points.Single().Values[0].ShouldBeLessThan(0.1);
        found.Points[0].Values[0].ShouldBeGreaterThan(0);
    }

    [TestCase("time,P [%]\n1,2\n", "no column says that it holds times")]
    [TestCase("time_h,P [ug/mL]\n1,2\n", "column 'P [ug/mL]' is in ug/mL, and P is measured in fractions of the dose; convert it.")]
    [TestCase("time_h\n1\n", "a wanted curve is a table with a header")]
    [TestCase("time_h,P\n9000,2\n", "has no value but 0 between")]
    public void A_curve_that_cannot_be_wanted_is_refused(string text, string sentence)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["wanted.csv"], text);
        Should.Throw<RefusedException>(() => new MetricReader(Model("nanocarrier-plasma").Space).Metric($"miss(P, {folder["wanted.csv"]})", Here))
            .Message.ShouldContain(sentence);
    }

    [Test]
    public void A_time_beyond_the_curves_is_told_as_such_and_is_no_better_for_being_farther()
    {
        CurveSpace space = Model("burst-erosion").Space;
        CurveMetric t50 = new MetricReader(space).Metric("t50", Here);
        float[] slow = [.. Enumerable.Repeat(0.2f, space.Points)], slower = [.. Enumerable.Repeat(0.1f, space.Points)];
        double last = space.Times[^1], one = t50.Read([], slow), other = t50.Read([], slower);
        one.ShouldBe(last * (2 - 0.4), 1e-4);
        other.ShouldBeGreaterThan(one);
        t50.Show(one).ShouldBe($"> {NumberText.Short(last)} d");
        var longest = new DesignObjective(t50, Maximize: true);
        longest.Cost(one).ShouldBe(longest.Cost(other));
        new DesignObjective(t50, Maximize: false).Cost(one).ShouldBeLessThan(new DesignObjective(t50, false).Cost(other));
        new DesignConstraint(t50, AtMost: false, last).Violation(one).ShouldBe(0);
        new DesignConstraint(t50, AtMost: true, last).Violation(one).ShouldBe(0.6, 1e-4);
    }

    // Ranges, times and conditions of a scenario are those of the search.
    [Test]
    public void A_scenario_is_designed_with_like_a_model()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["long.json"], """{ "model": "burst-erosion", "parameters": { "phi": { "low": 0.3, "high": 0.5 } }, "times": { "first": 0.01, "last": 200, "count": 50, "spacing": "geometric", "unit": "d" } }""");
        var made = SurrogateEngine.Tests.Cli.Cli.Run("design", folder["long.json"], "--maximize", "t90", "--require", "t90 <= 150d", "--json");
        made.Code.ShouldBe(0, made.Error);
        System.Text.Json.JsonElement best = made.Json.GetProperty("designs")[0];
        best.GetProperty("values").GetProperty("t90").GetDouble().ShouldBeInRange(60, 150);
        best.GetProperty("parameters").GetProperty("phi").GetDouble().ShouldBeInRange(0.3, 0.5);
    }

    // A curve that ends at 30 d says nothing of a time beyond, and a limit there would be kept by all.
    [Test]
    public void A_limit_beyond_the_curves_is_refused() =>
        Should.Throw<RefusedException>(() => new MetricReader(Model("burst-erosion").Space).Constraint("t90 <= 400d", Here)).Message
            .ShouldContain("nothing is known of t90 beyond");

    [Test]
    public void A_front_is_that_of_a_million_formulations_and_the_model_judges_it()
    {
        MechanisticModel model = Model("burst-erosion");
        DesignStudy study = Study(model.Space, new() { Minimize = ["release@1d"], Maximize = ["release@20d"], Require = ["phi >= 0.2"], Fix = ["Km=0.2"] });
        ParetoResult found = ParetoDesign.Run(study, model, model, new() { Evaluations = 12_000, Designs = 30 });
        found.Points.Count.ShouldBe(30);
        found.Points.ShouldAllBe(point => point.Formulation[0] >= 0.2);
        double[] reference = [1, 0];
        double mine = Hypervolume.Of(found.Points.Select(point => (double[])[point.Values[0], -point.Values[1]]), reference);

        var screening = new Screening(study, model, 400, 5);
        screening.Run(60_000);
        double many = Hypervolume.Of(screening.Best.Select(one => one.Worth.Objectives), reference);
        mine.ShouldBeGreaterThan(0.99 * many);
        found.Knee.ShouldBeInRange(1, 28);
    }

    /// <summary>001.11: a dose that lasts; a peak of a level, and how long it stays above another.</summary>
    [Test]
    public void A_duration_begins_where_a_level_is_reached_and_ends_where_it_is_left()
    {
        CurveSpace space = Model("burst-erosion").Space;
        double[] times = [.. space.Times], row = [.. space.Parameters.Select(parameter => parameter.At(0.5))];
        // Up to 1 at 5 days and down to 0 at 15.
        double[] curve = [.. times.Select(t => Math.Max(0, t < 5 ? t / 5 : 1 - (t - 5) / 10))];
        double[] curves = [.. Enumerable.Repeat(curve, space.Outputs.Count).SelectMany(y => y)];
        Read(space, $"duration({space.Outputs[0].Name}, 0.5)", row, curves).ShouldBe(7.5, 0.3);
        Read(space, $"duration({space.Outputs[0].Name}, 1.1)", row, curves).ShouldBe(0);
    }

    [TestCase("sustained", "burst-erosion"), TestCase("pulsatile", "burst-erosion"), TestCase("triggered", "cancer")]
    public void Studies_come_along(string study, string model)
    {
        var made = SurrogateEngine.Tests.Cli.Cli.Run("screen", model, "--study", study, "-n", "400", "--top", "5", "--json");
        made.Code.ShouldBe(0, made.Error);
        made.Json.GetProperty("kept").GetInt32().ShouldBeGreaterThan(0);
        StudyTemplates.Names.ShouldContain(study);
    }

    [Test]
    public void Limits_that_nothing_keeps_give_the_nearest_and_say_so()
    {
        MechanisticModel model = Model("burst-erosion");
        DesignStudy study = Study(model.Space, new() { Maximize = ["t50"], Require = ["release@30d >= 99%", "release@1d <= 1%"] });
        ParetoResult found = ParetoDesign.Run(study, model, model, new() { Evaluations = 4_000 });
        found.Points.ShouldBeEmpty();
        found.Nearest.ShouldNotBeNull();
        string shown = SurrogateEngine.Tests.Cli.Cli.Run("design", "burst-erosion", "--maximize", "t50", "--require", "release@30d >= 99%", "release@1d <= 1%").Out;
        shown.ShouldContain("No formulation was found that keeps all limits. The nearest breaks");
    }

    [Test]
    public void Choices_are_kept_to_and_one_objective_is_searched_without_them_too()
    {
        MechanisticModel model = Model("burst-erosion");
        DesignStudy choice = Study(model.Space, new() { Maximize = ["release@30d"], Choose = ["phi=0.1,0.2,0.3"] });
        ParetoResult chosen = ParetoDesign.Run(choice, model, model, new() { Evaluations = 4_000 });
        chosen.Points.Count.ShouldBe(1);
        ((double[])[0.1, 0.2, 0.3]).ShouldContain(chosen.Points[0].Formulation[0]);
        DesignStudy free = Study(model.Space, new() { Maximize = ["release@30d"] });
        ParetoResult best = ParetoDesign.Run(free, model, model, new() { Evaluations = 4_000 });
        // The fastest formulation has every rate at its upper end.
        double[] fastest = [.. model.Space.Parameters.Select(parameter => parameter.High)];
        float[] curve = new float[model.Space.Points];
        new[] { 3, 4, 5 }.ShouldAllBe(p => model.Space.Parameters[p].Low < model.Space.Parameters[p].High);
        (fastest[4], fastest[5]) = (model.Space.Parameters[4].Low, model.Space.Parameters[5].Low);
        model.Predict(fastest, 1, curve);
        best.Points[0].Values[0].ShouldBeGreaterThan(Read(model.Space, "release@30d", fastest, [.. curve.Select(y => (double)y)]) - 1e-3);
    }

    [Test]
    public void What_most_batches_reach_is_less_than_what_is_meant() // 001.13
    {
        MechanisticModel model = Model("burst-erosion");
        StudyWords words = new() { Maximize = ["t50"], Minimize = ["release@1d"] };
        DesignStudy meant = Study(model.Space, words), made = Study(model.Space, words with { SpreadPercent = 20 });
        var space = new StudySpace(model.Space.Parameters, meant);
        double[][] points = [[0.5, 0.5, 0.5, 0.5, 0.5, 0.5], [0.2, 0.8, 0.3, 0.4, 0.5, 0.6]];
        double[][] nominal = new StudyEvaluator(meant, model, space, 1).Values(points),
            robust = new StudyEvaluator(made, model, new StudySpace(model.Space.Parameters, made), 1).Values(points);
        for (int i = 0; i < points.Length; i++)
        {
            // The objectives stand in the order minimize, maximize.
            robust[i][0].ShouldBeGreaterThan(nominal[i][0]);
            robust[i][1].ShouldBeLessThan(nominal[i][1]);
        }
    }

    [Test]
    public void A_surrogates_own_error_counts_among_the_batches_and_parameters_scatter_each_by_its_own()
    {
        CurveSet set = Curves("burst-erosion", 900);
        using Surrogate surrogate = Trainer.Train(new TrainingPlan
        {
            Network = new() { Width = 16, Depth = 1 },
            Schedule = new() { Epochs = 8, Patience = 0 },
            Data = new() { Batch = 64, TestShare = 0.05, CalibrationShare = 0.2 },
        }, set);
        StudyWords words = new() { Minimize = ["release@5d"] };
        DesignStudy meant = Study(surrogate.Space, words), barely = Study(surrogate.Space, words with { SpreadOf = ["ke=5%"] });
        barely.Scatters.ShouldBeTrue();
        double[][] point = [[0.4, 0.4, 0.4, 0.4, 0.4, 0.4]];
        double Value(DesignStudy study, ICurveModel by) =>
            new StudyEvaluator(study, by, new StudySpace(surrogate.Space.Parameters, study), 1).Values(point)[0][0];
        // Elimination from the receptor changes no release: what is left is the surrogate's error, of which a model has none.
        MechanisticModel model = Model("burst-erosion");
        Value(barely, model).ShouldBe(Value(meant, model), 1e-6);
        double nominal = Value(meant, surrogate), robust = Value(barely, surrogate);
        BandLevel level = surrogate.Card.Confidence!.Levels.First(one => one.Coverage == 0.9);
        float[] curve = new float[surrogate.Space.Points], lower = new float[curve.Length], upper = new float[curve.Length];
        double[] row = [.. surrogate.Space.Parameters.Select(parameter => parameter.At(0.4))];
        surrogate.PredictBands(row, 1, level, wholeCurve: false, curve, lower, upper);
        int near = surrogate.Space.Times.Index().MinBy(at => Math.Abs(at.Item - 5)).Index;
        // 90 of 100 batches stay below 1.28 deviations, where the band of 90 % ends at 1.645.
        ((robust - nominal) / (upper[near] - curve[near])).ShouldBe(1.28 / 1.645, 0.3);
        Should.Throw<RefusedException>(() => Study(surrogate.Space, words with { SpreadOf = ["kx=5%"] })).Message.ShouldContain("'kx' is not a parameter");
        Should.Throw<RefusedException>(() => Study(surrogate.Space, words with { SpreadOf = ["ke"] })).Message.ShouldContain("percent from 0 to 100");
    }

    static CurveSet Curves(string name, int count)
    {
        MechanisticModel model = Model(name);
        var random = new RandomStream(5);
        double[] rows = [.. Enumerable.Range(0, count * model.Space.Parameters.Count)
            .Select(i => model.Space.Parameters[i % model.Space.Parameters.Count].At(random.Unit()))];
        float[] curves = new float[count * model.Space.Points];
        model.Predict(rows, count, curves);
        return new(model.Space, rows, curves);
    }

    [Test]
    public void A_screening_keeps_the_best_of_all_and_goes_on_where_it_stopped()
    {
        MechanisticModel model = Model("burst-erosion");
        DesignStudy study = Study(model.Space, new() { Maximize = ["t50"], Require = ["release@1d <= 30%"] });
        var whole = new Screening(study, model, 20, 3);
        whole.Run(40_000);
        var first = new Screening(study, model, 20, 3);
        first.Run(16_384);
        var second = new Screening(study, model, 20, 3);
        second.Resume(first.State);
        second.Run(40_000);
        second.State.Best.ShouldBe(whole.State.Best);
        (second.Seen, second.Feasible).ShouldBe((whole.Seen, whole.Feasible));
        // Beside the first thousand, one by one.
        var few = new Screening(study, model, 10_000, 3);
        few.Run(1_000);
        few.Feasible.ShouldBe(few.Best.Count);
        few.Feasible.ShouldBeInRange(50, 950);
        double[] values = [.. few.Best.Select(one => one.Worth.Objectives[0])];
        values.ShouldBe(values.Order());
    }

    [Test]
    public void The_verbs_write_fronts_screenings_and_pictures()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["study.json"], """
            { // a depot without a burst
              "maximize": "release@30d",
              "minimize": ["release@1d"],
              "require": ["t50 >= 3d"],
              "fix": ["Km=0.2"],
            }
            """);
        var front = SurrogateEngine.Tests.Cli.Cli.Run("design", "burst-erosion", "--study", folder["study.json"], "--designs", "6", "-o", folder["front.csv"],
            "--plot", folder["front.svg"], "--json");
        front.Code.ShouldBe(0, front.Error);
        front.Json.GetProperty("designs").GetArrayLength().ShouldBe(6);
        front.Json.GetProperty("designs").EnumerateArray().Count(design => design.GetProperty("knee").GetBoolean()).ShouldBe(1);
        string[] lines = SurrogateEngine.Tests.Cli.Cli.Table(folder["front.csv"]);
        lines.Length.ShouldBe(7);
        lines[0].ShouldStartWith("id,release@1d,release@30d,t50 [d],phi,");
        File.ReadAllText(folder["front.svg"]).ShouldContain("knee, design");

        var screen = SurrogateEngine.Tests.Cli.Cli.Run("screen", "burst-erosion", "--study", folder["study.json"], "-n", "2e4", "--top", "7", "-o", folder["s.csv"], "--json");
        screen.Code.ShouldBe(0, screen.Error);
        screen.Json.GetProperty("screened").GetInt64().ShouldBe(20_000);
        SurrogateEngine.Tests.Cli.Cli.Table(folder["s.csv"]).Length.ShouldBe(8);
        Directory.GetFiles(folder["."]).Select(Path.GetFileName).Order().ShouldBe(["front.csv", "front.svg", "s.csv", "study.json"]);
    }

    [Test]
    public void A_stopped_screening_goes_on_and_a_stranger_is_refused()
    {
        using var folder = new TemporaryFolder();
        string[] asked = ["screen", "burst-erosion", "--maximize", "t50", "-n", "30000", "--top", "5", "-o", folder["s.csv"]];
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        SurrogateEngine.Tests.Cli.Cli.Run(stop.Token, asked).Code.ShouldBe(130);
        File.Exists(folder["s.csv.screening"]).ShouldBeTrue();
        var other = SurrogateEngine.Tests.Cli.Cli.Run([.. asked, "--seed", "2", "--resume"]);
        (other.Code, other.Error).ShouldBe((1, $"{folder["s.csv"]}.screening: it was left by a screening for something else; give the same surrogate, study, --top and --seed, or delete it.\n"));
        SurrogateEngine.Tests.Cli.Cli.Run([.. asked, "--resume"]).Code.ShouldBe(0);
        File.Exists(folder["s.csv.screening"]).ShouldBeFalse();
        byte[] whole = File.ReadAllBytes(folder["s.csv"]);
        SurrogateEngine.Tests.Cli.Cli.Run([.. asked, "--resume"]).Error.ShouldContain("s.csv: this file is there already");
        var again = SurrogateEngine.Tests.Cli.Cli.Run([.. asked, "--force", "--resume"]);
        again.Code.ShouldBe(0, again.Error);
        again.Error.ShouldContain("no stopped screening is beside it, so this one begins at the first candidate.");
        File.ReadAllBytes(folder["s.csv"]).ShouldBe(whole);
        File.WriteAllText(folder["s.csv.screening"], "{}");
        SurrogateEngine.Tests.Cli.Cli.Run([.. asked, "--force", "--resume"]).Error.ShouldContain("it is damaged; delete it");
    }

    [TestCase("--maximize t60x", "'t60x' is nothing that a design can be judged by")]
    [TestCase("--maximize release@90d", "curves here run from 0 to 30 d, and 90 d is outside; give a time within.")]
    [TestCase("--maximize auc(X)", "burst-erosion has no output 'X'; it has")]
    [TestCase("--maximize phy", "did you mean 'phi'?")]
    [TestCase("--maximize t50 --minimize t50", "t50 is asked for twice")]
    [TestCase("--maximize t50 --require release@1d", "write a constraint as METRIC <= VALUE or METRIC >= VALUE")]
    [TestCase("--maximize t50 --require release@1d<=10", "write e.g. 10%")]
    [TestCase("--maximize t50 --require release@1d<=10% release@1d>=20%", "release@1d >= 20 % and release@1d <= 10 % contradict each other; relax one.")]
    [TestCase("--maximize t50 --require phi>=0.99", "phi >= 0.99 can't be kept, because phi is searched from")]
    [TestCase("--maximize t50 --choose phi=0.2", "write a parameter and the values that it may take")]
    [TestCase("--maximize t50 --choose phi=0.1,5", "phi")]
    [TestCase("--maximize t50 --choose phi=0.1,0.2 --fix phi=0.1", "phi is fixed and has choices as well; leave one of both out.")]
    [TestCase("--require release@1d<=10%", "nothing is to be small or large; give --minimize or --maximize")]
    [TestCase("--maximize t50 --release 1d=20%", "write the target as --minimize \"miss(FILE)\"")]
    [TestCase("--maximize t50 --spread -5", "surrogate design --spread -5: give percent from 0 to 100.")]
    [TestCase("--maximize t50 --spread 500", "surrogate design --spread 500: give percent from 0 to 100.")]
    [TestCase("--maximize t50 --designs 0", "surrogate design --designs 0: ask for 1 or more.")]
    [TestCase("--maximize miss(none.csv)", "none.csv")]
    [TestCase("--study none.json", "none.json")]
    public void What_cannot_be_asked_for_is_refused_in_a_sentence(string words, string sentence)
    {
        var run = SurrogateEngine.Tests.Cli.Cli.Run(["design", "burst-erosion", .. words.Split(' ')]);
        run.Code.ShouldBe(1, run.Out);
        run.Error.ShouldContain(sentence);
        run.Error.Trim().Split('\n').Length.ShouldBe(1);
    }
}
