using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>
/// Rodas4 (RODAS): order 4, L-stable, stiffly accurate, six stages, embedded order 3, dense output of order 3.
/// E. Hairer, G. Wanner, Solving ODEs II, 2nd ed., section IV.7 (coefficients in the transformed form of
/// <see cref="IStage"/>, with those of the dense output: METH = 1 of the authors' code RODAS).
/// The last two stages share one argument: the last adds the k before it.
/// </summary>
public readonly struct Rodas4 : IRosenbrock
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static string Name => "rodas4";
    public static int Stages => 6;
    public static int Order => 4;
    public static double Gamma => 0.25;

    public static void Step<TSystem>(ref TSystem system) where TSystem : struct, IStiffSystem
    {
        system.Solve<First>();
        system.Solve<Second>();
        system.Solve<Third>();
        system.Solve<Fourth>();
        system.Solve<Fifth>();
        system.Solve<Sixth>();
    }

    [MethodImpl(Inline)]
    public static DenseStep<T> Dense<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T>
    {
        T p = (10.12623508344586 * r[s, 1]).Plus(-7.487995877610167, r[s, 2])
                .Plus(-34.80091861555747, r[s, 3]).Plus(-7.992771707568823, r[s, 4])
                .Plus(1.025137723295662, r[s, 5]);
        T q = (-0.6762803392801253 * r[s, 1]).Plus(6.087714651680015, r[s, 2])
                .Plus(16.43084320892478, r[s, 3]).Plus(24.76722511418386, r[s, 4]).Plus(-6.594389125716872, r[s, 5]);
        return new(r[s, 0], r[s, 7] - r[s, 0], p, q, T.Of(0));
    }

    readonly struct First : IStage
    {
        public static int Index => 1;
        public static double Node => 0;
        public static double TimeWeight => 0.25;

        [MethodImpl(Inline)]
        public static T Argument<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T> =>
            r[s, 0];

        [MethodImpl(Inline)]
        public static T Carry<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T> =>
            T.Of(0);
    }

    readonly struct Second : IStage
    {
        public static int Index => 2;
        public static double Node => 0.386;
        public static double TimeWeight => -0.1043;

        [MethodImpl(Inline)]
        public static T Argument<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T> =>
            r[s, 0].Plus(1.544, r[s, 1]);

        [MethodImpl(Inline)]
        public static T Carry<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T> =>
            (-5.6688 * r[s, 1]);
    }

    readonly struct Third : IStage
    {
        public static int Index => 3;
        public static double Node => 0.21;
        public static double TimeWeight => 0.1035;

        [MethodImpl(Inline)]
        public static T Argument<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T> =>
            r[s, 0].Plus(0.9466785280815826, r[s, 1]).Plus(0.2557011698983284, r[s, 2]);

        [MethodImpl(Inline)]
        public static T Carry<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T> =>
            (-2.430093356833875 * r[s, 1]).Plus(-0.2063599157091915, r[s, 2]);
    }

    readonly struct Fourth : IStage
    {
        public static int Index => 4;
        public static double Node => 0.63;
        public static double TimeWeight => -0.0362;

        [MethodImpl(Inline)]
        public static T Argument<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T> =>
            r[s, 0].Plus(3.314825187068521, r[s, 1]).Plus(2.896124015972201, r[s, 2]).Plus(0.9986419139977817, r[s, 3]);

        [MethodImpl(Inline)]
        public static T Carry<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T> =>
            (-0.1073529058151375 * r[s, 1]).Plus(-9.594562251023355, r[s, 2]).Plus(-20.47028614809616, r[s, 3]);
    }

    readonly struct Fifth : IStage
    {
        public static int Index => 5;
        public static double Node => 1;
        public static double TimeWeight => 0;

        [MethodImpl(Inline)]
        public static T Argument<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T> =>
            r[s, 0].Plus(1.221224509226641, r[s, 1]).Plus(6.019134481288629, r[s, 2]).Plus(12.53708332932087, r[s, 3])
                .Plus(-0.687886036105895, r[s, 4]);

        [MethodImpl(Inline)]
        public static T Carry<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T> =>
            (7.496443313967647 * r[s, 1]).Plus(-10.24680431464352, r[s, 2]).Plus(-33.99990352819905, r[s, 3])
                .Plus(11.7089089320616, r[s, 4]);
    }

    readonly struct Sixth : IStage
    {
        public static int Index => 6;
        public static double Node => 1;
        public static double TimeWeight => 0;

        [MethodImpl(Inline)]
        public static T Argument<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T> =>
            r[s, 7] + r[s, 5];

        [MethodImpl(Inline)]
        public static T Carry<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T> =>
            (8.083246795921522 * r[s, 1]).Plus(-7.981132988064893, r[s, 2]).Plus(-31.52159432874371, r[s, 3])
                .Plus(16.31930543123136, r[s, 4]).Plus(-6.058818238834054, r[s, 5]);
    }
}
