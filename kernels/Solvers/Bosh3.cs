using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>
/// Bogacki and Shampine's pair of orders 3 and 2 with dense output of order 3: the cubic through both ends and their derivatives.
/// P. Bogacki, L. F. Shampine, A 3(2) pair of Runge-Kutta formulas, Appl. Math. Lett. 2 (1989) 321.
/// </summary>
readonly struct Bosh3 : IRungeKutta
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static string Name => "bosh3";
    public static int Stages => 4;
    public static int Order => 3;

    public static void Step<TSystem>(ref TSystem system) where TSystem : struct, IExplicitSystem
    {
        system.Take<Second>();
        system.Take<Third>();
        system.Take<Fourth>();
    }

    [MethodImpl(Inline)]
    public static TVector Error<T, TVector, TStageDerivatives>(T h, ref TStageDerivatives k)
        where T : unmanaged, IReal<T> where TVector : unmanaged, IVector<TVector, T>
        where TStageDerivatives : struct, IStageDerivatives<TVector> =>
        TVector.Scale(-5.0 / 72 * h, k[1]).Add(1.0 / 12 * h, k[2]).Add(1.0 / 9 * h, k[3]).Add(-1.0 / 8 * h, k[4]);

    [MethodImpl(Inline)]
    public static Interpolant<T> Dense<T, TStageDerivatives>(T h, T start, T rise, ref TStageDerivatives k)
        where T : unmanaged, IReal<T> where TStageDerivatives : struct, IStageDerivatives<T>
    {
        T p = h * k[1] - rise;
        return new(start, rise, p, rise - h * k[4] - p, T.FromDouble(0));
    }

    readonly struct Second : IExplicitStage
    {
        public static int Index => 2;
        public static double C => 1.0 / 2;

        [MethodImpl(Inline)]
        public static TVector StageValue<T, TVector, TStageDerivatives>(T h, in TVector y, ref TStageDerivatives k)
            where T : unmanaged, IReal<T> where TVector : unmanaged, IVector<TVector, T>
            where TStageDerivatives : struct, IStageDerivatives<TVector> =>
            y.Add(1.0 / 2 * h, k[1]);
    }

    readonly struct Third : IExplicitStage
    {
        public static int Index => 3;
        public static double C => 3.0 / 4;

        [MethodImpl(Inline)]
        public static TVector StageValue<T, TVector, TStageDerivatives>(T h, in TVector y, ref TStageDerivatives k)
            where T : unmanaged, IReal<T> where TVector : unmanaged, IVector<TVector, T>
            where TStageDerivatives : struct, IStageDerivatives<TVector> =>
            y.Add(3.0 / 4 * h, k[2]);
    }

    readonly struct Fourth : IExplicitStage
    {
        public static int Index => 4;
        public static double C => 1;

        [MethodImpl(Inline)]
        public static TVector StageValue<T, TVector, TStageDerivatives>(T h, in TVector y, ref TStageDerivatives k)
            where T : unmanaged, IReal<T> where TVector : unmanaged, IVector<TVector, T>
            where TStageDerivatives : struct, IStageDerivatives<TVector> =>
            y.Add(2.0 / 9 * h, k[1]).Add(1.0 / 3 * h, k[2]).Add(4.0 / 9 * h, k[3]);
    }
}
