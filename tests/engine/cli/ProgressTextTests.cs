using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Workflows;

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

    [TestCase("Training", "steps", "64,452 curves/s, loss 0.000143, error 0.648 %")]
    [TestCase("Simulating", "formulations", "3 failed")]
    [TestCase("Fitting", "parameter sets", "")]
    public void A_bar_stays_on_one_line_with_percent_rate_and_time_left(string title, string unit, string note)
    {
        foreach (int width in (int[])[40, 79, 80, 100, 120, 200])
            foreach (long total in (long[])[0, 10, 4_745, 17_000_000])
            {
                var progress = new Progress(title, unit);
                progress.Report(0, total);
                progress.Report(total / 3, total, note);
                SpinWait.SpinUntil(() => progress.Elapsed > TimeSpan.FromMilliseconds(1));
                string line = ProgressText.Bar(progress, width);
                line.Length.ShouldBeLessThanOrEqualTo(width);
                if (width < 79)
                    continue;
                line.ShouldStartWith($"{title} ");
                line.ShouldContain("%  ");
                line.ShouldContain("/s");
                if (total > 10)
                    line.ShouldContain(" left");
                line.Count(c => c is '█' or '░').ShouldBeGreaterThanOrEqualTo(10);
            }
    }

    [Test]
    public void A_wide_terminal_shows_the_note_too()
    {
        var progress = new Progress("Training", "steps");
        progress.Report(0, 1000);
        progress.Report(500, 1000, "loss 0.000143");
        ProgressText.Bar(progress, 150).ShouldEndWith("500/1,000 steps  loss 0.000143");
    }

    [Test]
    public void Long_work_tells_a_file_how_far_it_is_and_quick_work_says_nothing()
    {
        var error = new StringWriter();
        using var screen = new ProgressScreen(new Terminal(new StringWriter(), error, json: false, quiet: false));
        screen.Report(new StageBegan("Evaluating", "curves") { Quick = true });
        screen.Report(new StageAdvanced(10, 10));
        screen.Report(new StageEnded());
        error.ToString().ShouldBeEmpty();
        screen.Report(new StageBegan("Simulating", "formulations"));
        screen.Report(new StageAdvanced(0, 10));
        screen.Report(new StageAdvanced(10, 10));
        screen.Report(new StageEnded());
        error.ToString().ShouldStartWith("Simulating: 10 formulations in ");
        error.ToString().ShouldNotContain('\r');
    }
}
