namespace SurrogateEngine.Kernels.Solvers;

/// <summary>The slopes k_i of a step's stages: of one state, of all of them, or of an output.</summary>
public interface ISlopes<TVector>
{
    /// <summary>k of a stage, counted from 1.</summary>
    TVector this[int stage] { get; }
}

/// <summary>
/// One stage of an explicit method: k_i = f(t + c_i h, y + h sum_j a_ij k_j). A stage is an empty struct: its coefficients are
/// constants for the compiler, so that the sum becomes a line of multiply-adds; see <see cref="ExplicitSums"/>.
/// </summary>
public interface IExplicitStage
{
    /// <summary>Which k this stage gives, 2 to the number of stages; k_1 is known from the step before.</summary>
    static abstract int Index { get; }

    /// <summary>c_i: where in the step the stage looks.</summary>
    static abstract double Node { get; }

    /// <summary>a_ij, the weight of k_j in the stage's argument; 0 from this stage on.</summary>
    static abstract double A(int j);
}

/// <summary>A system that can take explicit stages.</summary>
public interface IExplicitSystem
{
    /// <summary>Takes one stage: f at its argument becomes its k.</summary>
    void Take<TStage>() where TStage : struct, IExplicitStage;
}

/// <summary>An explicit Runge-Kutta method whose last stage is the first of the next step.</summary>
public interface IRungeKutta
{
    /// <summary>Name in scenario files.</summary>
    static abstract string Name { get; }

    /// <summary>Number of stages, 4 or 7, that at the end of the step included.</summary>
    static abstract int Stages { get; }

    /// <summary>Order of the method.</summary>
    static abstract int Order { get; }

    /// <summary>Takes all stages but the first.</summary>
    static abstract void Step<TSystem>(ref TSystem system) where TSystem : struct, IExplicitSystem;

    /// <summary>Weight of k_j in the difference to the embedded method.</summary>
    static abstract double Error(int j);

    /// <summary>
    /// Weight of h k_j in what the curve within a step adds to the cubic through both ends and their slopes, as a multiple of
    /// theta^2 (1 - theta)^2; 0 for every j where the cubic is all.
    /// </summary>
    static abstract double Quartic(int j);
}
