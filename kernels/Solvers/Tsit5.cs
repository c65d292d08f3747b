using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>
/// Tsitouras' pair of orders 5 and 4 with its free interpolant of order 4.
/// Ch. Tsitouras, Runge-Kutta pairs of order 5(4) satisfying only the first column simplifying assumption,
/// Comput. Math. Appl. 62 (2011) 770: the table of the pair and the interpolant given with it.
/// </summary>
readonly struct Tsit5 : IRungeKutta
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static string Name => "tsit5";
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
        TVector.Scale(-0.00178001105222577714 * h, k[1]).Add(-0.0008164344596567469 * h, k[2]).Add(0.007880878010261995 * h, k[3])
            .Add(-0.1447110071732629 * h, k[4]).Add(0.5823571654525552 * h, k[5]).Add(-0.45808210592918697 * h, k[6])
            .Add(1.0 / 66 * h, k[7]);

    [MethodImpl(Inline)]
    public static Interpolant<T> Dense<T, TStageDerivatives>(T h, T start, T rise, ref TStageDerivatives k)
        where T : unmanaged, IReal<T> where TStageDerivatives : struct, IStageDerivatives<T>
    {
        T p = h * k[1] - rise, cubic = rise - h * k[7] - p;
        // The interpolant has the derivatives k1 and k7 at its ends; what is left to say is its coefficient of theta^4.
        T quartic = h * (-1.0530884977290216 * k[1]).Plus(0.1017, k[2]).Plus(2.490627285651252793, k[3])
            .Plus(-16.54810288924490272, k[4]).Plus(47.37952196281928122, k[5]).Plus(-34.87065786149660974, k[6]).Plus(2.5, k[7]);
        return new(start, rise, p, cubic + quartic, -quartic);
    }

    readonly struct Second : IExplicitStage
    {
        public static int Index => 2;
        public static double C => 0.161;

        [MethodImpl(Inline)]
        public static TVector StageValue<T, TVector, TStageDerivatives>(T h, in TVector y, ref TStageDerivatives k)
            where T : unmanaged, IReal<T> where TVector : unmanaged, IVector<TVector, T>
            where TStageDerivatives : struct, IStageDerivatives<TVector> =>
            y.Add(0.161 * h, k[1]);
    }

    readonly struct Third : IExplicitStage
    {
        public static int Index => 3;
        public static double C => 0.327;

        [MethodImpl(Inline)]
        public static TVector StageValue<T, TVector, TStageDerivatives>(T h, in TVector y, ref TStageDerivatives k)
            where T : unmanaged, IReal<T> where TVector : unmanaged, IVector<TVector, T>
            where TStageDerivatives : struct, IStageDerivatives<TVector> =>
            y.Add(-0.008480655492356992 * h, k[1]).Add(0.3354806554923570 * h, k[2]);
    }

    readonly struct Fourth : IExplicitStage
    {
        public static int Index => 4;
        public static double C => 0.9;

        [MethodImpl(Inline)]
        public static TVector StageValue<T, TVector, TStageDerivatives>(T h, in TVector y, ref TStageDerivatives k)
            where T : unmanaged, IReal<T> where TVector : unmanaged, IVector<TVector, T>
            where TStageDerivatives : struct, IStageDerivatives<TVector> =>
            y.Add(2.897153057105494 * h, k[1]).Add(-6.359448489975075 * h, k[2]).Add(4.362295432869581 * h, k[3]);
    }

    readonly struct Fifth : IExplicitStage
    {
        public static int Index => 5;
        public static double C => 0.9800255409045097;

        [MethodImpl(Inline)]
        public static TVector StageValue<T, TVector, TStageDerivatives>(T h, in TVector y, ref TStageDerivatives k)
            where T : unmanaged, IReal<T> where TVector : unmanaged, IVector<TVector, T>
            where TStageDerivatives : struct, IStageDerivatives<TVector> =>
            y.Add(5.325864828439260 * h, k[1]).Add(-11.74888356406283 * h, k[2]).Add(7.495539342889836 * h, k[3])
                .Add(-0.09249506636175525 * h, k[4]);
    }

    readonly struct Sixth : IExplicitStage
    {
        public static int Index => 6;
        public static double C => 1;

        [MethodImpl(Inline)]
        public static TVector StageValue<T, TVector, TStageDerivatives>(T h, in TVector y, ref TStageDerivatives k)
            where T : unmanaged, IReal<T> where TVector : unmanaged, IVector<TVector, T>
            where TStageDerivatives : struct, IStageDerivatives<TVector> =>
            y.Add(5.861455442946420 * h, k[1]).Add(-12.92096931784711 * h, k[2]).Add(8.159367898576159 * h, k[3])
                .Add(-0.07158497328140100 * h, k[4]).Add(-0.02826905039406838 * h, k[5]);
    }

    readonly struct Seventh : IExplicitStage
    {
        public static int Index => 7;
        public static double C => 1;

        [MethodImpl(Inline)]
        public static TVector StageValue<T, TVector, TStageDerivatives>(T h, in TVector y, ref TStageDerivatives k)
            where T : unmanaged, IReal<T> where TVector : unmanaged, IVector<TVector, T>
            where TStageDerivatives : struct, IStageDerivatives<TVector> =>
            y.Add(0.09646076681806523 * h, k[1]).Add(0.01 * h, k[2]).Add(0.4798896504144996 * h, k[3]).Add(1.379008574103742 * h, k[4])
                .Add(-3.290069515436081 * h, k[5]).Add(2.324710524099774 * h, k[6]);
    }
}
