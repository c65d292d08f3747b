using System.Reflection;
using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Device;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Programs;
using SurrogateEngine.Kernels.Residuals;

namespace SurrogateEngine.Tests.Kernels.Device;

/// <summary>One kernel that a device would be given.</summary>
/// <param name="Name">Law, what it computes, number.</param>
/// <param name="Law">The law.</param>
/// <param name="Method">The kernel.</param>
/// <param name="Single">True in single precision.</param>
public sealed record DeviceKernel(string Name, ReleaseLaw Law, MethodInfo Method, bool Single)
{
    /// <summary>True if its states live in registers.</summary>
    public bool IsCompartment => Law.DefaultShells == 0;

    /// <summary>True for a trajectory with an explicit method, which is small: a sphere's takes ILGPU 2 to 8 s.</summary>
    public bool IsExplicit { get; init; }

    /// <summary>True for a trajectory, with whatever method.</summary>
    public bool IsTrajectory { get; init; }

    public override string ToString() => Name;
}

/// <summary>Every kernel there is.</summary>
static class KernelMatrix
{
    /// <summary>Trajectories of every law with every solver.</summary>
    public static IEnumerable<DeviceKernel> Trajectories<T>()
        where T : unmanaged, IReal<T>
    {
        foreach (ReleaseLaw law in Catalog.Laws)
        {
            foreach (SolverEntry solver in Catalog.Methods)
            {
                var visitor = new TrajectoryKernelOf<T>();
                Shapes.VisitStepper(law, solver, visitor);
                yield return Named<T>(law, solver.Name, visitor.Kernel) with { IsTrajectory = true, IsExplicit = !solver.Stiff };
            }
        }
    }

    /// <summary>The residual of every law and its pull-back.</summary>
    public static IEnumerable<DeviceKernel> Residuals<T>()
        where T : unmanaged, IReal<T>
    {
        foreach (ReleaseLaw law in Catalog.Laws)
        {
            var residual = new ResidualKernelOf<T>();
            law.Program<T>().Accept(new RatesOf<T, DeviceRows<T>, DeviceGrid<T>>(residual));
            yield return Named<T>(law, "residual", residual.Kernel);
            var pullBack = new PullBackKernelOf<T>();
            law.Program<Duals<T>>().Accept(new PullBackOf<T, DeviceRows<T>, DeviceGrid<T>>(pullBack));
            yield return Named<T>(law, "pull-back", pullBack.Kernel);
        }
    }

    static DeviceKernel Named<T>(ReleaseLaw law, string what, MethodInfo kernel) =>
        new($"{law.Name} {what} {typeof(T).Name}", law, kernel, typeof(T) == typeof(Real32));
}

/// <summary>The kernel a law and a solver make.</summary>
sealed class TrajectoryKernelOf<T> : IStepperVisitor<T, DeviceRows<T>, DeviceGrid<T>>
    where T : unmanaged, IReal<T>
{
    public MethodInfo Kernel { get; private set; } = null!;

    public void Visit<TStepper>() where TStepper : struct, IStepper<TStepper, T, DeviceRows<T>, DeviceGrid<T>> =>
        Kernel = ((Delegate)TrajectoryKernels<T>.Follow<TStepper>).Method;
}

/// <summary>The kernel of a law's residual.</summary>
sealed class ResidualKernelOf<T> : IRateVisitor<T, DeviceRows<T>, DeviceGrid<T>>
    where T : unmanaged, IReal<T>
{
    public MethodInfo Kernel { get; private set; } = null!;

    public void Visit<TField>() where TField : struct, IRateField<TField, T, DeviceRows<T>, DeviceGrid<T>> =>
        Kernel = ((Delegate)ResidualKernels<T>.Evaluate<TField>).Method;
}

/// <summary>The kernel of a law's pull-back.</summary>
sealed class PullBackKernelOf<T> : IPullBackVisitor<T, DeviceRows<T>, DeviceGrid<T>>
    where T : unmanaged, IReal<T>
{
    public MethodInfo Kernel { get; private set; } = null!;

    public void Visit<TField>() where TField : struct, IPullBack<TField, T, DeviceRows<T>, DeviceGrid<T>> =>
        Kernel = ((Delegate)ResidualKernels<T>.PullBack<TField>).Method;
}
