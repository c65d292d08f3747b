using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>
/// Rodas3: order 3, L-stable, stiffly accurate, four stages of which the first two share a stage value, embedded order 2.
/// A. Sandu, J. G. Verwer, J. G. Blom, E. J. Spee, G. R. Carmichael, F. A. Potra, Benchmarking stiff ODE solvers for
/// atmospheric chemistry problems II: Rosenbrock solvers, Atmos. Environ. 31 (1997) 3459, method RODAS3, in the
/// transformed form of <see cref="IStage"/>.
/// <para>
/// The paper has no dense output. Ours is the combination of the four k that fulfils, at every theta, both conditions of
/// order 2, that of algebraic variables (sum b_i w_ij alpha_j^2 = theta^2) and the quadrature condition of order 3
/// (sum b_i alpha_i^2 = theta^3 / 3); the other condition of order 3 is missed by theta (1 - theta)^2 / 4. The stages
/// allow no combination of order 3. Its error is of order h^3 like that of the steps themselves.
/// </para>
/// </summary>
readonly struct Rodas3 : IRosenbrock
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static string Name => "rodas3";
    public static int Stages => 4;
    public static int Order => 3;
    public static double Gamma => 0.5;

    public static void Step<TSystem>(ref TSystem system) where TSystem : struct, IStiffSystem
    {
        system.Solve<First, Second>();
        system.Solve<Second, Third>();
        system.Solve<Third, Fourth>();
        system.Solve<Fourth, NoStage>();
    }

    [MethodImpl(Inline)]
    public static double P(int j) => j switch { 1 => 3, 2 => -1, 3 => -1, 4 => -1, _ => 0 };

    [MethodImpl(Inline)]
    public static double Q(int j) => j switch { 4 => 2, _ => 0 };

    public static double R(int j) => 0;

    readonly struct First : IStage
    {
        public static int Index => 1;
        public static double Alpha => 0;
        public static double TimeWeight => 0.5;
        public static bool AddsToStageValue => false;

        public static double A(int j) => 0;

        public static double C(int j) => 0;
    }

    readonly struct Second : IStage
    {
        public static int Index => 2;
        public static double Alpha => 0;
        public static double TimeWeight => 1.5;
        public static bool AddsToStageValue => false;

        public static double A(int j) => 0;

        [MethodImpl(Inline)]
        public static double C(int j) => j switch { 1 => 4, _ => 0 };
    }

    readonly struct Third : IStage
    {
        public static int Index => 3;
        public static double Alpha => 1;
        public static double TimeWeight => 0;
        public static bool AddsToStageValue => false;

        [MethodImpl(Inline)]
        public static double A(int j) => j switch { 1 => 2, _ => 0 };

        [MethodImpl(Inline)]
        public static double C(int j) => j switch { 1 => 1, 2 => -1, _ => 0 };
    }

    readonly struct Fourth : IStage
    {
        public static int Index => 4;
        public static double Alpha => 1;
        public static double TimeWeight => 0;
        public static bool AddsToStageValue => true;

        public static double A(int j) => 0;

        [MethodImpl(Inline)]
        public static double C(int j) => j switch { 1 => 1, 2 => -1, 3 => -8.0 / 3, _ => 0 };
    }
}
