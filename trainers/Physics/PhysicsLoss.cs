using System.Runtime.InteropServices;
using SurrogateEngine.Kernels;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace SurrogateEngine.Trainers;

/// <summary>
/// The physics loss: mean over formulations, components and nodes of the square of the scaled residual dy/dt - f(t, y, p). The
/// residual and its pull-back come from the kernels, from the same text of the law that the ensemble solves; the network's own
/// graph goes on with the gradient given here.
/// </summary>
sealed class PhysicsLoss : IDisposable
{
    /// <summary>Name in plans.</summary>
    public const string Name = "physics";

    readonly StateModel model;
    readonly ResidualScale scale;
    readonly EnsembleOptions options = new() { Number = Number.Double };
    readonly Tensor mean, deviation, derivative, expand, project, stretch;

    public PhysicsLoss(StateModel model, InputScaling scaling)
    {
        this.model = model;
        scale = new ResidualScale(model, scaling);
        int components = model.States.Count, nodes = model.Time.Count, states = model.States.States;
        using var scope = NewDisposeScope();
        mean = tensor(model.Mean, [1, model.Numbers]);
        deviation = tensor(model.Deviation, [1, model.Numbers]);
        derivative = tensor(model.Time.Derivative, [nodes, nodes]);
        stretch = tensor(model.Time.Stretch, [1, nodes, 1]);
        expand = tensor(model.States.Expand, [components, states]);
        project = tensor(model.States.Project, [states, components]);
        scope.Detach(mean, deviation, derivative, stretch, expand, project);
    }

    /// <summary>The loss of what a network gives, and its gradient.</summary>
    /// <param name="given">The network's numbers, shape [rows, components * nodes], float or double.</param>
    /// <param name="inputs">Scaled parameters, shape [rows, parameters].</param>
    /// <param name="parameters">The same in user units.</param>
    /// <returns>The loss, and its gradient by <paramref name="given"/> in the same type; the caller's scope owns it.</returns>
    public (double Loss, Tensor Gradient) Of(Tensor given, Tensor inputs, double[] parameters)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        long rows = given.size(0), nodes = model.Time.Count, components = model.States.Count, states = model.States.States;
        var moved = given.to_type(ScalarType.Float64).mul(deviation).add_(mean);
        var rise = moved.reshape(-1, nodes).matmul(derivative.t());
        var y = ByTime(moved).matmul(expand).reshape(rows, nodes, states).add_(Starts(parameters));
        var slopes = ByTime(rise).matmul(expand).reshape(rows, nodes, states).div_(stretch);

        var residual = empty_like(y);
        HostResidual.Run(model.Law, parameters, model.Time.Times, Doubles(y), Doubles(slopes), Doubles(residual), options);
        var unit = ByTime(scale.Of(inputs));
        var scaled = residual.reshape(-1, states).matmul(project).mul_(unit);
        // A proposal outside what the law can carry teaches nothing.
        scaled = where(scaled.isfinite(), scaled, zeros_like(scaled));
        double count = scaled.numel(), loss = scaled.square().sum().item<double>() / count;

        var toResidual = scaled.mul_(unit).mul_(2 / count);
        var cotangent = toResidual.matmul(project.t());
        var toStates = empty_like(y);
        HostResidual.PullBack(model.Law, parameters, model.Time.Times, Doubles(y), Doubles(cotangent), Doubles(toStates), new double[parameters.Length], options);
        var toMoved = ByComponent(toStates.reshape(-1, states).matmul(expand.t()));
        var toRise = ByComponent(toResidual.reshape(rows, nodes, components).div(stretch));
        var gradient = toMoved.add_(toRise.reshape(-1, nodes).matmul(derivative).reshape(rows, -1)).mul_(deviation);
        gradient = where(gradient.isfinite(), gradient, zeros_like(gradient));
        return (loss, gradient.to_type(given.dtype).MoveToOuterDisposeScope());

        // [rows, components * nodes] to [rows * nodes, components] and back.
        Tensor ByTime(Tensor x) => x.reshape(rows, components, nodes).transpose(1, 2).contiguous().reshape(-1, components);
        Tensor ByComponent(Tensor x) => x.reshape(rows, nodes, components).transpose(1, 2).contiguous().reshape(rows, -1);
    }

    public void Dispose()
    {
        scale.Dispose();
        mean.Dispose();
        deviation.Dispose();
        derivative.Dispose();
        stretch.Dispose();
        expand.Dispose();
        project.Dispose();
    }

    Tensor Starts(double[] parameters)
    {
        long rows = parameters.Length / model.Law.Parameters.Count;
        var starts = empty([rows, 1, model.States.States], ScalarType.Float64);
        HostStates.Start(model.Law, parameters, Doubles(starts));
        return starts;
    }

    static Span<double> Doubles(Tensor x) => MemoryMarshal.Cast<byte, double>(x.bytes);
}
