using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels.Systems.Sphere;

/// <summary>
/// A sphere model on a grid with an explicit method, for spheres that are not stiff: few shells, slow diffusion.
/// A state's workspace slot holds its value, the stage derivatives and the stage value of the stage in work.
/// </summary>
struct SphereStepper<TModel, T, TWorkspace, TGrid, TMethod>(TWorkspace workspace, TGrid grid)
    : IStepper<SphereStepper<TModel, T, TWorkspace, TGrid, TMethod>, T, TWorkspace, TGrid>, IExplicitSystem
    where TModel : unmanaged, ISphereModel<TModel, T>
    where T : unmanaged, IReal<T>
    where TWorkspace : struct, IWorkspace<T>
    where TGrid : struct, IGrid<T>
    where TMethod : struct, IRungeKutta
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    readonly TWorkspace workspace = workspace;
    readonly TGrid grid = grid;
    TModel model;
    T time, step;

    /// <inheritdoc/>
    public static int Order => TMethod.Order;

    /// <inheritdoc/>
    public static int Outputs => TModel.Outputs;

    /// <inheritdoc/>
    public static int Inputs => TModel.Inputs;

    /// <inheritdoc/>
    public static bool DependsOnTime => TModel.DependsOnTime;

    /// <inheritdoc/>
    public static StateLayout Layout(int shells) => new(shells, TModel.Species, TModel.Receptors + TModel.AutonomousPools);

    /// <summary>Fields of each state's workspace slot.</summary>
    public static int Fields => TMethod.Stages + 2;

    /// <inheritdoc/>
    public static SphereStepper<TModel, T, TWorkspace, TGrid, TMethod> Create(TWorkspace workspace, TGrid grid) => new(workspace, grid);

    static int StageValue
    {
        [MethodImpl(Inline)]
        get => TMethod.Stages + 1;
    }

    readonly int Count
    {
        [MethodImpl(Inline)]
        get => SphereStates<TModel, T, TWorkspace, TGrid>.Count(grid.Shells);
    }

    /// <inheritdoc/>
    public void Initialize<TParameters>(TParameters parameters, T fresh) where TParameters : struct, IParameters<T>
    {
        model = TModel.From(parameters);
        SphereStates<TModel, T, TWorkspace, TGrid>.Initialize(ref model, workspace, grid, fresh);
        TakeFirst(T.FromDouble(0), fresh);
    }

    /// <inheritdoc/>
    public void ApplyEvent<TParameters>(TParameters parameters, T t, T atEvent) where TParameters : struct, IParameters<T>
    {
        model = TModel.From(parameters);
        SphereStates<TModel, T, TWorkspace, TGrid>.Dose(ref model, workspace, grid, atEvent);
        TakeFirst(t, atEvent);
    }

    /// <summary>The first stage of a beginning; the other lanes have theirs from the step before.</summary>
    void TakeFirst(T t, T fresh)
    {
        TWorkspace r = workspace;
        SphereStates<TModel, T, TWorkspace, TGrid>.Rates(ref model, r, grid, t, 0, StageValue);
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

        SphereStates<TModel, T, TWorkspace, TGrid>.Rates(ref model, r, grid, time.Plus(TStage.C, h), StageValue, TStage.Index);
    }

    /// <inheritdoc/>
    public Interpolant<T> Dense(int output)
    {
        T start = At(0, output);
        var derivatives = default(ExplicitStep<T>);
        derivatives.K1 = At(1, output);
        derivatives.K2 = At(2, output);
        derivatives.K3 = At(3, output);
        derivatives.K4 = At(4, output);
        derivatives.K5 = TMethod.Stages > 4 ? At(5, output) : default;
        derivatives.K6 = TMethod.Stages > 5 ? At(6, output) : default;
        derivatives.K7 = TMethod.Stages > 6 ? At(7, output) : default;
        return TMethod.Dense(step, start, At(StageValue, output) - start, ref derivatives);
    }

    readonly T At(int field, int output) => model.Output(new FieldView<TModel, T, TWorkspace, TGrid>(workspace, grid, field), output);

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
