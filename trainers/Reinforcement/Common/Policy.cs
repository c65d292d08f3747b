using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>A trained policy: actions for observations.</summary>
public sealed class Policy : IDisposable
{
    readonly PolicyFile? file;
    readonly nn.Module<Tensor, Tensor> network;
    readonly ActionSpace actions;
    readonly int observations;

    internal Policy(BoxSpace observed, ActionSpace actions, TrainingPlan plan, IReadOnlyList<NamedArray> weights, PolicyFile? file = null,
        string place = "this training")
    {
        (this.actions, observations, this.file) = (actions, observed.Count, file);
        network = plan.Policy!.Name == "sac" ? new SquashedPolicy(observations, actions.Box!.Count, plan.Network)
            : new PolicyNetwork(observations, actions, plan.Network);
        Weights.Load(network, weights, place);
        network.eval();
    }

    /// <summary>What it says of itself.</summary>
    public PolicyCard Card => file?.Card ?? throw new InvalidOperationException("A policy in training has no card yet.");

    /// <summary>The plan it was trained by.</summary>
    internal TrainingPlan Plan => file?.Plan ?? throw new InvalidOperationException("A policy in training is in no file yet.");

    /// <summary>Adds the network to an ONNX graph.</summary>
    /// <returns>Name of the logits of the choices, or of the actions from -1 to 1.</returns>
    internal string ToOnnx(OnnxGraph graph, string observed) => graph.Network(network, observed);

    /// <summary>Reads a *.policy file.</summary>
    /// <exception cref="RefusedException">Missing, damaged or of another kind; the message is for a person.</exception>
    public static Policy Load(string path)
    {
        PolicyFile read = PolicyFile.Read(path);
        return new(read.Card.Observations, read.Card.ActionSpace, read.Plan, read.Weights, read, path);
    }

    /// <summary>Writes a *.policy file; same policy, same bytes.</summary>
    public void Save(string path) => file!.Write(path);

    /// <summary>The action of each observation that the policy takes for the best: the likeliest choice, or the mean.</summary>
    /// <param name="seen">Shape [rows, observation].</param>
    /// <returns>Shape [rows, action], in the environment's units.</returns>
    public double[] Act(float[] seen)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        Tensor given = network.forward(DeviceTensors.Copied(seen, seen.Length / observations, observations));
        if (network is SquashedPolicy squashed)
            given = squashed.Mean(given);
        ReadOnlySpan<float> values = given.contiguous().Floats();
        return actions.Box is { } box ? Scaled(values, box) : Likeliest(values, actions.Choices);
    }

    /// <summary>With which probability the policy would take each choice.</summary>
    /// <param name="seen">Shape [rows, observation].</param>
    /// <returns>Shape [rows, choices].</returns>
    /// <exception cref="InvalidOperationException">Its actions are no choices.</exception>
    public double[] Probabilities(float[] seen)
    {
        if (actions.Box is not null)
            throw new InvalidOperationException("The policy's actions are points of a box and no choices.");
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        Tensor logits = network.forward(DeviceTensors.Copied(seen, seen.Length / observations, observations));
        return [.. logits.softmax(1).contiguous().Floats().ToArray().Select(value => (double)value)];
    }

    /// <summary>Points of the box from -1 to 1 in the environment's units; what lies outside is moved to the edge.</summary>
    internal static double[] Scaled(ReadOnlySpan<float> unit, BoxSpace box)
    {
        var scaled = new double[unit.Length];
        for (int i = 0; i < scaled.Length; i++)
        {
            double share = 0.5 * (Math.Clamp(unit[i], -1, 1) + 1);
            scaled[i] = box.Low[i % box.Count] + (box.High[i % box.Count] - box.Low[i % box.Count]) * share;
        }

        return scaled;
    }

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();

    static double[] Likeliest(ReadOnlySpan<float> logits, int choices)
    {
        var best = new double[logits.Length / choices];
        for (int row = 0; row < best.Length; row++)
            best[row] = System.Numerics.Tensors.TensorPrimitives.IndexOfMax(logits.Slice(row * choices, choices));
        return best;
    }
}
