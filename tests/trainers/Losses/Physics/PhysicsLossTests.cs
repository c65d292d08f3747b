using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace SurrogateEngine.Tests.Training.Physics;

public sealed class PhysicsLossTests
{
    static readonly PhysicsPlan Plan = new() { Nodes = 10, Modes = 4, Snapshots = 24 };

    static IEnumerable<ReleaseModel> Models => Catalog.Models;

    static (StateModel StateModelOf, InputScaling Scaling) StateModelOf(ReleaseModel model, PhysicsPlan? plan = null,
        Schedule? schedule = null)
    {
        var set = PhysicsProblem.Curves(model, 24, schedule: schedule);
        return (new StateModel(plan ?? Plan, set.Space, set.Parameters.Span), new InputScaling(set.Space.Parameters));
    }

    static Tensor Inputs(InputScaling scaling, double[] parameters)
    {
        var inputs = empty(parameters.Length / scaling.Count, scaling.Count);
        scaling.Scale(parameters, inputs.Floats());
        return inputs;
    }

    /// <summary>From the weights of a network through its layers, the basis of time, the profiles, the model and back.</summary>
    [TestCaseSource(nameof(Models))]
    public void The_gradient_is_that_of_finite_differences_through_the_whole_chain(ReleaseModel model)
    {
        using var scope = NewDisposeScope();
        var (stateModel, scaling) = StateModelOf(model);
        using var loss = new PhysicsLoss(stateModel, scaling, ScalarType.Float64);
        double[] parameters = PhysicsProblem.Draw(model, 3, seed: 9);
        var inputs = Inputs(scaling, parameters);
        random.manual_seed(3);
        using var network = nn.Sequential(nn.Linear(scaling.Count, 6), nn.SiLU(), nn.Linear(6, stateModel.Numbers)).to(ScalarType.Float64);
        Tensor Numbers() => network.forward(inputs.to_type(ScalarType.Float64));

        var numbers = Numbers();
        numbers.backward([loss.Of(numbers, inputs, parameters).Gradient]);
        foreach (var (name, weight) in network.named_parameters())
        {
            // Along a random direction of each of the network's tensors.
            var direction = randn(weight.shape, ScalarType.Float64);
            double Moved(double by)
            {
                using var quiet = no_grad();
                weight.add_(direction, alpha: by);
                double moved = loss.Of(Numbers(), inputs, parameters).Loss;
                weight.add_(direction, alpha: -by);
                return moved;
            }

            const double step = 1e-5;
            double expected = (Moved(step) - Moved(-step)) / (2 * step), found = (weight.grad! * direction).sum().item<double>();
            found.ShouldBe(expected, 1e-6 * Math.Abs(expected) + 1e-9, name);
        }
    }

    [Test]
    public void The_true_states_of_compartments_hardly_leave_a_residual() =>
        Residuals(PhysicsProblem.Compartments, new() { Nodes = 24 }).Truth.ShouldBeLessThan(1e-6);

    [Test]
    public void The_true_profiles_of_a_sphere_leave_a_small_residual_in_the_reduced_basis()
    {
        var (truth, mean) = Residuals(new PlgaSphereModel(), new() { Nodes = 24, Modes = 6 });
        truth.ShouldBeLessThan(0.003);
        truth.ShouldBeLessThan(0.01 * mean);
    }

    [TestCase(ScalarType.Float64, 1e-6), TestCase(ScalarType.Float32, 1e-6)]
    public void Doses_and_heat_amid_the_curve_leave_none_either(ScalarType type, double most)
    {
        // Thrice as hot, and given in two doses: one at the start, one where the heat ends, at a time that is no binary fraction.
        Schedule schedule = new([0, 0.1, 2.3, 7], [37, 0.7, 42, 0, 37, 0.3, 40, 0]);
        var (truth, mean) = Residuals(new ThermoLiposomeModel(), new() { Nodes = 24 }, schedule, type);
        truth.ShouldBeLessThan(most);
        mean.ShouldBeGreaterThan(0.1);
    }

    [Test]
    public void Curves_follow_from_states_on_either_side_of_a_dose()
    {
        Schedule schedule = new([0, 2.3], [37, 0.7, 37, 0.3]);
        var set = PhysicsProblem.Curves(new ThermoLiposomeModel(), 8, schedule: schedule);
        var stateModel = new StateModel(new() { Nodes = 24 }, set.Space, set.Parameters.Span);
        var (weights, offsets) = stateModel.Curves();
        double[] truth = Truth(stateModel);
        for (int row = 0; row < 8; row++)
            for (int point = 0; point < set.Space.Points; point++)
            {
                double sum = offsets[point];
                for (int number = 0; number < stateModel.Numbers;
                    number++)
                    sum += truth[row * stateModel.Numbers + number] * weights[number * set.Space.Points + point];
                sum.ShouldBe(set.Curve(row)[point], 2e-4);
            }
    }

    static double[] Truth(StateModel stateModel) =>
        [.. stateModel.ComponentsOfSnapshots().Select((a, i) =>
            (a - stateModel.Mean[i % stateModel.Numbers]) / stateModel.Deviation[i % stateModel.Numbers])];

    static (double Truth, double Mean) Residuals(ReleaseModel model, PhysicsPlan plan, Schedule? schedule = null,
        ScalarType type = ScalarType.Float64)
    {
        using var scope = NewDisposeScope();
        var (stateModel, scaling) = StateModelOf(model, plan, schedule);
        using var loss = new PhysicsLoss(stateModel, scaling, type);
        var inputs = Inputs(scaling, stateModel.Snapshots.Parameters);
        var mean = zeros(stateModel.Snapshots.Count, stateModel.Numbers, type);
        return (loss.Of(tensor(Truth(stateModel), [stateModel.Snapshots.Count, stateModel.Numbers]).to_type(type), inputs,
            stateModel.Snapshots.Parameters).Loss,
            loss.Of(mean, inputs, stateModel.Snapshots.Parameters).Loss);
    }

    [Test]
    public void A_proposal_the_model_cannot_carry_teaches_nothing_and_harms_nobody()
    {
        using var scope = NewDisposeScope();
        var (stateModel, scaling) = StateModelOf(PhysicsProblem.Compartments);
        using var loss = new PhysicsLoss(stateModel, scaling);
        double[] parameters = PhysicsProblem.Draw(PhysicsProblem.Compartments, 2);
        var given = zeros(2, stateModel.Numbers);
        given.Floats()[..stateModel.Numbers].Fill(float.PositiveInfinity);
        var (value, gradient) = loss.Of(given, Inputs(scaling, parameters), parameters);
        double.IsFinite(value).ShouldBeTrue();
        gradient.isfinite().all().item<bool>().ShouldBeTrue();
        gradient[0].abs().sum().item<float>().ShouldBe(0);
        gradient[1].abs().sum().item<float>().ShouldBeGreaterThan(0);
    }
}
