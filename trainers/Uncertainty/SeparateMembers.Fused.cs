namespace SurrogateEngine.Trainers;

/// <content>The members' layers for the fused step, where all have nothing but dense layers.</content>
sealed partial class SeparateMembers : IDenseNetwork
{
    public DenseStack? Dense()
    {
        DenseStack?[] stacks = [.. members.Select(member => (member as IDenseNetwork)?.Dense())];
        return stacks.All(stack => stack is not null) ? new(stacks[0]!.Activation, [.. stacks.SelectMany(stack => stack!.Members)]) : null;
    }
}
