using System.Runtime.InteropServices;
using SurrogateEngine.Kernels;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace SurrogateEngine.Trainers;

/// <summary>
/// The physics loss: mean over formulations, components and nodes of the square of the scaled residual dy/dt - f(t, y, p). The
/// residual and its pull-back come from the kernels, from the same text of the law that the ensemble solves; the network's own
/// graph goes on with the gradient given here. The law is asked at the nearest states that could be: behind a pole, such as
/// Km + S = 0 of a Michaelis-Menten rate, the gradient would lead away.
/// </summary>
sealed class PhysicsLoss : IDisposable
{
    /// <summary>Name in plans.</summary>
    public const string Name = "physics";

    readonly StateModel model;
    readonly ScalarType type;
    readonly HostResidual law;
    readonly ResidualScale scale;
    readonly Tensor mean, deviation, derivative, expand, project, stretch, times, lowest, highest;

    /// <param name="model">What the network's numbers mean.</param>
    /// <param name="scaling">Formulations to inputs.</param>
    /// <param name="type">Float32, or Float64 to check gradients by differences.</param>
    public PhysicsLoss(StateModel model, InputScaling scaling, ScalarType type = ScalarType.Float32)
    {
        (this.model, this.type) = (model, type);
        law = new HostResidual(model.Law, new() { Number = type == ScalarType.Float32 ? Number.Single : Number.Double });
        scale = new ResidualScale(model, scaling, type);
        int components = model.States.Count, nodes = model.Time.Count, states = model.States.States;
        var (low, high) = model.Snapshots.Bounds();
        using var scope = NewDisposeScope();
        Tensor Constant(double[] values, params long[] shape) => tensor(values, shape).to_type(type);
        mean = Constant(model.Mean, 1, model.Numbers);
        deviation = Constant(model.Deviation, 1, model.Numbers);
        derivative = Constant(model.Time.Derivative, nodes, nodes);
        stretch = Constant(model.Time.Stretch, 1, nodes, 1);
        times = Constant(model.Time.Times, nodes);
        expand = Constant(model.States.Expand, components, states);
        project = Constant(model.States.Project, states, components);
        (lowest, highest) = (Constant(low, 1, 1, states), Constant(high, 1, 1, states));
        scope.Detach(mean, deviation, derivative, stretch, times, expand, project, lowest, highest);
    }

    /// <summary>The loss of what a network gives, and its gradient.</summary>
    /// <param name="given">The network's numbers, shape [rows, components * nodes].</param>
    /// <param name="inputs">Scaled parameters, shape [rows, parameters].</param>
    /// <param name="parameters">The same in user units.</param>
    /// <returns>The loss, and its gradient by <paramref name="given"/>; the caller's scope owns it.</returns>
    public (double Loss, Tensor Gradient) Of(Tensor given, Tensor inputs, double[] parameters)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        long rows = given.size(0), nodes = model.Time.Count, components = model.States.Count, states = model.States.States;
        var formulations = tensor(parameters, [rows, model.Law.Parameters.Count]).to_type(type);
        var moved = given.mul(deviation).add_(mean);
        var proposed = ByTime(moved).matmul(expand).reshape(rows, nodes, states).add_(Starts(parameters));
        var y = proposed.maximum(lowest).minimum(highest);
        var rise = moved.reshape(-1, nodes).matmul(derivative.t());
        var residual = ByTime(rise).matmul(expand).reshape(rows, nodes, states).div_(stretch);
        Subtract(formulations, y, residual);

        var unit = ByTime(scale.Of(inputs));
        var scaled = residual.reshape(-1, states).matmul(project).mul_(unit);
        // A proposal outside what the law can carry teaches nothing.
        scaled = where(scaled.isfinite(), scaled, zeros_like(scaled));
        double count = scaled.numel(), loss = scaled.square().sum().to_type(ScalarType.Float64).item<double>() / count;

        var toResidual = scaled.mul_(unit).mul_(2 / count);
        var toStates = PulledBack(formulations, y, toResidual.matmul(project.t())).mul_(y.eq(proposed));
        var toMoved = ByComponent(toStates.reshape(-1, states).matmul(expand.t()));
        var toRise = ByComponent(toResidual.reshape(rows, nodes, components).div(stretch));
        var gradient = toMoved.add_(toRise.reshape(-1, nodes).matmul(derivative).reshape(rows, -1)).mul_(deviation);
        return (loss, where(gradient.isfinite(), gradient, zeros_like(gradient)).MoveToOuterDisposeScope());

        // [rows, components * nodes] to [rows * nodes, components] and back.
        Tensor ByTime(Tensor x) => x.reshape(rows, components, nodes).transpose(1, 2).contiguous().reshape(-1, components);
        Tensor ByComponent(Tensor x) => x.reshape(rows, nodes, components).transpose(1, 2).contiguous().reshape(rows, -1);
    }

    public void Dispose()
    {
        law.Dispose();
        scale.Dispose();
        foreach (var constant in (Tensor[])[mean, deviation, derivative, expand, project, stretch, times, lowest, highest]) constant.Dispose();
    }

    /// <summary>Takes f(t, y, p) from the slopes.</summary>
    void Subtract(Tensor formulations, Tensor y, Tensor slopes)
    {
        if (type == ScalarType.Float32) law.Evaluate(formulations.Floats(), times.Floats(), y.Floats(), slopes.Floats(), slopes.Floats());
        else law.Evaluate(Doubles(formulations), Doubles(times), Doubles(y), Doubles(slopes), Doubles(slopes));
    }

    Tensor PulledBack(Tensor formulations, Tensor y, Tensor cotangent)
    {
        var toStates = empty_like(y);
        if (type == ScalarType.Float32) law.PullBack(formulations.Floats(), times.Floats(), y.Floats(), cotangent.Floats(), toStates.Floats(), []);
        else law.PullBack(Doubles(formulations), Doubles(times), Doubles(y), Doubles(cotangent), Doubles(toStates), []);
        return toStates;
    }

    Tensor Starts(double[] parameters)
    {
        var starts = empty([parameters.Length / model.Law.Parameters.Count, 1, model.States.States], ScalarType.Float64);
        HostStates.Start(model.Law, parameters, Doubles(starts));
        return starts.to_type(type);
    }

    static Span<double> Doubles(Tensor x) => MemoryMarshal.Cast<byte, double>(x.bytes);
}
