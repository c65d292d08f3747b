namespace SurrogateEngine.Trainers;

/// <summary>What a step remembers between forward and backward, for as many rows as a member's batch has; made once and used
/// again.</summary>
sealed unsafe class FusedMemory : IDisposable
{
    readonly AlignedMemory memory;
    readonly long[] outputs, derivatives;
    readonly long state, first, second, losses, scratch, inputs;

    /// <summary>Memory for layers, which all members have alike.</summary>
    public FusedMemory(FusedLayer[] layers, int rows)
    {
        Rows = rows;
        (outputs, derivatives) = (new long[layers.Length], new long[layers.Length]);
        long size = 0;
        inputs = Room((long)rows * layers[0].Inputs);
        for (int i = 0; i < layers.Length; i++)
        {
            outputs[i] = Room((long)rows * layers[i].Outputs);
            if (i + 1 < layers.Length && layers[i + 1].Activates)
                derivatives[i] = Room((long)rows * layers[i].Outputs);
        }
        long widest = (long)rows * layers.Max(layer => layer.Inputs);
        state = Room(layers.Any(layer => layer.Residual) ? widest : 0);
        (first, second) = (Room(widest), Room(widest));
        losses = Room((long)rows * LossEpilogue.SumsOf(layers[^1].Outputs));
        scratch = Room(layers.Max(layer => layer.Scratch));
        HasState = layers.Any(layer => layer.Residual);
        LossSums = rows * LossEpilogue.SumsOf(layers[^1].Outputs);
        memory = new AlignedMemory(size);

        long Room(long floats)
        {
            long at = size;
            size += AlignedMemory.Padded(floats);
            return at;
        }
    }

    /// <summary>Rows there is room for.</summary>
    public int Rows { get; }

    public float* Inputs => memory.Data + inputs;

    /// <summary>What stands before the activations; null where no layer is residual.</summary>
    public float* State => HasState ? memory.Data + state : null;

    /// <summary>Sums of squares, see <see cref="LossEpilogue"/>.</summary>
    public Span<float> Losses => new(memory.Data + losses, LossSums);

    public float* Scratch => memory.Data + scratch;

    bool HasState { get; }

    int LossSums { get; }

    /// <summary>What layer <paramref name="layer"/> gives to the next one, after the activation; of the last one, the loss's
    /// gradient.</summary>
    public float* Output(int layer) => memory.Data + outputs[layer];

    /// <summary>The activation's derivative after layer <paramref name="layer"/>.</summary>
    public float* Derivative(int layer) => memory.Data + derivatives[layer];

    /// <summary>Gradients on their way down, in two places in turn.</summary>
    public float* Gradient(int layer) => memory.Data + (layer % 2 == 0 ? first : second);

    public void Dispose() => memory.Dispose();
}
