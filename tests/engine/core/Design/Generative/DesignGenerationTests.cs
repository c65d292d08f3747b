using System.Text.Json;
using SurrogateEngine.Design;
using SurrogateEngine.Tests.Cli;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Design.Generative;

/// <summary>001.01, 001.03, 001.04, 001.13: from a data set to designs for a wanted release, as a user does it.</summary>
public sealed class DesignGenerationTests
{
    static TemporaryFolder folder = null!;

    [OneTimeSetUp]
    public void SimulateAndTrain()
    {
        folder = new TemporaryFolder();
        Done("simulate", "burst-erosion", "--samples", "3000", "--output", folder["data"]);
        Done("train", folder["data"], "--task", "vae", "--epochs", "20", "--width", "48", "-o", folder["x.generator"]);
        File.WriteAllText(folder["wanted.csv"], "time [d],released [%]\n0.5,10\n1,14\n3,25\n7,45\n14,68\n");
        File.WriteAllText(folder["fast.csv"], "time [d],released [%]\n0.5,25\n1,35\n3,60\n7,80\n14,92\n");
    }

    [OneTimeTearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public void Generated_designs_are_valid_new_and_diverse_and_the_model_itself_says_how_well_they_release()
    {
        JsonElement made = Done("generate", folder["x.generator"], "--target", folder["wanted.csv"], "-n", "24",
            "-o", folder["designs.csv"], "--plot", folder["designs.svg"], "--report", folder["designs.html"], "--json").Json;
        string page = File.ReadAllText(folder["designs.html"]);
        page.ShouldContain("distance to training designs");
        page.ShouldContain("drawn are valid.");
        made.GetProperty("valid_share").GetDouble().ShouldBe(1);
        made.GetProperty("median_miss_percent").GetDouble().ShouldBeLessThan(5);
        made.GetProperty("diversity").GetDouble().ShouldBeGreaterThan(0.1);
        JsonElement[] designs = [.. made.GetProperty("designs").EnumerateArray()];
        designs.Length.ShouldBe(24);
        designs.ShouldAllBe(design => design.GetProperty("novelty").GetDouble() > 0);
        designs.Select(design => design.GetProperty("miss_percent").GetDouble()).ShouldBeInOrder();
        Cli.Cli.Table(folder["designs.csv"]).Length.ShouldBe(25);
        File.ReadAllText(folder["designs.csv"]).ShouldContain("generator_sha256");
        File.ReadAllText(folder["designs.svg"]).ShouldStartWith("<svg");
    }

    [Test]
    public void Limits_of_what_can_be_made_are_kept()
    {
        JsonElement made = Done("generate", folder["x.generator"], "--target", folder["wanted.csv"], "-n", "10",
            "--require", "ke >= 0.4", "--json").Json;
        made.GetProperty("valid_share").GetDouble().ShouldBeInRange(0.1, 0.9);
        made.GetProperty("designs").EnumerateArray()
            .ShouldAllBe(design => design.GetProperty("parameters").GetProperty("ke").GetDouble() >= 0.4);
        Cli.Cli.Run("generate", folder["x.generator"], "--target", folder["wanted.csv"], "--require", "release@1d <= 0.0001%")
            .Error.ShouldContain("relax a limit");
    }

    [Test]
    public void A_strip_leads_from_one_release_to_another()
    {
        JsonElement made = Done("generate", folder["x.generator"], "--target", folder["wanted.csv"], "--toward", folder["fast.csv"],
            "-n", "5", "-o", folder["strip.csv"], "--plot", folder["strip.svg"], "--json").Json;
        made.GetProperty("designs").GetArrayLength().ShouldBe(5);
        string[] lines = Cli.Cli.Table(folder["strip.csv"]);
        int[] released = [.. lines[0].Split(',').Index().Where(at => at.Item.StartsWith("F@") || at.Item.StartsWith("F_"))
            .Select(at => at.Index)];
        double[] middle = [.. lines.Skip(1).Select(line => double.Parse(line.Split(',')[released[released.Length / 2]],
            System.Globalization.CultureInfo.InvariantCulture))];
        middle.ShouldBeInOrder();
        middle[^1].ShouldBeGreaterThan(middle[0] + 0.05);
    }

    [Test]
    public void A_target_is_completed_along_the_training_curve_that_comes_nearest()
    {
        using Generator generator = Generator.Load(folder["x.generator"]);
        CurveSpace space = generator.Space;
        float[] known = generator.ReferenceCurve(17).ToArray();
        var goal = new DesignGoal("known", [.. space.Times.Index().Where(at => at.Item > 0 && at.Index % 5 == 0)
            .Select(at => new GoalPoint(at.Item, known[at.Index]))]);
        TargetCurve found = TargetCurve.Of(goal, generator);
        found.NearestMiss.ShouldBe(0, 1e-6);
        for (int j = 0; j < known.Length; j++)
            found.Curve[j].ShouldBe(known[j], 1e-5f);
        var moved = new DesignGoal("moved", [.. goal.Points.Select(point => point with { Released = point.Released + 1e-4 })]);
        TargetCurve near = TargetCurve.Of(moved, generator);
        near.NearestMiss.ShouldBeGreaterThan(0);
        foreach (GoalPoint point in moved.Points)
            near.Curve[space.Times.ToList().IndexOf(point.Time)].ShouldBe((float)point.Released, 2e-5f);
    }

    [Test]
    public void The_decoder_goes_to_onnx_as_a_surrogate_does()
    {
        JsonElement made = Done("export", folder["x.generator"], "--onnx", folder["x.onnx"], "--json").Json;
        made.GetProperty("latent").GetInt32().ShouldBe(8);
        using var session = new Microsoft.ML.OnnxRuntime.InferenceSession(folder["x.onnx"]);
        session.InputNames.ShouldBe(["latent", "curves"]);
        session.OutputNames.ShouldBe(["designs"]);
    }

    [TestCase("--target", "nobody.csv")]
    [TestCase("--release", "1000d=20%")]
    [TestCase("--release", "1d=50% 2d=10%")]
    public void What_cannot_be_asked_is_refused_in_one_sentence(string option, string value)
    {
        Cli.Cli.Outcome refused = Cli.Cli.Run("generate", folder["x.generator"], option, value);
        refused.Code.ShouldBe(1);
        refused.Error.Trim().Split('\n').ShouldHaveSingleItem();
    }

    [Test]
    public void A_surrogate_is_no_generator_and_a_scenario_no_data_set()
    {
        Cli.Cli.Run("generate", "burst-erosion", "--release", "1d=20%").Error.ShouldContain("no such file");
        Done("init", "burst-erosion", "-o", folder["s.json"]);
        Cli.Cli.Run("train", folder["s.json"], "--task", "vae", "-o", folder["y.generator"]).Error.ShouldContain("surrogate simulate");
        Cli.Cli.Run("train", folder["data"], "--task", "flow").Error.ShouldContain("generator.name");
    }

    static Cli.Cli.Outcome Done(params string[] args)
    {
        Cli.Cli.Outcome done = Cli.Cli.Run(args);
        done.Code.ShouldBe(0, done.Error);
        return done;
    }
}
