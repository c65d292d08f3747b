using System.Runtime.CompilerServices;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>
/// Bogacki and Shampine's pair of orders 3 and 2 with dense output of order 3: the cubic through both ends and their slopes.
/// P. Bogacki, L. F. Shampine, A 3(2) pair of Runge-Kutta formulas, Appl. Math. Lett. 2 (1989) 321.
/// </summary>
public readonly struct Bosh3 : IRungeKutta
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
    public static double Error(int j) => j switch { 1 => -5.0 / 72, 2 => 1.0 / 12, 3 => 1.0 / 9, 4 => -1.0 / 8, _ => 0 };

    public static double Quartic(int j) => 0;

    readonly struct Second : IExplicitStage
    {
        public static int Index => 2;
        public static double Node => 1.0 / 2;

        [MethodImpl(Inline)]
        public static double A(int j) => j switch { 1 => 1.0 / 2, _ => 0 };
    }

    readonly struct Third : IExplicitStage
    {
        public static int Index => 3;
        public static double Node => 3.0 / 4;

        [MethodImpl(Inline)]
        public static double A(int j) => j switch { 2 => 3.0 / 4, _ => 0 };
    }

    readonly struct Fourth : IExplicitStage
    {
        public static int Index => 4;
        public static double Node => 1;

        [MethodImpl(Inline)]
        public static double A(int j) => j switch { 1 => 2.0 / 9, 2 => 1.0 / 3, 3 => 4.0 / 9, _ => 0 };
    }
}
