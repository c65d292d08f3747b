namespace SurrogateEngine.Trainers;

/// <summary>
/// Forward and backward of dense layers: for each layer three products, with bias, activation, residual and loss done on finished
/// rows while they are in the cache. Weights are read where the tensor library keeps them; gradients go to
/// <see cref="FusedParameters"/>. Members of an ensemble take their turn in the same memory.
/// </summary>
abstract unsafe class FusedNetwork : IDisposable
{
    readonly FusedLayer[][] members;
    readonly IReadOnlyList<FeatureSet>? features;
    FusedMemory? memory;
    FusedFeatures? inputs;

    protected FusedNetwork(DenseStack stack, FusedParameters parameters)
    {
        members = [.. stack.Members.Select(layers => layers.Select(layer => new FusedLayer(layer, parameters)).ToArray())];
        features = stack.Features;
    }

    /// <summary>The network with its activation compiled in; null where that is not known here.</summary>
    public static FusedNetwork? Of(DenseStack stack, FusedParameters parameters) => stack.Activation switch
    {
        "gelu" => new FusedNetwork<LaneGelu>(stack, parameters),
        "silu" => new FusedNetwork<LaneSilu>(stack, parameters),
        "tanh" => new FusedNetwork<LaneTanh>(stack, parameters),
        _ => null,
    };

    /// <summary>Writes the gradient of the batch's loss.</summary>
    /// <returns>The loss: mean over rows and points of (root weight * output - target)^2.</returns>
    public double Differentiate(in FusedBatch batch)
    {
        int rows = batch.Count / members.Length;
        if (memory is null || memory.Rows != rows)
        {
            Dispose();
            memory = new FusedMemory(members[0], rows);
            inputs = features is null ? null : new FusedFeatures(features[0].Inputs, rows);
        }
        double squares = 0;
        for (int member = 0; member < members.Length; member++)
        {
            long first = (long)member * rows;
            if (inputs is null)
                batch.Gather(first, rows, members[0][0].Inputs, memory.Inputs);
            else
                inputs.Run(features![member], batch, first, memory.Inputs);
            Forward(members[member], batch, (long)member * rows, memory);
            foreach (float sum in memory.Losses)
                squares += sum;
            Backward(members[member], memory);
        }
        return squares / ((double)batch.Count * members[0][^1].Outputs);
    }

    public void Dispose()
    {
        memory?.Dispose();
        inputs?.Dispose();
    }

    /// <summary>A layer's product, finished with the activation.</summary>
    protected abstract void Activate(FusedLayer layer, float* x, int rows, float* y, float* state, float* derivative);

    /// <summary>y = x W, finished in some way.</summary>
    protected static void Multiply<TEpilogue>(FusedLayer layer, float* x, int rows, float* y, TEpilogue epilogue) where TEpilogue : struct,
        IEpilogue =>
        Gemm.Run(rows, layer.Outputs, layer.Inputs, new Matrix(x, layer.Inputs, 1), layer.Weights, y, layer.Outputs, add: false, epilogue);

    void Forward(FusedLayer[] layers, in FusedBatch batch, long first, FusedMemory memory)
    {
        memory.Losses.Clear();
        float* x = memory.Inputs;
        for (int i = 0; i < layers.Length; i++)
        {
            var (layer, y) = (layers[i], (nint)memory.Output(i));
            if (i == layers.Length - 1)
            {
                float factor = (float)(2.0 / ((double)batch.Count * layer.Outputs));
                fixed (float* losses = memory.Losses)
                    Multiply(layer, x, memory.Rows, (float*)y, new LossEpilogue(layer.Bias, batch, first, factor, losses));
            }
            else if (layers[i + 1].Activates)
                Activate(layer, x, memory.Rows, (float*)y, memory.State, memory.Derivative(i));
            else
                Multiply(layer, x, memory.Rows, (float*)y, new BiasEpilogue(layer.Bias, layer.Residual ? memory.State : null));
            x = (float*)y;
        }
    }

    static void Backward(FusedLayer[] layers, FusedMemory memory)
    {
        int lowest = Array.FindIndex(layers, layer => layer.IsTrained);
        float* g = memory.Output(layers.Length - 1);
        for (int i = layers.Length - 1; i >= lowest && lowest >= 0; i--)
        {
            var layer = layers[i];
            layer.Differentiate(i == 0 ? memory.Inputs : memory.Output(i - 1), g, memory.Rows, memory.Scratch);
            if (i == lowest)
                return;
            float* next = memory.Gradient(i);
            if (layer.Activates)
                Down(layer, g, memory.Rows, next,
                new GradientEpilogue(memory.Derivative(i - 1), layer.Residual ? g : null));
            else
                Down(layer, g, memory.Rows, next, default(NoEpilogue));
            g = next;
        }
    }

    /// <summary>The gradient of what a layer was given, g W^T, finished in some way.</summary>
    static void Down<TEpilogue>(FusedLayer layer, float* g, int rows, float* next, TEpilogue epilogue) where TEpilogue : struct,
        IEpilogue =>
        Gemm.Run(rows, layer.Inputs, layer.Outputs, new Matrix(g, layer.Outputs, 1), layer.Weights.Transposed, next, layer.Inputs,
        add: false, epilogue);
}

/// <summary>One for each activation, so that it is compiled into the loop.</summary>
sealed unsafe class FusedNetwork<TActivation>(DenseStack stack, FusedParameters parameters) : FusedNetwork(stack, parameters)
    where TActivation : struct, ILaneActivation
{
    protected override void Activate(FusedLayer layer, float* x, int rows, float* y, float* state, float* derivative) =>
        Multiply(layer, x, rows, y, new ActivationEpilogue<TActivation>(layer.Bias, state, layer.Residual, derivative));
}
