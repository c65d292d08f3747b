using SurrogateEngine.Cli.Screen;

namespace SurrogateEngine.Tests.Cli;

public sealed class ProgressTextTests
{
    [TestCase(0.04, "0.0 s")]
    [TestCase(9.94, "9.9 s")]
    [TestCase(42, "42 s")]
    [TestCase(125, "2 min 05 s")]
    [TestCase(7260, "2 h 01 min")]
    public void Durations_are_short(double seconds, string text) => NumberText.Duration(TimeSpan.FromSeconds(seconds)).ShouldBe(text);

    [TestCase(12, "12 B")]
    [TestCase(2048, "2.0 KiB")]
    [TestCase(5.5e6, "5.2 MiB")]
    [TestCase(3e9, "2.79 GiB")]
    public void Sizes_have_a_unit(double bytes, string text) => NumberText.Bytes(bytes).ShouldBe(text);

    [Test]
    public void A_line_tells_share_count_rate_and_time_left()
    {
        var progress = new Progress("Simulating", "formulations");
        progress.Report(0, 1000);
        progress.Report(250, 1000, "3 failed");
        ProgressText.Line(progress).ShouldMatch(@"^Simulating: 25%, 250 of 1,000 formulations, [\d,.]+/s, [\d.]+ s left, 3 failed$");
    }

    [Test]
    public void What_an_earlier_run_did_does_not_count_in_the_rate()
    {
        var progress = new Progress("Simulating", "formulations");
        progress.Report(900, 1000);
        progress.Rate.ShouldBe(0);
        progress.Left.ShouldBeNull();
        progress.Share.ShouldBe(0.9);
    }
}
