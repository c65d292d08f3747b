using SurrogateEngine.Design;
using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Tests.Cli;
using SurrogateEngine.Trainers;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Tests.Design;

/// <summary>000.08: a wanted release back to formulations, each judged by the mechanistic model.</summary>
public sealed class InverseDesignTests
{
    static MechanisticModel Model(string name) => new(Catalog.Get(name), Scenario.Default(Catalog.Get(name)).Space);

    [Test]
    public void A_planted_release_is_met_by_several_distinct_formulations()
    {
        MechanisticModel model = Model("burst-erosion");
        double[] planted = [.. model.Space.Parameters.Select(parameter => parameter.At(0.4))];
        double[] curve = FitData.Curve(model, planted);
        var goal = new DesignGoal("planted",
            [.. model.Space.Times.Select((time, j) => new GoalPoint(time, curve[j])).Where((_, j) => j % 4 == 3)]);

        DesignResult result = InverseDesign.Run(goal, model, model, new() { Designs = 3, Candidates = 4096 });

        result.Designs.Count.ShouldBe(3);
        result.Met.Count.ShouldBe(3);
        result.Designs.ShouldAllBe(design => design.Robust >= design.PredictedMiss);
        foreach (var (a, b) in result.Designs.SelectMany((a, i) => result.Designs.Skip(i + 1).Select(b => (a, b))))
            Enumerable.Range(0, planted.Length).Max(p => Math.Abs(Share(a, p) - Share(b, p)))
                .ShouldBeGreaterThan(0.99 * InverseDesign.Apart);
        // Of the parameters only the elimination from the receptor does not touch what is released.
        int eliminated = model.Space.Parameters.Index().First(at => at.Item.Name == "ke").Index;
        result.Designs[0].Play[eliminated].High.ShouldBe(model.Space.Parameters[eliminated].High, 1e-9);
        result.Designs[0].Free.ShouldContain(free => Math.Abs(free.Change[eliminated]) > 0.99);
        result.Designs[0].Sensitivity[eliminated].ShouldBe(0, 1e-6);
        result.Designs[0].Sensitivity.Count(one => one > 0.01).ShouldBeGreaterThan(2);
        result.Designs[0].Band.ShouldBeEmpty("a model has no band");

        double Share(DesignedFormulation design, int p)
        {
            Parameter parameter = model.Space.Parameters[p];
            return Math.Log(design.Formulation[p] / parameter.Low) / Math.Log(parameter.High / parameter.Low);
        }
    }

    [Test]
    public void Limits_are_kept_where_a_curve_is_not_prescribed()
    {
        MechanisticModel model = Model("burst-erosion");
        var goal = new DesignGoal("depot", [new(10, 0.5), new(1, 0.2, GoalKind.AtMost), new(30, 0.8, GoalKind.AtLeast)]);
        DesignResult result = InverseDesign.Run(goal, model, model, new() { Candidates = 2048, Tolerance = 1e-3 });
        result.Met.Count.ShouldBeGreaterThan(2);
        foreach (DesignedFormulation design in result.Met)
        {
            design.Released[0].ShouldBeLessThan(0.2 + 2e-3);
            design.Released[1].ShouldBe(0.5, 2e-3);
            design.Released[2].ShouldBeGreaterThan(0.8 - 2e-3);
        }
    }

