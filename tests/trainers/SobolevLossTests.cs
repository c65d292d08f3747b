using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace SurrogateEngine.Tests.Training;

public sealed class SobolevLossTests
{
    [Test]
    public void Derivatives_teach_what_few_curves_leave_open()
    {
        var few = Sensitivities(FirstOrderRelease.Curves(40));
        var unseen = FirstOrderRelease.Curves(400, seed: 9);
        var plan = NetworkTrial.Plan with
        {
            Network = NetworkTrial.Plan.Network with { Width = 32, Depth = 2 },
            Optimizer = NetworkTrial.Plan.Optimizer with { EmaDecay = 0.98 },
            Schedule = NetworkTrial.Plan.Schedule with { Epochs = 250, Patience = 0 },
            Data = NetworkTrial.Plan.Data with { Batch = 16 },
        };
        double Error(double weight)
        {
            var losses = new Dictionary<string, double> { ["relative"] = 1, ["transformed"] = 0.05, ["sobolev"] = weight };
            using var surrogate = Trainer.Train(plan with { Loss = plan.Loss with { Weights = losses } }, few);
            return Evaluation.Of(surrogate, unseen).Summary.RelL2Mean;
        }
        Error(0.3).ShouldBeLessThan(0.6 * Error(0));
    }

    [Test]
    public void A_network_with_the_right_derivatives_has_no_loss_and_a_wrong_one_its_square()
    {
        using var scope = NewDisposeScope();
        using var network = nn.Linear(3, 2, hasBias: false);
        var weights = tensor(new[] { 1f, 2, 3, 4 }, [2, 2]);
        // d(curve)/d(x) = weight of the point times the network's matrix.
        var sensitivities = weights.unsqueeze(2) * network.weight.detach();
        using var loss = new SobolevLoss(2, seed: 1);
        Batch With(Tensor s) => new(randn(2, 3), ones(2, 2), ones(2, 2)) { Sensitivities = new(weights, s) };
        LossStep At(Batch batch, long step) => new(network, batch, step, 0);
        loss.Backward(At(With(sensitivities), 0)).ShouldBe(0, 1e-10);
        network.weight.grad!.abs().max().item<float>().ShouldBeLessThan(1e-5f);
        // One direction a step is right on average.
        double[] drawn = [.. Enumerable.Range(0, 400).Select(step => loss.Backward(At(With(sensitivities + 0.5), step)))];
        drawn.Average().ShouldBe(2 * 0.25 * 2 * 3 / 2, 0.15);
        drawn.Distinct().Count().ShouldBeGreaterThan(1);
    }

    [Test]
    public void The_gradient_is_that_of_finite_differences()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        using var network = nn.Sequential(nn.Linear(3, 5), nn.SiLU(), nn.Linear(5, 2)).to(ScalarType.Float64);
        using var loss = new SobolevLoss(0.7, seed: 1);
        Tensor Drawn(params long[] shape) => randn(shape, ScalarType.Float64);
        var batch = new Batch(Drawn(4, 3), Drawn(4, 2), Drawn(4, 2)) { Sensitivities = new(Drawn(4, 2), Drawn(4, 2, 3)) };
        double Value() => loss.Backward(new(network, batch, 5, 0));
        Value();
        // The bias of the last layer moves no derivative.
        (string Name, Tensor Weight, Tensor Gradient)[] all = [.. network.named_parameters().Where(p => p.name != "2.bias")
            .Select(p => (p.name, (Tensor)p.parameter, p.parameter.grad!.clone()))];
        foreach (var (name, weight, gradient) in all)
        {
            var direction = Drawn(weight.shape);
            double Moved(double by)
            {
                using (no_grad())
                    weight.add_(direction, alpha: by);
                double moved = Value();
                using (no_grad())
                    weight.add_(direction, alpha: -by);
                return moved;
            }

            double expected = (Moved(1e-5) - Moved(-1e-5)) / 2e-5;
            (gradient * direction).sum().item<double>().ShouldBe(expected, 1e-6 * Math.Abs(expected) + 1e-9, name);
        }
    }

    [Test]
    public void The_directions_follow_from_seed_and_step_alone()
    {
        var set = Sensitivities(FirstOrderRelease.Curves(600));
        var plan = FirstOrderRelease.SmallPlan with
        {
            Loss = new() { Weights = new Dictionary<string, double> { ["relative"] = 1, ["sobolev"] = 0.3 } },
        };
        using var data = new TrainingData(plan, set);
        using TrainingRun straight = CurveRun.Of(plan, data), again = CurveRun.Of(plan, data);
        for (int i = 0; i < 4; i++)
            straight.Step();
        again.Step();
        for (int i = 0; i < 3; i++)
            again.Step();
        Weights.Of(again.Network).SelectMany(w => w.Values).ShouldBe(Weights.Of(straight.Network).SelectMany(w => w.Values));
    }

    [Test]
    public void A_set_without_derivatives_gets_them_from_its_model()
    {
        var model = Catalog.Models.Find("burst-erosion")!;
        var space = CurveSpace.Of(model, [0.5, 2, 8]);
        double[] middle = [.. model.Parameters.Select(p => p.Middle)];
        var set = new CurveSet(space, middle, new float[6]);
        float[] sensitivities = ModelSensitivities.Of(set, [0]);
        for (int j = 0; j < middle.Length; j++)
        {
            double step = 1e-4 * middle[j];
            double[] Curve(double by)
            {
                double[] p = [.. middle], curve = new double[6];
                p[j] += by;
                HostBatchSolver.Solve(model, p, space.Times.ToArray(), curve, new Outcome[1],
                    new BatchOptions { Precision = Precision.Double, RelativeTolerance = 1e-10, AbsoluteTolerance = 1e-12 });
                return curve;
            }
            double[] above = Curve(step), below = Curve(-step);
            for (int k = 0; k < 6; k++)
                sensitivities[k * middle.Length + j].ShouldBe((float)((above[k] - below[k]) / (2 * step)), 2e-3f);
        }
        Should.Throw<RefusedException>(() =>
            ModelSensitivities.Of(FirstOrderRelease.Curves(1), [0])).Message.ShouldContain("no model that could give them");
    }

    /// <summary>The set with its closed form's derivatives by phi and k.</summary>
    static CurveSet Sensitivities(CurveSet set)
    {
        int times = set.Space.Times.Count;
        var sensitivities = new float[set.Count * times * 2];
        for (int i = 0; i < set.Count; i++)
            for (int t = 0; t < times; t++)
            {
                double phi = set.Formulation(i)[0], time = set.Space.Times[t], decay = Math.Exp(-set.Formulation(i)[1] * time);
                sensitivities[(i * times + t) * 2] = (float)(1 - decay);
                sensitivities[(i * times + t) * 2 + 1] = (float)(phi * time * decay);
            }
        return new CurveSet(set.Space, set.Parameters, set.Curves, set.Hash, sensitivities);
    }
}
