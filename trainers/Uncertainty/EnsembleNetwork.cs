using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Several networks that differ in their first weights and in the order of the rows they learn, trained as one: a deep ensemble
/// (Lakshminarayanan, Pritzel &amp; Blundell, 2017). While training, the rows of a batch are shared out to the members in equal runs,
/// so the loss of the batch is the mean of the members' losses; otherwise every member sees every row and their mean is the answer.
/// </summary>
abstract class EnsembleNetwork(string name, int members) : Module<Tensor, Tensor>(name)
{
    /// <summary>Networks in the ensemble.</summary>
    public int Members { get; } = members;

    public override Tensor forward(Tensor x) => training
        ? Each(x.reshape(Members, -1, x.shape[1])).flatten(0, 1)
        : OfMembers(x).mean([0]);

    /// <summary>To be called when the network's parameters were replaced by those of another device.</summary>
    public virtual void Moved()
    {
    }

    /// <summary>What every member makes of every row.</summary>
    /// <param name="x">Shape [rows, inputs].</param>
    /// <returns>Shape [members, rows, points].</returns>
    public Tensor OfMembers(Tensor x) => Each(x.unsqueeze(0).expand(Members, x.shape[0], x.shape[1]));

    /// <summary>Each member with rows of its own.</summary>
    /// <param name="x">Shape [members, rows, inputs].</param>
    /// <returns>Shape [members, rows, points].</returns>
    public abstract Tensor Each(Tensor x);
}

/// <summary>Makes ensembles.</summary>
static class Ensembles
{
    /// <summary>An ensemble of networks that <paramref name="make"/> draws one after the other.</summary>
    public static EnsembleNetwork Create(int members, Func<nn.Module<Tensor, Tensor>> make)
    {
        nn.Module<Tensor, Tensor>[] made = [.. Enumerable.Range(0, members).Select(_ => make())];
        return made.All(member => member is ResidualMlp) ? new StackedResidualMlp([.. made.Cast<ResidualMlp>()])
            : new SeparateMembers(made);
    }
}
