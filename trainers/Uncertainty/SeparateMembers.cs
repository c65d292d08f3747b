using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SurrogateEngine.Trainers;

/// <summary>An ensemble of any networks, asked one after the other: for networks whose layers cannot be stacked.</summary>
sealed class SeparateMembers : EnsembleNetwork, IDenseNetwork, IOnnxNetwork
{
    readonly ModuleList<Module<Tensor, Tensor>> members;

    public SeparateMembers(IReadOnlyList<Module<Tensor, Tensor>> members) : base("separate-members", members.Count)
    {
        this.members = ModuleList([.. members]);
        RegisterComponents();
    }

    public override Tensor Each(Tensor x) => stack([.. members.Select((member, i) => member.forward(x.select(0, i)))]);

    public DenseStack? Dense()
    {
        DenseStack?[] stacks = [.. members.Select(member => (member as IDenseNetwork)?.Dense())];
        if (stacks.Any(stack => stack is null))
            return null;
        return new(stacks[0]!.Activation, [.. stacks.SelectMany(stack => stack!.Members)])
        {
            Features = stacks[0]!.Features is null ? null : [.. stacks.SelectMany(stack => stack!.Features!)],
        };
    }

    public string ToOnnx(OnnxGraph graph, string inputs) =>
        graph.Node("Mean", [.. members.Select(member => graph.Network(member, inputs))]);
}
