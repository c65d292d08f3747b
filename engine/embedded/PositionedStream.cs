namespace Parquet;

/// <summary>A stream that counts what was written, so that places in the file are known even where it can't seek.</summary>
internal sealed class PositionedStream(Stream inner)
{
    public long Position { get; private set; }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await inner.WriteAsync(bytes, cancellation).ConfigureAwait(false);
        Position += bytes.Length;
    }

    public Task FlushAsync() => inner.FlushAsync();
}
