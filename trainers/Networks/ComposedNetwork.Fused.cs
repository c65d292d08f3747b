namespace SurrogateEngine.Trainers;

/// <content>A body of dense layers and a basis behind it, for the fused step.</content>
sealed partial class ComposedNetwork : IDenseNetwork
{
    public DenseStack? Dense()
    {
        if (features is not null || monotone is not null || (body as IDenseNetwork)?.Dense() is not { } stack)
            return null;
        return basis is null ? stack : basis.Behind(stack);
    }
}
