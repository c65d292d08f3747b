using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

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
