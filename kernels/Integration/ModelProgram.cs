using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Compartments;
using SurrogateEngine.Kernels.Systems.Multispecies;
using SurrogateEngine.Kernels.Systems.Network;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels.Integration;

/// <summary>A model in one kind of number, on its way from names chosen at run time to types known at compile time.</summary>
public abstract class ModelProgram<T> where T : unmanaged, IReal<T>
{
    /// <summary>Curves the equations give; the face must name as many.</summary>
    internal abstract int Outputs { get; }

    /// <summary>Outside conditions the equations depend on; the face must name as many.</summary>
    internal abstract int Inputs { get; }

    /// <summary>True for a network, whose matrix is sparse.</summary>
    internal virtual bool IsSparse => false;

    /// <summary>Lets <paramref name="visitor"/> meet the model's own types.</summary>
    internal abstract void Accept(IModelVisitor<T> visitor);
}

/// <summary>The program of a compartment model.</summary>
public sealed class CompartmentProgram<TModel, T, TState> : ModelProgram<T>
    where TModel : unmanaged, ICompartmentModel<TModel, T, TState>
    where T : unmanaged, IReal<T>
    where TState : unmanaged, IState<TState, T>
{
    internal override int Outputs => TModel.Outputs;

    internal override int Inputs => TModel.Inputs;

    internal override void Accept(IModelVisitor<T> visitor) => visitor.Compartment<TModel, TState>();
}

/// <summary>The program of a network model.</summary>
public sealed class NetworkProgram<TModel, T> : ModelProgram<T>
    where TModel : unmanaged, INetworkModel<TModel, T>
    where T : unmanaged, IReal<T>
{
    internal override int Outputs => TModel.Outputs;

    internal override int Inputs => TModel.Inputs;

    internal override bool IsSparse => true;

    internal override void Accept(IModelVisitor<T> visitor) => visitor.Network<TModel>();
}

/// <summary>The program of a sphere model.</summary>
public sealed class SphereProgram<TModel, T> : ModelProgram<T>
    where TModel : unmanaged, ISphereModel<TModel, T>
    where T : unmanaged, IReal<T>
{
    internal override int Outputs => TModel.Outputs;

    internal override int Inputs => TModel.Inputs;

    internal override void Accept(IModelVisitor<T> visitor) => visitor.Sphere<TModel>();
}

/// <summary>The program of a sphere model of any number of species, autonomous pools and receptors.</summary>
public sealed class MultispeciesProgram<TModel, T, TShell, TPools, TReceptors> : ModelProgram<T>
    where TModel : unmanaged, IMultispeciesModel<TModel, T, TShell, TPools, TReceptors>
    where T : unmanaged, IReal<T>
    where TShell : unmanaged, IState<TShell, T>
    where TPools : unmanaged, IState<TPools, T>
    where TReceptors : unmanaged, IState<TReceptors, T>
{
    internal override int Outputs => TModel.Outputs;

    internal override int Inputs => TModel.Inputs;

    internal override void Accept(IModelVisitor<T> visitor) =>
        visitor.Multispecies<MultispeciesEquations<TModel, T, TShell, TPools, TReceptors>>();
}
