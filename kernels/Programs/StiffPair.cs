using SurrogateEngine.Kernels.Compartments;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels.Programs;

/// <summary>What one does with a stiff compartment law once its types are known, those in dual numbers too.</summary>
interface IStiffVisitor<T> where T : unmanaged, IReal<T>
{
    /// <summary>A compartment law with a Rosenbrock method.</summary>
    void Stiff<TLaw, TDual, TState, TDualState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TDual : unmanaged, ICompartmentLaw<TDual, Dual<T>, TDualState>
        where TState : unmanaged, IState<TState, T>
        where TDualState : unmanaged, IState<TDualState, Dual<T>>
        where TMethod : struct, IRosenbrock;
}

/// <summary>Asks a law a second time, for its types in dual numbers: its author writes nothing for that.</summary>
struct StiffPair<TVisitor, TLaw, T, TState>(TVisitor visitor) : IProgramVisitor<Dual<T>>
    where TVisitor : struct, IStiffVisitor<T>
    where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
    where T : unmanaged, IReal<T>
    where TState : unmanaged, IState<TState, T>
{
    TVisitor visitor = visitor;

    /// <summary>Lets the visitor meet both kinds of types.</summary>
    public static void Accept<TMethod>(ReleaseLaw law, ref TVisitor visitor) where TMethod : struct, IRosenbrock
    {
        var pair = new StiffPair<TVisitor, TLaw, T, TState>(visitor);
        law.Program<Dual<T>>().Accept(Catalog.FindSolver(TMethod.Name)!, ref pair);
        visitor = pair.visitor;
    }

    public void StiffCompartment<TDual, TDualState, TMethod>()
        where TDual : unmanaged, ICompartmentLaw<TDual, Dual<T>, TDualState>
        where TDualState : unmanaged, IState<TDualState, Dual<T>>
        where TMethod : struct, IRosenbrock => visitor.Stiff<TLaw, TDual, TState, TDualState, TMethod>();

    public readonly void Compartment<TDual, TDualState, TMethod>()
        where TDual : unmanaged, ICompartmentLaw<TDual, Dual<T>, TDualState>
        where TDualState : unmanaged, IState<TDualState, Dual<T>>
        where TMethod : struct, IRungeKutta => throw Other();

    public readonly void ExplicitSphere<TDual, TMethod>()
        where TDual : unmanaged, Spheres.ISphereLaw<TDual, Dual<T>>
        where TMethod : struct, IRungeKutta => throw Other();

    public readonly void Sphere<TDual, TMethod>()
        where TDual : unmanaged, Spheres.ISphereLaw<TDual, Dual<T>>
        where TMethod : struct, IRosenbrock => throw Other();

    static InvalidOperationException Other() => new("A law must be of one shape in every kind of number.");
}
