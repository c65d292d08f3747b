using Parquet.Compression;
using Parquet.Data;
using Parquet.Encodings;
using Parquet.Meta;
using Parquet.Schema;

namespace Parquet;

/// <summary>Reads the columns of one block of rows, in any order.</summary>
public class ParquetRowGroupReader : IDisposable
{
    readonly Stream input;
    readonly ParquetSchema schema;
    readonly RowGroup group;

    internal ParquetRowGroupReader(Stream input, ParquetSchema schema, RowGroup group)
    {
        this.input = input;
        this.schema = schema;
        this.group = group;
    }

    /// <summary>Rows in this block.</summary>
    public long RowCount => group.Rows;

    /// <summary>Whether the block holds that column.</summary>
    public bool ColumnExists(DataField field) => Find(field) is not null;

    /// <summary>Reads a column of numbers.</summary>
    /// <param name="field">The column.</param>
    /// <param name="values">Receives its values; at least <see cref="RowCount"/> long.</param>
    /// <param name="repetitionLevels">Must be null: this stand-in has no repeated columns.</param>
    /// <param name="cancellationToken">Stops before the file is read.</param>
    /// <exception cref="ArgumentException">The column holds another type, or values is too short.</exception>
    /// <exception cref="ParquetException">The column is not in the file, or is damaged.</exception>
    /// <exception cref="NotSupportedException">The column is stored in a way this stand-in does not read.</exception>
    public async ValueTask ReadAsync<T>(
        DataField field, Memory<T> values, Memory<int>? repetitionLevels = null, CancellationToken cancellationToken = default)
        where T : struct
    {
        int read = 0;
        await foreach (var (header, body) in Pages(field, typeof(T), values.Length, repetitionLevels, cancellationToken).ConfigureAwait(false))
        {
            Span<T> target = values.Span.Slice(read, header.Values);
            switch (header.Encoding)
            {
                case PageEncoding.Plain: PlainEncoding.Decode(body.Span, target); break;
                case PageEncoding.ByteStreamSplit: ByteStreamSplitEncoding.Decode(body.Span, target); break;
                default: throw UnknownEncoding(field, header);
            }
            read += header.Values;
        }
    }

    /// <summary>Reads a column of texts.</summary>
    /// <inheritdoc cref="ReadAsync{T}(DataField, Memory{T}, Memory{int}?, CancellationToken)"/>
    public async ValueTask ReadAsync(
        DataField field, Memory<string?> values, Memory<int>? repetitionLevels = null, CancellationToken cancellationToken = default)
    {
        int read = 0;
        await foreach (var (header, body) in
            Pages(field, typeof(ReadOnlyMemory<char>), values.Length, repetitionLevels, cancellationToken).ConfigureAwait(false))
        {
            if (header.Encoding != PageEncoding.Plain)
                throw UnknownEncoding(field, header);
            PlainEncoding.DecodeTexts(body.Span, values.Span.Slice(read, header.Values));
            read += header.Values;
        }
    }

    /// <summary>What the footer says of a column's values.</summary>
    /// <exception cref="ParquetException">The column is not in the file.</exception>
    public DataColumnStatistics? GetStatistics(DataField field)
    {
        ColumnChunk chunk = Require(field);
        return new(0, null, Extremes.Value(chunk.Min, field.ClrType), Extremes.Value(chunk.Max, field.ClrType));
    }

    /// <summary>Nothing to free.</summary>
    public void Dispose() => GC.SuppressFinalize(this);

    /// <summary>The unpacked pages of a column, together as many values as the block has rows.</summary>
    async IAsyncEnumerable<(PageHeader Header, ReadOnlyMemory<byte> Body)> Pages(
        DataField field, Type type, int room, Memory<int>? repetitionLevels,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        ColumnChunk chunk = Require(field);
        Accept(field, chunk, type, room, repetitionLevels);
        byte[] bytes = await ParquetReader.Read(input, chunk.Offset, (int)chunk.CompressedSize, cancellation).ConfigureAwait(false);
        long remaining = group.Rows;
        for (int position = 0; remaining > 0;)
        {
            PageHeader header = PageHeader.Read(bytes.AsSpan(position), out int headerLength);
            position += headerLength;
            if (header.CompressedSize > bytes.Length - position || header.UncompressedSize > chunk.UncompressedSize
                || header.Values > remaining || header.Values == 0)
                throw new ParquetException($"column '{field.Name}' is damaged: a page does not fit it");
            yield return (header, Unpack(chunk, header, bytes.AsMemory(position, header.CompressedSize)));
            position += header.CompressedSize;
            remaining -= header.Values;
        }
    }

    static ReadOnlyMemory<byte> Unpack(ColumnChunk chunk, PageHeader header, ReadOnlyMemory<byte> packed)
    {
        if (chunk.Compression == CompressionMethod.None)
            return packed;
        byte[] body = new byte[header.UncompressedSize];
        Codec.Decompress(chunk.Compression, packed.Span, body);
        return body;
    }

    void Accept(DataField field, ColumnChunk chunk, Type type, int room, Memory<int>? repetitionLevels)
    {
        if (repetitionLevels is not null || schema.FindDataField(field.Name).IsNullable)
            throw new NotSupportedException($"column '{field.Name}' is nullable or repeated, which this stand-in does not read");
        if (field.ClrType != type || chunk.Type != field.Physical)
            throw new ArgumentException($"column '{field.Name}' holds {chunk.Type}, not {type}", nameof(field));
        if (room < group.Rows)
            throw new ArgumentException($"column '{field.Name}' has {group.Rows} values, but there is room for {room}", nameof(field));
        if (chunk.Values != group.Rows || chunk.CompressedSize > input.Length - chunk.Offset || chunk.CompressedSize > Array.MaxLength)
            throw new ParquetException($"column '{field.Name}' is damaged: it does not fit the file");
    }

    ColumnChunk? Find(DataField field) => group.Columns.FirstOrDefault(chunk => chunk.Name == field.Name);

    ColumnChunk Require(DataField field) => Find(field) ?? throw new ParquetException($"'{field.Name}' does not exist in this file");

    static NotSupportedException UnknownEncoding(DataField field, PageHeader header) =>
        new($"encoding {(int)header.Encoding} of column '{field.Name}' is not in this stand-in");
}
