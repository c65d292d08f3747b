using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>The stage derivatives k_i of a step: of one state, of all of them, or of an output.</summary>
public interface IStageDerivatives<TVector>
{
    /// <summary>k of a stage, counted from 1.</summary>
    TVector this[int stage] { get; }
}

/// <summary>
/// One stage of an explicit method: k_i = f(t + c_i h, y + h sum_j a_ij k_j). A stage is an empty struct: its sum is written
/// out with its coefficients, so that it compiles to a line of multiply-adds, for all states of a compartment model at once or
/// for one state of a sphere after the other.
/// </summary>
public interface IExplicitStage
{
    /// <summary>Which k this stage gives, 2 to the number of stages; k_1 is known from the step before.</summary>
    static abstract int Index { get; }

    /// <summary>c_i: where in the step the stage looks.</summary>
    static abstract double C { get; }

    /// <summary>y + h sum_j a_ij k_j; that of the last stage is the new value.</summary>
    static abstract TVector StageValue<T, TVector, TStageDerivatives>(T h, in TVector y, ref TStageDerivatives k)
        where T : unmanaged, IReal<T>
        where TVector : unmanaged, IVector<TVector, T>
        where TStageDerivatives : struct, IStageDerivatives<TVector>;
}

/// <summary>A system that can take explicit stages.</summary>
public interface IExplicitSystem
{
    /// <summary>Takes one stage: f at its stage value becomes its k.</summary>
    void Take<TStage>() where TStage : struct, IExplicitStage;
}

/// <summary>An explicit Runge-Kutta method whose last stage is the first of the next step.</summary>
public interface IRungeKutta
{
    /// <summary>Name in scenario files.</summary>
    static abstract string Name { get; }

    /// <summary>Number of stages, 4 or more, that at the end of the step included. A compartment model keeps up to 7 in
    /// registers.</summary>
    static abstract int Stages { get; }

    /// <summary>Order of the method.</summary>
    static abstract int Order { get; }

    /// <summary>Takes all stages but the first.</summary>
    static abstract void Step<TSystem>(ref TSystem system) where TSystem : struct, IExplicitSystem;

    /// <summary>Difference to the embedded method.</summary>
    static abstract TVector Error<T, TVector, TStageDerivatives>(T h, ref TStageDerivatives k)
        where T : unmanaged, IReal<T>
        where TVector : unmanaged, IVector<TVector, T>
        where TStageDerivatives : struct, IStageDerivatives<TVector>;

    /// <summary>The curve of a state or an output within a step, from where it starts, how much it rises and its derivatives.</summary>
    static abstract Interpolant<T> Dense<T, TStageDerivatives>(T h, T start, T rise, ref TStageDerivatives k)
        where T : unmanaged, IReal<T>
        where TStageDerivatives : struct, IStageDerivatives<T>;
}
