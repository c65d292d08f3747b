using SurrogateEngine.Tests.Cli;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Tests.Engine.Core.Workflows;

public sealed class EvaluateProgressTests
{
    const int Curves = 12_000;

    /// <summary>Receives at once, in the caller's thread.</summary>
    sealed class Received(Action<WorkflowEvent> receive) : IProgress<WorkflowEvent>
    {
        public void Report(WorkflowEvent value) => receive(value);
    }

    [Test]
    public void Evaluating_says_how_far_it_is_and_stops_when_asked()
    {
        using var folder = new TemporaryFolder();
        Done("simulate", "burst-erosion", "--samples", $"{Curves}", "--output", folder["data"]);
        Done("train", folder["data"], "--epochs", "1", "--width", "8", "--output", folder["s.surrogate"]);
        var options = new EvaluateOptions { Surrogate = folder["s.surrogate"], Dataset = folder["data"], All = true };
        string stage = "";
        var shares = new List<(string Stage, long Done)>();
        EvaluateResult found = EvaluateWorkflow.Run(options, new Received(value =>
        {
            if (value is StageBegan began)
                stage = began.Title;
            else if (value is StageAdvanced at)
                shares.Add((stage, at.Done));
        }));

        found.Error.Curves.ShouldBe(Curves);
        foreach (string title in (string[])["Evaluating", "Checking bands"])
        {
            long[] done = [.. shares.Where(at => at.Stage == title).Select(at => at.Done)];
            done.ShouldContain(value => value > 0 && value < Curves, title);
            done[^1].ShouldBe(Curves);
            done.ShouldBe(done.Order());
        }

        using var stop = new CancellationTokenSource();
        Should.Throw<OperationCanceledException>(() => EvaluateWorkflow.Run(options, new Received(value =>
        {
            if (value is StageAdvanced { Done: > 0 and < Curves })
                stop.Cancel();
        }), stop.Token));
    }

    static void Done(params string[] args)
    {
        Cli.Cli.Outcome done = Cli.Cli.Run(args);
        done.Code.ShouldBe(0, done.Error);
    }
}
