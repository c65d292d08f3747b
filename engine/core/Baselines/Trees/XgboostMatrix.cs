namespace SurrogateEngine.Baselines.Trees;

/// <summary>A table in XGBoost's own memory.</summary>
sealed unsafe class XgboostMatrix : IDisposable
{
    readonly XgboostLibrary library;

    /// <summary>Copies a table.</summary>
    /// <param name="library">XGBoost.</param>
    /// <param name="features">Row-major, shape [rows, columns].</param>
    /// <param name="columns">Features of a row.</param>
    public XgboostMatrix(XgboostLibrary library, ReadOnlySpan<float> features, int columns)
    {
        this.library = library;
        Rows = features.Length / columns;
        nint handle;
        fixed (float* first = features)
            library.Check(library.CreateMatrix(first, (ulong)Rows, (ulong)columns, float.NaN, &handle));
        Handle = handle;
    }

    /// <summary>Its name in the library.</summary>
    public nint Handle { get; }

    /// <summary>Rows.</summary>
    public int Rows { get; }

    /// <summary>Says what a row's prediction should be, and what it weighs.</summary>
    public void Label(ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
    {
        Set("label"u8, labels);
        Set("weight"u8, weights);
    }

    /// <inheritdoc/>
    public void Dispose() => library.FreeMatrix(Handle);

    // The name ends in a zero: that is how a literal is laid out.
    void Set(ReadOnlySpan<byte> name, ReadOnlySpan<float> values)
    {
        fixed (byte* field = name)
        fixed (float* first = values)
            library.Check(library.SetFloats(Handle, field, first, (ulong)values.Length));
    }
}
