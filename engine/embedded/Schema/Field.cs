namespace Parquet.Schema;

/// <summary>One element of a schema.</summary>
public abstract class Field
{
    /// <summary>Names the element.</summary>
    protected Field(string name, SchemaType schemaType)
    {
        Name = name ?? throw new ArgumentNullException(nameof(name));
        SchemaType = schemaType;
    }

    /// <summary>Kind of element.</summary>
    public SchemaType SchemaType { get; }

    /// <summary>Column name.</summary>
    public string Name { get; }

    /// <summary>True when values may be missing.</summary>
    public virtual bool IsNullable { get; internal set; }
}
