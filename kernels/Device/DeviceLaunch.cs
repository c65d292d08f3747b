using ILGPU;
using ILGPU.Runtime;
using SurrogateEngine.Kernels.Compartments;
using SurrogateEngine.Kernels.Controllers;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Programs;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Kernels.Device;

/// <summary>How much scratch a thread needs for a law and a method; 0 for a compartment law.</summary>
struct ScratchSize<T>(int shells) : IProgramVisitor<T>
    where T : unmanaged, IReal<T>
{
    /// <summary>Numbers of one thread.</summary>
    public int PerThread { get; private set; }

    public readonly void Compartment<TLaw, TState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TState : unmanaged, IState<TState, T>
        where TMethod : struct, IRungeKutta
    {
    }

    public void StiffCompartment<TLaw, TState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TState : unmanaged, IState<TState, T>
        where TMethod : struct, IRosenbrock => PerThread = TState.Count * StiffRecord.Fields(TMethod.Stages, TState.Count);

    public void ExplicitSphere<TLaw, TMethod>()
        where TLaw : unmanaged, ISphereLaw<TLaw, T>
        where TMethod : struct, IRungeKutta =>
        PerThread = SphereStepper<TLaw, T, DeviceRows<T>, DeviceGrid<T>, TMethod>.States(shells)
            * SphereStepper<TLaw, T, DeviceRows<T>, DeviceGrid<T>, TMethod>.Fields;

    public void Sphere<TLaw, TMethod>()
        where TLaw : unmanaged, ISphereLaw<TLaw, T>
        where TMethod : struct, IRosenbrock =>
        PerThread = SphereSystem<TLaw, T, DeviceRows<T>, DeviceGrid<T>, TMethod>.States(shells)
            * SphereSystem<TLaw, T, DeviceRows<T>, DeviceGrid<T>, TMethod>.Fields;
}

/// <summary>Compiles the kernel of a law and a method, once an accelerator, and queues it on a slot's stream.</summary>
readonly struct DeviceLaunch<T>(
    Accelerator accelerator, ReleaseLaw law, DeviceSlot<T> slot, DeviceConstants<T> constants, DeviceShape<T> shape, StepControl control)
    : IProgramVisitor<T>, IStiffVisitor<T>
    where T : unmanaged, IReal<T>
{
    readonly Accelerator accelerator = accelerator;
    readonly ReleaseLaw law = law;
    readonly DeviceSlot<T> slot = slot;
    readonly DeviceConstants<T> constants = constants;
    readonly DeviceShape<T> shape = shape;
    readonly StepControl control = control;

    public void Compartment<TLaw, TState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TState : unmanaged, IState<TState, T>
        where TMethod : struct, IRungeKutta
    {
        if (control == StepControl.ProportionalIntegral)
            Compartment<TLaw, TState, TMethod, ProportionalIntegral>();
        else
            Compartment<TLaw, TState, TMethod, Integral>();
    }

    public void StiffCompartment<TLaw, TState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TState : unmanaged, IState<TState, T>
        where TMethod : struct, IRosenbrock
    {
        DeviceLaunch<T> launch = this;
        StiffPair<DeviceLaunch<T>, TLaw, T, TState>.Accept<TMethod>(law, ref launch);
    }

    public void Stiff<TLaw, TDual, TState, TDualState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TDual : unmanaged, ICompartmentLaw<TDual, Dual<T>, TDualState>
        where TState : unmanaged, IState<TState, T>
        where TDualState : unmanaged, IState<TDualState, Dual<T>>
        where TMethod : struct, IRosenbrock
    {
        if (control == StepControl.ProportionalIntegral)
            Stiff<TLaw, TDual, TState, TDualState, TMethod, ProportionalIntegral>();
        else
            Stiff<TLaw, TDual, TState, TDualState, TMethod, Integral>();
    }

    public void ExplicitSphere<TLaw, TMethod>()
        where TLaw : unmanaged, ISphereLaw<TLaw, T>
        where TMethod : struct, IRungeKutta
    {
        if (control == StepControl.ProportionalIntegral)
            Sphere(TrajectoryKernels<T>.ExplicitSphere<TLaw, TMethod, ProportionalIntegral>);
        else
            Sphere(TrajectoryKernels<T>.ExplicitSphere<TLaw, TMethod, Integral>);
    }

    public void Sphere<TLaw, TMethod>()
        where TLaw : unmanaged, ISphereLaw<TLaw, T>
        where TMethod : struct, IRosenbrock
    {
        if (control == StepControl.ProportionalIntegral)
            Sphere(TrajectoryKernels<T>.Sphere<TLaw, TMethod, ProportionalIntegral>);
        else
            Sphere(TrajectoryKernels<T>.Sphere<TLaw, TMethod, Integral>);
    }

    void Compartment<TLaw, TState, TMethod, TController>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TState : unmanaged, IState<TState, T>
        where TMethod : struct, IRungeKutta
        where TController : struct, IController
    {
        var kernel = accelerator.LoadAutoGroupedKernel<
            Index1D, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<int>, ArrayView<int>, ArrayView<T>, DeviceShape<T>>(
            TrajectoryKernels<T>.Compartment<TLaw, TState, TMethod, TController>);
        kernel(slot.Stream, shape.Threads, slot.Parameters, constants.Times, slot.Curves, slot.Outcomes, slot.Account, slot.Schedules, shape);
    }

    void Stiff<TLaw, TDual, TState, TDualState, TMethod, TController>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TDual : unmanaged, ICompartmentLaw<TDual, Dual<T>, TDualState>
        where TState : unmanaged, IState<TState, T>
        where TDualState : unmanaged, IState<TDualState, Dual<T>>
        where TMethod : struct, IRosenbrock
        where TController : struct, IController
    {
        var kernel = accelerator.LoadAutoGroupedKernel<
            Index1D, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<int>, ArrayView<int>, ArrayView<T>, ArrayView<T>, DeviceShape<T>>(
            TrajectoryKernels<T>.Stiff<TLaw, TDual, TState, TDualState, TMethod, TController>);
        kernel(slot.Stream, shape.Threads, slot.Parameters, constants.Times, slot.Curves, slot.Outcomes, slot.Account, slot.Schedules, slot.Scratch, shape);
    }

    void Sphere(
        Action<Index1D, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<int>, ArrayView<int>, ArrayView<T>, ArrayView<T>, ArrayView<T>, DeviceShape<T>> text)
    {
        var kernel = accelerator.LoadAutoGroupedKernel(text);
        kernel(slot.Stream, shape.Threads, slot.Parameters, constants.Times, slot.Curves, slot.Outcomes, slot.Account, slot.Schedules, constants.Shells, slot.Scratch, shape);
    }
}
