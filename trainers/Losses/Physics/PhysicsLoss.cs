using SurrogateEngine.Kernels;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace SurrogateEngine.Trainers;

/// <summary>
/// The physics loss: mean over formulations, components and nodes of the square of the scaled residual. The residual dy/dt -
/// f(t, y, p) and its vector-Jacobian product come from the kernels, from the same implementation of the model that the batch solver uses;
/// the network's own
/// graph goes on with the gradient given here. What is squared is the residual integrated from the start by the basis of time,
/// y(t) - y(0) - integral of f, as in spectral deferred corrections (Dutt, Greengard &amp; Rokhlin, BIT 40 (2000) 241): unlike the
/// residual itself it is about as large as the error of the states, so that gradient descent gets somewhere. The model is asked at the
/// nearest states that could be: behind a pole, such as
/// Km + S = 0 of a Michaelis-Menten rate, the gradient would lead away.
/// </summary>
sealed class PhysicsLoss : IDisposable
{
    /// <summary>Name in plans.</summary>
    public const string Name = "physics";

    readonly StateModel stateModel;
    readonly ScalarType type;
    readonly Device device;
    readonly HostResidual model;
    readonly ResidualScale scale;
    readonly Tensor mean, deviation, toStates, middle, everywhere, integral, times, lowest, highest;

    /// <param name="stateModel">What the network's numbers mean.</param>
    /// <param name="scaling">Formulations to inputs.</param>
    /// <param name="type">Float32, or Float64 to check gradients by differences.</param>
    /// <param name="device">Where the network is, CPU if not given; the model itself is always asked on the host.</param>
    public PhysicsLoss(StateModel stateModel, InputScaling scaling, ScalarType type = ScalarType.Float32, Device? device = null)
    {
        device ??= CPU;
        (this.stateModel, this.type, this.device) = (stateModel, type, device);
        model = stateModel.Conditioned.Residual(type == ScalarType.Float32 ? Precision.Single : Precision.Double);
        scale = new ResidualScale(stateModel, scaling, type, device);
        int all = stateModel.Time.Count * stateModel.States.States;
        var (expand, offsets) = stateModel.Expansion();
        var (low, high) = stateModel.Snapshots.Bounds();
        using var scope = NewDisposeScope();
        Tensor Constant(double[] values, params long[] shape) => DeviceTensors.Of(values, shape, type, device);
        mean = Constant(stateModel.Mean, 1, stateModel.Numbers);
        deviation = Constant(stateModel.Deviation, 1, stateModel.Numbers);
        toStates = Constant(expand, stateModel.Numbers, all);
        middle = Constant(offsets, 1, all);
        everywhere = DeviceTensors.Unit(low.Length, type, device).repeat(1, stateModel.Time.Count);
        integral = Constant(stateModel.Integration(), all, stateModel.Numbers);
        times = DeviceTensors.Of(stateModel.Time.TimesWithin(type == ScalarType.Float32), [stateModel.Time.Count], type, CPU);
        (lowest, highest) = (Constant(low, 1, low.Length).matmul(everywhere), Constant(high, 1, high.Length).matmul(everywhere));
        scope.Detach(mean, deviation, toStates, middle, everywhere, integral, times, lowest, highest);
    }

    /// <summary>The loss of what a network gives, and its gradient.</summary>
    /// <param name="given">The network's numbers, shape [rows, components * nodes].</param>
    /// <param name="inputs">Scaled parameters, shape [rows, parameters].</param>
    /// <param name="parameters">The same in user units.</param>
    /// <returns>The loss, and its gradient by <paramref name="given"/>; the caller's scope owns it.</returns>
    public (double Loss, Tensor Gradient) Of(Tensor given, Tensor inputs, ReadOnlySpan<double> parameters)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        long rows = given.size(0);
        var formulations = DeviceTensors.Empty([rows, stateModel.Model.Parameters.Count], ScalarType.Float64);
        parameters.CopyTo(formulations.Doubles());
        formulations = formulations.to_type(type);
        var proposed = given.matmul(toStates).add_(middle).add_(Starts(parameters).matmul(everywhere));
        var y = proposed.maximum(lowest).minimum(highest);
        var onHost = y.OnHost();
        var falls = zeros_like(onHost); // shape [rows, nodes * states], as all here
        Subtract(formulations, onHost, falls);

        var unit = scale.Of(inputs);
        var scaled = falls.On(device).matmul(integral).add_(given.mul(deviation)).add_(mean).mul_(unit);
        if (!double.IsFinite(Sum(scaled)))
            scaled = Finite(scaled);
        double count = scaled.numel(), loss = Sum(scaled.square()) / count;

        var back = scaled.mul_(unit).mul_(2 / count);
        var backToStates = PulledBack(formulations, onHost, back.matmul(integral.t()).OnHost()).On(device).mul_(y.eq(proposed));
        var gradient = backToStates.matmul(toStates.t()).add_(back.mul_(deviation));
        if (!double.IsFinite(Sum(gradient)))
            gradient = Finite(gradient);
        return (loss, gradient.MoveToOuterDisposeScope());
    }

    public void Dispose()
    {
        model.Dispose();
        scale.Dispose();
        foreach (var constant in (Tensor[])[mean, deviation, toStates, middle, everywhere, integral, times, lowest,
            highest])
            constant.Dispose();
    }

    static double Sum(Tensor x) => x.sum().to_type(ScalarType.Float64).Double();

    // A proposal outside what the model can carry teaches nothing.
    static Tensor Finite(Tensor x) => where(x.isfinite(), x, zeros_like(x));

    /// <summary>Takes f(t, y, p) from derivatives.</summary>
    void Subtract(Tensor formulations, Tensor y, Tensor derivatives)
    {
        if (type == ScalarType.Float32)
            model.Evaluate(formulations.Floats(), times.Floats(), y.Floats(), derivatives.Floats(),
            derivatives.Floats());
        else
            model.Evaluate(formulations.Doubles(), times.Doubles(), y.Doubles(), derivatives.Doubles(), derivatives.Doubles());
    }

    Tensor PulledBack(Tensor formulations, Tensor y, Tensor cotangent)
    {
        var pulled = empty_like(y);
        if (type == ScalarType.Float32)
            model.VectorJacobianProduct(formulations.Floats(), times.Floats(), y.Floats(), cotangent.Floats(),
            pulled.Floats(), []);
        else
            model.VectorJacobianProduct(formulations.Doubles(), times.Doubles(), y.Doubles(), cotangent.Doubles(), pulled.Doubles(), []);
        return pulled;
    }

    Tensor Starts(ReadOnlySpan<double> parameters)
    {
        var starts = DeviceTensors.Empty([parameters.Length / stateModel.Model.Parameters.Count, stateModel.States.States],
            ScalarType.Float64);
        stateModel.Conditioned.Start(parameters, starts.Doubles());
        return starts.to_type(type).On(device);
    }
}
