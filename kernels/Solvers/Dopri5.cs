using System.Runtime.CompilerServices;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>
/// Dormand and Prince's pair of orders 5 and 4 with dense output of order 4.
/// J. R. Dormand, P. J. Prince, J. Comput. Appl. Math. 6 (1980) 19, Table 2; dense output: Hairer, Norsett and Wanner,
/// Solving ODEs I, 2nd ed., section II.6.
/// </summary>
public readonly struct Dopri5 : IRungeKutta
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
    public static double Error(int j) => j switch
    {
        1 => 71.0 / 57600,
        3 => -71.0 / 16695,
        4 => 71.0 / 1920,
        5 => -17253.0 / 339200,
        6 => 22.0 / 525,
        7 => -1.0 / 40,
        _ => 0
    };

    [MethodImpl(Inline)]
    public static double Quartic(int j) => j switch
    {
        1 => -12715105075.0 / 11282082432,
        3 => 87487479700.0 / 32700410799,
        4 => -10690763975.0 / 1880347072,
        5 => 701980252875.0 / 199316789632,
        6 => -1453857185.0 / 822651844,
        7 => 69997945.0 / 29380423,
        _ => 0
    };

    readonly struct Second : IExplicitStage
    {
        public static int Index => 2;
        public static double Node => 1.0 / 5;

        [MethodImpl(Inline)]
        public static double A(int j) => j switch { 1 => 1.0 / 5, _ => 0 };
    }

    readonly struct Third : IExplicitStage
    {
        public static int Index => 3;
        public static double Node => 3.0 / 10;

        [MethodImpl(Inline)]
        public static double A(int j) => j switch { 1 => 3.0 / 40, 2 => 9.0 / 40, _ => 0 };
    }

    readonly struct Fourth : IExplicitStage
    {
        public static int Index => 4;
        public static double Node => 4.0 / 5;

        [MethodImpl(Inline)]
        public static double A(int j) => j switch { 1 => 44.0 / 45, 2 => -56.0 / 15, 3 => 32.0 / 9, _ => 0 };
    }

    readonly struct Fifth : IExplicitStage
    {
        public static int Index => 5;
        public static double Node => 8.0 / 9;

        [MethodImpl(Inline)]
        public static double A(int j) => j switch
        {
            1 => 19372.0 / 6561,
            2 => -25360.0 / 2187,
            3 => 64448.0 / 6561,
            4 => -212.0 / 729,
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
            1 => 9017.0 / 3168,
            2 => -355.0 / 33,
            3 => 46732.0 / 5247,
            4 => 49.0 / 176,
            5 => -5103.0 / 18656,
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
            1 => 35.0 / 384,
            3 => 500.0 / 1113,
            4 => 125.0 / 192,
            5 => -2187.0 / 6784,
            6 => 11.0 / 84,
            _ => 0
        };
    }
}
