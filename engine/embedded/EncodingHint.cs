namespace Parquet;

/// <summary>How the values of one column are laid out; see <see cref="ParquetOptions.ColumnEncodingHints"/>.</summary>
public enum EncodingHint
{
    /// <summary>One value after the other.</summary>
    Default = 0,

    /// <summary>Not in this stand-in: refused.</summary>
    Dictionary,

    /// <summary>Not in this stand-in: refused.</summary>
    DeltaBinaryPacked,

    /// <summary>First bytes of all values, then second bytes, and so on: numbers of one magnitude compress far better.</summary>
    ByteSplitStream,
}
