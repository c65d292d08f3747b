using SurrogateEngine.Kernels.Compartments;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Kernels.Programs;

/// <summary>A solver as the catalog knows it.</summary>
/// <param name="name">Name in scenario files.</param>
/// <param name="order">Order of the method.</param>
/// <param name="stiff">True for a method made for stiff systems.</param>
public abstract class SolverEntry(string name, int order, bool stiff)
{
    /// <summary>Name in scenario files.</summary>
    public string Name => name;

    /// <summary>Order of the method.</summary>
    public int Order => order;

    /// <summary>True for a method made for stiff systems.</summary>
    public bool Stiff => stiff;

    internal abstract void AcceptCompartment<TVisitor, TLaw, T, TState>(ref TVisitor visitor)
        where TVisitor : struct, IProgramVisitor<T>
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where T : unmanaged, IReal<T>
        where TState : unmanaged, IState<TState, T>;

    internal abstract void AcceptSphere<TVisitor, TLaw, T>(ref TVisitor visitor)
        where TVisitor : struct, IProgramVisitor<T>
        where TLaw : unmanaged, ISphereLaw<TLaw, T>
        where T : unmanaged, IReal<T>;
}

sealed class ExplicitEntry<TMethod>() : SolverEntry(TMethod.Name, TMethod.Order, stiff: false) where TMethod : struct, IRungeKutta
{
    internal override void AcceptCompartment<TVisitor, TLaw, T, TState>(ref TVisitor visitor) =>
        visitor.Compartment<TLaw, TState, TMethod>();

    internal override void AcceptSphere<TVisitor, TLaw, T>(ref TVisitor visitor) => visitor.ExplicitSphere<TLaw, TMethod>();
}

sealed class StiffEntry<TMethod>() : SolverEntry(TMethod.Name, TMethod.Order, stiff: true) where TMethod : struct, IRosenbrock
{
    internal override void AcceptCompartment<TVisitor, TLaw, T, TState>(ref TVisitor visitor) =>
        visitor.StiffCompartment<TLaw, TState, TMethod>();

    internal override void AcceptSphere<TVisitor, TLaw, T>(ref TVisitor visitor) => visitor.Sphere<TLaw, TMethod>();
}
