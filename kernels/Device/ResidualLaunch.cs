using ILGPU;
using ILGPU.Runtime;
using SurrogateEngine.Kernels.Compartments;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Programs;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Kernels.Device;

/// <summary>Launches a law's residual kernel on a chunk.</summary>
readonly struct ResidualLaunch<T>(Accelerator accelerator, ResidualChunk<T> chunk, ResidualShape shape) : IProgramVisitor<T>
    where T : unmanaged, IReal<T>
{
    readonly Accelerator accelerator = accelerator;
    readonly ResidualChunk<T> chunk = chunk;
    readonly ResidualShape shape = shape;

    public void Compartment<TLaw, TState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TState : unmanaged, IState<TState, T>
        where TMethod : struct, IRungeKutta
    {
        var kernel = accelerator.LoadAutoGroupedStreamKernel<
            Index1D, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, ResidualShape>(
            ResidualKernels<T>.Compartment<TLaw, TState>);
        kernel(shape.Threads, chunk.Parameters, chunk.Times, chunk.Conditions, chunk.States, chunk.Given, chunk.Answer, chunk.Scratch, shape);
    }

    public void StiffCompartment<TLaw, TState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TState : unmanaged, IState<TState, T>
        where TMethod : struct, IRosenbrock => Compartment<TLaw, TState, Dopri5>(); // rates alone, whatever steps them

    public void ExplicitSphere<TLaw, TMethod>()
        where TLaw : unmanaged, ISphereLaw<TLaw, T>
        where TMethod : struct, IRungeKutta => Sphere<TLaw, Rodas5P>(); // rates alone, whatever steps them

    public void Sphere<TLaw, TMethod>()
        where TLaw : unmanaged, ISphereLaw<TLaw, T>
        where TMethod : struct, IRosenbrock
    {
        var kernel = accelerator.LoadAutoGroupedStreamKernel<
            Index1D, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, ResidualShape>(
            ResidualKernels<T>.Sphere<TLaw, TMethod>);
        kernel(shape.Threads, chunk.Parameters, chunk.Times, chunk.Conditions, chunk.States, chunk.Given, chunk.Answer, chunk.Geometry, chunk.Scratch, shape);
    }
}

/// <summary>Launches a law's pull-back kernel on a chunk, and the sums over times if parameters are asked for.</summary>
readonly struct PullBackLaunch<T>(Accelerator accelerator, ResidualChunk<T> chunk, ResidualShape shape, bool parameters) : IProgramVisitor<Duals<T>>
    where T : unmanaged, IReal<T>
{
    readonly Accelerator accelerator = accelerator;
    readonly ResidualChunk<T> chunk = chunk;
    readonly ResidualShape shape = shape;
    readonly bool parameters = parameters;

    public void Compartment<TLaw, TState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, Duals<T>, TState>
        where TState : unmanaged, IState<TState, Duals<T>>
        where TMethod : struct, IRungeKutta
    {
        var kernel = accelerator.LoadAutoGroupedStreamKernel<
            Index1D, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, ResidualShape>(
            PullBackKernels<T>.Compartment<TLaw, TState>);
        kernel(shape.Threads, chunk.Parameters, chunk.Times, chunk.Conditions, chunk.States, chunk.Given, chunk.Answer, ByPoint, chunk.Scratch, shape);
        SumOverTimes();
    }

    public void StiffCompartment<TLaw, TState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, Duals<T>, TState>
        where TState : unmanaged, IState<TState, Duals<T>>
        where TMethod : struct, IRosenbrock => Compartment<TLaw, TState, Dopri5>(); // rates alone, whatever steps them

    public void ExplicitSphere<TLaw, TMethod>()
        where TLaw : unmanaged, ISphereLaw<TLaw, Duals<T>>
        where TMethod : struct, IRungeKutta => Sphere<TLaw, Rodas5P>(); // rates alone, whatever steps them

    public void Sphere<TLaw, TMethod>()
        where TLaw : unmanaged, ISphereLaw<TLaw, Duals<T>>
        where TMethod : struct, IRosenbrock
    {
        var kernel = accelerator.LoadAutoGroupedStreamKernel<
            Index1D, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, ResidualShape>(
            PullBackKernels<T>.Sphere<TLaw>);
        kernel(shape.Threads, chunk.Parameters, chunk.Times, chunk.Conditions, chunk.States, chunk.Given, chunk.Answer, ByPoint, chunk.Geometry, chunk.Scratch, shape);
        SumOverTimes();
    }

    /// <summary>Room for every point's derivatives, or for none where nobody asks for them.</summary>
    ArrayView<T> ByPoint => parameters ? chunk.ByPoint : chunk.ByPoint.SubView(0, 1);

    void SumOverTimes()
    {
        if (!parameters)
            return;
        var kernel = accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<T>, ArrayView<T>, int, int>(PullBackKernels<T>.SumOverTimes);
        kernel(shape.Points / shape.Times * shape.Columns, chunk.ByPoint, chunk.ToParameters, shape.Times, shape.Columns);
    }
}
