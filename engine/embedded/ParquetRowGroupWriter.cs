using Parquet.Compression;
using Parquet.Encodings;
using Parquet.Meta;
using Parquet.Schema;

namespace Parquet;

/// <summary>Writes one block of rows, column after column in the order of the schema; each column is one page.</summary>
public class ParquetRowGroupWriter : IDisposable
{
    readonly PositionedStream output;
    readonly DataField[] fields;
    readonly ParquetOptions options;
    readonly List<ColumnChunk> chunks = [];
    long? rows;

    internal ParquetRowGroupWriter(PositionedStream output, ParquetSchema schema, ParquetOptions options)
    {
        this.output = output;
        this.options = options;
        fields = schema.DataFields;
    }

    internal RowGroup Finished => new(rows ?? 0, chunks);

    /// <summary>Writes the next column.</summary>
    /// <param name="field">The column; must be the schema's next.</param>
    /// <param name="values">Its values, as many as the columns before.</param>
    /// <param name="repetitionLevels">Must be null: this stand-in has no repeated columns.</param>
    /// <param name="customMetadata">Must be null: this stand-in keeps no pairs per column.</param>
    /// <param name="cancellationToken">Stops before the column is written.</param>
    /// <exception cref="ArgumentException">The column is not the next, or holds another type.</exception>
    /// <exception cref="InvalidOperationException">All columns are written, or the count differs.</exception>
    /// <exception cref="NotSupportedException">The column may hold nothing, or wants what this stand-in lacks.</exception>
    public async Task WriteAsync<T>(
        DataField field, ReadOnlyMemory<T> values, ReadOnlyMemory<int>? repetitionLevels = null,
        Dictionary<string, string>? customMetadata = null, CancellationToken cancellationToken = default)
        where T : struct
    {
        RefuseExtras(repetitionLevels is not null || customMetadata is not null);
        Accept(field, typeof(T), values.Length);
        PageEncoding encoding = EncodingOf(field);
        byte[] body = encoding == PageEncoding.ByteStreamSplit
            ? ByteStreamSplitEncoding.Encode(values.Span)
            : PlainEncoding.Encode(values.Span).ToArray();
        var extremes = Extremes.Of(values.Span);
        await WriteChunk(field, values.Length, encoding, body, extremes, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes the next column, of texts.</summary>
    /// <inheritdoc cref="WriteAsync{T}(DataField, ReadOnlyMemory{T}, ReadOnlyMemory{int}?, Dictionary{string, string}?, CancellationToken)"/>
    public async Task WriteAsync(DataField field, IReadOnlyCollection<string?> values, ReadOnlyMemory<int>? repetitionLevels = null)
    {
        RefuseExtras(repetitionLevels is not null);
        Accept(field, typeof(ReadOnlyMemory<char>), values.Count);
        string[] texts = [.. values.Select(text => text ?? throw new ArgumentException($"column '{field.Name}' is required but a text is null", nameof(values)))];
        ReadOnlyMemory<byte> body = PlainEncoding.EncodeTexts(texts);
        await WriteChunk(field, texts.Length, PageEncoding.Plain, body, (null, null), default).ConfigureAwait(false);
    }

    /// <summary>Call when all columns are written.</summary>
    /// <exception cref="InvalidOperationException">One is missing.</exception>
    public void CompleteValidate()
    {
        if (chunks.Count < fields.Length)
            throw new InvalidOperationException($"Not all columns were written: '{fields[chunks.Count].Name}' is the next of {fields.Length}.");
    }

    /// <summary>Nothing to free.</summary>
    public void Dispose() => GC.SuppressFinalize(this);

    void Accept(DataField field, Type type, int count)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (chunks.Count == fields.Length)
            throw new InvalidOperationException($"Cannot write column '{field.Name}': all {fields.Length} columns have been written.");
        if (!field.Equals(fields[chunks.Count]))
            throw new ArgumentException($"cannot write this column, expected '{fields[chunks.Count].Name}', passed: '{field.Name}'", nameof(field));
        if (field.ClrType != type)
            throw new ArgumentException($"column '{field.Name}' holds {field.ClrType}, not {type}", nameof(field));
        if (field.IsNullable)
            throw new NotSupportedException($"column '{field.Name}' is nullable, which this stand-in does not write: declare it with nullable: false");
        if (rows is not null && rows != count)
            throw new InvalidOperationException($"Column '{field.Name}' has {count} rows, but the row group expects {rows}.");
        rows = count;
    }

    PageEncoding EncodingOf(DataField field) => options.HintFor(field.Name) switch
    {
        EncodingHint.Default => PageEncoding.Plain,
        EncodingHint.ByteSplitStream => PageEncoding.ByteStreamSplit,
        EncodingHint other => throw new NotSupportedException($"encoding {other} of column '{field.Name}' is not in this stand-in"),
    };

    async Task WriteChunk(
        DataField field, int count, PageEncoding encoding, ReadOnlyMemory<byte> body, (byte[]? Min, byte[]? Max) extremes,
        CancellationToken cancellation)
    {
        ReadOnlyMemory<byte> packed = Codec.Compress(options.CompressionMethod, options.CompressionLevel, body);
        ReadOnlyMemory<byte> header = new PageHeader(body.Length, packed.Length, count, encoding).Write();
        long offset = output.Position;
        await output.WriteAsync(header, cancellation).ConfigureAwait(false);
        await output.WriteAsync(packed, cancellation).ConfigureAwait(false);
        chunks.Add(new ColumnChunk
        {
            Name = field.Name,
            Type = field.Physical,
            Compression = options.CompressionMethod,
            Values = count,
            Offset = offset,
            CompressedSize = header.Length + packed.Length,
            UncompressedSize = header.Length + body.Length,
            Encoding = encoding,
            Min = extremes.Min,
            Max = extremes.Max,
        });
    }

    static void RefuseExtras(bool present)
    {
        if (present)
            throw new NotSupportedException("this stand-in has no repetition levels and no metadata per column");
    }
}
