using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>A trained network with its transforms: formulations in user units in, curves in user units out.</summary>
public sealed partial class Surrogate : ICurveModel, IDisposable
{
    readonly nn.Module<Tensor, Tensor> network;
    readonly InputScaling scaling;
    readonly OutputTransform transform;
    readonly Predictor predictor;

    internal Surrogate(SurrogateCard card, TrainingPlan plan, IReadOnlyList<NamedArray> weights, string place,
        TrainingReferenceSet? reference = null)
    {
        (Card, Plan, this.reference) = (card, plan, reference);
        network = Networks.Create(NetworkShape.Of(card), plan);
        Weights.Load(network, weights, place);
        network.eval();
        scaling = new InputScaling(card.Space.Parameters, card.ScaledBy);
        transform = new OutputTransform(card.Transforms, card.Mean, card.Deviation);
        predictor = new Predictor(network, scaling, transform, fixedWeights: true);
    }

    /// <summary>What it says of itself.</summary>
    public SurrogateCard Card { get; }

    /// <inheritdoc/>
    public CurveSpace Space => Card.Space;

    /// <summary>The plan it was trained by.</summary>
    public TrainingPlan Plan { get; }

    /// <summary>Numbers that training found.</summary>
    public long WeightCount => network.parameters().Sum(weight => weight.numel());

    /// <summary>Reads a *.surrogate file.</summary>
    /// <exception cref="RefusedException">Missing, damaged or newer than this software; the message is for a person.</exception>
    /// <exception cref="RefusedException">The plan in it asks for something this software does not know.</exception>
    public static Surrogate Load(string path)
    {
        var (card, plan, weights, reference) = SurrogateFile.Read(path);
        return new(card, plan, weights, path, reference is null ? null : new TrainingReferenceSet(reference));
    }

    /// <summary>Writes a *.surrogate file, by way of a temporary one so that nothing half-written is ever seen. Same surrogate, same
    /// bytes.</summary>
    public void Save(string path) => SurrogateFile.Write(path, Card, Plan, Weights.Of(network), reference?.Rows);

    /// <summary>Predicts the curves of any number of formulations on all cores.</summary>
    /// <param name="parameters">Row-major, shape [count, parameters], in user units.</param>
    /// <param name="count">Number of formulations.</param>
    /// <param name="curves">Receives shape [count, outputs, times]; NaN where a parameter is impossible, such as a logarithmic one that is
    /// not above zero.</param>
    /// <exception cref="ArgumentException">A span does not have the size the shapes ask for.</exception>
    public void Predict(ReadOnlySpan<double> parameters, int count, Span<float> curves) =>
        PredictPoints(parameters, count, new(0, Card.Space.Points), curves);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A span does not have the size the shapes ask for.</exception>
    public void PredictPoints(ReadOnlySpan<double> parameters, int count, PointRange wanted, Span<float> curves)
    {
        if (parameters.Length != (long)count * scaling.Count)
            throw new ArgumentException(
                $"{count} formulations of {scaling.Count} parameters need {(long)count * scaling.Count} values, not {parameters.Length}.",
                nameof(parameters));
        if (curves.Length != (long)count * Card.Space.Points)
            throw new ArgumentException(
                $"{count} formulations of {Card.Space.Points} points need {(long)count * Card.Space.Points} places, not {curves.Length}.",
                nameof(curves));
        predictor.Run(parameters, count, curves, wanted);
        SetConstants(curves);
    }

    /// <summary>Predicts curves and their derivatives, exact through the network and both transforms.</summary>
    /// <inheritdoc cref="ICurveModel.PredictWithGradient"/>
    public void PredictWithGradient(ReadOnlySpan<double> parameters, int count, Span<float> curves, Span<double> gradient)
    {
        new GradientPredictor(network, scaling, transform).Run(parameters, count, curves, gradient);
        SetConstants(curves);
        foreach (int j in Card.Constants?.Keys ?? [])
        {
            for (int i = j; i < gradient.Length; i += Card.Space.Points)
                gradient[i] = 0;
        }
    }

    // Where training saw one value only, the network's own is that value and a rounding error.
    void SetConstants(Span<float> curves)
    {
        foreach ((int j, float value) in Card.Constants ?? new Dictionary<int, float>())
        {
            for (int i = j; i < curves.Length; i += Card.Space.Points)
                curves[i] = float.IsNaN(curves[i]) ? curves[i] : value;
        }
    }

    /// <summary>Predicts the curves of one formulation, shape [outputs, times].</summary>
    public float[] Predict(ReadOnlySpan<double> formulation)
    {
        var curve = new float[Card.Space.Points];
        Predict(formulation, 1, curve);
        return curve;
    }

    /// <summary>Whether every parameter of a formulation lies within the range the network was trained on.</summary>
    public bool InRange(ReadOnlySpan<double> formulation) => scaling.InRange(formulation);

    /// <summary>Marks which formulations lie within the trained ranges.</summary>
    /// <param name="parameters">Row-major, shape [count, parameters].</param>
    /// <param name="inRange">Receives shape [count].</param>
    public void InRange(ReadOnlySpan<double> parameters, Span<bool> inRange)
    {
        for (int row = 0; row < inRange.Length; row++)
            inRange[row] = scaling.InRange(parameters.Slice(row * scaling.Count, scaling.Count));
    }

    /// <summary>Adds the whole map to an ONNX graph.</summary>
    /// <param name="graph">Receives operators and weights.</param>
    /// <param name="parameters">Name of the formulations, shape [rows, parameters], in user units.</param>
    /// <returns>Name of the curves, shape [rows, points].</returns>
    /// <exception cref="RefusedException">The network has no ONNX form.</exception>
    internal string ToOnnx(OnnxGraph graph, string parameters) =>
        ConstantsToOnnx(graph, transform.ToOnnx(graph, graph.Network(network, scaling.ToOnnx(graph, parameters))));

    string ConstantsToOnnx(OnnxGraph graph, string curves)
    {
        if (Card.Constants is not { } constants)
            return curves;
        int points = Card.Space.Points;
        float[] varies = [.. Enumerable.Range(0, points).Select(j => constants.ContainsKey(j) ? 0f : 1f)];
        float[] values = [.. Enumerable.Range(0, points).Select(j => constants.TryGetValue(j, out float value) ? value : 0f)];
        return graph.Add(graph.Multiply(curves, graph.Constant(varies, points)), graph.Constant(values, points));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        network.Dispose();
        transform.Dispose();
    }
}
