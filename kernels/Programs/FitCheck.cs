using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Programs;

/// <summary>Does nothing, so that a solver that does not fit a law is refused before any thread starts.</summary>
struct FitCheck<T> : IProgramVisitor<T> where T : unmanaged, IReal<T>
{
    public readonly void Compartment<TLaw, TState, TMethod>()
        where TLaw : unmanaged, Compartments.ICompartmentLaw<TLaw, T, TState>
        where TState : unmanaged, Compartments.IState<TState, T>
        where TMethod : struct, Solvers.IRungeKutta
    {
    }

    public readonly void StiffCompartment<TLaw, TState, TMethod>()
        where TLaw : unmanaged, Compartments.ICompartmentLaw<TLaw, T, TState>
        where TState : unmanaged, Compartments.IState<TState, T>
        where TMethod : struct, Solvers.IRosenbrock
    {
    }

    public readonly void Sphere<TLaw, TMethod>()
        where TLaw : unmanaged, Spheres.ISphereLaw<TLaw, T>
        where TMethod : struct, Solvers.IRosenbrock
    {
    }
}
