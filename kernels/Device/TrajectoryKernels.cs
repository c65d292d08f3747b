using ILGPU;
using SurrogateEngine.Kernels.Compartments;
using SurrogateEngine.Kernels.Controllers;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Kernels.Device;

/// <summary>The kernels: <see cref="Trajectory.Follow"/> for a compartment law, its states in registers, for one with a stiff method and for a sphere law, their states in scratch.</summary>
static class TrajectoryKernels<T>
    where T : unmanaged, IReal<T>
{
    public static void Compartment<TLaw, TState, TMethod, TController>(
        Index1D thread, ArrayView<T> parameters, ArrayView<T> times, ArrayView<T> curves,
        ArrayView<int> outcomes, ArrayView<int> account, ArrayView<T> schedules, DeviceShape<T> shape)
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TState : unmanaged, IState<TState, T>
        where TMethod : struct, IRungeKutta
        where TController : struct, IController
    {
        var stepper = default(CompartmentStepper<TLaw, T, TState, TMethod>);
        Follow<CompartmentStepper<TLaw, T, TState, TMethod>, TController>(ref stepper, new(parameters, times, curves, outcomes, account, schedules, shape), thread);
    }

    public static void Stiff<TLaw, TDual, TState, TDualState, TMethod, TController>(
        Index1D thread, ArrayView<T> parameters, ArrayView<T> times, ArrayView<T> curves,
        ArrayView<int> outcomes, ArrayView<int> account, ArrayView<T> schedules, ArrayView<T> scratch, DeviceShape<T> shape)
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TDual : unmanaged, ICompartmentLaw<TDual, Dual<T>, TDualState>
        where TState : unmanaged, IState<TState, T>
        where TDualState : unmanaged, IState<TDualState, Dual<T>>
        where TMethod : struct, IRosenbrock
        where TController : struct, IController
    {
        int fields = StiffRecord.Fields(TMethod.Stages, TState.Count);
        var stepper = new CompartmentSystem<TLaw, TDual, T, TState, TDualState, DeviceRows<T>, TMethod>(
            new DeviceRows<T>(scratch, fields, shape.Threads, thread));
        Follow<CompartmentSystem<TLaw, TDual, T, TState, TDualState, DeviceRows<T>, TMethod>, TController>(
            ref stepper, new(parameters, times, curves, outcomes, account, schedules, shape), thread);
    }

    public static void ExplicitSphere<TLaw, TMethod, TController>(
        Index1D thread, ArrayView<T> parameters, ArrayView<T> times, ArrayView<T> curves,
        ArrayView<int> outcomes, ArrayView<int> account, ArrayView<T> schedules, ArrayView<T> geometry, ArrayView<T> scratch, DeviceShape<T> shape)
        where TLaw : unmanaged, ISphereLaw<TLaw, T>
        where TMethod : struct, IRungeKutta
        where TController : struct, IController
    {
        int fields = SphereStepper<TLaw, T, DeviceRows<T>, DeviceGrid<T>, TMethod>.Fields;
        var stepper = new SphereStepper<TLaw, T, DeviceRows<T>, DeviceGrid<T>, TMethod>(
            new DeviceRows<T>(scratch, fields, shape.Threads, thread), new DeviceGrid<T>(geometry, shape.Shells));
        Follow<SphereStepper<TLaw, T, DeviceRows<T>, DeviceGrid<T>, TMethod>, TController>(ref stepper, new(parameters, times, curves, outcomes, account, schedules, shape), thread);
    }

    public static void Sphere<TLaw, TMethod, TController>(
        Index1D thread, ArrayView<T> parameters, ArrayView<T> times, ArrayView<T> curves,
        ArrayView<int> outcomes, ArrayView<int> account, ArrayView<T> schedules, ArrayView<T> geometry, ArrayView<T> scratch, DeviceShape<T> shape)
        where TLaw : unmanaged, ISphereLaw<TLaw, T>
        where TMethod : struct, IRosenbrock
        where TController : struct, IController
    {
        int fields = SphereSystem<TLaw, T, DeviceRows<T>, DeviceGrid<T>, TMethod>.Fields;
        var stepper = new SphereSystem<TLaw, T, DeviceRows<T>, DeviceGrid<T>, TMethod>(
            new DeviceRows<T>(scratch, fields, shape.Threads, thread), new DeviceGrid<T>(geometry, shape.Shells));
        Follow<SphereSystem<TLaw, T, DeviceRows<T>, DeviceGrid<T>, TMethod>, TController>(ref stepper, new(parameters, times, curves, outcomes, account, schedules, shape), thread);
    }

    static void Follow<TStepper, TController>(ref TStepper stepper, DeviceTables<T> tables, int thread)
        where TStepper : struct, IStepper<T>
        where TController : struct, IController
    {
        var bench = new DeviceBench<T>(tables, thread);
        Trajectory.Follow<TStepper, DeviceBench<T>, TController, T>(ref stepper, ref bench, tables.Shape.Tolerance);
        bench.Account();
    }
}
