using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>
/// Rodas4 (RODAS): order 4, L-stable, stiffly accurate, six stages, embedded order 3, dense output of order 3.
/// E. Hairer, G. Wanner, Solving ODEs II, 2nd ed., section IV.7 (coefficients in the transformed form of
/// <see cref="IStage"/>, with those of the dense output: METH = 1 of the authors' code RODAS).
/// The last two stages share one stage value: the last adds the k before it.
/// </summary>
readonly struct Rodas4 : IRosenbrock
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static string Name => "rodas4";
    public static int Stages => 6;
    public static int Order => 4;
    public static double Gamma => 0.25;

    public static void Step<TSystem>(ref TSystem system) where TSystem : struct, IStiffSystem
    {
        system.Solve<First, Second>();
        system.Solve<Second, Third>();
        system.Solve<Third, Fourth>();
        system.Solve<Fourth, Fifth>();
        system.Solve<Fifth, Sixth>();
        system.Solve<Sixth, NoStage>();
    }

    [MethodImpl(Inline)]
    public static double P(int j) => j switch
    {
        1 => 10.12623508344586,
        2 => -7.487995877610167,
        3 => -34.80091861555747,
        4 => -7.992771707568823,
        5 => 1.025137723295662,
        _ => 0
    };

    [MethodImpl(Inline)]
    public static double Q(int j) => j switch
    {
        1 => -0.6762803392801253,
        2 => 6.087714651680015,
        3 => 16.43084320892478,
        4 => 24.76722511418386,
        5 => -6.594389125716872,
        _ => 0
    };

    public static double R(int j) => 0;

    readonly struct First : IStage
    {
        public static int Index => 1;
        public static double Alpha => 0;
        public static double TimeWeight => 0.25;
        public static bool AddsToStageValue => false;

        public static double A(int j) => 0;

        public static double C(int j) => 0;
    }

    readonly struct Second : IStage
    {
        public static int Index => 2;
        public static double Alpha => 0.386;
        public static double TimeWeight => -0.1043;
        public static bool AddsToStageValue => false;

        [MethodImpl(Inline)]
        public static double A(int j) => j switch { 1 => 1.544, _ => 0 };

        [MethodImpl(Inline)]
        public static double C(int j) => j switch { 1 => -5.6688, _ => 0 };
    }

    readonly struct Third : IStage
    {
        public static int Index => 3;
        public static double Alpha => 0.21;
        public static double TimeWeight => 0.1035;
        public static bool AddsToStageValue => false;

        [MethodImpl(Inline)]
        public static double A(int j) => j switch { 1 => 0.9466785280815826, 2 => 0.2557011698983284, _ => 0 };

        [MethodImpl(Inline)]
        public static double C(int j) => j switch { 1 => -2.430093356833875, 2 => -0.2063599157091915, _ => 0 };
    }

    readonly struct Fourth : IStage
    {
        public static int Index => 4;
        public static double Alpha => 0.63;
        public static double TimeWeight => -0.0362;
        public static bool AddsToStageValue => false;

        [MethodImpl(Inline)]
        public static double A(int j) => j switch
        {
            1 => 3.314825187068521,
            2 => 2.896124015972201,
            3 => 0.9986419139977817,
            _ => 0
        };

        [MethodImpl(Inline)]
        public static double C(int j) => j switch
        {
            1 => -0.1073529058151375,
            2 => -9.594562251023355,
            3 => -20.47028614809616,
            _ => 0
        };
    }

    readonly struct Fifth : IStage
    {
        public static int Index => 5;
        public static double Alpha => 1;
        public static double TimeWeight => 0;
        public static bool AddsToStageValue => false;

        [MethodImpl(Inline)]
        public static double A(int j) => j switch
        {
            1 => 1.221224509226641,
            2 => 6.019134481288629,
            3 => 12.53708332932087,
            4 => -0.687886036105895,
            _ => 0
        };

        [MethodImpl(Inline)]
        public static double C(int j) => j switch
        {
            1 => 7.496443313967647,
            2 => -10.24680431464352,
            3 => -33.99990352819905,
            4 => 11.7089089320616,
            _ => 0
        };
    }

    readonly struct Sixth : IStage
    {
        public static int Index => 6;
        public static double Alpha => 1;
        public static double TimeWeight => 0;
        public static bool AddsToStageValue => true;

        public static double A(int j) => 0;

        [MethodImpl(Inline)]
        public static double C(int j) => j switch
        {
            1 => 8.083246795921522,
            2 => -7.981132988064893,
            3 => -31.52159432874371,
            4 => 16.31930543123136,
            5 => -6.058818238834054,
            _ => 0
        };
    }
}
