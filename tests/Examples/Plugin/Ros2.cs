using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Solvers;

namespace ExamplePlugin;

/// <summary>
/// A Rosenbrock method of one's own: two stages, order 2, L-stable and stiffly accurate with gamma = 1 - 1/sqrt 2; its first stage
/// is the linearly implicit Euler method, whose difference is the error estimate. The dense output is of order 2.
/// </summary>
public readonly struct Ros2 : IRosenbrock
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;
    const double G = 0.29289321881345247560;

    public static string Name => "ros2";
    public static int Stages => 2;
    public static int Order => 2;
    public static double Gamma => G;

    public static void Step<TSystem>(ref TSystem system) where TSystem : struct, IStiffSystem
    {
        system.Solve<First, Second>();
        system.Solve<Second, NoStage>();
    }

    [MethodImpl(Inline)]
    public static double P(int j) => j switch { 2 => -1 / (1 - 2 * G), _ => 0 };

    public static double Q(int j) => 0;

    public static double R(int j) => 0;

    public readonly struct First : IStage
    {
        public static int Index => 1;
        public static double Alpha => 0;
        public static double TimeWeight => G;
        public static bool AddsToStageValue => false;

        public static double A(int j) => 0;

        public static double C(int j) => 0;
    }

    public readonly struct Second : IStage
    {
        public static int Index => 2;
        public static double Alpha => 1;
        public static double TimeWeight => 0;
        public static bool AddsToStageValue => false;

        [MethodImpl(Inline)]
        public static double A(int j) => j switch { 1 => 1 / G, _ => 0 };

        [MethodImpl(Inline)]
        public static double C(int j) => j switch { 1 => -1 / G, _ => 0 };
    }
}
