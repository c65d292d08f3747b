using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>Predicts curves and how far the members of an ensemble are apart, in the curves' own units.</summary>
sealed class SpreadPredictor(nn.Module<Tensor, Tensor> network, InputScaling scaling, OutputTransform transform)
{
    const int Chunk = 1024;

    /// <summary>Predicts the curves of <paramref name="count"/> formulations.</summary>
    /// <param name="parameters">Shape [count, parameters].</param>
    /// <param name="count">Formulations.</param>
    /// <param name="curves">Receives shape [count, points].</param>
    /// <param name="spread">Receives the members' standard deviation, same shape; 0 for a single network.</param>
    public void Run(ReadOnlySpan<double> parameters, int count, Span<float> curves, Span<float> spread)
    {
        int inputs = scaling.Count, points = transform.Mean.Length;
        using var quiet = no_grad();
        for (int at = 0; at < count; at += Chunk)
        {
            int rows = Math.Min(Chunk, count - at);
            using var scope = NewDisposeScope();
            var scaled = empty(rows, inputs);
            scaling.Scale(parameters.Slice(at * inputs, rows * inputs), scaled.Floats());
            var (mean, deviation) = Predict(scaled);
            mean.Floats().CopyTo(curves.Slice(at * points, rows * points));
            deviation.Floats().CopyTo(spread.Slice(at * points, rows * points));
        }
    }

    (Tensor Mean, Tensor Deviation) Predict(Tensor scaled)
    {
        if (network is not EnsembleNetwork ensemble)
        {
            var single = transform.ToCurves_(network.forward(scaled)).contiguous();
            return (single, zeros_like(single));
        }
        var members = ensemble.OfMembers(scaled).contiguous();
        var mean = transform.ToCurves_(members.mean([0]));
        var each = transform.ToCurves_(members.flatten(0, 1)).reshape(members.shape);
        return (mean, ((each - mean).square().sum(0L) / (ensemble.Members - 1)).sqrt());
    }
}