    [Test]
    public void A_design_carries_the_band_of_its_surrogate_and_the_slopes_of_the_model()
    {
        MechanisticModel model = Model("burst-erosion");
        var random = new RandomStream(5);
        double[] rows = [.. Enumerable.Range(0, 900 * 6).Select(i => model.Space.Parameters[i % 6].At(random.Unit()))];
        float[] curves = new float[900 * model.Space.Points];
        model.Predict(rows, 900, curves);
        using Surrogate surrogate = Trainer.Train(new TrainingPlan
        {
            Network = new() { Width = 24, Depth = 1 },
            Schedule = new() { Epochs = 20, Patience = 0 },
            Data = new() { Batch = 64, TestShare = 0.05, CalibrationShare = 0.2 },
        }, new CurveSet(model.Space, rows, curves));
        DesignResult result = InverseDesign.Run(new DesignGoal("depot", [new(3, 0.3), new(10, 0.5)]), surrogate, model,
            new() { Designs = 2, Candidates = 2048 });
        foreach (DesignedFormulation design in result.Designs)
        {
            design.Band.Count.ShouldBe(2);
            for (int k = 0; k < 2; k++)
                design.Predicted[k].ShouldBeInRange(design.Band[k].Low - 1e-4, design.Band[k].High + 1e-4);
            design.BandHalfWidth.ShouldBeInRange(1e-4, 0.5);
            // The slope by the rate of the slow pool, beside a difference of the model.
            int ks = model.Space.Parameters.Index().First(at => at.Item.Name == "ks").Index;
            Parameter about = model.Space.Parameters[ks];
            double at = about.FractionOf(design.Formulation[ks]), step = at > 0.5 ? -1e-3 : 1e-3;
            double[] moved = [.. design.Formulation];
            moved[ks] = about.At(at + step);
            float[] two = new float[2 * 2 * model.Space.Outputs.Count];
            ICurveModel read = model.At([3, 10]);
            read.Predict([.. design.Formulation, .. moved], 2, two);
            int points = read.Space.Points;
            double slope = Math.Sqrt(0.5 * (Math.Pow((two[points] - two[0]) / step, 2) + Math.Pow((two[points + 1] - two[1]) / step, 2)));
            design.Sensitivity[ks].ShouldBe(slope, 0.02 * slope + 2e-3);
        }
    }

    [TestCase("--release", "1d=20%", "--at-most", "2d=10%",
        "20 % is wanted by 1 d and at most 10 % at 2 d, which contradicts it; relax one.")]
    [TestCase("--release", "90d=20%", "--at-most", "2d=30%",
        "a release is wanted at 90 d, and curves here run from 0 to 30 d; give a time within.")]
    [TestCase("--release", "1d=200%", "--at-most", "2d=30%", "200 % of the dose is wanted at 1 d; give 0 to 100 %.")]
    [TestCase("--release", "soon", "--at-most", "2d=30%", "write a time and a release, e.g. 1d=20%.")]
    [TestCase("--release", "1d=20%", "--target", "none.csv", "none.csv")]
    [TestCase("--release", "1d=20%", "--designs", "0", "surrogate design --designs 0: ask for 1 or more.")]
    [TestCase("--release", "1d=20%", "--tolerance", "-1", "surrogate design --tolerance -1: give percent of the dose above 0, up to 100.")]
    [TestCase("--release", "1d=20%", "--spread", "nan", "--spread nan")]
    public void What_cannot_be_designed_is_refused_in_a_sentence(string a, string b, string c, string d, string sentence)
    {
        var run = SurrogateEngine.Tests.Cli.Cli.Run("design", "burst-erosion", a, b, c, d);
        run.Code.ShouldBe(1);
        run.Error.ShouldContain(sentence);
    }

    [Test]
    public void The_verb_writes_designs_with_their_curves()
    {
        using var folder = new TemporaryFolder();
        var run = SurrogateEngine.Tests.Cli.Cli.Run("design", "burst-erosion", "--release", "5d=50%", "--at-most", "12h=20%", "--fix", "Km=0.2",
            "--designs", "3",
            "-o", folder["designs.csv"], "--json");
        run.Code.ShouldBe(0);
        run.Json.GetProperty("met").GetInt32().ShouldBe(3);
        run.Json.GetProperty("designs")[0].GetProperty("parameters").GetProperty("Km").GetDouble().ShouldBe(0.2);
        File.ReadAllLines(folder["designs.csv"]).Length.ShouldBeGreaterThanOrEqualTo(4);
    }
}
