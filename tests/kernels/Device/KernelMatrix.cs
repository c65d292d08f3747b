using System.Reflection;
using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Device;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Sensitivities;

namespace SurrogateEngine.Tests.Kernels.Device;

/// <summary>One kernel that a device would be given.</summary>
/// <param name="Name">Model, what it computes, number.</param>
/// <param name="Model">The model.</param>
/// <param name="Method">The kernel.</param>
/// <param name="Single">True in single precision.</param>
public sealed record DeviceKernel(string Name, ReleaseModel Model, MethodInfo Method, bool Single)
{
    /// <summary>True if its states live in registers.</summary>
    public bool IsCompartment => Model.DefaultShells == 0;

    /// <summary>True for a trajectory with an explicit method, which is small: a sphere's takes ILGPU 2 to 8 s.</summary>
    public bool IsExplicit { get; init; }

    /// <summary>True for a trajectory, with whatever method.</summary>
    public bool IsTrajectory => Solver is not null;

    /// <summary>The method of a trajectory.</summary>
    public string? Solver { get; init; }

    public override string ToString() => Name;
}

/// <summary>Every kernel there is.</summary>
static class KernelMatrix
{
    /// <summary>Trajectories of every model with every solver.</summary>
    public static IEnumerable<DeviceKernel> Trajectories<T>()
        where T : unmanaged, IReal<T>
    {
        foreach (ReleaseModel model in Catalog.Models)
        {
            foreach (DeviceKernel kernel in Trajectories<T>(model, Catalog.Methods))
                yield return kernel;
        }
    }

    static IEnumerable<DeviceKernel> Trajectories<T>(ReleaseModel model, IEnumerable<SolverEntry> solvers)
        where T : unmanaged, IReal<T>
    {
        foreach (SolverEntry solver in solvers)
        {
            var visitor = new TrajectoryKernelOf<T>();
            Shapes.VisitStepper(model, solver, visitor);
            yield return Named<T>(model, solver.Name, visitor.Kernel) with { Solver = solver.Name, IsExplicit = !solver.Stiff };
        }
    }

    /// <summary>Every kernel of one model, of the catalog or not, with the methods named or with all.</summary>
    public static IEnumerable<DeviceKernel> Of<T>(ReleaseModel model, IEnumerable<SolverEntry>? solvers = null)
        where T : unmanaged, IReal<T> => Trajectories<T>(model, solvers ?? Catalog.Methods).Concat(Residuals<T>(model));

    /// <summary>The residual of every model and its vector-Jacobian product.</summary>
    public static IEnumerable<DeviceKernel> Residuals<T>()
        where T : unmanaged, IReal<T>
    {
        foreach (ReleaseModel model in Catalog.Models)
        {
            foreach (DeviceKernel kernel in Residuals<T>(model))
                yield return kernel;
        }
    }

    static IEnumerable<DeviceKernel> Residuals<T>(ReleaseModel model)
        where T : unmanaged, IReal<T>
    {
        var residual = new ResidualKernelOf<T>();
        model.Program<T>().Accept(new RatesOf<T, DeviceWorkspaceView<T>, DeviceGrid<T>>(residual));
        yield return Named<T>(model, "residual", residual.Kernel);
        var vectorJacobianProduct = new VectorJacobianProductKernelOf<T>();
        model.Program<Dual3<T>>().Accept(new VectorJacobianProductOf<T, DeviceWorkspaceView<T>, DeviceGrid<T>>(vectorJacobianProduct));
        yield return Named<T>(model, "vector-Jacobian product", vectorJacobianProduct.Kernel);
    }

    static DeviceKernel Named<T>(ReleaseModel model, string what, MethodInfo kernel) =>
        new($"{model.Name} {what} {typeof(T).Name}", model, kernel, typeof(T) == typeof(Real32));
}

/// <summary>The kernel a model and a solver make.</summary>
sealed class TrajectoryKernelOf<T> : IStepperVisitor<T, DeviceWorkspaceView<T>, DeviceGrid<T>>
    where T : unmanaged, IReal<T>
{
    public MethodInfo Kernel { get; private set; } = null!;

    public void Visit<TStepper>() where TStepper : struct, IStepper<TStepper, T, DeviceWorkspaceView<T>, DeviceGrid<T>> =>
        Kernel = ((Delegate)TrajectoryKernels<T>.Integrate<TStepper>).Method;
}

/// <summary>The kernel of a model's residual.</summary>
sealed class ResidualKernelOf<T> : IRateVisitor<T, DeviceWorkspaceView<T>, DeviceGrid<T>>
    where T : unmanaged, IReal<T>
{
    public MethodInfo Kernel { get; private set; } = null!;

    public void Visit<TField>() where TField : struct, IRateField<TField, T, DeviceWorkspaceView<T>, DeviceGrid<T>> =>
        Kernel = ((Delegate)ResidualKernels<T>.Evaluate<TField>).Method;
}

/// <summary>The kernel of a model's vector-Jacobian product.</summary>
sealed class VectorJacobianProductKernelOf<T> : IVectorJacobianProductVisitor<T, DeviceWorkspaceView<T>, DeviceGrid<T>>
    where T : unmanaged, IReal<T>
{
    public MethodInfo Kernel { get; private set; } = null!;

    public void Visit<TField>() where TField : struct, IVectorJacobianProduct<TField, T, DeviceWorkspaceView<T>, DeviceGrid<T>> =>
        Kernel = ((Delegate)ResidualKernels<T>.VectorJacobianProduct<TField>).Method;
}
