namespace Parquet.Schema;

/// <summary>Kind of an element of a schema; this stand-in knows columns only.</summary>
public enum SchemaType
{
    /// <summary>A column.</summary>
    Data,
}
