using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SurrogateEngine.Trainers;

/// <summary>An ensemble of any networks, asked one after the other: for networks whose layers cannot be stacked.</summary>
sealed partial class SeparateMembers : EnsembleNetwork
{
    readonly ModuleList<Module<Tensor, Tensor>> members;

    public SeparateMembers(IReadOnlyList<Module<Tensor, Tensor>> members) : base("separate-members", members.Count)
    {
        this.members = ModuleList([.. members]);
        RegisterComponents();
    }

    public override Tensor Each(Tensor x) => stack([.. members.Select((member, i) => member.forward(x.select(0, i)))]);
}
