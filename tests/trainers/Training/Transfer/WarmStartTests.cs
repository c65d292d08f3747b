using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;
using static SurrogateEngine.Tests.Training.SurrogateChecks;

namespace SurrogateEngine.Tests.Training.Transfer;

public sealed class WarmStartTests
{
    static readonly TrainingPlan Plan = FirstOrderRelease.SmallPlan with
    {
        Network = FirstOrderRelease.SmallPlan.Network with { Width = 24 },
        Schedule = FirstOrderRelease.SmallPlan.Schedule with { Epochs = 40 },
    };

    string folder = "", source = "";
    Surrogate trained = null!;

    [OneTimeSetUp]
    public void TrainSource()
    {
        folder = Directory.CreateTempSubdirectory("transfer-").FullName;
        source = Path.Combine(folder, "source.surrogate");
        trained = Trainer.Train(Plan, FirstOrderRelease.Curves(1500));
        trained.Save(source);
    }

    [OneTimeTearDown]
    public void TidyUp()
    {
        trained.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void Over_other_ranges_it_begins_with_what_the_source_predicts()
    {
        CurveSpace wider = FirstOrderRelease.Space with
        {
            Parameters = [FirstOrderRelease.Space.Parameters[0] with { Low = 0.1 },
            FirstOrderRelease.Space.Parameters[1] with { High = 6 }]
        };
        CurveSet set = FirstOrderRelease.Curves(wider, 200, seed: 4);
        using Surrogate started = Trainer.Train(Standing(), set);
        ShouldBeNear(Predict(started, set), Predict(trained, set), 1e-5f);
        started.Card.Origin!.Transferred.ShouldBe(["first", "block0", "block1", "last"]);
        started.Card.ScaledBy.ShouldBe(FirstOrderRelease.Space.Parameters);
        started.InRange([0.2, 5]).ShouldBeTrue();
        trained.InRange([0.2, 5]).ShouldBeFalse();
        started.InRange([0.2, 7]).ShouldBeFalse();
    }

    [Test]
    public void With_a_parameter_and_an_output_more_it_begins_with_what_the_source_knows()
    {
        CurveSet set = LaggedRelease.Curves(200);
        using Surrogate started = Trainer.Train(Standing(), set);
        SurrogateOrigin origin = started.Card.Origin!;
        (string.Join(' ', origin.Transferred), string.Join(' ', origin.Adapted), origin.Remade.Count)
            .ShouldBe(("block0 block1", "first last", 0));
        float[] both = Predict(started, set), known = new float[200 * 8];
        trained.Predict(Enumerable.Range(0, 200).SelectMany(row => (double[])[set.Formulation(row)[2], set.Formulation(row)[0]]).ToArray(),
            200, known);
        ShouldBeNear([.. Enumerable.Range(0, 200).SelectMany(row => both[(row * 16 + 8)..(row * 16 + 16)])], known, 1e-5f);
    }

    [TestCase("deeponet", false), TestCase("gru", false), TestCase("cnn", false), TestCase("residual-mlp", true)]
    public void Every_network_begins_with_what_its_source_predicts_and_can_be_carried_to_another_model(string network, bool monotone)
    {
        TrainingPlan plan = Plan with
        {
            Network = Plan.Network with { Name = network, Modes = 4, Monotone = monotone },
            Schedule = Plan.Schedule with { Epochs = 2 },
        };
        string path = Path.Combine(folder, $"{network}-of-two-epochs.surrogate");
        CurveSet set = FirstOrderRelease.Curves(200, seed: 6);
        using Surrogate had = Trainer.Train(plan, FirstOrderRelease.Curves(300));
        had.Save(path);
        using (Surrogate started = Trainer.Train(TrainingPlan.StartingFrom(path) with
        {
            Optimizer = TrainingPlan.StartingFrom(path).Optimizer with { LearningRate = 1e-12 },
            Schedule = TrainingPlan.StartingFrom(path).Schedule with { Epochs = 1 },
        }, set))
            ShouldBeNear(Predict(started, set), Predict(had, set), 1e-5f);
        // The other model has a curve that falls.
        if (monotone)
            return;
        using Surrogate carried = Trainer.Train(TrainingPlan.StartingFrom(path) with
        {
            Schedule = TrainingPlan.StartingFrom(path).Schedule with { Epochs = 2 },
        }, LaggedRelease.Curves(200));
        SurrogateOrigin origin = carried.Card.Origin!;
        (origin.Transferred.Count + origin.Adapted.Count).ShouldBeGreaterThan(origin.Remade.Count);
    }

    [Test]
    public void Few_curves_are_learned_better_with_a_warm_start() // 000.06
    {
        CurveSet few = LaggedRelease.Curves(64), unseen = LaggedRelease.Curves(400, seed: 9);
        double Error(TrainingPlan plan)
        {
            using Surrogate learned = Trainer.Train(plan with
            {
                Schedule = plan.Schedule with { Epochs = 60 },
                Data = plan.Data with { Batch = 16, ValidationShare = 0.25, TestShare = 0 },
            }, few);
            return Evaluation.Of(learned, unseen).Summary.RelL2Mean;
        }

        double ahead = Error(TrainingPlan.StartingFrom(source) with
        {
            Optimizer = TrainingPlan.StartingFrom(source).Optimizer with { LearningRate = Plan.Optimizer.LearningRate },
        }), afresh = Error(Plan);
        ahead.ShouldBeLessThan(0.7 * afresh);
    }

    [TestCase(1, "first"), TestCase(3, "first block0 block1")]
    public void Frozen_layers_keep_their_bits_and_the_others_learn(int freeze, string layers)
    {
        TrainingPlan plan = TrainingPlan.StartingFrom(source) with
        {
            Network = TrainingPlan.StartingFrom(source).Network with { Freeze = freeze },
            Schedule = TrainingPlan.StartingFrom(source).Schedule with { Epochs = 3 },
        };
        string path = Path.Combine(folder, "frozen.surrogate");
        using (Surrogate learned = Trainer.Train(plan, FirstOrderRelease.Curves(300, seed: 2)))
        {
            learned.Card.Origin!.Frozen.ShouldBe(layers.Split(' '));
            learned.Save(path);
        }

        var before = SurrogateFile.Read(source).Weights;
        foreach (NamedArray weight in SurrogateFile.Read(path).Weights)
        {
            bool kept = weight.Values.SequenceEqual(before.Single(had => had.Name == weight.Name).Values);
            kept.ShouldBe(layers.Split(' ').Contains(WeightLayout.LayerOf(weight.Name)), weight.Name);
        }
    }

    [Test]
    public void Other_times_remake_the_last_layer_alone()
    {
        CurveSpace later = FirstOrderRelease.Space with { Times = [1, 2, 3, 4, 5] };
        using Surrogate learned = Trainer.Train(Standing(), FirstOrderRelease.Curves(later, 200));
        learned.Card.Origin!.Remade.ShouldBe(["last"]);
        learned.Card.Origin.ToString().ShouldBe("from a surrogate of first-order: taken first, block0, block1; made anew last");
    }

    [Test]
    public void A_parameter_that_was_fixed_begins_afresh()
    {
        CurveSpace held = FirstOrderRelease.Space with
        {
            Parameters = [FirstOrderRelease.Space.Parameters[0] with { High = 0.3 },
            FirstOrderRelease.Space.Parameters[1]]
        };
        string path = Path.Combine(folder, "held.surrogate");
        using (Surrogate narrow = Trainer.Train(Plan with
        {
            Schedule = Plan.Schedule with { Epochs = 2 },
        }, FirstOrderRelease.Curves(held, 200)))
            narrow.Save(path);
        using Surrogate learned = Trainer.Train(TrainingPlan.StartingFrom(path), FirstOrderRelease.Curves(200));
        learned.Card.Origin!.Adapted.ShouldBe(["first"]);
        learned.Card.ScaledBy![0].ShouldBe(FirstOrderRelease.Space.Parameters[0]);
    }

    [Test]
    public void A_stopped_run_goes_on_bit_for_bit_and_only_with_the_same_source()
    {
        CurveSet set = LaggedRelease.Curves(300);
        string moved = Path.Combine(folder, "moved.surrogate"), run = Path.Combine(folder, "run");
        File.Copy(source, moved);
        TrainingPlan plan = TrainingPlan.StartingFrom(moved) with
        {
            Network = TrainingPlan.StartingFrom(moved).Network with { Freeze = 1 },
            Schedule = TrainingPlan.StartingFrom(moved).Schedule with { Epochs = 6 },
        };
        using Surrogate straight = Trainer.Train(plan, set);
        using var stop = new CancellationTokenSource();
        Should.Throw<TrainingInterruptedException>(() => Trainer.Train(plan, set, run, new StopAfter(3, stop), stop.Token));
        using (Surrogate resumed = Trainer.Train(plan, set, run, resume: true))
            Predict(resumed, set).ShouldBe(Predict(straight, set));
        straight.Save(moved);
        Should.Throw<RefusedException>(() => Trainer.Train(plan, set, run, resume: true)).Message.ShouldContain("another surrogate");
    }

    [Test]
    public void The_card_survives_its_file()
    {
        string path = Path.Combine(folder, "again.surrogate");
        CurveSet set = LaggedRelease.Curves(200);
        using Surrogate learned = Trainer.Train(TrainingPlan.StartingFrom(source) with
        {
            Schedule = TrainingPlan.StartingFrom(source).Schedule with { Epochs = 3 },
        }, set);
        learned.Save(path);
        using Surrogate loaded = Surrogate.Load(path);
        Predict(loaded, set).ShouldBe(Predict(learned, set));
        loaded.Card.ScaledBy.ShouldBe(learned.Card.ScaledBy);
        loaded.Card.Origin!.ToString().ShouldBe(learned.Card.Origin!.ToString());
        loaded.Card.Origin.Hash.Length.ShouldBe(64);
    }

    [Test]
    public void Another_network_is_refused()
    {
        Refused(plan => plan with
        {
            Network = plan.Network with { Width = 16 },
        }).ShouldContain("has \"width\": 24 and the plan asks for 16");
        Refused(plan => plan with
        {
            Network = plan.Network with { Monotone = true },
        }).ShouldContain("has \"monotone\": false and the plan asks for true");
        Refused(plan => plan with
        {
            Network = plan.Network with { Activation = "tanh" },
        }).ShouldContain("has \"activation\": \"gelu\" and the plan asks for \"tanh\"");
    }

    [Test]
    public void More_frozen_layers_than_can_be_are_refused()
    {
        Refused(plan => plan with { Network = plan.Network with { Freeze = 4 } }).ShouldContain("only first, block0, block1 can be frozen");
        Should.Throw<RefusedException>(() =>
            Trainer.Train(TrainingPlan.StartingFrom(source) with
            {
                Network = TrainingPlan.StartingFrom(source).Network with { Freeze = 3 },
            }, LaggedRelease.Curves(200)))
            .Message.ShouldContain("give at most 2");
        Should.Throw<RefusedException>(() => new TrainingPlan
        {
            Network = new() { Freeze = 1 },
        }.Checked()).Message.ShouldContain("freeze is 1");
    }

    [Test]
    public void A_missing_source_is_refused() =>
        Should.Throw<RefusedException>(() =>
            TrainingPlan.StartingFrom(Path.Combine(folder, "none.surrogate"))).Message.ShouldContain("no such file");

    [Test]
    public void What_a_dimension_runs_over_is_read_off_the_network()
    {
        var layouts = WeightLayout.Of(FirstOrderRelease.Space, Plan).ToDictionary(layout => layout.Name);
        layouts["first.weight"].Roles.ShouldBe([DimensionRole.Inner, DimensionRole.Inputs]);
        layouts["block0.weight"].Roles.ShouldBe([DimensionRole.Inner, DimensionRole.Inner]);
        layouts["last.weight"].Roles.ShouldBe([DimensionRole.Outputs, DimensionRole.Inner]);
        layouts["last.bias"].Roles.ShouldBe([DimensionRole.Outputs]);
    }

    // So small a rate that nothing moves.
    TrainingPlan Standing() => TrainingPlan.StartingFrom(source) with
    {
        Optimizer = TrainingPlan.StartingFrom(source).Optimizer with { LearningRate = 1e-12 },
        Schedule = TrainingPlan.StartingFrom(source).Schedule with { Epochs = 1 },
    };

    string Refused(Func<TrainingPlan, TrainingPlan> change) =>
        Should.Throw<RefusedException>(() =>
            Trainer.Train(change(TrainingPlan.StartingFrom(source)), FirstOrderRelease.Curves(200))).Message;
}
