using System.Reflection;
using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Compartments;
using SurrogateEngine.Kernels.Controllers;
using SurrogateEngine.Kernels.Device;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Programs;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Spheres;

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
    public static IEnumerable<DeviceKernel> Trajectories<T, TController>()
        where T : unmanaged, IReal<T>
        where TController : struct, IController
    {
        foreach (ReleaseLaw law in Catalog.Laws)
        {
            foreach (string solver in Catalog.Solvers)
            {
                var visitor = new TrajectoryKernelOf<T, TController>(law);
                law.Program<T>().Accept(Catalog.FindSolver(solver)!, ref visitor);
                yield return Named<T>(law, $"{solver} {typeof(TController).Name}", visitor.Kernel) with { IsTrajectory = true, IsExplicit = !Catalog.FindSolver(solver)!.Stiff };
            }
        }
    }

    /// <summary>The residual of every law and its pull-back.</summary>
    public static IEnumerable<DeviceKernel> Residuals<T>()
        where T : unmanaged, IReal<T>
    {
        foreach (ReleaseLaw law in Catalog.Laws)
        {
            SolverEntry solver = Catalog.FindSolver(law.DefaultSolver)!;
            var residual = default(ResidualKernelOf<T>);
            law.Program<T>().Accept(solver, ref residual);
            yield return Named<T>(law, "residual", residual.Kernel);
            var pullBack = default(PullBackKernelOf<T>);
            law.Program<Duals<T>>().Accept(solver, ref pullBack);
            yield return Named<T>(law, "pull-back", pullBack.Kernel);
        }
    }

    static DeviceKernel Named<T>(ReleaseLaw law, string what, MethodInfo kernel) =>
        new($"{law.Name} {what} {typeof(T).Name}", law, kernel, typeof(T) == typeof(Real32));
}

/// <summary>The kernel a law and a solver make.</summary>
struct TrajectoryKernelOf<T, TController>(ReleaseLaw law) : IProgramVisitor<T>, IStiffVisitor<T>
    where T : unmanaged, IReal<T>
    where TController : struct, IController
{
    readonly ReleaseLaw law = law;

    public MethodInfo Kernel { get; private set; } = null!;

    public void Compartment<TLaw, TState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TState : unmanaged, IState<TState, T>
        where TMethod : struct, IRungeKutta =>
        Kernel = ((Delegate)TrajectoryKernels<T>.Compartment<TLaw, TState, TMethod, TController>).Method;

    public void StiffCompartment<TLaw, TState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TState : unmanaged, IState<TState, T>
        where TMethod : struct, IRosenbrock =>
        StiffPair<TrajectoryKernelOf<T, TController>, TLaw, T, TState>.Accept<TMethod>(law, ref this);

    public void Stiff<TLaw, TDual, TState, TDualState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TDual : unmanaged, ICompartmentLaw<TDual, Dual<T>, TDualState>
        where TState : unmanaged, IState<TState, T>
        where TDualState : unmanaged, IState<TDualState, Dual<T>>
        where TMethod : struct, IRosenbrock =>
        Kernel = ((Delegate)TrajectoryKernels<T>.Stiff<TLaw, TDual, TState, TDualState, TMethod, TController>).Method;

    public void ExplicitSphere<TLaw, TMethod>()
        where TLaw : unmanaged, ISphereLaw<TLaw, T>
        where TMethod : struct, IRungeKutta =>
        Kernel = ((Delegate)TrajectoryKernels<T>.ExplicitSphere<TLaw, TMethod, TController>).Method;

    public void Sphere<TLaw, TMethod>()
        where TLaw : unmanaged, ISphereLaw<TLaw, T>
        where TMethod : struct, IRosenbrock =>
        Kernel = ((Delegate)TrajectoryKernels<T>.Sphere<TLaw, TMethod, TController>).Method;
}

/// <summary>The kernel of a law's residual.</summary>
struct ResidualKernelOf<T> : IProgramVisitor<T>
    where T : unmanaged, IReal<T>
{
    public MethodInfo Kernel { get; private set; }

    public void Compartment<TLaw, TState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TState : unmanaged, IState<TState, T>
        where TMethod : struct, IRungeKutta =>
        Kernel = ((Delegate)ResidualKernels<T>.Compartment<TLaw, TState>).Method;

    public void StiffCompartment<TLaw, TState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TState : unmanaged, IState<TState, T>
        where TMethod : struct, IRosenbrock => Compartment<TLaw, TState, Dopri5>();

    public void ExplicitSphere<TLaw, TMethod>()
        where TLaw : unmanaged, ISphereLaw<TLaw, T>
        where TMethod : struct, IRungeKutta => Sphere<TLaw, Rodas5P>();

    public void Sphere<TLaw, TMethod>()
        where TLaw : unmanaged, ISphereLaw<TLaw, T>
        where TMethod : struct, IRosenbrock =>
        Kernel = ((Delegate)ResidualKernels<T>.Sphere<TLaw, TMethod>).Method;
}

/// <summary>The kernel of a law's pull-back.</summary>
struct PullBackKernelOf<T> : IProgramVisitor<Duals<T>>
    where T : unmanaged, IReal<T>
{
    public MethodInfo Kernel { get; private set; }

    public void Compartment<TLaw, TState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, Duals<T>, TState>
        where TState : unmanaged, IState<TState, Duals<T>>
        where TMethod : struct, IRungeKutta =>
        Kernel = ((Delegate)PullBackKernels<T>.Compartment<TLaw, TState>).Method;

    public void StiffCompartment<TLaw, TState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, Duals<T>, TState>
        where TState : unmanaged, IState<TState, Duals<T>>
        where TMethod : struct, IRosenbrock => Compartment<TLaw, TState, Dopri5>();

    public void ExplicitSphere<TLaw, TMethod>()
        where TLaw : unmanaged, ISphereLaw<TLaw, Duals<T>>
        where TMethod : struct, IRungeKutta => Sphere<TLaw, Rodas5P>();

    public void Sphere<TLaw, TMethod>()
        where TLaw : unmanaged, ISphereLaw<TLaw, Duals<T>>
        where TMethod : struct, IRosenbrock =>
        Kernel = ((Delegate)PullBackKernels<T>.Sphere<TLaw>).Method;
}
