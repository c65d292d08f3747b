using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>
/// Rodas5P: order 5, L-stable, stiffly accurate, eight stages, embedded order 4, dense output of order 4.
/// G. Steinebach, Construction of Rosenbrock-Wanner method Rodas5P and numerical benchmarks within the Julia
/// Differential Equations package, BIT Numer. Math. 63:27 (2023), Tables 1 and 2, transformed as in <see cref="IStage"/>.
/// The last three stages share one stage value: each adds the k before it.
/// </summary>
readonly struct Rodas5P : IRosenbrock
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static string Name => "rodas5p";
    public static int Stages => 8;
    public static int Order => 5;
    public static double Gamma => 0.21193756319429014;

    public static void Step<TSystem>(ref TSystem system) where TSystem : struct, IStiffSystem
    {
        system.Solve<First, Second>();
        system.Solve<Second, Third>();
        system.Solve<Third, Fourth>();
        system.Solve<Fourth, Fifth>();
        system.Solve<Fifth, Sixth>();
        system.Solve<Sixth, Seventh>();
        system.Solve<Seventh, Eighth>();
        system.Solve<Eighth, NoStage>();
    }

    [MethodImpl(Inline)]
    public static double P(int j) => j switch
    {
        1 => 25.948786856663858,
        2 => -2.5579724845846235,
        3 => 10.433815404888879,
        4 => -2.3679251022685204,
        5 => 0.524948541321073,
        6 => 1.1241088310450404,
        7 => 0.4272876194431874,
        8 => -0.17202221070155493,
        _ => 0
    };

    [MethodImpl(Inline)]
    public static double Q(int j) => j switch
    {
        1 => -9.91568850695171,
        2 => -0.9689944594115154,
        3 => 3.0438037242978453,
        4 => -24.495224566215796,
        5 => 20.176138334709044,
        6 => 15.98066361424651,
        7 => -6.789040303419874,
        8 => -6.710236069923372,
        _ => 0
    };

    [MethodImpl(Inline)]
    public static double R(int j) => j switch
    {
        1 => 11.419903575922262,
        2 => 2.8879645146136994,
        3 => 72.92137995996029,
        4 => 80.12511834622643,
        5 => -52.072871366152654,
        6 => -59.78993625266729,
        7 => -0.15582684282751913,
        8 => 4.883087185713722,
        _ => 0
    };

    readonly struct First : IStage
    {
        public static int Index => 1;
        public static double Alpha => 0;
        public static double TimeWeight => 0.21193756319429014;
        public static bool AddsToStageValue => false;

        public static double A(int j) => 0;

        public static double C(int j) => 0;
    }

    readonly struct Second : IStage
    {
        public static int Index => 2;
        public static double Alpha => 0.6358126895828704;
        public static double TimeWeight => -0.42387512638858027;
        public static bool AddsToStageValue => false;

        [MethodImpl(Inline)]
        public static double A(int j) => j switch { 1 => 3.0, _ => 0 };

        [MethodImpl(Inline)]
        public static double C(int j) => j switch { 1 => -14.155112264123755, _ => 0 };
    }

    readonly struct Third : IStage
    {
        public static int Index => 3;
        public static double Alpha => 0.4095798393397535;
        public static double TimeWeight => -0.3384627126235924;
        public static bool AddsToStageValue => false;

        [MethodImpl(Inline)]
        public static double A(int j) => j switch { 1 => 2.849394379747939, 2 => 0.45842242204463923, _ => 0 };

        [MethodImpl(Inline)]
        public static double C(int j) => j switch { 1 => -17.97296035885952, 2 => -2.859693295451294, _ => 0 };
    }

    readonly struct Fourth : IStage
    {
        public static int Index => 4;
        public static double Alpha => 0.9769306725060716;
        public static double TimeWeight => 1.8046452872882734;
        public static bool AddsToStageValue => false;

        [MethodImpl(Inline)]
        public static double A(int j) => j switch
        {
            1 => -6.954028509809101,
            2 => 2.489845061869568,
            3 => -10.358996098473584,
            _ => 0
        };

        [MethodImpl(Inline)]
        public static double C(int j) => j switch
        {
            1 => 147.12150275711716,
            2 => -1.41221402718213,
            3 => 71.68940251302358,
            _ => 0
        };
    }

    readonly struct Fifth : IStage
    {
        public static int Index => 5;
        public static double Alpha => 0.4288403609558664;
        public static double TimeWeight => 2.325825639765069;
        public static bool AddsToStageValue => false;

        [MethodImpl(Inline)]
        public static double A(int j) => j switch
        {
            1 => 2.8029986275628964,
            2 => 0.5072464736228206,
            3 => -0.3988312541770524,
            4 => -0.04721187230404641,
            _ => 0
        };

        [MethodImpl(Inline)]
        public static double C(int j) => j switch
        {
            1 => 165.43517024871676,
            2 => -0.4592823456491126,
            3 => 42.90938336958603,
            4 => -5.961986721573306,
            _ => 0
        };
    }

    readonly struct Sixth : IStage
    {
        public static int Index => 6;
        public static double Alpha => 1;
        public static double TimeWeight => 0;
        public static bool AddsToStageValue => false;

        [MethodImpl(Inline)]
        public static double A(int j) => j switch
        {
            1 => -7.502846399306121,
            2 => 2.561846144803919,
            3 => -11.627539656261098,
            4 => -0.18268767659942256,
            5 => 0.030198172008377946,
            _ => 0
        };

        [MethodImpl(Inline)]
        public static double C(int j) => j switch
        {
            1 => 24.854864614690072,
            2 => -3.0009227002832186,
            3 => 47.4931110020768,
            4 => 5.5814197821558125,
            5 => -0.6610691825249471,
            _ => 0
        };
    }

    readonly struct Seventh : IStage
    {
        public static int Index => 7;
        public static double Alpha => 1;
        public static double TimeWeight => 0;
        public static bool AddsToStageValue => true;

        public static double A(int j) => 0;

        [MethodImpl(Inline)]
        public static double C(int j) => j switch
        {
            1 => 30.91273214028599,
            2 => -3.1208243349937974,
            3 => 77.79954646070892,
            4 => 34.28646028294783,
            5 => -19.097331116725623,
            6 => -28.087943162872662,
            _ => 0
        };
    }

    readonly struct Eighth : IStage
    {
        public static int Index => 8;
        public static double Alpha => 1;
        public static double TimeWeight => 0;
        public static bool AddsToStageValue => true;

        public static double A(int j) => 0;

        [MethodImpl(Inline)]
        public static double C(int j) => j switch
        {
            1 => 37.80277123390563,
            2 => -3.2571969029072276,
            3 => 112.26918849496327,
            4 => 66.9347231244047,
            5 => -40.06618937091002,
            6 => -54.66780262877968,
            7 => -9.48861652309627,
            _ => 0
        };
    }
}
