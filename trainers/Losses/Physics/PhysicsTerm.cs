using System.Text.Json;
using System.Text.Json.Nodes;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>What physics adds to a step: the model's equations at formulations drawn afresh, weighed against the terms before it.</summary>
sealed class PhysicsTerm : LossTerm
{
    readonly PhysicsLoss loss;
    readonly Collocation collocation;
    readonly LossBalance balance;
    readonly double planned;
    readonly long seed;
    readonly bool isAlone;
    PhysicsMemory memory = new();
    BalanceStep? seen;

    /// <param name="plan">Weight, collocation and balancing.</param>
    /// <param name="data">What the run learns from.</param>
    /// <param name="networks">Networks that give states; made ready to give curves.</param>
    public PhysicsTerm(TrainingPlan plan, TrainingData data, nn.Module<Tensor, Tensor>[] networks)
    {
        var stateModel = new StateModel(plan.Physics, data.Space, data.Formulations);
        foreach (var network in networks)
            ((IStateNetwork)network).MapTo(stateModel, data.Transform);
        loss = new PhysicsLoss(stateModel, data.Scaling, device: data.Device);
        // Every member of an ensemble has formulations of its own.
        collocation = new Collocation(data.Space.Parameters, data.Scaling,
            plan.Physics with { Points = plan.Network.Members * plan.Physics.Points }, plan.Seed, data.Device);
        balance = LossBalance.All.Get(plan.Physics.Balancing);
        (planned, seed) = (plan.Loss.Weights[PhysicsLoss.Name], plan.Seed);
        isAlone = !plan.Loss.Weights.Any(asked => asked.Key != PhysicsLoss.Name && asked.Value > 0);
    }

    public override string Name => PhysicsLoss.Name;

    public override IEnumerable<(string Name, double Value)> Metrics =>
        [("physics_loss", memory.Sum / memory.Steps), ("physics_weight", memory.Balance.Weight)];

    public override JsonNode? State
    {
        get => JsonSerializer.SerializeToNode(memory, Checkpoint.Options);
        set => memory = value.Deserialize<PhysicsMemory>(Checkpoint.Options)!;
    }

    public override void BeginEpoch() => (memory.Sum, memory.Steps) = (0, 0);

    protected override double AddGradient(LossStep at)
    {
        var (inputs, parameters) = collocation.Draw(at.Number);
        var numbers = ((IStateNetwork)at.Network).Numbers(inputs);
        var (physics, gradient) = loss.Of(numbers, inputs, parameters);
        double weight = planned * memory.Balance.Weight;
        gradient.mul_(weight);
        var lengths = (Others: double.NaN, Physics: double.NaN);
        if (!isAlone && balance.WantsGradients(at.Number))
            lengths = MeasuredBackward(at.Network, numbers, gradient);
        else
            numbers.backward([gradient]);
        seen ??= new(seed, at.Number, at.Before, physics, lengths.Others, lengths.Physics / weight);
        return weight * physics;
    }

    /// <summary>Physics has a sum of its own, unweighted.</summary>
    protected override double Learned(double before)
    {
        var step = seen!.Value;
        seen = null;
        memory.Sum += step.Physics;
        memory.Steps++;
        if (!isAlone)
            balance.Update(memory.Balance, step);
        return 0;
    }

    public override void Dispose() => loss.Dispose();

    static (double Others, double Physics) MeasuredBackward(nn.Module<Tensor, Tensor> network, Tensor numbers, Tensor gradient)
    {
        // A weight that no term before has touched has no gradient in the first step: the last bias, where only derivatives are learned.
        (Tensor Sum, Tensor Others)[] before = [.. Sums().Select(sum => (sum, sum.clone()))];
        foreach (var (sum, _) in before)
            sum.zero_();
        numbers.backward([gradient]);
        double physics = Length(Sums());
        foreach (var (sum, others) in before)
            sum.add_(others);
        return (Length(before.Select(one => one.Others)), physics);

        IEnumerable<Tensor> Sums() =>
            network.parameters().Where(parameter => parameter.requires_grad).Select(parameter => parameter.grad).OfType<Tensor>();
    }

    static double Length(IEnumerable<Tensor> gradient) => Math.Sqrt(gradient.Sum(part => (double)part.square().sum().Number()));
}

/// <summary>What the term remembers from step to step.</summary>
sealed record PhysicsMemory
{
    /// <summary>Unweighted losses of the epoch in work, added up.</summary>
    public double Sum { get; set; }

    /// <summary>Their number.</summary>
    public int Steps { get; set; }

    /// <summary>How physics is weighed.</summary>
    public BalanceState Balance { get; set; } = new();
}

/// <summary>Makes it.</summary>
sealed class Physics : Loss
{
    public override string Name => PhysicsLoss.Name;

    public override int Rank => 11;

    internal override LossTerm Term(TrainingPlan plan, TrainingData data, nn.Module<Tensor, Tensor>[] networks) =>
        new PhysicsTerm(plan, data, networks);
}
