namespace SurrogateEngine.Trainers;

/// <summary>A <see cref="DenseLayer"/> in memory: its weights and where their gradients go.</summary>
sealed unsafe class FusedLayer
{
    readonly DenseLayer layer;

    public FusedLayer(DenseLayer layer, FusedParameters parameters)
    {
        this.layer = layer;
        long weights = (long)layer.Member * Inputs * Outputs, biases = (long)layer.Member * Outputs;
        float* w = layer.Weight.Pointer() + weights;
        Weights = layer.InputsFirst ? new(w, Outputs, 1) : new(w, 1, Inputs);
        WeightGradient = parameters.GradientOf(layer.Weight) is var dw && dw != null ? dw + weights : null;
        if (layer.Bias is not { } bias)
            return;
        Bias = bias.Pointer() + biases;
        BiasGradient = parameters.GradientOf(bias) is var db && db != null ? db + biases : null;
    }

    public int Inputs => layer.Inputs;

    public int Outputs => layer.Outputs;

    public bool Activates => layer.Activates;

    public bool Residual => layer.Residual;

    /// <summary>Shape [inputs, outputs], however the parameter lies.</summary>
    public Matrix Weights { get; }

    /// <summary>Shape [outputs]; null for none.</summary>
    public float* Bias { get; }

    /// <summary>Whether anything of it is trained.</summary>
    public bool IsTrained => WeightGradient != null || BiasGradient != null;

    float* WeightGradient { get; }

    float* BiasGradient { get; }

    /// <summary>Floats of scratch that <see cref="Differentiate"/> needs.</summary>
    public long Scratch => IsNarrow ? (long)Inputs * Outputs : 0;

    /// <summary>A product whose few columns leave most lanes of a tile empty is made with rows and columns in each other's place.</summary>
    bool IsNarrow => Math.Min(Inputs, Outputs) <= GemmMicroKernel.Lanes && (layer.InputsFirst ? Outputs < Inputs : Inputs < Outputs);

    /// <summary>Writes the gradients of weights and bias, as far as they are trained.</summary>
    /// <param name="x">What was multiplied, shape [rows, inputs].</param>
    /// <param name="g">Gradient of the outputs, shape [rows, outputs].</param>
    /// <param name="rows">Rows.</param>
    /// <param name="scratch">As many floats as <see cref="Scratch"/> says.</param>
    public void Differentiate(float* x, float* g, int rows, float* scratch)
    {
        if (BiasGradient != null)
            ColumnSums.Run(g, rows, Outputs, BiasGradient);
        if (WeightGradient == null)
            return;
        Matrix inputs = new(x, Inputs, 1), outputs = new(g, Outputs, 1);
        var (a, b, m, n) = layer.InputsFirst == IsNarrow ? (outputs, inputs, Outputs, Inputs) : (inputs, outputs, Inputs, Outputs);
        float* target = IsNarrow ? scratch : WeightGradient;
        Gemm.Run(m, n, rows, a.Transposed, b, target, n, add: false, default(NoEpilogue));
        if (!IsNarrow)
            return;
        for (int i = 0; i < n; i++)
            for (int j = 0; j < m; j++)
                WeightGradient[(long)i * m + j] = scratch[(long)j * n + i];
    }
}
