using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>The curve within a step of a Rosenbrock method: of a state, or of an output, which is linear in the states.</summary>
static class DenseSums<TMethod>
    where TMethod : struct, IRosenbrock
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>The curve from the value at both ends and k_j of every stage.</summary>
    public static DenseStep<T> Of<T, TSlopes>(T start, T next, ref TSlopes k)
        where T : unmanaged, IReal<T>
        where TSlopes : struct, ISlopes<T>
    {
        T p = T.Of(0), q = T.Of(0), r = T.Of(0);
        // Written out, so that weights are constants to the compiler: a device must not look them up in double precision.
        Add(1, ref k, ref p, ref q, ref r);
        Add(2, ref k, ref p, ref q, ref r);
        Add(3, ref k, ref p, ref q, ref r);
        Add(4, ref k, ref p, ref q, ref r);
        Add(5, ref k, ref p, ref q, ref r);
        Add(6, ref k, ref p, ref q, ref r);
        Add(7, ref k, ref p, ref q, ref r);
        Add(8, ref k, ref p, ref q, ref r);
        Add(9, ref k, ref p, ref q, ref r);
        Add(10, ref k, ref p, ref q, ref r);
        Add(11, ref k, ref p, ref q, ref r);
        Add(12, ref k, ref p, ref q, ref r);
        return new(start, next - start, p, q, r);
    }

    [MethodImpl(Inline)]
    static void Add<T, TSlopes>(int stage, ref TSlopes k, ref T p, ref T q, ref T r)
        where T : unmanaged, IReal<T>
        where TSlopes : struct, ISlopes<T>
    {
        if (stage > TMethod.Stages)
            return;
        T slope = k[stage];
        if (TMethod.P(stage) != 0)
            p = T.Axpy(T.Of(TMethod.P(stage)), slope, p);
        if (TMethod.Q(stage) != 0)
            q = T.Axpy(T.Of(TMethod.Q(stage)), slope, q);
        if (TMethod.R(stage) != 0)
            r = T.Axpy(T.Of(TMethod.R(stage)), slope, r);
    }
}
