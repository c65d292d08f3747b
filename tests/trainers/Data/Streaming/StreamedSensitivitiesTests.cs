using SurrogateEngine.Trainers;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Training.Streaming;

/// <summary>Derivatives simulated beside the curves of a stream.</summary>
public sealed class StreamedSensitivitiesTests
{
    static readonly TrainingPlan Plan = FirstOrderRelease.SmallPlan with
    {
        Loss = new() { Weights = new Dictionary<string, double> { ["relative"] = 1, ["transformed"] = 0.05, ["sobolev"] = 0.1 } },
        Schedule = FirstOrderRelease.SmallPlan.Schedule with { Epochs = 3, Patience = 0 },
        Data = FirstOrderRelease.SmallPlan.Data with { EpochRows = 4096 },
        Runtime = FirstOrderRelease.SmallPlan.Runtime with { SimulationThreads = 1 },
    };

    [Test]
    public void They_are_those_that_a_set_of_the_same_rows_has()
    {
        var source = new CountedRelease();
        int points = source.Space.Points, rows = 2 * 64;
        double[] parameters = new double[rows * 2];
        float[] curves = new float[rows * points], sensitivities = new float[2 * curves.Length], turned = new float[sensitivities.Length];
        source.Fill(CountedRelease.FirstLearned, [0, 1], parameters, curves, sensitivities, 1, default);
        for (int at = 0; at < curves.Length; at++)
            (turned[2 * at], turned[2 * at + 1]) = (sensitivities[at],
            sensitivities[curves.Length + at]);
        var set = new CurveSet(source.Space, parameters, curves, sensitivities: turned);

        using var data = new TrainingData(Plan with { Loss = Plan.Loss with { SobolevParameters = 0 } }, source, default);
        using var scope = NewDisposeScope();
        SensitivityTargets first = data.Batches.Get(0, 0).Sensitivities!, second = data.Batches.Get(0, 1).Sensitivities!;
        var whole = SensitivityTargetTable.Of(set, [.. Enumerable.Range(0, rows)], data.Scaling, data.Transform);
        cat([first.Sensitivities, second.Sensitivities]).Floats().ToArray().ShouldBe(whole.Sensitivities.Floats().ToArray());
        cat([first.Weights, second.Weights]).Floats().ToArray().ShouldBe(whole.Weights.Floats().ToArray());
        first.Shares.ShouldBeNull();
        first.Sensitivities.abs().max().item<float>().ShouldBeGreaterThan(0.1f);
    }

    [Test]
    public void Parameters_take_turns_and_each_counts_alike_in_the_long_run()
    {
        var turns = new SensitivityRotation([0, 2, 3, 5, 6], 7, 2);
        var sums = new double[7];
        for (long block = 0; block < 5; block++)
        {
            int[] by = turns.Of(block);
            by.ShouldBeInOrder();
            by.Length.ShouldBe(2);
            float[] shares = turns.Shares(by)!;
            for (int j = 0; j < 7; j++)
            {
                (shares[j] > 0).ShouldBe(by.Contains(j));
                sums[j] += shares[j] * shares[j] / 5;
            }
        }
        sums.ShouldBe([1, 0, 1, 1, 0, 1, 1], 1e-6);
        var all = new SensitivityRotation([1, 4], 5, 0);
        all.Of(7).ShouldBe([1, 4]);
        all.Shares([1, 4]).ShouldBeNull();
    }

    [Test]
    public void A_block_of_one_parameter_teaches_nothing_of_the_other()
    {
        using var data = new TrainingData(Plan, new CountedRelease(), default);
        using var scope = NewDisposeScope();
        var sensitivities = data.Batches.Get(0, 0).Sensitivities!;
        float[] shares = sensitivities.Shares!.Floats().ToArray();
        shares.ShouldBe([MathF.Sqrt(2), 0]);
        sensitivities.Sensitivities.select(2, 0).abs().max().item<float>().ShouldBeGreaterThan(0);
        sensitivities.Sensitivities.select(2, 1).abs().max().item<float>().ShouldBe(0);
        // The next block has the other one.
        data.Batches.Get(0, 32).Sensitivities!.Shares!.Floats().ToArray().ShouldBe([0, MathF.Sqrt(2)]);
    }

