using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace TorchSharp.Embedded;

/// <summary>
/// One pass of Adam (Kingma and Ba 2015) or AdamW (Loshchilov and Hutter 2019) over a parameter: moments, weight decay and
/// step in registers, each number read and written once.
/// </summary>
internal readonly struct AdamStep
{
    internal double Beta1 { get; init; }

    internal double Beta2 { get; init; }

    /// <summary>lr / (1 - beta1^t).</summary>
    internal double StepSize { get; init; }

    /// <summary>1 / sqrt(1 - beta2^t).</summary>
    internal double RootCorrection { get; init; }

    internal double Epsilon { get; init; }

    /// <summary>Added to the gradient, times the parameter (Adam's L2 penalty).</summary>
    internal double Penalty { get; init; }

    /// <summary>The parameter is multiplied with this first (AdamW's decay).</summary>
    internal double Shrink { get; init; }

    internal bool Maximize { get; init; }

    internal unsafe void Apply(TensorImpl parameter, TensorImpl gradient, Tensor first, Tensor second, Tensor? largest)
    {
        var g = Copies.Contiguous(gradient, parameter.Type);
        if (parameter.Type == ScalarType.Float32) Run<float>(parameter, g, first.Impl, second.Impl, largest?.Impl);
        else Run<double>(parameter, g, first.Impl, second.Impl, largest?.Impl);
        GC.KeepAlive(parameter);
        GC.KeepAlive(first);
        GC.KeepAlive(second);
        GC.KeepAlive(largest);
        g.Release();
        parameter.Block.Version++;
    }

    private unsafe void Run<T>(TensorImpl p, TensorImpl g, TensorImpl m, TensorImpl v, TensorImpl? w) where T : unmanaged, INumber<T>
    {
        var job = new Job<T>
        {
            P = p.Data<T>(),
            G = g.Data<T>(),
            M = m.Data<T>(),
            V = v.Data<T>(),
            Largest = w is null ? null : w.Data<T>(),
            Count = p.Count,
            Step = this,
        };
        Workers.Run(ref job, Blocks.Count(p.Count));
    }

    private unsafe struct Job<T> : IParts where T : unmanaged, INumber<T>
    {
        internal T* P;
        internal T* G;
        internal T* M;
        internal T* V;
        internal T* Largest;
        internal long Count;
        internal AdamStep Step;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(int part)
        {
            var (start, length) = Blocks.Range(part, Count);
            var constants = new Constants<T>(Step);
            var end = start + length;
            var i = start;
            for (; i <= end - Vector512<T>.Count; i += Vector512<T>.Count)
            {
                var m = Vector512.Load(M + i);
                var v = Vector512.Load(V + i);
                var w = Largest == null ? default : Vector512.Load(Largest + i);
                var p = constants.Next(Vector512.Load(P + i), Vector512.Load(G + i), ref m, ref v, ref w, Largest != null);
                m.Store(M + i);
                v.Store(V + i);
                p.Store(P + i);
                if (Largest != null) w.Store(Largest + i);
            }
            if (i == end) return;
            var left = (int)(end - i);
            var lastM = Tail.Load(M + i, left);
            var lastV = Tail.Load(V + i, left);
            var lastW = Largest == null ? default : Tail.Load(Largest + i, left);
            var last = constants.Next(Tail.Load(P + i, left), Tail.Load(G + i, left), ref lastM, ref lastV, ref lastW, Largest != null);
            Tail.Store(lastM, M + i, left);
            Tail.Store(lastV, V + i, left);
            Tail.Store(last, P + i, left);
            if (Largest != null) Tail.Store(lastW, Largest + i, left);
        }
    }

    private readonly struct Constants<T>(AdamStep step) where T : unmanaged, INumber<T>
    {
        private readonly Vector512<T> beta1 = Of(step.Beta1);
        private readonly Vector512<T> rest1 = Of(1 - step.Beta1);
        private readonly Vector512<T> beta2 = Of(step.Beta2);
        private readonly Vector512<T> rest2 = Of(1 - step.Beta2);
        private readonly Vector512<T> stepSize = Of(step.StepSize);
        private readonly Vector512<T> rootCorrection = Of(step.RootCorrection);
        private readonly Vector512<T> epsilon = Of(step.Epsilon);
        private readonly Vector512<T> penalty = Of(step.Penalty);
        private readonly Vector512<T> shrink = Of(step.Shrink);
        private readonly Vector512<T> sign = Of(step.Maximize ? -1 : 1);

        /// <summary>The parameter after the step; moments are changed in place.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal Vector512<T> Next(Vector512<T> p, Vector512<T> gradient, ref Vector512<T> m, ref Vector512<T> v, ref Vector512<T> largest, bool amsgrad)
        {
            var g = gradient * sign + p * penalty;
            m = m * beta1 + g * rest1;
            v = v * beta2 + g * g * rest2;
            if (amsgrad) largest = Vector512.Max(largest, v);
            var root = Vector512.Sqrt(amsgrad ? largest : v) * rootCorrection + epsilon;
            return p * shrink - stepSize * (m / root);
        }

        private static Vector512<T> Of(double value) => Vector512.Create(T.CreateTruncating(value));
    }
}
