using System.Numerics.Tensors;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Curves to what the network gives and back: each output's <see cref="CurveTransform"/>, then the mean and deviation of the
/// training curves at each time taken out. All tensors have shape [rows, outputs * times].
/// </summary>
sealed class OutputTransform : IDisposable
{
    readonly CurveTransform[] transforms;
    readonly int times;
    readonly Tensor mean, deviation;

    public OutputTransform(IReadOnlyList<string> names, IReadOnlyList<float> mean, IReadOnlyList<float> deviation, Device? device = null)
    {
        transforms = [.. names.Select(CurveTransform.All.Get)];
        times = mean.Count / names.Count;
        (Names, Mean, Deviation) = ([.. names], [.. mean], [.. deviation]);
        this.mean = DeviceTensors.Of(Mean, [Mean.Length], device ?? CPU).DetachFromDisposeScope();
        this.deviation = DeviceTensors.Of(Deviation, [Deviation.Length], device ?? CPU).DetachFromDisposeScope();
    }

    /// <summary>Transform of each output.</summary>
    public string[] Names { get; }

    /// <summary>Mean of the transformed training curves, shape [outputs, times].</summary>
    public float[] Mean { get; }

    /// <summary>Their standard deviation; 1 where they do not vary.</summary>
    public float[] Deviation { get; }

    /// <summary>The same transform for tensors of a device; the caller disposes of it.</summary>
    public OutputTransform On(Device device) => new(Names, Mean, Deviation, device);

    /// <summary>What the network should give for these curves.</summary>
    public Tensor ToNetwork(Tensor curves) => Each(curves, (t, q) => t.Forward(q)).sub_(mean).div_(deviation);

    /// <summary>The curves the network means; overwrites its argument.</summary>
    public Tensor ToCurves_(Tensor given) => Each(given.mul_(deviation).add_(mean), (t, z) => t.Inverse_(z));

    /// <summary>The smallest value each point can have, shape [points].</summary>
    public float[] Lowest() => [.. transforms.SelectMany(transform => Enumerable.Repeat(transform.Lowest, times))];

    /// <summary>The largest.</summary>
    public float[] Highest() => [.. transforms.SelectMany(transform => Enumerable.Repeat(transform.Highest, times))];

    /// <summary>How far the curves move, exactly, where what the network gives moves by one.</summary>
    public Tensor InverseDerivative(Tensor given) => Each(given * deviation + mean, (t, z) => t.InverseDerivative(z)).mul_(deviation);

    /// <summary>How far a curve moves where the network's output moves by one.</summary>
    public Tensor Derivative(Tensor curves) => Each(curves, (t, q) => t.Derivative(q)).mul_(deviation);

    /// <summary>Measures the normalization on the training rows.</summary>
    public static OutputTransform Fit(IReadOnlyList<string> names, CurveSet set, ReadOnlySpan<int> rows)
    {
        int points = set.Space.Points;
        double[] sum = new double[points], squares = new double[points], z = new double[points];
        using var plain = new OutputTransform(names, new float[points], Ones(points));
        foreach (var part in rows.ToArray().Chunk(8192))
        {
            using var scope = NewDisposeScope();
            var transformed = plain.ToNetwork(set.CurveTensor(part)).Floats();
            for (int at = 0; at < transformed.Length; at += points)
            {
                TensorPrimitives.ConvertChecked<float, double>(transformed.Slice(at, points), z);
                TensorPrimitives.Add(sum, z, sum);
                TensorPrimitives.MultiplyAdd(z, z, squares, squares);
            }
        }
        float[] mean = new float[points], deviation = new float[points];
        for (int j = 0; j < points; j++)
        {
            double middle = sum[j] / rows.Length;
            double spread = Math.Sqrt(Math.Max(0, squares[j] / rows.Length - middle * middle));
            // Where all curves agree, as at time zero, there is nothing to scale.
            (mean[j], deviation[j]) = ((float)middle, spread > 1e-5 * (1 + Math.Abs(middle)) ? (float)spread : 1);
        }
        return new OutputTransform(names, mean, deviation);
    }

    public void Dispose()
    {
        mean.Dispose();
        deviation.Dispose();
    }

    static float[] Ones(int count)
    {
        var ones = new float[count];
        Array.Fill(ones, 1);
        return ones;
    }

    Tensor Each(Tensor all, Func<CurveTransform, Tensor, Tensor> apply)
    {
        if (transforms.Distinct().Count() == 1)
            return apply(transforms[0], all);
        return cat([.. transforms.Select((t, output) => apply(t, all.narrow(1, output * times, times)))], 1);
    }

    /// <summary>Adds <see cref="ToCurves_"/>.</summary>
    /// <returns>Name of the curves, shape [rows, points].</returns>
    public string ToOnnx(OnnxGraph graph, string given)
    {
        string z = graph.Add(graph.Multiply(given, graph.Constant(Deviation, Deviation.Length)), graph.Constant(Mean, Mean.Length));
        return transforms.Distinct().Count() == 1
            ? transforms[0].InverseToOnnx(graph, z)
            : graph.Join([.. transforms.Select((transform, output) =>
                transform.InverseToOnnx(graph, graph.Slice(z, 1, output * times, (output + 1) * times)))]);
    }
}
