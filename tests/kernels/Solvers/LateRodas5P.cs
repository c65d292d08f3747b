using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Tests.Kernels.Solvers;

/// <summary>Rodas5P with idle stages before its last three: a method of more stages that gives the same steps.</summary>
readonly struct LateRodas5P : IRosenbrock
{
    /// <summary>Idle stages, and the stage of Rodas5P behind which they stand.</summary>
    public const int Idle = 10, After = 5;

    public static string Name => "late-rodas5p";
    public static int Stages => Rodas5P.Stages + Idle;
    public static int Order => Rodas5P.Order;
    public static double Gamma => Rodas5P.Gamma;

    public static void Step<TSystem>(ref TSystem system) where TSystem : struct, IStiffSystem
    {
        var late = new Late<TSystem>(system);
        Rodas5P.Step(ref late);
        system = late.System;
    }

    public static double P(int j) => IsIdle(j) ? 0 : Rodas5P.P(Original(j));

    public static double Q(int j) => IsIdle(j) ? 0 : Rodas5P.Q(Original(j));

    public static double R(int j) => IsIdle(j) ? 0 : Rodas5P.R(Original(j));

    static bool IsIdle(int j) => j > After && j <= After + Idle;

    static int Original(int j) => j <= After ? j : j - Idle;

    struct Late<TSystem>(TSystem system) : IStiffSystem where TSystem : struct, IStiffSystem
    {
        public TSystem System = system;

        public void Solve<TStage, TNext>() where TStage : struct, IStage where TNext : struct, IStage
        {
            if (TStage.Index != After)
            {
                System.Solve<Moved<TStage>, Moved<TNext>>();
                return;
            }

            System.Solve<Moved<TStage>, Idle6>();
            System.Solve<Idle6, Wait<Idle6>>();
            System.Solve<Wait<Idle6>, Wait<Wait<Idle6>>>();
            System.Solve<Wait<Wait<Idle6>>, Wait<Wait<Wait<Idle6>>>>();
            System.Solve<Wait<Wait<Wait<Idle6>>>, Idle10>();
            System.Solve<Idle10, Wait<Idle10>>();
            System.Solve<Wait<Idle10>, Wait<Wait<Idle10>>>();
            System.Solve<Wait<Wait<Idle10>>, Wait<Wait<Wait<Idle10>>>>();
            System.Solve<Wait<Wait<Wait<Idle10>>>, Idle14>();
            System.Solve<Idle14, Wait<Idle14>>();
            System.Solve<Wait<Idle14>, Moved<TNext>>();
        }
    }

    /// <summary>A stage of Rodas5P where it stands now.</summary>
    readonly struct Moved<TStage> : IStage where TStage : struct, IStage
    {
        public static int Index => TStage.Index <= After ? TStage.Index : TStage.Index + Idle;
        public static double Alpha => TStage.Alpha;
        public static double TimeWeight => TStage.TimeWeight;
        public static bool AddsToStageValue => TStage.AddsToStageValue;

        public static double A(int j) => IsIdle(j) ? 0 : TStage.A(Original(j));

        public static double C(int j) => IsIdle(j) ? 0 : TStage.C(Original(j));
    }

    /// <summary>A stage whose k nobody looks at.</summary>
    readonly struct Idle6 : IStage
    {
        public static int Index => After + 1;
        public static double Alpha => 0.5;
        public static double TimeWeight => 0;
        public static bool AddsToStageValue => false;

        public static double A(int j) => j == 2 ? 0.1 : 0;

        public static double C(int j) => j == 1 ? 0.1 : 0;
    }

    readonly struct Idle10 : IStage
    {
        public static int Index => After + 5;
        public static double Alpha => 0.25;
        public static double TimeWeight => 0;
        public static bool AddsToStageValue => false;

        public static double A(int j) => j == 9 ? 0.1 : 0;

        public static double C(int j) => j == 8 ? 0.1 : 0;
    }

    readonly struct Idle14 : IStage
    {
        public static int Index => After + 9;
        public static double Alpha => 0.25;
        public static double TimeWeight => 0;
        public static bool AddsToStageValue => false;

        public static double A(int j) => j == 13 ? 0.1 : 0;

        public static double C(int j) => j == 12 ? 0.1 : 0;
    }

    /// <summary>An idle stage behind another.</summary>
    readonly struct Wait<TBefore> : IStage where TBefore : struct, IStage
    {
        public static int Index => TBefore.Index + 1;
        public static double Alpha => TBefore.Alpha;
        public static double TimeWeight => 0;
        public static bool AddsToStageValue => false;

        public static double A(int j) => TBefore.A(j);

        public static double C(int j) => TBefore.C(j);
    }
}
