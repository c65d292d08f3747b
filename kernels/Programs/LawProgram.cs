using SurrogateEngine.Kernels.Compartments;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Kernels.Programs;

/// <summary>A law in one kind of number, on its way from names chosen at run time to types known at compile time.</summary>
public abstract class LawProgram<T> where T : unmanaged, IReal<T>
{
    /// <summary>Curves the law gives.</summary>
    public abstract int Outputs { get; }

    /// <summary>Outside conditions the law feels.</summary>
    public abstract int Channels { get; }

    /// <summary>Lets <paramref name="visitor"/> meet the law's own types together with the method's.</summary>
    public abstract void Accept<TVisitor>(SolverEntry solver, ref TVisitor visitor) where TVisitor : struct, IProgramVisitor<T>;
}

/// <summary>What one does with a law and a method once their types are known: run it on the host, build a device kernel.</summary>
public interface IProgramVisitor<T> where T : unmanaged, IReal<T>
{
    /// <summary>A compartment law with an explicit method.</summary>
    void Compartment<TLaw, TState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TState : unmanaged, IState<TState, T>
        where TMethod : struct, IRungeKutta;

    /// <summary>A compartment law with a Rosenbrock method.</summary>
    void StiffCompartment<TLaw, TState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TState : unmanaged, IState<TState, T>
        where TMethod : struct, IRosenbrock;

    /// <summary>A sphere law with an explicit method.</summary>
    void ExplicitSphere<TLaw, TMethod>()
        where TLaw : unmanaged, ISphereLaw<TLaw, T>
        where TMethod : struct, IRungeKutta;

    /// <summary>A sphere law with a Rosenbrock method.</summary>
    void Sphere<TLaw, TMethod>()
        where TLaw : unmanaged, ISphereLaw<TLaw, T>
        where TMethod : struct, IRosenbrock;
}

/// <summary>The program of a compartment law.</summary>
public sealed class CompartmentProgram<TLaw, T, TState> : LawProgram<T>
    where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
    where T : unmanaged, IReal<T>
    where TState : unmanaged, IState<TState, T>
{
    /// <inheritdoc/>
    public override int Outputs => TLaw.Outputs;

    /// <inheritdoc/>
    public override int Channels => TLaw.Channels;

    /// <inheritdoc/>
    public override void Accept<TVisitor>(SolverEntry solver, ref TVisitor visitor) =>
        solver.AcceptCompartment<TVisitor, TLaw, T, TState>(ref visitor);
}

/// <summary>The program of a sphere law.</summary>
public sealed class SphereProgram<TLaw, T> : LawProgram<T>
    where TLaw : unmanaged, ISphereLaw<TLaw, T>
    where T : unmanaged, IReal<T>
{
    /// <inheritdoc/>
    public override int Outputs => TLaw.Outputs;

    /// <inheritdoc/>
    public override int Channels => TLaw.Channels;

    /// <inheritdoc/>
    public override void Accept<TVisitor>(SolverEntry solver, ref TVisitor visitor) =>
        solver.AcceptSphere<TVisitor, TLaw, T>(ref visitor);
}
