using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>
/// Rodas3: order 3, L-stable, stiffly accurate, four stages of which the first two share an argument, embedded order 2.
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
public readonly struct Rodas3 : IRosenbrock
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static string Name => "rodas3";
    public static int Stages => 4;
    public static int Order => 3;
    public static double Gamma => 0.5;

    public static void Step<TSystem>(ref TSystem system) where TSystem : struct, IStiffSystem
    {
        system.Solve<First>();
        system.Solve<Second>();
        system.Solve<Third>();
        system.Solve<Fourth>();
    }

    [MethodImpl(Inline)]
    public static DenseStep<T> Dense<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T>
    {
        T p = (3 * r[s, 1]) - r[s, 2] - r[s, 3] - r[s, 4];
        return new(r[s, 0], r[s, 5] - r[s, 0], p, 2 * r[s, 4], T.Of(0));
    }

    readonly struct First : IStage
    {
        public static int Index => 1;
        public static double Node => 0;
        public static double TimeWeight => 0.5;

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
        public static double Node => 0;
        public static double TimeWeight => 1.5;

        [MethodImpl(Inline)]
        public static T Argument<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T> =>
            r[s, 0];

        [MethodImpl(Inline)]
        public static T Carry<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T> =>
            (4 * r[s, 1]);
    }

    readonly struct Third : IStage
    {
        public static int Index => 3;
        public static double Node => 1;
        public static double TimeWeight => 0;

        [MethodImpl(Inline)]
        public static T Argument<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T> =>
            r[s, 0].Plus(2, r[s, 1]);

        [MethodImpl(Inline)]
        public static T Carry<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T> =>
            r[s, 1] - r[s, 2];
    }

    readonly struct Fourth : IStage
    {
        public static int Index => 4;
        public static double Node => 1;
        public static double TimeWeight => 0;

        [MethodImpl(Inline)]
        public static T Argument<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T> =>
            r[s, 5] + r[s, 3];

        [MethodImpl(Inline)]
        public static T Carry<T, TRows>(TRows r, int s) where T : unmanaged, IReal<T> where TRows : struct, IRows<T> =>
            (r[s, 1] - r[s, 2]).Plus(-8.0 / 3, r[s, 3]);
    }
}
