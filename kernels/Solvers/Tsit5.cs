using System.Runtime.CompilerServices;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>
/// Tsitouras' pair of orders 5 and 4 with its free interpolant of order 4.
/// Ch. Tsitouras, Runge-Kutta pairs of order 5(4) satisfying only the first column simplifying assumption,
/// Comput. Math. Appl. 62 (2011) 770: the table of the pair and the interpolant given with it.
/// </summary>
public readonly struct Tsit5 : IRungeKutta
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
    public static double Error(int j) => j switch
    {
        1 => -0.00178001105222577714,
        2 => -0.0008164344596567469,
        3 => 0.007880878010261995,
        4 => -0.1447110071732629,
        5 => 0.5823571654525552,
        6 => -0.45808210592918697,
        7 => 1.0 / 66,
        _ => 0
    };

    [MethodImpl(Inline)]
    public static double Quartic(int j) => j switch
    {
        1 => -1.0530884977290216,
        2 => 0.1017,
        3 => 2.490627285651252793,
        4 => -16.54810288924490272,
        5 => 47.37952196281928122,
        6 => -34.87065786149660974,
        7 => 2.5,
        _ => 0
    };

    readonly struct Second : IExplicitStage
    {
        public static int Index => 2;
        public static double Node => 0.161;

        [MethodImpl(Inline)]
        public static double A(int j) => j switch { 1 => 0.161, _ => 0 };
    }

    readonly struct Third : IExplicitStage
    {
        public static int Index => 3;
        public static double Node => 0.327;

        [MethodImpl(Inline)]
        public static double A(int j) => j switch { 1 => -0.008480655492356992, 2 => 0.3354806554923570, _ => 0 };
    }

    readonly struct Fourth : IExplicitStage
    {
        public static int Index => 4;
        public static double Node => 0.9;

        [MethodImpl(Inline)]
        public static double A(int j) => j switch
        {
            1 => 2.897153057105494,
            2 => -6.359448489975075,
            3 => 4.362295432869581,
            _ => 0
        };
    }

    readonly struct Fifth : IExplicitStage
    {
        public static int Index => 5;
        public static double Node => 0.9800255409045097;

        [MethodImpl(Inline)]
        public static double A(int j) => j switch
        {
            1 => 5.325864828439260,
            2 => -11.74888356406283,
            3 => 7.495539342889836,
            4 => -0.09249506636175525,
            _ => 0
        };
    }

    readonly struct Sixth : IExplicitStage
    {
        public static int Index => 6;
        public static double Node => 1;

        [MethodImpl(Inline)]
        public static double A(int j) => j switch
        {
            1 => 5.861455442946420,
            2 => -12.92096931784711,
            3 => 8.159367898576159,
            4 => -0.07158497328140100,
            5 => -0.02826905039406838,
            _ => 0
        };
    }

    readonly struct Seventh : IExplicitStage
    {
        public static int Index => 7;
        public static double Node => 1;

        [MethodImpl(Inline)]
        public static double A(int j) => j switch
        {
            1 => 0.09646076681806523,
            2 => 0.01,
            3 => 0.4798896504144996,
            4 => 1.379008574103742,
            5 => -3.290069515436081,
            6 => 2.324710524099774,
            _ => 0
        };
    }
}
