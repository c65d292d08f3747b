using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace ExamplePlugin;

/// <summary>
/// An explicit method of one's own: Heun's of order 3 (Z. Math. Phys. 45 (1900) 23), with the derivative at the end as fourth stage, an
/// embedded method of order 2 by it, and the cubic through both ends and their derivatives as dense output.
/// </summary>
public readonly struct Heun3 : IRungeKutta
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static string Name => "heun3";
    public static int Stages => 4;
    public static int Order => 3;

    public static void Step<TSystem>(ref TSystem system) where TSystem : struct, IExplicitSystem
    {
        system.Take<Second>();
        system.Take<Third>();
        system.Take<Fourth>();
    }

    // Both sums over the weights vanish to order 2: sum e_i = 0 and sum e_i c_i = 0.
    [MethodImpl(Inline)]
    public static TVector Error<T, TVector, TStageDerivatives>(T h, ref TStageDerivatives k)
        where T : unmanaged, IReal<T> where TVector : unmanaged, IVector<TVector, T>
        where TStageDerivatives : struct, IStageDerivatives<TVector> =>
        TVector.Scale(-1.0 / 8 * h, k[1]).Add(1.0 / 8 * h, k[2]).Add(1.0 / 8 * h, k[3]).Add(-1.0 / 8 * h, k[4]);

    [MethodImpl(Inline)]
    public static Interpolant<T> Dense<T, TStageDerivatives>(T h, T start, T rise, ref TStageDerivatives k)
        where T : unmanaged, IReal<T> where TStageDerivatives : struct, IStageDerivatives<T>
    {
        T p = h * k[1] - rise;
        return new(start, rise, p, rise - h * k[4] - p, T.FromDouble(0));
    }

    public readonly struct Second : IExplicitStage
    {
        public static int Index => 2;
        public static double C => 1.0 / 3;

        [MethodImpl(Inline)]
        public static TVector StageValue<T, TVector, TStageDerivatives>(T h, in TVector y, ref TStageDerivatives k)
            where T : unmanaged, IReal<T> where TVector : unmanaged, IVector<TVector, T>
            where TStageDerivatives : struct, IStageDerivatives<TVector> =>
            y.Add(1.0 / 3 * h, k[1]);
    }

    public readonly struct Third : IExplicitStage
    {
        public static int Index => 3;
        public static double C => 2.0 / 3;

        [MethodImpl(Inline)]
        public static TVector StageValue<T, TVector, TStageDerivatives>(T h, in TVector y, ref TStageDerivatives k)
            where T : unmanaged, IReal<T> where TVector : unmanaged, IVector<TVector, T>
            where TStageDerivatives : struct, IStageDerivatives<TVector> =>
            y.Add(2.0 / 3 * h, k[2]);
    }

    public readonly struct Fourth : IExplicitStage
    {
        public static int Index => 4;
        public static double C => 1;

        [MethodImpl(Inline)]
        public static TVector StageValue<T, TVector, TStageDerivatives>(T h, in TVector y, ref TStageDerivatives k)
            where T : unmanaged, IReal<T> where TVector : unmanaged, IVector<TVector, T>
            where TStageDerivatives : struct, IStageDerivatives<TVector> =>
            y.Add(1.0 / 4 * h, k[1]).Add(3.0 / 4 * h, k[3]);
    }
}
