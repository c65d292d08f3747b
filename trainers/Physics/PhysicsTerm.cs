using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>What physics adds to a training: its loss's gradient in every step, weighed against the data's.</summary>
sealed class PhysicsTerm : IDisposable
{
    readonly TrainingPlan plan;
    readonly PhysicsLoss loss;
    readonly Collocation collocation;
    readonly LossBalance balance;
    readonly PhysicsNetwork network;
    readonly double planned;

    /// <param name="plan">Weight, collocation and balancing.</param>
    /// <param name="data">What the run learns from.</param>
    /// <param name="network">What is trained; made ready to give curves.</param>
    /// <param name="average">Its moving average; made ready likewise.</param>
    public PhysicsTerm(TrainingPlan plan, TrainingData data, nn.Module<Tensor, Tensor> network, nn.Module<Tensor, Tensor> average)
    {
        (this.plan, this.network) = (plan, (PhysicsNetwork)network);
        var model = new StateModel(plan.Physics, data.Space, data.Formulations);
        this.network.MapTo(model, data.Transform);
        ((PhysicsNetwork)average).MapTo(model, data.Transform);
        loss = new PhysicsLoss(model, data.Scaling, device: data.Device);
        collocation = new Collocation(data.Space.Parameters, data.Scaling, plan.Physics, plan.Seed, data.Device);
        balance = LossBalance.Named(plan.Physics.Balancing);
        planned = plan.Losses[PhysicsLoss.Name];
        LearnsCurves = plan.Losses.Any(asked => asked.Key != PhysicsLoss.Name && asked.Value > 0);
    }

    /// <summary>Whether curves are learnt as well; otherwise the law alone teaches.</summary>
    public bool LearnsCurves { get; }

    /// <summary>Leaves the gradient of both losses in the network's weights.</summary>
    /// <param name="dataLoss">The data's loss, its graph still to be walked; null where curves are not learnt.</param>
    /// <param name="step">Steps done before.</param>
    /// <param name="state">The balance so far; updated.</param>
    /// <returns>The physics loss, unweighted.</returns>
    public double Backward(Tensor? dataLoss, long step, BalanceState state)
    {
        var (inputs, parameters) = collocation.Draw(step);
        var numbers = network.Numbers(inputs);
        var (physics, gradient) = loss.Of(numbers, inputs, parameters);
        double weight = planned * state.Weight;
        numbers.backward([gradient.mul_(weight)]);
        if (dataLoss is null) return physics;

        (double DataGradient, double PhysicsGradient) lengths = (double.NaN, double.NaN);
        if (balance.WantsGradients(step)) lengths = MeasuredBackward(dataLoss, weight);
        else dataLoss.backward();
        balance.Update(state, new(plan.Seed, step, dataLoss.Number(), physics, lengths.DataGradient, lengths.PhysicsGradient));
        return physics;
    }

    public void Dispose() => loss.Dispose();

    (double Data, double Physics) MeasuredBackward(Tensor dataLoss, double weight)
    {
        Parameter[] learnt = [.. network.parameters().Where(parameter => parameter.requires_grad)];
        Tensor[] ofPhysics = [.. learnt.Select(parameter => parameter.grad!.clone())];
        foreach (var parameter in learnt) parameter.grad!.zero_();
        dataLoss.backward();
        double data = Length([.. learnt.Select(parameter => parameter.grad!)]), physics = Length(ofPhysics) / weight;
        for (int i = 0; i < learnt.Length; i++) learnt[i].grad!.add_(ofPhysics[i]);
        return (data, physics);
    }

    static double Length(Tensor[] gradient) => Math.Sqrt(gradient.Sum(part => (double)part.square().sum().Number()));
}
