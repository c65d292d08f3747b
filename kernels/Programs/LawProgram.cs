using SurrogateEngine.Kernels.Compartments;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Spheres;
using SurrogateEngine.Kernels.Systems.Network;

namespace SurrogateEngine.Kernels.Programs;

/// <summary>A law in one kind of number, on its way from names chosen at run time to types known at compile time.</summary>
public abstract class LawProgram<T> where T : unmanaged, IReal<T>
{
    /// <summary>Curves the equations give; the face must name as many.</summary>
    internal abstract int Outputs { get; }

    /// <summary>Outside conditions the equations feel; the face must name as many.</summary>
    internal abstract int Channels { get; }

    /// <summary>True for a network, whose matrix is sparse.</summary>
    internal virtual bool IsSparse => false;

    /// <summary>Lets <paramref name="visitor"/> meet the law's own types.</summary>
    internal abstract void Accept(IModelVisitor<T> visitor);
}

/// <summary>The program of a compartment law.</summary>
public sealed class CompartmentProgram<TLaw, T, TState> : LawProgram<T>
    where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
    where T : unmanaged, IReal<T>
    where TState : unmanaged, IState<TState, T>
{
    internal override int Outputs => TLaw.Outputs;

    internal override int Channels => TLaw.Channels;

    internal override void Accept(IModelVisitor<T> visitor) => visitor.Compartment<TLaw, TState>();
}

/// <summary>The program of a network model.</summary>
public sealed class NetworkProgram<TModel, T> : LawProgram<T>
    where TModel : unmanaged, INetworkModel<TModel, T>
    where T : unmanaged, IReal<T>
{
    internal override int Outputs => TModel.Outputs;

    internal override int Channels => TModel.Channels;

    internal override bool IsSparse => true;

    internal override void Accept(IModelVisitor<T> visitor) => visitor.Network<TModel>();
}

/// <summary>The program of a sphere law.</summary>
public sealed class SphereProgram<TLaw, T> : LawProgram<T>
    where TLaw : unmanaged, ISphereLaw<TLaw, T>
    where T : unmanaged, IReal<T>
{
    internal override int Outputs => TLaw.Outputs;

    internal override int Channels => TLaw.Channels;

    internal override void Accept(IModelVisitor<T> visitor) => visitor.Sphere<TLaw>();
}
