using TorchSharp;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Curves over one stretch of time by their values at Chebyshev-Lobatto nodes of logarithmic time since its beginning,
/// s = log(1 + t/early) / log(1 + length/early), joined by the polynomial through them, whose derivative is exact and one small
/// matrix product (Trefethen, Spectral Methods in MATLAB, SIAM 2000, chapter 6; Berrut &amp; Trefethen, SIAM Review 46 (2004) 501).
/// Node 0 is the beginning.
/// </summary>
sealed class ChebyshevElement
{
    readonly double[] nodes;
    readonly double early, logLength;

    /// <summary>An element from <paramref name="begin"/> to <paramref name="end"/>.</summary>
    /// <param name="count">Nodes after the beginning.</param>
    /// <param name="early">Time since the beginning below which the scale is even in t and above which it is even in log t.</param>
    /// <param name="begin">Time of node 0.</param>
    /// <param name="end">Time of the last node.</param>
    public ChebyshevElement(int count, double early, double begin, double end)
    {
        (this.early, Begin, logLength) = (early, begin, Math.Log(1 + (end - begin) / early));
        nodes = [.. Enumerable.Range(0, count + 1).Select(k => 0.5 * (1 - Math.Cos(Math.PI * k / count)))];
        Times = [.. nodes.Skip(1).Select(s => begin + early * (Math.Exp(logLength * s) - 1))];
        Times[^1] = end;
        Stretch = [.. Times.Select(t => logLength * (t - begin + early))];
        Derivative = DerivativeMatrix();
        Integral = Inverse(Derivative, count);
    }

    /// <summary>Time of node 0.</summary>
    public double Begin { get; }

    /// <summary>Time of the last node.</summary>
    public double End => Times[^1];

    /// <summary>Nodes after the beginning.</summary>
    public int Count => Times.Length;

    /// <summary>Their times, ascending.</summary>
    public double[] Times { get; }

    /// <summary>dt/ds at each of them.</summary>
    public double[] Stretch { get; }

    /// <summary>d/ds at node j of the polynomial that is 1 at node k and 0 at the others, row-major [j, k], the beginning left
    /// out.</summary>
    public double[] Derivative { get; }

    /// <summary>The inverse of <see cref="Derivative"/>: values at the nodes of the polynomial that has these derivatives there and begins
    /// at 0.</summary>
    public double[] Integral { get; }

    /// <summary>What the curve at a time takes of each node's value, that of the beginning first.</summary>
    public double[] At(double t)
    {
        double s = Math.Log(1 + (t - Begin) / early) / logLength;
        var weights = new double[nodes.Length];
        int hit = Array.FindIndex(nodes, node => Math.Abs(s - node) < 1e-13);
        if (hit >= 0)
            weights[hit] = 1;
        else
        {
            for (int k = 0; k < nodes.Length; k++)
                weights[k] = Weight(k) / (s - nodes[k]);
            double sum = weights.Sum();
            for (int k = 0; k < nodes.Length; k++)
                weights[k] /= sum;
        }
        return weights;
    }

    // Rows add up to zero over all nodes, the beginning included: a constant has no derivative.
    double[] DerivativeMatrix()
    {
        int count = Count;
        var matrix = new double[count * count];
        for (int j = 1; j <= count; j++)
        {
            double sum = Weight(0) / Weight(j) / (nodes[j] - nodes[0]);
            for (int k = 1; k <= count; k++)
                if (k != j)
                    sum += matrix[(j - 1) * count + k - 1] = Weight(k) / Weight(j) / (nodes[j] - nodes[k]);
            matrix[(j - 1) * count + j - 1] = -sum;
        }
        return matrix;
    }

    double Weight(int k) => (k % 2 == 0 ? 1 : -1) * (k == 0 || k == nodes.Length - 1 ? 0.5 : 1);

    static double[] Inverse(double[] matrix, int n)
    {
        using var scope = NewDisposeScope();
        return linalg.inv(DeviceTensors.Of(matrix, [n, n], ScalarType.Float64, CPU)).contiguous().Doubles().ToArray();
    }
}
