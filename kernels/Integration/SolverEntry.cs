using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels.Integration;

/// <summary>A solver as the catalog knows it.</summary>
/// <param name="name">Name in scenario files.</param>
/// <param name="order">Order of the method.</param>
/// <param name="stiff">True for a method made for stiff systems.</param>
public abstract class SolverEntry(string name, int order, bool stiff) : INamed
{
    /// <summary>Name in scenario files.</summary>
    public string Name => name;

    /// <summary>Order of the method.</summary>
    public int Order => order;

    /// <summary>True for a method made for stiff systems.</summary>
    public bool Stiff => stiff;

    /// <summary>Stages of the method.</summary>
    internal abstract int Stages { get; }

    int INamed.Rank => stiff ? 100 + order : order;

    /// <summary>Lets <paramref name="visitor"/> meet the method's type.</summary>
    internal abstract void Accept(IMethodVisitor visitor);
}

sealed class ExplicitEntry<TMethod>() : SolverEntry(TMethod.Name, TMethod.Order, stiff: false) where TMethod : struct, IRungeKutta
{
    internal override int Stages => TMethod.Stages;

    internal override void Accept(IMethodVisitor visitor) => visitor.Explicit<TMethod>();
}

sealed class StiffEntry<TMethod>() : SolverEntry(TMethod.Name, TMethod.Order, stiff: true) where TMethod : struct, IRosenbrock
{
    internal override int Stages => TMethod.Stages;

    internal override void Accept(IMethodVisitor visitor) => visitor.Rosenbrock<TMethod>();
}
