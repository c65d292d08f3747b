using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>
/// Dormand and Prince's pair of orders 5 and 4 with dense output of order 4.
/// J. R. Dormand, P. J. Prince, J. Comput. Appl. Math. 6 (1980) 19, Table 2; dense output: Hairer, Norsett and Wanner,
/// Solving ODEs I, 2nd ed., section II.6.
/// </summary>
readonly struct Dopri5 : IRungeKutta
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static string Name => "dopri5";
    public static int Stages => 7;
    public static int Order => 5;

    public static void Step<TSystem>(ref TSystem system) where TSystem : struct, IExplicitSystem
    {
        system.Take<Second>();
        system.Take<Third>();
        system.Take<Fourth>();
        system.Take<Fifth>();
        system.Take<Sixth>();
        system.Take<Seventh>();
    }

    [MethodImpl(Inline)]
    public static TVector Error<T, TVector, TStageDerivatives>(T h, ref TStageDerivatives k)
        where T : unmanaged, IReal<T> where TVector : unmanaged, IVector<TVector, T>
        where TStageDerivatives : struct, IStageDerivatives<TVector> =>
        TVector.Scale(71.0 / 57600 * h, k[1]).Add(-71.0 / 16695 * h, k[3]).Add(71.0 / 1920 * h, k[4]).Add(-17253.0 / 339200 * h, k[5])
            .Add(22.0 / 525 * h, k[6]).Add(-1.0 / 40 * h, k[7]);

    [MethodImpl(Inline)]
    public static Interpolant<T> Dense<T, TStageDerivatives>(T h, T start, T rise, ref TStageDerivatives k)
        where T : unmanaged, IReal<T> where TStageDerivatives : struct, IStageDerivatives<T>
    {
        T p = h * k[1] - rise, cubic = rise - h * k[7] - p;
        T quartic = h * (-12715105075.0 / 11282082432 * k[1]).Plus(87487479700.0 / 32700410799, k[3])
            .Plus(-10690763975.0 / 1880347072, k[4]).Plus(701980252875.0 / 199316789632, k[5])
            .Plus(-1453857185.0 / 822651844, k[6]).Plus(69997945.0 / 29380423, k[7]);
        // Hairer's last factor is (1 - theta) quartic; ours is theta R.
        return new(start, rise, p, cubic + quartic, -quartic);
    }

    readonly struct Second : IExplicitStage
    {
        public static int Index => 2;
        public static double C => 1.0 / 5;

        [MethodImpl(Inline)]
        public static TVector StageValue<T, TVector, TStageDerivatives>(T h, in TVector y, ref TStageDerivatives k)
            where T : unmanaged, IReal<T> where TVector : unmanaged, IVector<TVector, T>
            where TStageDerivatives : struct, IStageDerivatives<TVector> =>
            y.Add(1.0 / 5 * h, k[1]);
    }

    readonly struct Third : IExplicitStage
    {
        public static int Index => 3;
        public static double C => 3.0 / 10;

        [MethodImpl(Inline)]
        public static TVector StageValue<T, TVector, TStageDerivatives>(T h, in TVector y, ref TStageDerivatives k)
            where T : unmanaged, IReal<T> where TVector : unmanaged, IVector<TVector, T>
            where TStageDerivatives : struct, IStageDerivatives<TVector> =>
            y.Add(3.0 / 40 * h, k[1]).Add(9.0 / 40 * h, k[2]);
    }

    readonly struct Fourth : IExplicitStage
    {
        public static int Index => 4;
        public static double C => 4.0 / 5;

        [MethodImpl(Inline)]
        public static TVector StageValue<T, TVector, TStageDerivatives>(T h, in TVector y, ref TStageDerivatives k)
            where T : unmanaged, IReal<T> where TVector : unmanaged, IVector<TVector, T>
            where TStageDerivatives : struct, IStageDerivatives<TVector> =>
            y.Add(44.0 / 45 * h, k[1]).Add(-56.0 / 15 * h, k[2]).Add(32.0 / 9 * h, k[3]);
    }

    readonly struct Fifth : IExplicitStage
    {
        public static int Index => 5;
        public static double C => 8.0 / 9;

        [MethodImpl(Inline)]
        public static TVector StageValue<T, TVector, TStageDerivatives>(T h, in TVector y, ref TStageDerivatives k)
            where T : unmanaged, IReal<T> where TVector : unmanaged, IVector<TVector, T>
            where TStageDerivatives : struct, IStageDerivatives<TVector> =>
            y.Add(19372.0 / 6561 * h, k[1]).Add(-25360.0 / 2187 * h, k[2]).Add(64448.0 / 6561 * h, k[3]).Add(-212.0 / 729 * h, k[4]);
    }

    readonly struct Sixth : IExplicitStage
    {
        public static int Index => 6;
        public static double C => 1;

        [MethodImpl(Inline)]
        public static TVector StageValue<T, TVector, TStageDerivatives>(T h, in TVector y, ref TStageDerivatives k)
            where T : unmanaged, IReal<T> where TVector : unmanaged, IVector<TVector, T>
            where TStageDerivatives : struct, IStageDerivatives<TVector> =>
            y.Add(9017.0 / 3168 * h, k[1]).Add(-355.0 / 33 * h, k[2]).Add(46732.0 / 5247 * h, k[3]).Add(49.0 / 176 * h, k[4])
                .Add(-5103.0 / 18656 * h, k[5]);
    }

    readonly struct Seventh : IExplicitStage
    {
        public static int Index => 7;
        public static double C => 1;

        [MethodImpl(Inline)]
        public static TVector StageValue<T, TVector, TStageDerivatives>(T h, in TVector y, ref TStageDerivatives k)
            where T : unmanaged, IReal<T> where TVector : unmanaged, IVector<TVector, T>
            where TStageDerivatives : struct, IStageDerivatives<TVector> =>
            y.Add(35.0 / 384 * h, k[1]).Add(500.0 / 1113 * h, k[3]).Add(125.0 / 192 * h, k[4]).Add(-2187.0 / 6784 * h, k[5])
                .Add(11.0 / 84 * h, k[6]);
    }
}
