using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>The curve within a step of a Rosenbrock method: of a state, or of an output, which is linear in the states.</summary>
static class InterpolantSums<TMethod>
    where TMethod : struct, IRosenbrock
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>The curve from the value at both ends and k_j of every stage.</summary>
    [MethodImpl(Inline)]
    public static Interpolant<T> Of<T, TStageDerivatives>(T start, T next, ref TStageDerivatives k)
        where T : unmanaged, IReal<T>
        where TStageDerivatives : struct, IStageDerivatives<T>
    {
        T p = T.FromDouble(0), q = T.FromDouble(0), r = T.FromDouble(0);
        // Written out, so that weights are constants to the compiler: a device must not look them up in double precision.
        Add(1, ref k, ref p, ref q, ref r);
        Add(2, ref k, ref p, ref q, ref r);
        Add(3, ref k, ref p, ref q, ref r);
        Add(4, ref k, ref p, ref q, ref r);
        Add(5, ref k, ref p, ref q, ref r);
        Add(6, ref k, ref p, ref q, ref r);
        Add(7, ref k, ref p, ref q, ref r);
        Add(8, ref k, ref p, ref q, ref r);
        if (TMethod.Stages > StageSums.WrittenOut)
        {
            Vec3<T> behind = Behind<T, TStageDerivatives>(k);
            (p, q, r) = (p + behind.A, q + behind.B, r + behind.C);
        }

        return new(start, next - start, p, q, r);
    }

    /// <summary>The sums from the ninth stage on; see <see cref="StageSums"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static Vec3<T> Behind<T, TStageDerivatives>(TStageDerivatives k)
        where T : unmanaged, IReal<T>
        where TStageDerivatives : struct, IStageDerivatives<T>
    {
        T p = T.FromDouble(0), q = T.FromDouble(0), r = T.FromDouble(0);
        Add(9, ref k, ref p, ref q, ref r);
        Add(10, ref k, ref p, ref q, ref r);
        Add(11, ref k, ref p, ref q, ref r);
        Add(12, ref k, ref p, ref q, ref r);
        Add(13, ref k, ref p, ref q, ref r);
        Add(14, ref k, ref p, ref q, ref r);
        Add(15, ref k, ref p, ref q, ref r);
        Add(16, ref k, ref p, ref q, ref r);
        Add(17, ref k, ref p, ref q, ref r);
        Add(18, ref k, ref p, ref q, ref r);
        Add(19, ref k, ref p, ref q, ref r);
        Add(20, ref k, ref p, ref q, ref r);
        Add(21, ref k, ref p, ref q, ref r);
        Add(22, ref k, ref p, ref q, ref r);
        Add(23, ref k, ref p, ref q, ref r);
        Add(24, ref k, ref p, ref q, ref r);
        return new(p, q, r);
    }

    [MethodImpl(Inline)]
    static void Add<T, TStageDerivatives>(int stage, ref TStageDerivatives k, ref T p, ref T q, ref T r)
        where T : unmanaged, IReal<T>
        where TStageDerivatives : struct, IStageDerivatives<T>
    {
        if (stage > TMethod.Stages)
            return;
        T derivative = k[stage];
        if (TMethod.P(stage) != 0)
            p = T.Axpy(T.FromDouble(TMethod.P(stage)), derivative, p);
        if (TMethod.Q(stage) != 0)
            q = T.Axpy(T.FromDouble(TMethod.Q(stage)), derivative, q);
        if (TMethod.R(stage) != 0)
            r = T.Axpy(T.FromDouble(TMethod.R(stage)), derivative, r);
    }
}
