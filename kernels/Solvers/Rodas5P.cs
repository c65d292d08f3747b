using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>
/// Rodas5P: order 5, L-stable, stiffly accurate, eight stages, embedded order 4, dense output of order 4.
/// G. Steinebach, Construction of Rosenbrock-Wanner method Rodas5P and numerical benchmarks within the Julia
/// Differential Equations package, BIT Numer. Math. 63:27 (2023), Tables 1 and 2, transformed as in <see cref="IStage"/>.
/// The last three stages share one argument: each adds the k before it.
/// </summary>
public readonly struct Rodas5P : IRosenbrock
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static string Name => "rodas5p";
    public static int Stages => 8;
    public static int Order => 5;
    public static double Gamma => 0.21193756319429014;

    public static void Step<TSystem>(ref TSystem system) where TSystem : struct, IStiffSystem
    {
        system.Solve<First>();
        system.Solve<Second>();
        system.Solve<Third>();
        system.Solve<Fourth>();
        system.Solve<Fifth>();
        system.Solve<Sixth>();
        system.Solve<Seventh>();
        system.Solve<Eighth>();
    }

    [MethodImpl(Inline)]
    public static DenseStep<T> Dense<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T>
    {
        T p = (25.948786856663858 * r[s, 1]).Plus(-2.5579724845846235, r[s, 2]).Plus(10.433815404888879, r[s, 3])
                .Plus(-2.3679251022685204, r[s, 4]).Plus(0.524948541321073, r[s, 5]).Plus(1.1241088310450404, r[s, 6])
                .Plus(0.4272876194431874, r[s, 7]).Plus(-0.17202221070155493, r[s, 8]);
        T q = (-9.91568850695171 * r[s, 1]).Plus(-0.9689944594115154, r[s, 2]).Plus(3.0438037242978453, r[s, 3])
                .Plus(-24.495224566215796, r[s, 4]).Plus(20.176138334709044, r[s, 5]).Plus(15.98066361424651, r[s, 6])
                .Plus(-6.789040303419874, r[s, 7]).Plus(-6.710236069923372, r[s, 8]);
        T w = (11.419903575922262 * r[s, 1]).Plus(2.8879645146136994, r[s, 2]).Plus(72.92137995996029, r[s, 3])
                .Plus(80.12511834622643, r[s, 4]).Plus(-52.072871366152654, r[s, 5]).Plus(-59.78993625266729, r[s, 6])
                .Plus(-0.15582684282751913, r[s, 7]).Plus(4.883087185713722, r[s, 8]);
        return new(r[s, 0], r[s, 9] - r[s, 0], p, q, w);
    }

    readonly struct First : IStage
    {
        public static int Index => 1;
        public static double Node => 0;
        public static double TimeWeight => 0.21193756319429014;

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
        public static double Node => 0.6358126895828704;
        public static double TimeWeight => -0.42387512638858027;

        [MethodImpl(Inline)]
        public static T Argument<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T> =>
            r[s, 0].Plus(3.0, r[s, 1]);

        [MethodImpl(Inline)]
        public static T Carry<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T> =>
            (-14.155112264123755 * r[s, 1]);
    }

    readonly struct Third : IStage
    {
        public static int Index => 3;
        public static double Node => 0.4095798393397535;
        public static double TimeWeight => -0.3384627126235924;

        [MethodImpl(Inline)]
        public static T Argument<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T> =>
            r[s, 0].Plus(2.849394379747939, r[s, 1]).Plus(0.45842242204463923, r[s, 2]);

        [MethodImpl(Inline)]
        public static T Carry<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T> =>
            (-17.97296035885952 * r[s, 1]).Plus(-2.859693295451294, r[s, 2]);
    }

    readonly struct Fourth : IStage
    {
        public static int Index => 4;
        public static double Node => 0.9769306725060716;
        public static double TimeWeight => 1.8046452872882734;

        [MethodImpl(Inline)]
        public static T Argument<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T> =>
            r[s, 0].Plus(-6.954028509809101, r[s, 1]).Plus(2.489845061869568, r[s, 2]).Plus(-10.358996098473584, r[s, 3]);

        [MethodImpl(Inline)]
        public static T Carry<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T> =>
            (147.12150275711716 * r[s, 1]).Plus(-1.41221402718213, r[s, 2]).Plus(71.68940251302358, r[s, 3]);
    }

    readonly struct Fifth : IStage
    {
        public static int Index => 5;
        public static double Node => 0.4288403609558664;
        public static double TimeWeight => 2.325825639765069;

        [MethodImpl(Inline)]
        public static T Argument<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T> =>
            r[s, 0].Plus(2.8029986275628964, r[s, 1]).Plus(0.5072464736228206, r[s, 2])
                .Plus(-0.3988312541770524, r[s, 3]).Plus(-0.04721187230404641, r[s, 4]);

        [MethodImpl(Inline)]
        public static T Carry<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T> =>
            (165.43517024871676 * r[s, 1]).Plus(-0.4592823456491126, r[s, 2]).Plus(42.90938336958603, r[s, 3])
                .Plus(-5.961986721573306, r[s, 4]);
    }

    readonly struct Sixth : IStage
    {
        public static int Index => 6;
        public static double Node => 1;
        public static double TimeWeight => 0;

        [MethodImpl(Inline)]
        public static T Argument<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T> =>
            r[s, 0].Plus(-7.502846399306121, r[s, 1]).Plus(2.561846144803919, r[s, 2])
                .Plus(-11.627539656261098, r[s, 3]).Plus(-0.18268767659942256, r[s, 4])
                .Plus(0.030198172008377946, r[s, 5]);

        [MethodImpl(Inline)]
        public static T Carry<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T> =>
            (24.854864614690072 * r[s, 1]).Plus(-3.0009227002832186, r[s, 2]).Plus(47.4931110020768, r[s, 3])
                .Plus(5.5814197821558125, r[s, 4]).Plus(-0.6610691825249471, r[s, 5]);
    }

    readonly struct Seventh : IStage
    {
        public static int Index => 7;
        public static double Node => 1;
        public static double TimeWeight => 0;

        [MethodImpl(Inline)]
        public static T Argument<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T> =>
            r[s, 9] + r[s, 6];

        [MethodImpl(Inline)]
        public static T Carry<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T> =>
            (30.91273214028599 * r[s, 1]).Plus(-3.1208243349937974, r[s, 2]).Plus(77.79954646070892, r[s, 3])
                .Plus(34.28646028294783, r[s, 4]).Plus(-19.097331116725623, r[s, 5]).Plus(-28.087943162872662, r[s, 6]);
    }

    readonly struct Eighth : IStage
    {
        public static int Index => 8;
        public static double Node => 1;
        public static double TimeWeight => 0;

        [MethodImpl(Inline)]
        public static T Argument<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T> =>
            r[s, 9] + r[s, 7];

        [MethodImpl(Inline)]
        public static T Carry<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T> =>
            (37.80277123390563 * r[s, 1]).Plus(-3.2571969029072276, r[s, 2]).Plus(112.26918849496327, r[s, 3])
                .Plus(66.9347231244047, r[s, 4]).Plus(-40.06618937091002, r[s, 5]).Plus(-54.66780262877968, r[s, 6])
                .Plus(-9.48861652309627, r[s, 7]);
    }
}
