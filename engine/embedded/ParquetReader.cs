using System.Buffers.Binary;
using Parquet.Meta;
using Parquet.Schema;

namespace Parquet;

/// <summary>Reads a Parquet file: the footer at once, columns when asked.</summary>
public class ParquetReader : IAsyncDisposable
{
    const int TailLength = 8;
    const int SmallestFile = 4 + TailLength;

    readonly Stream input;
    readonly bool leaveOpen;
    readonly FileMetaData file;

    ParquetReader(Stream input, bool leaveOpen, FileMetaData file)
    {
        this.input = input;
        this.leaveOpen = leaveOpen;
        this.file = file;
        RowGroups = [.. file.RowGroups.Select(group => new ParquetRowGroupReader(input, file.Schema, group))];
    }

    /// <summary>The pairs of text kept in the footer.</summary>
    public Dictionary<string, string> CustomMetadata => file.CustomMetadata;

    /// <summary>The columns.</summary>
    public ParquetSchema Schema => file.Schema;

    /// <summary>How many blocks of rows there are.</summary>
    public int RowGroupCount => file.RowGroups.Count;

    /// <summary>The blocks of rows.</summary>
    public IReadOnlyList<ParquetRowGroupReader> RowGroups { get; }

    /// <summary>Opens a file, which is closed with the reader.</summary>
    /// <inheritdoc cref="CreateAsync(Stream, ParquetOptions?, bool, CancellationToken)"/>
    public static async Task<ParquetReader> CreateAsync(
        string filePath, ParquetOptions? parquetOptions = null, CancellationToken cancellationToken = default)
    {
        FileStream stream = File.OpenRead(filePath);
        try
        {
            return await CreateAsync(stream, parquetOptions, leaveStreamOpen: false, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Opens the file in a stream.</summary>
    /// <exception cref="ArgumentException">The stream can't be read or can't seek.</exception>
    /// <exception cref="IOException">It is no Parquet file, or a part of one.</exception>
    /// <exception cref="ParquetException">Its metadata is damaged.</exception>
    /// <exception cref="NotSupportedException">It holds what this stand-in does not read.</exception>
    public static async Task<ParquetReader> CreateAsync(
        Stream input, ParquetOptions? parquetOptions = null, bool leaveStreamOpen = true, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (!input.CanRead || !input.CanSeek)
            throw new ArgumentException("stream must be readable and seekable", nameof(input));
        byte[] footer = await ReadFooter(input, cancellationToken).ConfigureAwait(false);
        try
        {
            return new ParquetReader(input, leaveStreamOpen, FooterReader.Read(footer));
        }
        catch (OverflowException e)
        {
            throw new ParquetException("the Parquet metadata is damaged: a number is too large", e);
        }
    }

    /// <summary>The block of rows at <paramref name="index"/>; costs nothing until columns are read.</summary>
    public ParquetRowGroupReader OpenRowGroupReader(int index) => RowGroups[index];

    /// <summary>Closes the file if the reader opened it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!leaveOpen)
            await input.DisposeAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    static async Task<byte[]> ReadFooter(Stream input, CancellationToken cancellation)
    {
        if (input.Length < SmallestFile)
            throw new IOException("not a Parquet file (size too small)");
        byte[] head = await Read(input, 0, ParquetWriter.Magic.Length, cancellation).ConfigureAwait(false);
        byte[] tail = await Read(input, input.Length - TailLength, TailLength, cancellation).ConfigureAwait(false);
        if (!head.AsSpan().SequenceEqual(ParquetWriter.Magic))
            throw new IOException("not a Parquet file (it does not start with PAR1)");
        if (!tail.AsSpan(sizeof(int)).SequenceEqual(ParquetWriter.Magic))
            throw new IOException("not a whole Parquet file (it does not end with PAR1)");
        int length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        return length < 0 || length > input.Length - SmallestFile
            ? throw new ParquetException("the Parquet metadata is damaged: its length does not fit the file")
            : await Read(input, input.Length - TailLength - length, length, cancellation).ConfigureAwait(false);
    }

    internal static async Task<byte[]> Read(Stream input, long offset, int count, CancellationToken cancellation)
    {
        byte[] bytes = new byte[count];
        input.Seek(offset, SeekOrigin.Begin);
        await input.ReadExactlyAsync(bytes, cancellation).ConfigureAwait(false);
        return bytes;
    }
}
