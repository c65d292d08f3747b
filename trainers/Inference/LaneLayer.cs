namespace SurrogateEngine.Trainers;

/// <summary>A dense layer y = W x + b whose weights lie in the order <see cref="GemmMicroKernel"/> reads them in.</summary>
sealed unsafe class LaneLayer
{
    const int Tile = GemmMicroKernel.Rows, Lanes = GemmMicroKernel.Lanes;

    readonly float[] weights, bias;

    /// <summary>Packs a layer's weights.</summary>
    /// <param name="weight">Shape [outputs, inputs].</param>
    /// <param name="bias">Shape [outputs].</param>
    public LaneLayer(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias)
    {
        (Outputs, Inputs) = (bias.Length, weight.Length / bias.Length);
        weights = GC.AllocateArray<float>(PaddedOutputs * Inputs + Gemv.Overhang, pinned: true);
        this.bias = GC.AllocateArray<float>(PaddedOutputs + Lanes, pinned: true);
        bias.CopyTo(this.bias);
        for (int j = 0; j < Outputs; j++)
        {
            int first = j / Tile * Tile * Inputs + j % Tile;
            for (int k = 0; k < Inputs; k++)
                weights[first + k * Tile] = weight[j * Inputs + k];
        }
    }

    public int Inputs { get; }

    public int Outputs { get; }

    /// <summary>Outputs up to the end of the last tile; those that do not exist are zero.</summary>
    public int PaddedOutputs => (Outputs + Tile - 1) / Tile * Tile;

    /// <summary>Shape [PaddedOutputs], and a vector's length of zeros behind it.</summary>
    public ReadOnlySpan<float> Bias => bias;

    /// <summary>h = b, where <see cref="AddProduct"/> then adds to.</summary>
    public void Begin(int rows, float* h)
    {
        if (rows == 1)
            bias.AsSpan(0, PaddedOutputs).CopyTo(new Span<float>(h, PaddedOutputs));
        else
            for (int j = 0; j < PaddedOutputs; j++)
                new Span<float>(h + j * rows, rows).Fill(bias[j]);
    }

    /// <summary>h += W x. A row's result does not depend on how many stand beside it.</summary>
    /// <param name="rows">1, 16 or 32.</param>
    /// <param name="x">Shape [Inputs, rows].</param>
    /// <param name="h">Shape [PaddedOutputs, rows].</param>
    /// <param name="first">The first output that is wanted.</param>
    /// <param name="end">The one after the last; a single row gets all.</param>
    public void AddProduct(int rows, float* x, float* h, int first = 0, int end = int.MaxValue)
    {
        int from = first / Tile * Tile, to = Math.Min(end, PaddedOutputs);
        fixed (float* w = weights)
        {
            if (rows == 1)
                Gemv.Run(PaddedOutputs / Tile, Inputs, w, x, h);
            else if (rows == Lanes)
                for (int j = from; j < to; j += Tile)
                    GemmMicroKernel.Narrow(Inputs, w + j * Inputs, 1, Tile, x, rows, h + j * rows, rows, add: true);
            else
                for (int j = from; j < to; j += Tile)
                    GemmMicroKernel.Tile(Tile, Inputs, w + j * Inputs, 1, Tile, x, rows, h + j * rows, rows, add: true);
        }
    }
}
