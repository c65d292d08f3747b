using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SurrogateEngine.Trainers;

/// <summary>
/// y(x, t) = sum over m of b_m(x) c_m(t), plus an offset for each output: a branch network of the formulation and a trunk
/// network of time (Lu, Jin, Pang, Zhang &amp; Karniadakis, Nat. Mach. Intell. 3 (2021) 218). The trunk takes log t, so that
/// early and late release count alike; or the effective time log t + s_j(x), where learned shifts s_j stretch time by a
/// formulation's own rates, as release curves of one mechanism collapse onto each other over D t / R^2.
/// </summary>
sealed class DeepONet : Module<Tensor, Tensor>, IDerivesBuffers, IOnnxNetwork
{
    /// <summary>Stretches of time a formulation may have.</summary>
    const int Shifts = 4;

    readonly ResidualMlp branch, trunk;
    readonly Linear? shift;
    readonly Parameter offset;
    readonly Tensor tau;
    readonly int outputs, modes;

    /// <summary>A network with fresh weights: a branch of the plan's width and depth, a trunk of half of both, the plan's modes.</summary>
    public DeepONet(BodyShape shape, TrainingPlan plan) : base("deeponet")
    {
        var asked = plan.Network;
        (outputs, modes) = (shape.Outputs, asked.Modes);
        var activation = Activations.Named(asked.Activation);
        bool stretches = asked.Trunk == "effective-time";
        branch = new ResidualMlp(shape.Inputs, asked.Width, asked.Depth, outputs * modes, activation);
        trunk = new ResidualMlp((stretches ? Shifts : 1) * TimeFeatures.Count, Math.Max(1, asked.Width / 2), Math.Max(1, asked.Depth / 2),
            modes, activation);
        shift = stretches ? Linear(shape.Inputs, Shifts) : null;
        offset = Parameter(zeros(outputs, 1));
        tau = tensor(TimeFeatures.LogTimes(shape.Times), [shape.Times.Count, 1]).DetachFromDisposeScope();
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        long rows = x.shape[0], times = tau.shape[0];
        var b = branch.forward(x).reshape(rows, outputs, modes);
        var y = shift is null
            ? b.reshape(-1, modes).matmul(trunk.forward(TimeFeatures.Of(tau)).t()).reshape(rows, outputs, times)
            : b.bmm(trunk.forward(Stretched(shift.forward(x), rows, times)).reshape(rows, times, modes).transpose(1, 2));
        return (y + offset).reshape(rows, outputs * times);
    }

    // Every formulation's own clock: [rows * times, Shifts * features].
    Tensor Stretched(Tensor shifts, long rows, long times) =>
        TimeFeatures.Of((tau.unsqueeze(0) + shifts.unsqueeze(1)).unsqueeze(3)).reshape(rows * times, Shifts * TimeFeatures.Count);

    public string ToOnnx(OnnxGraph graph, string inputs)
    {
        string b = graph.Reshape(graph.Network(branch, inputs), 0, outputs, modes);
        string y = graph.MatMul(b, shift is null ? FixedTrunk(graph) : StretchedTrunk(graph, graph.Linear(inputs, shift)));
        return graph.Reshape(graph.Add(y, graph.Constant(offset)), 0, -1);
    }

    // Without a clock of its own for each formulation the trunk is a table, shape [modes, times].
    string FixedTrunk(OnnxGraph graph)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        return graph.Constant(trunk.forward(TimeFeatures.Of(tau)).t().contiguous());
    }

    // Shape [rows, modes, times].
    string StretchedTrunk(OnnxGraph graph, string shifts)
    {
        long times = tau.shape[0];
        string clock = graph.Add(graph.Constant(tau), graph.Reshape(shifts, 0, 1, Shifts));
        string features = graph.Reshape(TimeFeatures.ToOnnx(graph, graph.Reshape(clock, 0, 0, 0, 1)), -1, Shifts * TimeFeatures.Count);
        return graph.Transpose(graph.Reshape(graph.Network(trunk, features), -1, times, modes), 0, 2, 1);
    }
}

/// <summary>Makes them.</summary>
sealed class DeepONetFactory : NetworkFactory
{
    public override string Name => "deeponet";

    public override int Rank => 2;

    public override Module<Tensor, Tensor> Create(BodyShape shape, TrainingPlan plan) =>
        new DeepONet(shape, plan);
}
