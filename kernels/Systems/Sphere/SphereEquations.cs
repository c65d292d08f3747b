using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Systems.Sphere;

/// <summary>The equations of a model of one to three species.</summary>
struct SphereEquations<TModel, T>(TModel model) : ISphereEquations<SphereEquations<TModel, T>, T>
    where TModel : unmanaged, ISphereModel<TModel, T>
    where T : unmanaged, IReal<T>
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // Not readonly: a call through a readonly field copies the model first.
    TModel model = model;

    public static int Outputs => TModel.Outputs;

    public static int Inputs => TModel.Inputs;

    public static bool DependsOnTime => TModel.DependsOnTime;

    public static int Species => TModel.Species;

    public static int Receptors => TModel.Receptors;

    public static int AutonomousPools => TModel.AutonomousPools;

    public static StateLayout Layout(int shells) => new(shells, TModel.Species, TModel.Receptors + TModel.AutonomousPools);

    public static SphereEquations<TModel, T> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T> =>
        new(TModel.From(parameters));

    public void Initialize<TWorkspace, TGrid>(TWorkspace workspace, TGrid grid, T fresh)
        where TWorkspace : struct, IWorkspace<T>
        where TGrid : struct, IGrid<T> => SphereStates<TModel, T, TWorkspace, TGrid>.Initialize(ref model, workspace, grid, fresh);

    public void Dose<TWorkspace, TGrid>(TWorkspace workspace, TGrid grid, T atEvent)
        where TWorkspace : struct, IWorkspace<T>
        where TGrid : struct, IGrid<T> => SphereStates<TModel, T, TWorkspace, TGrid>.Dose(ref model, workspace, grid, atEvent);

    public void Rates<TWorkspace, TGrid>(TWorkspace workspace, TGrid grid, T t, int from, int to)
        where TWorkspace : struct, IWorkspace<T>
        where TGrid : struct, IGrid<T> => SphereStates<TModel, T, TWorkspace, TGrid>.Rates(ref model, workspace, grid, t, from, to);

    [MethodImpl(Inline)]
    public T Output<TWorkspace, TGrid>(TWorkspace workspace, TGrid grid, int field, int output)
        where TWorkspace : struct, IWorkspace<T>
        where TGrid : struct, IGrid<T> =>
        model.Output(new FieldView<SphereEquations<TModel, T>, T, TWorkspace, TGrid>(workspace, grid, field), output);
}
