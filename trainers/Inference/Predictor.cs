using System.Buffers;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Runs a network over any number of formulations in chunks that stay in the cache. Chunks are padded to whole groups of
/// 16 rows: full vectors everywhere, so a formulation's curve does not depend, to the last bit, on which others are asked for with it.
/// Network and transform are on the device, the CPU if none is given; formulations and curves stay on the host.
/// A network whose weights will not change any more takes the faster way of <see cref="LanePredictor"/> if it has one.
/// </summary>
sealed class Predictor(nn.Module<Tensor, Tensor> network, InputScaling scaling, OutputTransform transform, bool fixedWeights = false,
    Device? device = null)
{
    const int Group = 16, MostRows = 2048, MostPoints = 2048 * 64;

    readonly LanePredictor? inLanes = fixedWeights ? LanePredictor.For(network, scaling, transform) : null;

    /// <summary>Predicts the curves of <paramref name="count"/> formulations.</summary>
    /// <param name="parameters">Shape [count, parameters].</param>
    /// <param name="count">Formulations.</param>
    /// <param name="curves">Receives shape [count, points].</param>
    /// <param name="wanted">Points that are needed, where others may hold anything; null needs all.</param>
    public void Run(ReadOnlySpan<double> parameters, int count, Span<float> curves, PointRange? wanted = null)
    {
        if (inLanes != null)
        {
            inLanes.Run(parameters, count, curves, wanted ?? new(0, transform.Mean.Length));
            return;
        }

        int inputs = scaling.Count, points = transform.Mean.Length;
        // A recurrent network holds its states at all times: long curves go in smaller chunks.
        int chunk = Math.Clamp(MostPoints / points / Group * Group, Group, MostRows);
        using var quiet = no_grad();
        for (int at = 0; at < count; at += chunk)
        {
            int rows = Math.Min(chunk, count - at);
            using var scope = NewDisposeScope();
            var scaled = Scaled(parameters.Slice(at * inputs, rows * inputs));
            var predicted = transform.ToCurves_(network.forward(scaled.On(device ?? CPU))).OnHost().contiguous().Floats();
            predicted[..(rows * points)].CopyTo(curves.Slice(at * points, rows * points));
        }
    }

    Tensor Scaled(ReadOnlySpan<double> formulations)
    {
        int inputs = scaling.Count, rows = formulations.Length / inputs, padded = (rows + Group - 1) / Group * Group;
        var scaled = DeviceTensors.Empty(padded, inputs);
        if (padded == rows)
        {
            scaling.Scale(formulations, scaled.Floats());
            return scaled;
        }
        var buffer = ArrayPool<double>.Shared.Rent(padded * inputs);
        formulations.CopyTo(buffer);
        for (int row = rows; row < padded; row++)
            formulations[..inputs].CopyTo(buffer.AsSpan(row * inputs));
        scaling.Scale(buffer.AsSpan(0, padded * inputs), scaled.Floats());
        ArrayPool<double>.Shared.Return(buffer);
        return scaled;
    }
}
