using System.Buffers.Binary;
using Parquet.Meta;
using Parquet.Schema;

namespace Parquet;

/// <summary>Writes a Parquet file: row groups as they come, then, on disposal, the footer that makes it one.</summary>
public sealed class ParquetWriter : IAsyncDisposable
{
    internal static ReadOnlySpan<byte> Magic => "PAR1"u8;

    readonly PositionedStream output;
    readonly ParquetOptions options;
    readonly FileMetaData file;
    readonly List<ParquetRowGroupWriter> groups = [];

    ParquetWriter(ParquetSchema schema, Stream output, ParquetOptions? options)
    {
        if (!output.CanWrite)
            throw new ArgumentException("stream is not writeable", nameof(output));
        this.output = new PositionedStream(output);
        this.options = options ?? new ParquetOptions();
        file = new FileMetaData(schema);
    }

    /// <summary>Pairs of text kept in the footer.</summary>
    public IReadOnlyDictionary<string, string> CustomMetadata
    {
        get => file.CustomMetadata;
        set => file.CustomMetadata = value.ToDictionary(pair => pair.Key, pair => pair.Value);
    }

    /// <summary>Starts a file on <paramref name="output"/>, which stays open when the writer is disposed.</summary>
    /// <param name="schema">Its columns.</param>
    /// <param name="output">Where to write; only ever written forward.</param>
    /// <param name="options">Compression and encodings.</param>
    /// <param name="append">Must be false: this stand-in does not append.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <exception cref="ArgumentException">The stream can't be written.</exception>
    /// <exception cref="NotSupportedException">append is true.</exception>
    public static async Task<ParquetWriter> CreateAsync(
        ParquetSchema schema, Stream output, ParquetOptions? options = null, bool append = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(output);
        if (append)
            throw new NotSupportedException("this stand-in does not append to files");
        var writer = new ParquetWriter(schema, output, options);
        await writer.output.WriteAsync(Magic.ToArray(), cancellationToken).ConfigureAwait(false);
        return writer;
    }

    /// <summary>Starts a block of rows.</summary>
    public ParquetRowGroupWriter CreateRowGroup()
    {
        var group = new ParquetRowGroupWriter(output, file.Schema, options);
        groups.Add(group);
        return group;
    }

    /// <summary>Writes the footer.</summary>
    public async ValueTask DisposeAsync()
    {
        file.RowGroups.AddRange(groups.Select(group => group.Finished));
        ReadOnlyMemory<byte> footer = FooterWriter.Write(file);
        byte[] tail = new byte[sizeof(int) + Magic.Length];
        BinaryPrimitives.WriteInt32LittleEndian(tail, footer.Length);
        Magic.CopyTo(tail.AsSpan(sizeof(int)));
        await output.WriteAsync(footer, default).ConfigureAwait(false);
        await output.WriteAsync(tail, default).ConfigureAwait(false);
        await output.FlushAsync().ConfigureAwait(false);
    }
}
