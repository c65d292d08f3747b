namespace SurrogateEngine.Trainers;

/// <summary>A dense layer y = W x + b whose weights lie in the order <see cref="LaneKernel"/> reads them in.</summary>
sealed unsafe class LaneLayer
{
    const int Tile = LaneKernel.Outputs;

    readonly float[] weights, bias;

    /// <summary>Packs a layer's weights.</summary>
    /// <param name="weight">Shape [outputs, inputs].</param>
    /// <param name="bias">Shape [outputs].</param>
    public LaneLayer(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias)
    {
        (Outputs, Inputs) = (bias.Length, weight.Length / bias.Length);
        weights = GC.AllocateArray<float>(PaddedOutputs * Inputs + RowKernel.Overhang, pinned: true);
        this.bias = GC.AllocateArray<float>(PaddedOutputs, pinned: true);
        bias.CopyTo(this.bias);
        for (int j = 0; j < Outputs; j++)
        {
            int first = j / Tile * Tile * Inputs + j % Tile;
            for (int k = 0; k < Inputs; k++) weights[first + k * Tile] = weight[j * Inputs + k];
        }
    }

    public int Inputs { get; }

    public int Outputs { get; }

    /// <summary>Outputs up to the end of the last tile; those that do not exist are zero.</summary>
    public int PaddedOutputs => (Outputs + Tile - 1) / Tile * Tile;

    /// <summary>h (+)= W x + b.</summary>
    /// <param name="rows">1, 16 or 32.</param>
    /// <param name="x">Shape [Inputs, rows].</param>
    /// <param name="h">Shape [PaddedOutputs, rows].</param>
    /// <param name="add">Adds to what h holds.</param>
    public void Run(int rows, float* x, float* h, bool add)
    {
        fixed (float* w = weights, b = bias)
        {
            if (rows == 1)
            {
                RowKernel.Run(PaddedOutputs / Tile, Inputs, w, x, h, b, add);
                return;
            }

            for (int j = 0; j < PaddedOutputs; j += Tile)
                LaneKernel.Tile(rows, Inputs, w + j * Inputs, x, h + j * rows, b + j, add);
        }
    }
}
