using System.Globalization;
using System.Text;

namespace SurrogateEngine.Baselines.Trees;

/// <summary>Trees that are added one a round.</summary>
sealed unsafe class XgboostBooster : IDisposable
{
    readonly XgboostLibrary library;
    readonly nint handle;

    /// <summary>No trees yet.</summary>
    /// <param name="library">XGBoost.</param>
    /// <param name="settings">Parameters by XGBoost's names.</param>
    /// <param name="tables">Tables whose predictions it should remember from round to round.</param>
    public XgboostBooster(XgboostLibrary library, IEnumerable<(string Name, object Value)> settings,
        params ReadOnlySpan<XgboostMatrix> tables)
    {
        this.library = library;
        var handles = new nint[tables.Length];
        for (int k = 0; k < handles.Length; k++)
            handles[k] = tables[k].Handle;
        nint made;
        fixed (nint* first = handles)
            library.Check(library.CreateBooster(first, (ulong)handles.Length, &made));
        handle = made;
        foreach (var (name, value) in settings)
            Set(name, Convert.ToString(value, CultureInfo.InvariantCulture)!);
    }

    /// <summary>Changes a parameter.</summary>
    public void Set(string name, string value)
    {
        fixed (byte* n = Text(name), v = Text(value))
            library.Check(library.SetParameter(handle, n, v));
    }

    /// <summary>Adds the tree of round <paramref name="round"/>, counted from 0.</summary>
    public void Grow(int round, XgboostMatrix table) => library.Check(library.Update(handle, round, table.Handle));

    /// <summary>Predicts every row of a table with the trees of the first rounds.</summary>
    /// <param name="table">The table.</param>
    /// <param name="rounds">Rounds; 0 means all.</param>
    /// <returns>The library's memory, shape [rows]; good until the next call.</returns>
    public ReadOnlySpan<float> Predict(XgboostMatrix table, int rounds = 0)
    {
        ulong* shape;
        ulong dimensions;
        float* first;
        fixed (byte* how = Text($$"""{"type":0,"training":false,"iteration_begin":0,"iteration_end":{{rounds}},"strict_shape":false}"""))
            library.Check(library.Predict(handle, table.Handle, how, &shape, &dimensions, &first));
        return new(first, table.Rows);
    }

    /// <inheritdoc/>
    public void Dispose() => library.FreeBooster(handle);

    static byte[] Text(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
