using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>
/// One stage of a Rosenbrock method in the form that needs no product with the Jacobian (Hairer and Wanner, Solving
/// ODEs II, 2nd ed., eq. IV.7.25):
/// (I / (gamma h) - J) k_i = f(t + alpha_i h, y + sum_j a_ij k_j) + sum_j c_ij k_j / h + gamma_i h df/dt.
/// A stage is an empty struct: its sums are written out with their coefficients, so that they compile to a line of
/// multiply-adds.
/// </summary>
public interface IStage
{
    /// <summary>Which k this stage gives, 1 to the number of stages; also the field of the record it goes to.</summary>
    static abstract int Index { get; }

    /// <summary>alpha_i: where in the step the stage looks.</summary>
    static abstract double Node { get; }

    /// <summary>gamma_i, the weight of h df/dt; of no account for a law whose rates do not look at the time.</summary>
    static abstract double TimeWeight { get; }

    /// <summary>y + sum_j a_ij k_j of one state. Field <c>Stages + 1</c> still holds the argument of the stage before.</summary>
    static abstract T Argument<T, TRows>(TRows r, int state) where T : unmanaged, IReal<T> where TRows : struct, IRows<T>;

    /// <summary>sum_j c_ij k_j of one state.</summary>
    static abstract T Carry<T, TRows>(TRows r, int state) where T : unmanaged, IReal<T> where TRows : struct, IRows<T>;
}

/// <summary>A stiff system that can take Rosenbrock stages.</summary>
public interface IStiffSystem
{
    /// <summary>Takes one stage: solves for its k in every state.</summary>
    void Solve<TStage>() where TStage : struct, IStage;
}

/// <summary>A Rosenbrock method: its stages in order, and what follows from them.</summary>
public interface IRosenbrock
{
    /// <summary>Name in scenario files.</summary>
    static abstract string Name { get; }

    /// <summary>Number of stages; the last k is the error estimate, and the argument of the last stage plus it the new value.</summary>
    static abstract int Stages { get; }

    /// <summary>Order of the method.</summary>
    static abstract int Order { get; }

    /// <summary>gamma of the matrix I / (gamma h) - J.</summary>
    static abstract double Gamma { get; }

    /// <summary>Takes all stages.</summary>
    static abstract void Step<TSystem>(ref TSystem system) where TSystem : struct, IStiffSystem;

    /// <summary>The curve within the step, for one state: see <see cref="DenseStep{T}"/>.</summary>
    static abstract DenseStep<T> Dense<T, TRows>(TRows r, int state) where T : unmanaged, IReal<T> where TRows : struct, IRows<T>;
}
