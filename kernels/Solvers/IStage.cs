using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>
/// One stage of a Rosenbrock method in the form that needs no product with the Jacobian (Hairer and Wanner, Solving
/// ODEs II, 2nd ed., eq. IV.7.25):
/// (I / (gamma h) - J) k_i = f(t + alpha_i h, y + sum_j a_ij k_j) + sum_j c_ij k_j / h + gamma_i h df/dt.
/// A stage is an empty struct: its coefficients are constants for the compiler, so that a sum becomes a line of multiply-adds.
/// </summary>
public interface IStage
{
    /// <summary>Which k this stage gives, 1 to the number of stages; also the field of the workspace slot it goes to.</summary>
    static abstract int Index { get; }

    /// <summary>alpha_i: where in the step the stage looks.</summary>
    static abstract double Alpha { get; }

    /// <summary>gamma_i, the weight of h df/dt; of no account for a model whose rates do not look at the time.</summary>
    static abstract double TimeWeight { get; }

    /// <summary>Whether the stage value is that of the stage before plus its k: then a_ij are not asked for.</summary>
    static abstract bool AddsToStageValue { get; }

    /// <summary>a_ij, the weight of k_j in its stage value; 0 from this stage on.</summary>
    static abstract double A(int j);

    /// <summary>c_ij, the weight of k_j / h on the right-hand side; 0 from this stage on.</summary>
    static abstract double C(int j);
}

/// <summary>A stiff system that can take Rosenbrock stages.</summary>
public interface IStiffSystem
{
    /// <summary>
    /// Takes one stage: solves for its k in every state. The stage after it is named, <see cref="NoStage"/> after the last,
    /// because a k is cheapest to use where it arises.
    /// </summary>
    void Solve<TStage, TNext>() where TStage : struct, IStage where TNext : struct, IStage;
}

/// <summary>Stands behind the last stage.</summary>
public readonly struct NoStage : IStage
{
    public static int Index => 0;
    public static double Alpha => 1;
    public static double TimeWeight => 0;
    public static bool AddsToStageValue => false;

    public static double A(int j) => 0;

    public static double C(int j) => 0;
}

/// <summary>A Rosenbrock method: its stages in order, and what follows from them.</summary>
public interface IRosenbrock
{
    /// <summary>Name in scenario files.</summary>
    static abstract string Name { get; }

    /// <summary>Number of stages, at most 24; the last k is the error estimate, and the stage value of the last stage plus it the new
    /// value.</summary>
    static abstract int Stages { get; }

    /// <summary>Order of the method.</summary>
    static abstract int Order { get; }

    /// <summary>gamma of the matrix I / (gamma h) - J.</summary>
    static abstract double Gamma { get; }

    /// <summary>Takes all stages.</summary>
    static abstract void Step<TSystem>(ref TSystem system) where TSystem : struct, IStiffSystem;

    /// <summary>Weights of k_j in the parts of the curve within the step: see <see cref="Interpolant{T}"/>.</summary>
    static abstract double P(int j);

    /// <inheritdoc cref="P"/>
    static abstract double Q(int j);

    /// <inheritdoc cref="P"/>
    static abstract double R(int j);
}
