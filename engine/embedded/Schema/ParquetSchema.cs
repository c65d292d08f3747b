namespace Parquet.Schema;

/// <summary>The columns of a file, in order.</summary>
public class ParquetSchema : IEquatable<ParquetSchema>
{
    readonly DataField[] fields;

    /// <summary>A schema of these columns.</summary>
    /// <exception cref="ArgumentException">There is no column.</exception>
    public ParquetSchema(IEnumerable<Field> fields)
    {
        this.fields = [.. fields.Cast<DataField>()];
        if (this.fields.Length == 0)
            throw new ArgumentException("at least one field is required", nameof(fields));
        foreach (DataField field in this.fields)
            field.IsAttachedToSchema = true;
    }

    /// <inheritdoc cref="ParquetSchema(IEnumerable{Field})"/>
    public ParquetSchema(params Field[] fields)
        : this((IEnumerable<Field>)fields)
    {
    }

    /// <summary>The columns.</summary>
    public IReadOnlyList<Field> Fields => fields;

    /// <summary>The columns as data fields.</summary>
    public DataField[] DataFields => GetDataFields();

    /// <summary>The column at <paramref name="i"/>.</summary>
    public Field this[int i] => fields[i];

    /// <summary>The columns as data fields.</summary>
    public DataField[] GetDataFields() => [.. fields];

    /// <summary>The column of that name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public DataField FindDataField(string path) =>
        Array.Find(fields, field => field.Name == path) ?? throw new ArgumentException($"data field '{path}' not found", nameof(path));

    /// <inheritdoc/>
    public bool Equals(ParquetSchema? other) => other is not null && fields.SequenceEqual(other.fields);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ParquetSchema);

    /// <inheritdoc/>
    public override int GetHashCode() => fields.Aggregate(0, HashCode.Combine);
}
