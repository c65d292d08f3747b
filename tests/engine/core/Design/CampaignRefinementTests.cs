using SurrogateEngine.Design;
using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Tests.Cli;
using SurrogateEngine.Trainers;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Tests.Design;

/// <summary>002.07, 000.10: what a laboratory tells refines the surrogate, which does not forget what it knew.</summary>
public sealed class CampaignRefinementTests
{
    static readonly ReleaseModel Model = Catalog.Get("burst-erosion");

    /// <summary>What the laboratory's particles do: their slow pool is released half again as fast as the model says.</summary>
    static double[] Laboratory(CurveSpace space, CurveMetric[] metrics, double phi, double ks)
    {
        double[] row = [.. space.Parameters.Select(one => one.Name switch { "phi" => phi, "ks" => 1.5 * ks, _ => one.Middle })];
        float[] curves = new float[space.Points];
        new MechanisticModel(Model, space).Predict(row, 1, curves);
        return [.. metrics.Select(metric => (metric.IsShare ? 100 : 1) * metric.Read(row, curves))];
    }

    [Test]
    public void Told_results_better_the_surrogate_where_they_speak_and_it_keeps_what_it_knew_elsewhere()
    {
        using var folder = new TemporaryFolder();
        using Surrogate source = Source(folder);
        var reader = new MetricReader(source.Space);
        CurveMetric[] metrics = [.. new[] { "release@20d", "t50" }.Select(word => reader.Metric(word, new("test", 0, 0, "")))];
        CampaignWorkflow.New(new()
        {
            Folder = folder["c"],
            Variables = ["phi=0.05..0.4", "ks=0.01..0.1 log"],
            Maximize = ["release@20d"],
            Minimize = ["t50"],
            Prior = folder["a.surrogate"],
        });
        string[] told = [.. Grid(4, 0.1).Select(at => (at, Laboratory(source.Space, metrics, at.Phi, at.Ks)))
            .Select(one => FormattableString.Invariant($",{one.at.Phi},{one.at.Ks},{one.Item2[1]},{one.Item2[0]},measured"))];
        File.WriteAllLines(folder["r.csv"], ["id,phi,ks,t50,release@20d,status", .. told]);
        CampaignWorkflow.Tell(folder["c"], folder["r.csv"]).Told.ShouldBe(16);

        var run = SurrogateEngine.Tests.Cli.Cli.Run(["campaign", "refine", folder["c"], "-o", folder["b.surrogate"], "--json"]);
        run.Code.ShouldBe(0, run.Error);
        run.Json.GetProperty("experiments").GetInt32().ShouldBe(16);
        RefineResult forgetful = CampaignWorkflow.Refine(new(folder["c"]) { Output = folder["d.surrogate"], Replay = 0 });
        using Surrogate refined = Surrogate.Load(folder["b.surrogate"]), without = Surrogate.Load(folder["d.surrogate"]);

        // Between the experiments, where nothing was measured.
        double before = Miss(source), after = Miss(refined);
        after.ShouldBeLessThan(0.4 * before);
        // The old set: curves of the model over all ranges.
        CurveSet old = Curves(400);
        double knew = Error(source, old), knows = Error(refined, old);
        knows.ShouldBeLessThan(1.5 * knew);
        Error(without, old).ShouldBeGreaterThan(3 * knows);
        forgetful.Drift.ShouldBeGreaterThan(3 * run.Json.GetProperty("drift").GetDouble());
        TestContext.Out.WriteLine($"misses {before} {after}, old {knew} {knows} without {Error(without, old)}");

        double Miss(Surrogate by) => Math.Sqrt(Grid(5, 0.2).Average(at =>
        {
            double[] row = [.. by.Space.Parameters.Select(one => one.Name switch { "phi" => at.Phi, "ks" => at.Ks, _ => one.Middle })];
            return Math.Pow(100 * metrics[0].Read(row, by.Predict(row)) - Laboratory(by.Space, metrics, at.Phi, at.Ks)[0], 2);
        }));
    }

