using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SurrogateEngine.Trainers;

/// <summary>
/// What the network should give for fresh curves, and what each point weighs, row by row in one pass: what
/// <see cref="OutputTransform"/> and <see cref="PointwiseWeights"/> make of tensors in some thirty operations, within rounding.
/// </summary>
sealed unsafe class FusedTargets
{
    const int Lanes = GemmMicroKernel.Lanes, RowsOfPart = 16;
    const long WorthSharing = 1 << 15;

    readonly OutputTransform transform;
    readonly float[]? timeRoots;
    readonly float relative, absolute, transformed, gradientWeighted;

    FusedTargets(OutputTransform transform, PointwiseWeights weights)
    {
        (this.transform, timeRoots) = (transform, weights.TimeRoots);
        (relative, absolute) = (Weight(new RelativeLoss()), Weight(new AbsoluteLoss()));
        (transformed, gradientWeighted) = (Weight(new TransformedLoss()), Weight(new GradientWeightedLoss()));

        float Weight(PointwiseLoss loss) => (float)weights.Losses.GetValueOrDefault(loss.Name);
    }

    /// <summary>For transforms and losses that are known here; null where one is not.</summary>
    public static FusedTargets? Of(OutputTransform transform, PointwiseWeights weights) =>
        LaneCurves.Knows(transform) && weights.Losses.All(loss => loss.Value == 0
        || loss.Key is "relative" or "absolute" or "transformed" or "gradient-weighted")
            ? new(transform, weights)
            : null;

    /// <summary>Writes targets times root weights, and root weights.</summary>
    /// <param name="curves">Shape [rows, points].</param>
    /// <param name="learned">Shape [rows]; a row where it is 0 weighs nothing.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="roots">Receives shape [rows, points].</param>
    /// <param name="targets">Receives the same shape.</param>
    public void Run(float* curves, float* learned, int rows, float* roots, float* targets)
    {
        var parts = new Parts { Owner = this, Curves = curves, Learned = learned, Roots = roots, Targets = targets, Rows = rows };
        Workers.Run(ref parts, (rows + RowsOfPart - 1) / RowsOfPart, (long)rows * transform.Mean.Length >= WorthSharing);
    }

    struct Parts : IParts
    {
        public FusedTargets Owner;
        public float* Curves, Learned, Roots, Targets;
        public int Rows;

        public readonly void Run(int part)
        {
            int points = Owner.transform.Mean.Length;
            for (int row = part * RowsOfPart; row < Math.Min(Rows, (part + 1) * RowsOfPart); row++)
            {
                long at = (long)row * points;
                Span<float> roots = new(Roots + at, points), targets = new(Targets + at, points);
                if (Learned[row] != 0)
                {
                    Owner.Row(new(Curves + at, points), roots, targets);
                    continue;
                }
                roots.Clear();
                targets.Clear();
            }
        }
    }

    void Row(ReadOnlySpan<float> curve, Span<float> roots, Span<float> targets)
    {
        int times = curve.Length / transform.Names.Length;
        fixed (float* q = curve, r = roots, t = targets)
        {
            for (int output = 0, from = 0; output < transform.Names.Length; output++, from += times)
            {
                switch (transform.Names[output])
                {
                    case "raw": Transform<LaneRaw>(q, r, t, from, times); break;
                    case "log": Transform<LaneLog>(q, r, t, from, times); break;
                    default: Transform<LaneCloglog>(q, r, t, from, times); break;
                }
            }
            // A curve of zeros would weigh infinitely much.
            float size = 1 / Math.Max(1e-8f, TensorPrimitives.SumOfSquares(curve) / curve.Length);
            if (gradientWeighted > 0)
                for (int from = 0; from < curve.Length;
                from += times)
                    WeighByGradient(q + from, r + from, t + from, times, size);
            else
                Weigh(r, t, curve.Length, relative * size + absolute);
            if (timeRoots is null)
                return;
            TensorPrimitives.Multiply(roots, timeRoots, roots);
            TensorPrimitives.Multiply(targets, timeRoots, targets);
        }
    }

    /// <summary>Normalized z to targets, dq/d(network's output) to roots.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Transform<TTransform>(float* q, float* roots, float* targets, int from, int times) where TTransform : struct, ILaneSlope
    {
        fixed (float* mean = transform.Mean, deviation = transform.Deviation)
        {
            int j = from, end = from + times;
            for (; j <= end - Lanes; j += Lanes)
            {
                var d = Vector512.Load(deviation + j);
                ((Sixteen.Of<TTransform>(Vector512.Load(q + j), out var derivative) - Vector512.Load(mean + j)) / d).Store(targets + j);
                (derivative * d).Store(roots + j);
            }
            if (j == end)
                return;
            var last = LaneTail.Load(deviation + j, end - j);
            var z = Sixteen.Of<TTransform>(LaneTail.Load(q + j, end - j), out var lastDerivative);
            LaneTail.Store((z - LaneTail.Load(mean + j, end - j)) / last, targets + j, end - j);
            LaneTail.Store(lastDerivative * last, roots + j, end - j);
        }
    }

    /// <summary>Roots of weight * derivative^2 + what the loss transformed adds, and targets times them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Weigh(float* roots, float* targets, int count, float weight)
    {
        int j = 0;
        for (; j <= count - Lanes; j += Lanes)
        {
            var derivative = Vector512.Load(roots + j);
            var root = Vector512.Sqrt(derivative * derivative * Vector512.Create(weight) + Vector512.Create(transformed));
            root.Store(roots + j);
            (Vector512.Load(targets + j) * root).Store(targets + j);
        }
        for (; j < count; j++)
            targets[j] *= roots[j] = MathF.Sqrt(roots[j] * roots[j] * weight + transformed);
    }

    /// <summary>The same for one output where each point's weight follows from how much the curve moves around it.</summary>
    void WeighByGradient(float* q, float* roots, float* targets, int times, float size)
    {
        double moves = 0;
        for (int j = 0; j < times; j++)
            moves += Around(q, j, times);
        float mean = Math.Max(1e-12f, (float)(moves / times));
        for (int j = 0; j < times; j++)
        {
            float share = Around(q, j, times) / mean * (1 - GradientWeightedLoss.Everywhere) + GradientWeightedLoss.Everywhere;
            float weight = relative * size + absolute + gradientWeighted * size * share;
            targets[j] *= roots[j] = MathF.Sqrt(roots[j] * roots[j] * weight + transformed);
        }
    }

    static float Around(float* q, int j, int times) =>
        (j > 0 ? Math.Abs(q[j] - q[j - 1]) : 0) + (j + 1 < times ? Math.Abs(q[j + 1] - q[j]) : 0);
}
