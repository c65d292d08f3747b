using SurrogateEngine.Report;

namespace SurrogateEngine.Tests.Engine.Core.Report;

public sealed class LearningCurveTests
{
    string path = "";

    [SetUp]
    public void Make() => path = Path.GetTempFileName();

    [TearDown]
    public void Remove() => File.Delete(path);

    [Test]
    public void Reads_one_line_an_epoch_and_leaves_gaps_for_null()
    {
        File.WriteAllText(path,
            "{\"epoch\":1,\"step\":40,\"loss\":0.5,\"val_rel_l2_mean\":null,\"lr\":0.001,\"samples_per_s\":1000,\"seconds\":1}\n"
            + "{\"epoch\":2,\"step\":80,\"loss\":0.25,\"val_rel_l2_mean\":0.1,\"lr\":0.0005,\"samples_per_s\":1000,\"seconds\":2}\n");
        var curve = LearningCurve.Read(path);
        curve.Epochs.ShouldBe([1, 2]);
        curve.Loss.ShouldBe([0.5, 0.25]);
        curve.ValidationRelL2.ShouldBe([double.NaN, 0.1]);
        curve.LearningRate.ShouldBe([0.001, 0.0005]);
    }

    [TestCase("{\"epoch\":1}\nhello\n", "line 2")]
    [TestCase("[1]\n", "line 1")]
    public void A_damaged_line_is_refused(string text, string place)
    {
        File.WriteAllText(path, text);
        Should.Throw<RefusedException>(() =>
            LearningCurve.Read(path)).Message.ShouldContain($"{place}: this is not a line of training metrics");
    }

    [Test]
    public void A_missing_file_is_refused() =>
        Should.Throw<RefusedException>(() => LearningCurve.Read(path + ".none")).Message.ShouldContain("metrics.jsonl");
}
