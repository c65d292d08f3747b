using SurrogateEngine.Kernels;
using SurrogateEngine.Tests.Training.Physics;
using SurrogateEngine.Trainers;
using static SurrogateEngine.Tests.Training.SurrogateChecks;

namespace SurrogateEngine.Tests.Training.Transfer;

/// <summary>Warm starts of ensembles, of networks with features or a basis, and between curves and states.</summary>
public sealed class WarmStartOfOtherKindsTests
{
    static readonly TrainingPlan Plan = FirstOrderRelease.SmallPlan with
    {
        Network = FirstOrderRelease.SmallPlan.Network with { Width = 24 },
        Schedule = FirstOrderRelease.SmallPlan.Schedule with { Epochs = 40 },
    };

    static readonly CurveSet Few = PhysicsProblem.Curves(PhysicsProblem.Compartments, 40);

    string folder = "";

    [OneTimeSetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("transfer-").FullName;

    [OneTimeTearDown]
    public void TidyUp() => Directory.Delete(folder, recursive: true);

    [TestCase("residual-mlp"), TestCase("cnn")]
    public void Members_start_from_one_network_and_a_little_apart(string network)
    {
        using Surrogate source = Source(Plan with
        {
            Network = Plan.Network with { Name = network, Width = 16 },
            Schedule = Plan.Schedule with { Epochs = network == "cnn" ? 4 : 40 },
        },
            FirstOrderRelease.Curves(800), out string path);
        CurveSet set = FirstOrderRelease.Curves(200, seed: 6);
        using Surrogate started = Trainer.Train(TrainingPlan.StartingFrom(path) with
        {
            Network = TrainingPlan.StartingFrom(path).Network with { Members = 3 },
            Optimizer = TrainingPlan.StartingFrom(path).Optimizer with { LearningRate = 1e-12 },
            Schedule = TrainingPlan.StartingFrom(path).Schedule with { Epochs = 1 },
        },
            set);
        float[] curves = new float[set.Curves.Length], spread = new float[curves.Length], known = Predict(source, set);
        started.PredictWithSpread(set.Parameters.Span, set.Count, curves, spread);
        spread.Average().ShouldBeInRange(1e-3f, 0.2f);
        curves.Zip(known, (a, b) => Math.Abs(a - b)).Average().ShouldBeLessThan(0.1f);
        (started.Card.Origin!.Remade.Count, started.Card.Origin.Adapted.Count).ShouldBe((0, 0));
    }

    [TestCase("{ \"network\": { \"basis\": \"pod\", \"modes\": 4 } }", "modes"),
     TestCase("{ \"network\": { \"basis\": \"learned\", \"modes\": 4 } }", "modes"),
     TestCase("{ \"network\": { \"features\": [ \"fourier\" ], \"fourier_features\": 4 } }", "frequencies")]
    public void Bases_and_frequencies_are_the_source_s_in_all_members(string json, string name)
    {
        TrainingPlan plan = TrainingPlan.FromJson(json) with
        {
            Network = TrainingPlan.FromJson(json).Network with { Width = 16 },
            Schedule = TrainingPlan.FromJson(json).Schedule with { Epochs = 2 },
            Data = TrainingPlan.FromJson(json).Data with { ValidationShare = 0.2 },
            Runtime = TrainingPlan.FromJson(json).Runtime with { Threads = 2 },
        };
        using Surrogate source = Source(plan, FirstOrderRelease.Curves(400), out string path);
        using Surrogate started = Source(TrainingPlan.StartingFrom(path) with
        {
            Network = TrainingPlan.StartingFrom(path).Network with { Members = 3 },
            Optimizer = TrainingPlan.StartingFrom(path).Optimizer with { LearningRate = 1e-12 },
            Schedule = TrainingPlan.StartingFrom(path).Schedule with { Epochs = 1 },
        },
            FirstOrderRelease.Curves(200, seed: 6), out string ensemble);
        float[][] Kept(string file) =>
            [.. SurrogateFile.Read(file).Weights.Where(weight => weight.Name.EndsWith(name, StringComparison.Ordinal))
            .Select(weight => weight.Values)];
        float[] had = Kept(path).Single();
        Kept(ensemble).Length.ShouldBe(3);
        foreach (float[] transferred in Kept(ensemble))
            ShouldBeNear(transferred, had, 1e-6f);
    }

    [Test]
    public void An_ensemble_learns_few_curves_better_with_a_warm_start_and_goes_on_from_itself()
    {
        using Surrogate source = Source(Plan, FirstOrderRelease.Curves(1500), out string path);
        CurveSet few = LaggedRelease.Curves(64), unseen = LaggedRelease.Curves(300, seed: 9);
        TrainingPlan Short(TrainingPlan plan) =>
            plan with
            {
                Network = plan.Network with { Members = 3 },
                Optimizer = plan.Optimizer with { LearningRate = 5e-3 },
                Schedule = plan.Schedule with { Epochs = 40 },
                Data = plan.Data with { Batch = 16, ValidationShare = 0.25, TestShare = 0 },
            };
        using Surrogate ahead = Source(Short(TrainingPlan.StartingFrom(path)), few, out string ensemble),
            afresh = Trainer.Train(Short(Plan), few);
        Evaluation.Of(ahead, unseen).Summary.RelL2Mean.ShouldBeLessThan(0.8 * Evaluation.Of(afresh, unseen).Summary.RelL2Mean);

        // Member by member, as they were.
        using Surrogate same = Trainer.Train(TrainingPlan.StartingFrom(ensemble) with
        {
            Optimizer = TrainingPlan.StartingFrom(ensemble).Optimizer with { LearningRate = 1e-12 },
            Schedule = TrainingPlan.StartingFrom(ensemble).Schedule with { Epochs = 1 },
        }, few);
        ShouldBeNear(Predict(same, unseen), Predict(ahead, unseen), 2e-5f);
        Should.Throw<RefusedException>(() =>
            Trainer.Train(TrainingPlan.StartingFrom(ensemble) with
            {
                Network = TrainingPlan.StartingFrom(ensemble).Network with { Members = 2 },
            }, few)).Message.ShouldContain("has \"members\": 3");
    }

    [Test]
    public void Features_and_bases_are_taken_where_they_mean_the_same()
    {
        TrainingPlan[] plans =
        [
            Plan with
            {
                Network = Plan.Network with { Features = ["fourier", "effective-rates"], FourierFeatures = 4 },
                Schedule = Plan.Schedule with { Epochs = 4 },
            },
            Plan with { Network = Plan.Network with { Basis = "pod", Modes = 4 }, Schedule = Plan.Schedule with { Epochs = 4 } },
            Plan with { Network = Plan.Network with { Basis = "learned", Modes = 4 }, Schedule = Plan.Schedule with { Epochs = 4 } },
        ];
        CurveSpace wider = FirstOrderRelease.Space with
        {
            Parameters = [FirstOrderRelease.Space.Parameters[0] with { Low = 0.1 },
            FirstOrderRelease.Space.Parameters[1] with { High = 6 }]
        };
        CurveSet set = FirstOrderRelease.Curves(wider, 200, seed: 4);
        foreach (TrainingPlan plan in plans)
        {
            using Surrogate source = Source(plan, FirstOrderRelease.Curves(400), out string path);
            using Surrogate started = Trainer.Train(TrainingPlan.StartingFrom(path) with
            {
                Optimizer = TrainingPlan.StartingFrom(path).Optimizer with { LearningRate = 1e-12 },
                Schedule = TrainingPlan.StartingFrom(path).Schedule with { Epochs = 1 },
            }, set);
            ShouldBeNear(Predict(started, set), Predict(source, set), 2e-5f);
            Should.Throw<RefusedException>(() =>
                Trainer.Train(TrainingPlan.StartingFrom(path) with
                {
                    Schedule = TrainingPlan.StartingFrom(path).Schedule with { Epochs = 1 },
                }, LaggedRelease.Curves(200)))
                .Message.ShouldContain(plan.Network.Basis == "none" ? "features of other parameters than those of"
                    : "is made for its own outputs and times");
        }
    }

    [TestCase(1), TestCase(2)]
    public void States_start_from_the_hidden_layers_of_curves_and_curves_from_those_of_states(int members)
    {
        TrainingPlan curves = PhysicsProblem.SmallPlan with
        {
            Loss = PhysicsProblem.SmallPlan.Loss with { Weights = new TrainingPlan().Loss.Weights },
            Schedule = PhysicsProblem.SmallPlan.Schedule with { Epochs = 2 },
        },
            states = PhysicsProblem.SmallPlan;
        Source(curves, Few, out string ofCurves).Dispose();
        Source(states with { Network = states.Network with { Members = members } }, Few, out string ofStates).Dispose();
        foreach (var (from, losses) in ((string, IReadOnlyDictionary<string, double>)[])[(ofCurves, states.Loss.Weights),
            (ofStates, curves.Loss.Weights), (ofStates, states.Loss.Weights)])
        {
            TrainingPlan plan = TrainingPlan.StartingFrom(from) with
            {
                Network = TrainingPlan.StartingFrom(from).Network with { Members = members },
                Loss = TrainingPlan.StartingFrom(from).Loss with { Weights = losses },
                Schedule = TrainingPlan.StartingFrom(from).Schedule with { Epochs = 2 },
                Runtime = TrainingPlan.StartingFrom(from).Runtime with { CheckpointSeconds = 0 },
            };
            using Surrogate started = Trainer.Train(plan, Few);
            SurrogateOrigin origin = started.Card.Origin!;
            origin.Adapted.ShouldBeEmpty();
            origin.Remade.ShouldBe(members == 1 ? ["last"] : ["weight3", "bias3"], ignoreOrder: true);
            origin.Transferred.Count.ShouldBe(members == 1 ? 3 : 6);
            // The same again, and resumed from the middle: the same bits.
            string run = Path.Combine(folder, Guid.NewGuid().ToString("n"));
            using (var stop = new CancellationTokenSource())
                Should.Throw<TrainingInterruptedException>(() => Trainer.Train(plan, Few, run, new StopAfter(1, stop), stop.Token));
            using Surrogate resumed = Trainer.Train(plan, Few, run, resume: true);
            Predict(resumed, Few).ShouldBe(Predict(started, Few));
        }
    }

    [TestCase("gru", "last"), TestCase("deeponet", "offset branch.last"), TestCase("cnn", "last")]
    public void So_they_do_in_networks_whose_layers_know_outputs_from_times(string network, string remade)
    {
        TrainingPlan states = PhysicsProblem.SmallPlan with
        {
            Network = PhysicsProblem.SmallPlan.Network with { Name = network, Depth = 1, Modes = 6 },
            Schedule = PhysicsProblem.SmallPlan.Schedule with { Epochs = 1 },
        },
            curves = states with { Loss = states.Loss with { Weights = new TrainingPlan().Loss.Weights } };
        Source(curves, Few, out string ofCurves).Dispose();
        Source(states, Few, out string ofStates).Dispose();
        foreach (var (from, losses) in ((string, IReadOnlyDictionary<string, double>)[])[(ofCurves, states.Loss.Weights),
            (ofStates, curves.Loss.Weights), (ofStates, states.Loss.Weights)])
        {
            using Surrogate started = Trainer.Train(TrainingPlan.StartingFrom(from) with
            {
                Loss = TrainingPlan.StartingFrom(from).Loss with { Weights = losses },
                Schedule = TrainingPlan.StartingFrom(from).Schedule with { Epochs = 1 },
            }, Few);
            SurrogateOrigin origin = started.Card.Origin!;
            origin.Adapted.ShouldBeEmpty();
            origin.Remade.ShouldBe(remade.Split(' '), ignoreOrder: true);
        }
    }

    [Test]
    public void Frozen_layers_of_curves_stay_while_equations_are_learned()
    {
        using Surrogate source = Source(PhysicsProblem.SmallPlan with
        {
            Loss = PhysicsProblem.SmallPlan.Loss with { Weights = new TrainingPlan().Loss.Weights },
        }, Few, out string path);
        TrainingPlan plan = TrainingPlan.StartingFrom(path) with
        {
            Network = TrainingPlan.StartingFrom(path).Network with { Freeze = 2 },
            Loss = TrainingPlan.StartingFrom(path).Loss with { Weights = PhysicsProblem.SmallPlan.Loss.Weights },
        };
        using Surrogate learned = Source(plan, Few, out string frozen);
        learned.Card.Origin!.Frozen.ShouldBe(["first", "block0"]);
        float[] Weight(string file, string name) => SurrogateFile.Read(file).Weights.Single(weight => weight.Name == name).Values;
        Weight(frozen, "core.first.weight").ShouldBe(Weight(path, "first.weight"));
        Weight(frozen, "core.block1.weight").ShouldNotBe(Weight(path, "block1.weight"));
        Should.Throw<RefusedException>(() => Trainer.Train(plan with
        {
            Network = plan.Network with { Freeze = 4 },
        }, Few)).Message.ShouldContain("give at most 3");
    }

    [Test]
    public void Equations_are_learned_sooner_from_a_surrogate_of_curves()
    {
        Source(PhysicsProblem.SmallPlan with
        {
            Network = PhysicsProblem.SmallPlan.Network with { Width = 24 },
            Loss = PhysicsProblem.SmallPlan.Loss with { Weights = new TrainingPlan().Loss.Weights },
            Schedule = PhysicsProblem.SmallPlan.Schedule with { Epochs = 60 },
        },
            PhysicsProblem.Curves(PhysicsProblem.Compartments, 600, narrower: 0.2), out string path).Dispose();
        CurveSet unseen = PhysicsProblem.Curves(PhysicsProblem.Compartments, 300, seed: 5);
        TrainingPlan afresh = PhysicsProblem.SmallPlan with
        {
            Network = PhysicsProblem.SmallPlan.Network with { Width = 24 },
            Optimizer = PhysicsProblem.SmallPlan.Optimizer with { LearningRate = 5e-3 },
            Schedule = PhysicsProblem.SmallPlan.Schedule with { Epochs = 60 },
        };
        double Error(TrainingPlan plan)
        {
            using Surrogate learned = Trainer.Train(plan, Few);
            return Evaluation.Of(learned, unseen).Summary.RelL2Mean;
        }

        double ahead = Error(afresh with { Network = afresh.Network with { From = path } }), without = Error(afresh);
        TestContext.Out.WriteLine($"{ahead:e2} {without:e2}");
        ahead.ShouldBeLessThan(0.9 * without);
    }

    Surrogate Source(TrainingPlan plan, CurveSet set, out string path)
    {
        path = Path.Combine(folder, $"{Guid.NewGuid():n}.surrogate");
        Surrogate trained = Trainer.Train(plan, set);
        trained.Save(path);
        return trained;
    }
}