    [Test]
    public void A_failed_trajectory_teaches_none()
    {
        using var data = new TrainingData(Plan with
        {
            Loss = Plan.Loss with { SobolevParameters = 0 },
        }, new CountedRelease { SpoilsEvery = 7 }, default);
        using var scope = NewDisposeScope();
        var sensitivities = data.Batches.Get(0, 0).Sensitivities!;
        for (int row = 0; row < data.Batches.Rows; row++)
        {
            bool isSpoilt = (CountedRelease.FirstLearned + row) % 7 == 0;
            (sensitivities.Weights[row].abs().sum().item<float>() == 0).ShouldBe(isSpoilt);
            (sensitivities.Weights[row].abs().min().item<float>() > 0).ShouldBe(!isSpoilt);
            sensitivities.Sensitivities[row].isfinite().all().item<bool>().ShouldBeTrue();
            (sensitivities.Sensitivities[row].abs().sum().item<float>() == 0).ShouldBe(isSpoilt);
        }
    }

    [TestCase(1), TestCase(0)]
    public void They_are_learned(int parameters)
    {
        (double Curves, double Sensitivities) Errors(double sobolev)
        {
            var losses = new Dictionary<string, double>(Plan.Loss.Weights) { ["sobolev"] = sobolev };
            using var trained = Trainer.Train(Plan with
            {
                Loss = Plan.Loss with { Weights = losses, SobolevParameters = parameters },
                Schedule = Plan.Schedule with { Epochs = 20 },
            },
                new CountedRelease());
            return (trained.Card.Test!.RelL2Mean, SensitivityError(trained));
        }

        var (with, without) = (Errors(0.3), Errors(0));
        TestContext.Out.WriteLine($"{with} {without}");
        with.Sensitivities.ShouldBeLessThan(0.9 * without.Sensitivities);
        with.Curves.ShouldBeLessThan(0.8 * without.Curves);
    }

    /// <summary>Relative error of d(curve)/d(log k), by central differences.</summary>
    static double SensitivityError(Surrogate surrogate)
    {
        const double step = 0.01;
        double missed = 0, size = 0;
        foreach (double k in (double[])[0.06, 0.1, 0.2, 0.4, 0.8, 1.6])
        {
            float[] above = surrogate.Predict([0.6, k * Math.Exp(step)]), below = surrogate.Predict([0.6, k * Math.Exp(-step)]);
            for (int j = 0; j < above.Length; j++)
            {
                double kt = k * FirstOrderRelease.Space.Times[j], truth = 0.6 * kt * Math.Exp(-kt),
                    found = (above[j] - below[j]) / (2 * step);
                missed += (found - truth) * (found - truth);
                size += truth * truth;
            }
        }
        return Math.Sqrt(missed / size);
    }

    [TestCase(1, 7), TestCase(40, 40)]
    public void A_restored_run_goes_on_bit_for_bit(int stop, int more)
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.checkpoint");
        using var data = new TrainingData(Plan, new CountedRelease(), default);
        using var straight = CurveRun.Of(Plan, data);
        for (int i = 0; i < stop; i++)
            straight.Step();
        Checkpoint.Save(path, Plan, straight);
        for (int i = 0; i < more; i++)
            straight.Step();
        using var fresh = new TrainingData(Plan, new CountedRelease(), default);
        using var restored = CurveRun.Of(Plan, fresh);
        Checkpoint.Restore(path, Plan, restored);
        File.Delete(path);
        for (int i = 0; i < more; i++)
            restored.Step();
        foreach (var (a, b) in Weights.Of(restored.Network).Zip(Weights.Of(straight.Network)))
            a.Values.ShouldBe(b.Values, a.Name);
    }

    [Test]
    public void A_source_without_them_is_refused() =>
        Should.Throw<RefusedException>(() => Trainer.Train(Plan, new CurvesAlone())).Message
            .ShouldBe("The loss sobolev needs derivatives and this source of samples gives none: leave sobolev out of the plan's losses.");

    sealed class CurvesAlone : ICurveSource
    {
        public CurveSpace Space => FirstOrderRelease.Space;

        public string Hash => "alone";

        public void Fill(long firstRow, Memory<double> parameters, Memory<float> curves, int threads, CancellationToken cancellation) =>
            throw new NotSupportedException();
    }
}
