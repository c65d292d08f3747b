using System.Reflection;
using ILGPU;
using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Compartments;
using SurrogateEngine.Kernels.Controllers;
using SurrogateEngine.Kernels.Device;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Programs;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Tests.Kernels.Device;

/// <summary>Every kernel keeps to what a device compiler takes, though the stand-in would run more.</summary>
public sealed class KernelTextTests
{
    static IEnumerable<TestCaseData> Kernels =>
        from law in Catalog.Laws
        from solver in Catalog.SolverEntries
        where solver.Stiff || law.DefaultShells == 0
        from control in Enum.GetValues<StepControl>()
        select new TestCaseData(law, solver, control).SetArgDisplayNames(law.Name, solver.Name, control.ToString());

    [TestCaseSource(nameof(Kernels))]
    public void A_kernel_keeps_to_what_devices_have(ReleaseLaw law, SolverEntry solver, StepControl control)
    {
        KernelText.Faults(KernelOf<Real32>(law, solver, control)).ShouldBeEmpty();
        KernelText.Faults(KernelOf<Real64>(law, solver, control)).ShouldBeEmpty();
    }

    [TestCase(nameof(Throws), "throw")]
    [TestCase(nameof(Fuses), "FusedMultiplyAdd")]
    [TestCase(nameof(Boxes), "box")]
    [TestCase(nameof(Allocates), "newarr")]
    [TestCase(nameof(Remembers), "mutable static")]
    [TestCase(nameof(Borrows), "Twice")]
    public void What_a_device_does_not_have_is_found(string kernel, string word) =>
        KernelText.Faults(GetType().GetMethod(kernel, BindingFlags.Static | BindingFlags.NonPublic)!).ShouldContain(fault => fault.Contains(word));

    static MethodBase KernelOf<T>(ReleaseLaw law, SolverEntry solver, StepControl control)
        where T : unmanaged, IReal<T>
    {
        if (control == StepControl.Integral)
        {
            var elementary = new KernelOf<T, Integral>(law);
            law.Program<T>().Accept(solver, ref elementary);
            return elementary.Kernel;
        }

        var visitor = new KernelOf<T, ProportionalIntegral>(law);
        law.Program<T>().Accept(solver, ref visitor);
        return visitor.Kernel;
    }

    static int remembered;

    static void Throws(Index1D index, ArrayView<float> view)
    {
        if (index < 0)
            throw new ArgumentException("");
    }

    static void Fuses(Index1D index, ArrayView<float> view) => view[index] = MathF.FusedMultiplyAdd(view[index], 2, 3);

    static void Boxes(Index1D index, ArrayView<int> view) => view[index] = ((object)index.X).GetHashCode();

    static void Allocates(Index1D index, ArrayView<float> view) => view[index] = (new float[3])[index % 3];

    static void Remembers(Index1D index, ArrayView<int> view) => view[index] = remembered++;

    static void Borrows(Index1D index, ArrayView<int> view) => view[index] = Doubled(new Plain());

    static int Doubled<T>(T value)
        where T : struct, IDoubles => value.Twice(3);

    interface IDoubles
    {
        int Twice(int x) => 2 * x;
    }

    struct Plain : IDoubles;
}

/// <summary>The kernel a law and a solver make.</summary>
struct KernelOf<T, TController>(ReleaseLaw law) : IProgramVisitor<T>, IStiffVisitor<T>
    where T : unmanaged, IReal<T>
    where TController : struct, IController
{
    readonly ReleaseLaw law = law;

    public MethodBase Kernel { get; private set; } = null!;

    public void Compartment<TLaw, TState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TState : unmanaged, IState<TState, T>
        where TMethod : struct, IRungeKutta =>
        Kernel = ((Delegate)TrajectoryKernels<T>.Compartment<TLaw, TState, TMethod, TController>).Method;

    public void StiffCompartment<TLaw, TState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TState : unmanaged, IState<TState, T>
        where TMethod : struct, IRosenbrock =>
        StiffPair<KernelOf<T, TController>, TLaw, T, TState>.Accept<TMethod>(law, ref this);

    public void Stiff<TLaw, TDual, TState, TDualState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TDual : unmanaged, ICompartmentLaw<TDual, Dual<T>, TDualState>
        where TState : unmanaged, IState<TState, T>
        where TDualState : unmanaged, IState<TDualState, Dual<T>>
        where TMethod : struct, IRosenbrock =>
        Kernel = ((Delegate)TrajectoryKernels<T>.Stiff<TLaw, TDual, TState, TDualState, TMethod, TController>).Method;

    public void Sphere<TLaw, TMethod>()
        where TLaw : unmanaged, ISphereLaw<TLaw, T>
        where TMethod : struct, IRosenbrock =>
        Kernel = ((Delegate)TrajectoryKernels<T>.Sphere<TLaw, TMethod, TController>).Method;
}
