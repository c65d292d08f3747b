using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Tests.Kernels.Device;

/// <summary>No method for anything but a compiler: ten stages with coefficients of every kind of place.</summary>
readonly struct TenStages : IRosenbrock
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static string Name => "ten-stages";
    public static int Stages => 10;
    public static int Order => 1;
    public static double Gamma => 0.5;

    public static void Step<TSystem>(ref TSystem system) where TSystem : struct, IStiffSystem
    {
        system.Solve<Stage<One>, Stage<Two>>();
        system.Solve<Stage<Two>, Stage<Three>>();
        system.Solve<Stage<Three>, Stage<Four>>();
        system.Solve<Stage<Four>, Stage<Five>>();
        system.Solve<Stage<Five>, Stage<Six>>();
        system.Solve<Stage<Six>, Stage<Seven>>();
        system.Solve<Stage<Seven>, Stage<Eight>>();
        system.Solve<Stage<Eight>, Stage<Nine>>();
        system.Solve<Stage<Nine>, Stage<Ten>>();
        system.Solve<Stage<Ten>, NoStage>();
    }

    [MethodImpl(Inline)]
    public static double P(int j) => j switch { 1 => 0.1, 9 => 0.2, 10 => 0.3, _ => 0 };

    [MethodImpl(Inline)]
    public static double Q(int j) => j switch { 1 => 0.1, 9 => 0.2, _ => 0 };

    [MethodImpl(Inline)]
    public static double R(int j) => j switch { 1 => 0.1, 10 => 0.2, _ => 0 };

    interface IPlace
    {
        static abstract int Index { get; }
    }

    readonly struct Stage<TPlace> : IStage where TPlace : struct, IPlace
    {
        public static int Index => TPlace.Index;
        public static double Alpha => 0.5;
        public static double TimeWeight => 0;
        public static bool AddsToStageValue => false;

        [MethodImpl(Inline)]
        public static double A(int j) => j switch { 1 => TPlace.Index > 1 ? 0.1 : 0, 8 => 0.2, 9 => 0.3, _ => 0 };

        [MethodImpl(Inline)]
        public static double C(int j) => j switch { 1 => TPlace.Index > 1 ? 0.1 : 0, 8 => 0.2, 9 => 0.3, _ => 0 };
    }

    readonly struct One : IPlace { public static int Index => 1; }
    readonly struct Two : IPlace { public static int Index => 2; }
    readonly struct Three : IPlace { public static int Index => 3; }
    readonly struct Four : IPlace { public static int Index => 4; }
    readonly struct Five : IPlace { public static int Index => 5; }
    readonly struct Six : IPlace { public static int Index => 6; }
    readonly struct Seven : IPlace { public static int Index => 7; }
    readonly struct Eight : IPlace { public static int Index => 8; }
    readonly struct Nine : IPlace { public static int Index => 9; }
    readonly struct Ten : IPlace { public static int Index => 10; }
}
