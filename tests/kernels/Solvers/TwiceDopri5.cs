using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Tests.Kernels.Solvers;

/// <summary>Two half steps of Dopri5 as one method of 13 stages, with a cubic within the step.</summary>
readonly struct TwiceDopri5 : IRungeKutta
{
    /// <summary>Stages of the first half but that in the middle, which is the first of the second half.</summary>
    const int Half = 6;

    public static string Name => "twice-dopri5";
    public static int Stages => 2 * Half + 1;
    public static int Order => 5;

    public static void Step<TSystem>(ref TSystem system) where TSystem : struct, IExplicitSystem
    {
        var halves = new Halves<TSystem>(system);
        Dopri5.Step(ref halves);
        halves.IsSecond = true;
        Dopri5.Step(ref halves);
        system = halves.System;
    }

    public static TVector Error<T, TVector, TStageDerivatives>(T h, ref TStageDerivatives k)
        where T : unmanaged, IReal<T> where TVector : unmanaged, IVector<TVector, T>
        where TStageDerivatives : struct, IStageDerivatives<TVector>
    {
        T half = T.FromDouble(0.5) * h;
        var second = new Behind<TVector, TStageDerivatives>(k);
        return TVector.Axpy(T.FromDouble(1), Dopri5.Error<T, TVector, TStageDerivatives>(half, ref k),
            Dopri5.Error<T, TVector, Behind<TVector, TStageDerivatives>>(half, ref second));
    }

    public static Interpolant<T> Dense<T, TStageDerivatives>(T h, T start, T rise, ref TStageDerivatives k)
        where T : unmanaged, IReal<T> where TStageDerivatives : struct, IStageDerivatives<T>
    {
        T p = h * k[1] - rise;
        return new(start, rise, p, rise - h * k[13] - p, T.FromDouble(0));
    }

    struct Halves<TSystem>(TSystem system) : IExplicitSystem where TSystem : struct, IExplicitSystem
    {
        public TSystem System = system;
        public bool IsSecond = false;

        public void Take<TStage>() where TStage : struct, IExplicitStage
        {
            if (IsSecond)
                System.Take<Second<TStage>>();
            else
                System.Take<First<TStage>>();
        }
    }

    readonly struct First<TStage> : IExplicitStage where TStage : struct, IExplicitStage
    {
        public static int Index => TStage.Index;
        public static double C => 0.5 * TStage.C;

        public static TVector StageValue<T, TVector, TStageDerivatives>(T h, in TVector y, ref TStageDerivatives k)
            where T : unmanaged, IReal<T> where TVector : unmanaged, IVector<TVector, T>
            where TStageDerivatives : struct, IStageDerivatives<TVector> =>
            TStage.StageValue<T, TVector, TStageDerivatives>(T.FromDouble(0.5) * h, y, ref k);
    }

    readonly struct Second<TStage> : IExplicitStage where TStage : struct, IExplicitStage
    {
        public static int Index => TStage.Index + Half;
        public static double C => 0.5 + 0.5 * TStage.C;

        public static TVector StageValue<T, TVector, TStageDerivatives>(T h, in TVector y, ref TStageDerivatives k)
            where T : unmanaged, IReal<T> where TVector : unmanaged, IVector<TVector, T>
            where TStageDerivatives : struct, IStageDerivatives<TVector>
        {
            T half = T.FromDouble(0.5) * h;
            TVector middle = y.Add(35.0 / 384 * half, k[1]).Add(500.0 / 1113 * half, k[3]).Add(125.0 / 192 * half, k[4])
                .Add(-2187.0 / 6784 * half, k[5]).Add(11.0 / 84 * half, k[6]);
            var behind = new Behind<TVector, TStageDerivatives>(k);
            return TStage.StageValue<T, TVector, Behind<TVector, TStageDerivatives>>(half, middle, ref behind);
        }
    }

    /// <summary>The derivatives of the second half.</summary>
    readonly struct Behind<TVector, TStageDerivatives>(TStageDerivatives k) : IStageDerivatives<TVector>
        where TStageDerivatives : struct, IStageDerivatives<TVector>
    {
        public TVector this[int stage] => k[stage + Half];
    }
}
