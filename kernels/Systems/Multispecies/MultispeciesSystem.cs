using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels.Systems.Multispecies;

/// <summary>
/// A sphere of any number of species as a stiff system for a Rosenbrock method. Autonomous pools are solved first and move to the
/// right-hand side; what is left is one block-tridiagonal chain from the center through the surface into the receptors, solved in O(N).
/// Every loop goes over the workspace, whatever the sizes: slower than <see cref="SphereSystem{TModel, T, TWorkspace, TGrid, TMethod}"/>, which
/// writes out up to three species and leaves out what does not couple.
/// </summary>
/// <typeparam name="TEquations">The equations.</typeparam>
/// <typeparam name="TDual">The same in dual numbers.</typeparam>
/// <typeparam name="T">Its number.</typeparam>
/// <typeparam name="TWorkspace">Where the states lie.</typeparam>
/// <typeparam name="TGrid">The shells.</typeparam>
/// <typeparam name="TMethod">The method.</typeparam>
partial struct MultispeciesSystem<TEquations, TDual, T, TWorkspace, TGrid, TMethod>(TWorkspace workspace, TGrid grid)
    : IStiffSystem, IStepper<MultispeciesSystem<TEquations, TDual, T, TWorkspace, TGrid, TMethod>, T, TWorkspace, TGrid>
    where TEquations : unmanaged, ISphereEquations<TEquations, T>
    where TDual : unmanaged, ISphereEquations<TDual, Dual3<T>>
    where T : unmanaged, IReal<T>
    where TWorkspace : struct, IWorkspace<T>
    where TGrid : struct, IGrid<T>
    where TMethod : struct, IRosenbrock
{
    readonly TWorkspace workspace = workspace;
    readonly TGrid grid = grid;
    TEquations equations;
    TDual derivatives;
    T time, step, inverseStep;

    /// <inheritdoc/>
    public static int Order => TMethod.Order;

    /// <inheritdoc/>
    public static int Outputs => TEquations.Outputs;

    /// <inheritdoc/>
    public static int Inputs => TEquations.Inputs;

    /// <inheritdoc/>
    public static bool DependsOnTime => TEquations.DependsOnTime;

    /// <inheritdoc/>
    public static StateLayout Layout(int shells) => TEquations.Layout(shells);

    /// <summary>Value, stages, stage value, rates, three blocks of the matrix, the columns of the pools, h df/dt.</summary>
    public static int Fields => TimeField + 1;

    /// <inheritdoc/>
    public static MultispeciesSystem<TEquations, TDual, T, TWorkspace, TGrid, TMethod> Create(TWorkspace workspace, TGrid grid) =>
        new(workspace, grid);

    static int Block => TEquations.Species > TEquations.Receptors ? TEquations.Species : TEquations.Receptors;

    static int StageValue => TMethod.Stages + 1;

    /// <summary>Rates of a stage; numbers on their way from one place to another.</summary>
    static int RateField => TMethod.Stages + 2;

    /// <summary>What the shell before adds to a right-hand side; of a receptor, what the last shell does.</summary>
    static int Lower => TMethod.Stages + 3;

    /// <summary>The inverse of the block on the diagonal.</summary>
    static int Diagonal => Lower + Block;

    /// <summary>What the shell outside adds to a solution; of the last shell, what the receptors do.</summary>
    static int Upper => Lower + 2 * Block;

    /// <summary>What the autonomous pools add; of the pools, the inverse of their own block.</summary>
    static int Column => Lower + 3 * Block;

    static int TimeField => Column + TEquations.AutonomousPools;

    readonly int FirstReceptor => grid.Shells * TEquations.Species;

    readonly int FirstPool => FirstReceptor + TEquations.Receptors;

    readonly int Count => FirstPool + TEquations.AutonomousPools;

    /// <inheritdoc/>
    public void Initialize<TParameters>(TParameters parameters, T fresh) where TParameters : struct, IParameters<T>
    {
        Let(parameters);
        equations.Initialize(workspace, grid, fresh);
    }

    /// <inheritdoc/>
    public void ApplyEvent<TParameters>(TParameters parameters, T t, T atEvent) where TParameters : struct, IParameters<T>
    {
        Let(parameters);
        equations.Dose(workspace, grid, atEvent);
    }

    void Let<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T>
    {
        equations = TEquations.From(parameters);
        derivatives = TDual.From(new LiftedRow<TParameters, T>(parameters));
    }

    /// <inheritdoc/>
    public T FirstStep(T t, Tolerance<T> tolerance)
    {
        equations.Rates(workspace, grid, t, 0, 1);
        return InitialStep.Of(workspace, Count, tolerance);
    }

    /// <inheritdoc/>
    public T Step(T t, T h, Tolerance<T> tolerance)
    {
        time = t;
        step = h;
        inverseStep = T.Inverse(h);
        Factorize(T.FromDouble(1 / TMethod.Gamma) * inverseStep);
        TMethod.Step(ref this);
        return Error(tolerance);
    }

    /// <inheritdoc/>
    public void Solve<TStage, TNext>() where TStage : struct, IStage where TNext : struct, IStage
    {
        TWorkspace r = workspace;
        int stage = TStage.Index, count = Count;
        for (int s = 0; s < count; s++)
            r[s, StageValue] = StageSums.StageValue<TStage, T, TWorkspace>(r, s, StageValue);
        equations.Rates(r, grid, T.Fma(T.FromDouble(TStage.Alpha), step, time), StageValue, RateField);
        for (int s = 0; s < count; s++)
        {
            T right = r[s, RateField];
            if (TEquations.DependsOnTime)
                right = T.Axpy(T.FromDouble(TStage.TimeWeight), r[s, TimeField], right);
            r[s, stage] = StageSums.AddCarry<TStage, T, TWorkspace>(right, inverseStep, r, s);
        }

        Substitute(stage);
    }

    /// <summary>Adds the last k to its stage value, which gives the new states, and measures it as the error.</summary>
    readonly T Error(Tolerance<T> tolerance)
    {
        TWorkspace r = workspace;
        T sum = T.FromDouble(0);
        int count = Count;
        for (int s = 0; s < count; s++)
        {
            T error = r[s, TMethod.Stages], next = r[s, StageValue] + error;
            r[s, StageValue] = next;
            sum += tolerance.Square(error, r[s, 0], next);
        }

        return T.Sqrt(sum * (T.FromDouble(1) / T.Whole(count)));
    }

    /// <inheritdoc/>
    public readonly void Accept(T accepted)
    {
        TWorkspace r = workspace;
        int count = Count;
        for (int s = 0; s < count; s++)
            r[s, 0] = T.Select(accepted, r[s, StageValue], r[s, 0]);
    }

    /// <inheritdoc/>
    public readonly Interpolant<T> Dense(int output)
    {
        var outputs = new EquationOutputs<TEquations, T, TWorkspace, TGrid>(equations, workspace, grid, output);
        return InterpolantSums<TMethod>.Of(outputs[0], outputs[StageValue], ref outputs);
    }

    /// <inheritdoc/>
    public readonly Interpolant<T> DenseState(int state)
    {
        var slot = new SlotDerivatives<T, TWorkspace>(workspace, state);
        return InterpolantSums<TMethod>.Of(slot[0], slot[StageValue], ref slot);
    }
}
