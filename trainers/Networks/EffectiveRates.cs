using SurrogateEngine.Kernels;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// What the physics says of a formulation at once: every rate the parameters' units offer (k, 1/tau, D/R^2) times the end
/// of the experiment, as a logarithm and as the first-order release 1 - exp(-rate t) at a few times. Release is a nearly
/// straight function of these where it bends strongly over the parameters themselves.
/// </summary>
sealed class EffectiveRates : Feature, IDerivesBuffers, IOnnxNetwork
{
    /// <summary>Times at which each rate's first-order release is given.</summary>
    const int Moments = 4;

    /// <summary>Smallest value whose logarithm is taken of a parameter on a straight scale.</summary>
    const double Tiny = 1e-12;

    readonly Tensor slope, offset, isStraight, combine, shift, scale, moments;

    /// <summary>The features of a space's parameters.</summary>
    /// <exception cref="RefusedException">No parameter, nor a quotient of two, is a rate.</exception>
    public EffectiveRates(NetworkShape shape) : base("effective-rates")
    {
        var rates = RateCombinations.Of(shape.Parameters, shape.TimeUnit);
        if (rates.Count == 0)
            throw new RefusedException(
                "The feature effective-rates found no rate (1/time), time or diffusivity with a length among the parameters' units: take \"ratios\" or \"fourier\" in the plan's features.");
        int inputs = shape.Parameters.Count;
        double end = shape.Times[^1];
        Count = rates.Count * (1 + Moments);
        slope = Fixed([.. shape.Parameters.Select(p => (float)((At(p, p.High) - At(p, p.Low)) / 2))], inputs);
        offset = Fixed([.. shape.Parameters.Select(p => (float)((At(p, p.High) + At(p, p.Low)) / 2))], inputs);
        isStraight = Fixed([.. shape.Parameters.Select(p => p.Scale == Scale.Log ? 0f : 1f)], inputs);
        combine = Fixed([.. rates.SelectMany(r => r.Exponents.Select(e => (float)e))], rates.Count, inputs);
        shift = Fixed([.. rates.Select(r => (float)(r.LogFactor + Math.Log(end)))], rates.Count);
        scale = Fixed([.. rates.Select(r => (float)(1 / Math.Max(1, r.HalfWidth(shape.Parameters))))], rates.Count);
        moments = Fixed([.. Shares(shape.Times)], Moments, 1);
        RegisterComponents();
    }

    public override int Count { get; }

    public override Tensor forward(Tensor x)
    {
        var values = x * slope + offset;
        // Logarithmic parameters came as logarithms; the others are positive where they are used as a rate.
        var logs = where(isStraight > 0, values.clamp(min: Tiny).log(), values);
        var turns = nn.functional.linear(logs, combine, shift).clamp(-30, 30);
        var released = -(-(turns.unsqueeze(1) + moments).exp()).expm1();
        return cat([turns * scale, released.reshape(x.shape[0], -1)], 1);
    }

    static double At(Parameter p, double value) => p.Scale == Scale.Log ? Math.Log(value) : value;

    // Logarithms of times over the last one, evenly from the first positive time on.
    static IEnumerable<float> Shares(IReadOnlyList<double> times)
    {
        double span = Math.Log(times.FirstOrDefault(t => t > 0, times[^1]) / times[^1]);
        return Enumerable.Range(0, Moments).Select(i => (float)(span * i / Moments));
    }

    static Tensor Fixed(float[] values, params long[] sizes) => tensor(values, sizes).DetachFromDisposeScope();

    public string ToOnnx(OnnxGraph graph, string inputs)
    {
        string values = graph.Add(graph.Multiply(inputs, graph.Constant(slope)), graph.Constant(offset));
        bool[] straight = [.. isStraight.Floats().ToArray().Select(value => value > 0)];
        string logs = graph.Node("Where", [graph.Truths(straight), graph.Log(graph.Node("Max", [values, graph.Number((float)Tiny)])),
            values]);
        string turns = graph.Node("Clip", [graph.Linear(logs, combine, shift), graph.Number(-30), graph.Number(30)]);
        string released = graph.Released(graph.Add(graph.Reshape(turns, 0, 1, combine.shape[0]), graph.Constant(moments)));
        return graph.Join([graph.Multiply(turns, graph.Constant(scale)), graph.Reshape(released, 0, -1)]);
    }
}

/// <summary>Makes them.</summary>
sealed class EffectiveRatesFactory : FeatureFactory
{
    public override string Name => "effective-rates";

    public override int Rank => 1;

    public override Feature Create(NetworkShape shape, TrainingPlan plan) => new EffectiveRates(shape);
}