    [Test]
    public void What_cannot_refine_is_refused_in_a_sentence()
    {
        using var folder = new TemporaryFolder();
        using Surrogate source = Source(folder, samples: 200, epochs: 2);
        Begin("m", "burst-erosion", "t50");
        Refused("m", "its prior is no surrogate, so there is none to refine");
        Begin("a", folder["a.surrogate"], "auc(F)");
        Refused("a", "none of its outcomes (auc(F)) is a point of a release curve");
        Begin("t", folder["a.surrogate"], "t50");
        Refused("t", "0 experiments are measured; tell 3 or more");
        Refused("t", "-o", folder["a.surrogate"], "is read here and would be lost");
        Refused("t", "--epochs", "0", "--epochs 0: give 1 to 10,000.");
        Directory.GetFiles(folder[""], "*-refined*").ShouldBeEmpty();

        void Begin(string name, string prior, string outcome) => CampaignWorkflow.New(new()
        {
            Folder = folder[name],
            Variables = ["phi=0.05..0.4"],
            Minimize = [outcome],
            Prior = prior,
        });

        void Refused(string name, params string[] rest)
        {
            var run = SurrogateEngine.Tests.Cli.Cli.Run(["campaign", "refine", folder[name], .. rest[..^1]]);
            run.Code.ShouldBe(1);
            run.Error.ShouldContain(rest[^1]);
        }
    }

    [Test]
    public void A_told_curve_passes_through_its_points_and_does_not_fall()
    {
        double[] times = [0, 1, 2, 4, 8, 16];
        float[] curve = [.. times.Select(time => (float)(1 - Math.Exp(-0.1 * time)))];
        var space = new CurveSpace("first-order", 1, [], [new("Q", "", "")], times, "d");
        var reader = new MetricReader(space);
        CurveMetric[] metrics = [.. new[] { "release@2d", "t50" }.Select(word => reader.Metric(word, new("test", 0, 0, "")))];
        ToldCurve.Points([reader.Metric("auc(Q)", new("test", 0, 0, "")), .. metrics]).ShouldBe([1, 2]);
        // A constant shift of the complementary log-log is another rate: 0.1 becomes 0.2 per day.
        float[] faster = [.. curve];
        ToldCurve.Move(faster, times, metrics[..1], [1 - Math.Exp(-0.4)]).ShouldBeTrue();
        for (int j = 0; j < times.Length; j++)
            ((double)faster[j]).ShouldBe(1 - Math.Exp(-0.2 * times[j]), 2e-6);
        float[] both = [.. curve];
        ToldCurve.Move(both, times, metrics, [0.6, 16]).ShouldBeTrue();
        ((double)both[2]).ShouldBe(0.6, 1e-6);
        ((double)both[5]).ShouldBe(0.6, 1e-6, "0.5 would be less than what was out before");
        float[] none = [.. curve];
        ToldCurve.Move(none, times, metrics, [double.NaN, 99]).ShouldBeFalse();
        none.ShouldBe(curve);
    }

    static Surrogate Source(TemporaryFolder folder, int samples = 2000, int epochs = 60)
    {
        var plan = new TrainingPlan
        {
            Network = new() { Width = 48, Depth = 2 },
            Schedule = new() { Epochs = epochs, Patience = 0 },
            Data = new() { Batch = 64, TestShare = 0, CalibrationShare = 0 },
            Runtime = new() { Threads = 1 },
        };
        Surrogate source = Trainer.Train(plan, Curves(samples, seed: 3));
        source.Save(folder["a.surrogate"]);
        return source;
    }

    static CurveSet Curves(int count, ulong seed = 11)
    {
        CurveSpace space = Scenario.Default(Model).Space;
        var random = new RandomStream(seed);
        double[] rows = [.. Enumerable.Range(0, count * space.Parameters.Count)
            .Select(i => space.Parameters[i % space.Parameters.Count].At(random.Unit()))];
        float[] curves = new float[count * space.Points];
        new MechanisticModel(Model, space).Predict(rows, count, curves);
        return new(space, rows, curves);
    }

    static double Error(Surrogate surrogate, CurveSet set)
    {
        var curves = new float[set.Curves.Length];
        surrogate.Predict(set.Parameters.Span, set.Count, curves);
        return CurveErrors.RelL2(curves, set.Curves.Span, set.Space.Points).Average();
    }

    static IEnumerable<(double Phi, double Ks)> Grid(int side, double margin) =>
        from i in Enumerable.Range(0, side)
        from j in Enumerable.Range(0, side)
        let x = margin + (1 - 2 * margin) * i / (side - 1)
        let y = margin + (1 - 2 * margin) * j / (side - 1)
        select (0.05 + 0.35 * x, 0.01 * Math.Pow(10, y));
}
