using SurrogateEngine.Kernels;
using SurrogateEngine.Tests.Cli;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training.Transfer;

/// <summary>002.07: a surrogate that learns on from experiments betters what is new and does not forget what is old.</summary>
public sealed class ReplayTests
{
    static readonly CurveSpace Slow = Over(0.05, 0.3), Fast = Over(0.6, 2);

    static readonly TrainingPlan Plan = FirstOrderRelease.SmallPlan with
    {
        Network = new() { Width = 24, Depth = 2 },
        Schedule = new() { Epochs = 60, Patience = 0 },
        Data = new() { Batch = 64, ValidationShare = 0.1, TestShare = 0, CalibrationShare = 0 },
        Runtime = new() { Threads = 1 },
    };

    static CurveSpace Over(double low, double high) => FirstOrderRelease.Space with
    {
        Parameters = [FirstOrderRelease.Space.Parameters[0], FirstOrderRelease.Space.Parameters[1] with { Low = low, High = high }],
    };

    [Test]
    public void Told_curves_better_the_surrogate_and_replay_keeps_what_it_knew()
    {
        using var folder = new TemporaryFolder();
        using Surrogate source = Trainer.Train(Plan, FirstOrderRelease.Curves(Slow, 600));
        source.Save(folder["source.surrogate"]);
        CurveSet old = FirstOrderRelease.Curves(Slow, 200, seed: 8), later = FirstOrderRelease.Curves(Fast, 200, seed: 9);
        CurveSet told = FirstOrderRelease.Curves(Fast, 60, seed: 3);
        TrainingPlan plan = TrainingPlan.StartingFrom(folder["source.surrogate"]);
        using Surrogate forgetful = Trainer.Train(plan, told);
        using Surrogate replayed = Trainer.Train(plan, Replay.Join(told, FirstOrderRelease.Curves(Slow, 600)));
        using Surrogate rehearsed = Trainer.Train(plan, Replay.Join(told, Replay.FromMemory(source, 600)));
        double before = Error(source, old), ignorant = Error(source, later);
        foreach (Surrogate one in (Surrogate[])[replayed, rehearsed])
        {
            Error(one, old).ShouldBeLessThan(2 * before);
            Error(one, later).ShouldBeLessThan(0.3 * ignorant);
            Error(forgetful, old).ShouldBeGreaterThan(3 * Error(one, old));
        }
    }

    [Test]
    public void Joined_sets_hold_all_rows_over_the_ranges_of_both_with_new_ones_a_third()
    {
        CurveSet joined = Replay.Join(FirstOrderRelease.Curves(Fast, 50), FirstOrderRelease.Curves(Slow, 300));
        joined.Count.ShouldBe(3 * 50 + 300);
        (joined.Space.Parameters[1].Low, joined.Space.Parameters[1].High).ShouldBe((0.05, 2));
        joined.Formulation(50).ToArray().ShouldBe(joined.Formulation(0).ToArray());
        Should.Throw<RefusedException>(() => Replay.Join(FirstOrderRelease.Curves(Fast, 50),
            FirstOrderRelease.Curves(Slow with { Times = [.. Slow.Times.Select(time => 2 * time)] }, 50)))
            .Message.ShouldContain("must be the same");
    }

    [Test]
    public void A_user_replays_a_data_set_or_the_surrogates_own_memory()
    {
        using var folder = new TemporaryFolder();
        string[] small = ["--epochs", "3", "--width", "8"];
        Done(["simulate", "burst-erosion", "--samples", "300", "-o", folder["old-data"]]);
        Done(["simulate", "burst-erosion", "--samples", "100", "--seed", "5", "-o", folder["new-data"]]);
        Done(["train", folder["old-data"], .. small, "-o", folder["a.surrogate"]]);
        string[] from = ["train", folder["new-data"], "--epochs", "3", "--from", folder["a.surrogate"]];
        Done([.. from, "--replay", folder["old-data"], "-o", folder["b.surrogate"]]);
        Done([.. from, "--replay", "500", "-o", folder["c.surrogate"]]);
        Cli.Cli.Run(["train", folder["new-data"], "--replay", "500", "-o", folder["d.surrogate"]]).Error.ShouldContain("--from");
        Cli.Cli.Run([.. from, "--replay", "nowhere", "-o", folder["d.surrogate"]]).Code.ShouldBe(1);
    }

    static double Error(Surrogate surrogate, CurveSet set)
    {
        var curves = new float[set.Curves.Length];
        surrogate.Predict(set.Parameters.Span, set.Count, curves);
        return CurveErrors.RelL2(curves, set.Curves.Span, set.Space.Points).Average();
    }

    static void Done(string[] args)
    {
        Cli.Cli.Outcome done = Cli.Cli.Run(args);
        done.Code.ShouldBe(0, done.Error);
    }
}
