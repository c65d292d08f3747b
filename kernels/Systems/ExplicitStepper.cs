using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels.Systems;

/// <summary>
/// An explicit method on states in the workspace: of spheres that are not stiff (few shells, slow diffusion), and of compartments where
/// the method has more stages than registers hold. A state's workspace slot holds its value, the stage derivatives and the stage value of
/// the stage in work.
/// </summary>
struct ExplicitStepper<TEquations, T, TWorkspace, TGrid, TMethod>(TWorkspace workspace, TGrid grid)
    : IStepper<ExplicitStepper<TEquations, T, TWorkspace, TGrid, TMethod>, T, TWorkspace, TGrid>, IExplicitSystem
    where TEquations : unmanaged, IEquations<TEquations, T>
    where T : unmanaged, IReal<T>
    where TWorkspace : struct, IWorkspace<T>
    where TGrid : struct, IGrid<T>
    where TMethod : struct, IRungeKutta
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    readonly TWorkspace workspace = workspace;
    readonly TGrid grid = grid;
    TEquations equations;
    T time, step;

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

    /// <summary>Fields of each state's workspace slot.</summary>
    public static int Fields => TMethod.Stages + 2;

    /// <inheritdoc/>
    public static ExplicitStepper<TEquations, T, TWorkspace, TGrid, TMethod> Create(TWorkspace workspace, TGrid grid) =>
        new(workspace, grid);

    static int StageValue
    {
        [MethodImpl(Inline)]
        get => TMethod.Stages + 1;
    }

    readonly int Count
    {
        [MethodImpl(Inline)]
        get => TEquations.Layout(grid.Shells).Count;
    }

    /// <inheritdoc/>
    public void Initialize<TParameters>(TParameters parameters, T fresh) where TParameters : struct, IParameters<T>
    {
        equations = TEquations.From(parameters);
        equations.Initialize(workspace, grid, fresh);
        TakeFirst(T.FromDouble(0), fresh);
    }

    /// <inheritdoc/>
    public void ApplyEvent<TParameters>(TParameters parameters, T t, T atEvent) where TParameters : struct, IParameters<T>
    {
        equations = TEquations.From(parameters);
        equations.Dose(workspace, grid, atEvent);
        TakeFirst(t, atEvent);
    }

    /// <summary>The first stage of a beginning; the other lanes have theirs from the step before.</summary>
    void TakeFirst(T t, T fresh)
    {
        TWorkspace r = workspace;
        equations.Rates(r, grid, t, 0, StageValue);
        int count = Count;
        for (int s = 0; s < count; s++)
            r[s, 1] = T.Select(fresh, r[s, StageValue], r[s, 1]);
    }

    /// <inheritdoc/>
    public readonly T FirstStep(T t, Tolerance<T> tolerance) => InitialStep.Of(workspace, Count, tolerance);

    /// <inheritdoc/>
    public T Step(T t, T h, Tolerance<T> tolerance)
    {
        time = t;
        step = h;
        TMethod.Step(ref this);
        TWorkspace r = workspace;
        T sum = T.FromDouble(0);
        int count = Count;
        for (int s = 0; s < count; s++)
        {
            var derivatives = new SlotDerivatives<T, TWorkspace>(r, s);
            sum += tolerance.Square(TMethod.Error<T, T, SlotDerivatives<T, TWorkspace>>(h, ref derivatives), r[s, 0], r[s, StageValue]);
        }

        return T.Sqrt(sum * (T.FromDouble(1) / T.Whole(count)));
    }

    /// <inheritdoc/>
    public void Take<TStage>() where TStage : struct, IExplicitStage
    {
        TWorkspace r = workspace;
        T h = step;
        int count = Count;
        for (int s = 0; s < count; s++)
        {
            var derivatives = new SlotDerivatives<T, TWorkspace>(r, s);
            r[s, StageValue] = TStage.StageValue<T, T, SlotDerivatives<T, TWorkspace>>(h, r[s, 0], ref derivatives);
        }

        equations.Rates(r, grid, time.Plus(TStage.C, h), StageValue, TStage.Index);
    }

    /// <inheritdoc/>
    public Interpolant<T> Dense(int output)
    {
        var outputs = new EquationOutputs<TEquations, T, TWorkspace, TGrid>(equations, workspace, grid, output);
        T start = outputs[0], rise = outputs[StageValue] - start;
        if (TMethod.Stages > ExplicitStep<T>.MostStages)
            return TMethod.Dense(step, start, rise, ref outputs);
        // A curve looks at a stage more than once.
        var derivatives = default(ExplicitStep<T>);
        derivatives.K1 = outputs[1];
        derivatives.K2 = outputs[2];
        derivatives.K3 = outputs[3];
        derivatives.K4 = outputs[4];
        derivatives.K5 = TMethod.Stages > 4 ? outputs[5] : default;
        derivatives.K6 = TMethod.Stages > 5 ? outputs[6] : default;
        derivatives.K7 = TMethod.Stages > 6 ? outputs[7] : default;
        return TMethod.Dense(step, start, rise, ref derivatives);
    }

    /// <inheritdoc/>
    public readonly Interpolant<T> DenseState(int state)
    {
        var derivatives = new SlotDerivatives<T, TWorkspace>(workspace, state);
        T start = workspace[state, 0];
        return TMethod.Dense(step, start, workspace[state, StageValue] - start, ref derivatives);
    }

    /// <inheritdoc/>
    public readonly void Accept(T accepted)
    {
        TWorkspace r = workspace;
        int count = Count;
        for (int s = 0; s < count; s++)
        {
            r[s, 0] = T.Select(accepted, r[s, StageValue], r[s, 0]);
            r[s, 1] = T.Select(accepted, r[s, TMethod.Stages], r[s, 1]);
        }
    }
}
