using SurrogateEngine.Kernels.Compartments;
using SurrogateEngine.Kernels.Host;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Programs;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Kernels.Residuals;

/// <summary>Asks a law how many states it has.</summary>
struct StateCount(int shells) : IProgramVisitor<Real64>
{
    readonly int shells = shells;

    public int Value { get; private set; }

    public void Compartment<TLaw, TState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, Real64, TState>
        where TState : unmanaged, IState<TState, Real64>
        where TMethod : struct, IRungeKutta => Value = TState.Count;

    public void StiffCompartment<TLaw, TState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, Real64, TState>
        where TState : unmanaged, IState<TState, Real64>
        where TMethod : struct, IRosenbrock => Value = TState.Count;

    public void ExplicitSphere<TLaw, TMethod>()
        where TLaw : unmanaged, ISphereLaw<TLaw, Real64>
        where TMethod : struct, IRungeKutta => Value = SphereStepper<TLaw, Real64, HostRows<Real64>, HostGrid<Real64>, TMethod>.States(shells);

    public void Sphere<TLaw, TMethod>()
        where TLaw : unmanaged, ISphereLaw<TLaw, Real64>
        where TMethod : struct, IRosenbrock => Value = SphereSystem<TLaw, Real64, HostRows<Real64>, HostGrid<Real64>, TMethod>.States(shells);
}
