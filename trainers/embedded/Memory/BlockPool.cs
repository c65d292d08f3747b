using System.Numerics;

namespace TorchSharp.Embedded;

/// <summary>
/// Blocks waiting to be used again, by size class (four classes to a doubling). A training step asks for the same sizes
/// every time, so after the first step nothing is allocated and no page is touched for the first time.
/// </summary>
internal static class BlockPool
{
    private const long SmallestClass = 256;
    private const long MostIdleBytes = 512L << 20;

    private static readonly Stack<Block>?[] Idle = new Stack<Block>?[256];
    private static readonly Lock Gate = new();
    private static long idleBytes;

    internal static long IdleBytes => Volatile.Read(ref idleBytes);

    internal static Block Rent(long bytes)
    {
        var (index, capacity) = SizeClass(bytes);
        lock (Gate)
        {
            if (Idle[index] is { Count: > 0 } stack)
            {
                idleBytes -= capacity;
                return stack.Pop().FirstReference();
            }
        }
        return new Block(capacity).FirstReference();
    }

    internal static void Return(Block block)
    {
        var (index, capacity) = SizeClass(block.Capacity);
        lock (Gate)
        {
            if (idleBytes + capacity <= MostIdleBytes)
            {
                idleBytes += capacity;
                (Idle[index] ??= new Stack<Block>()).Push(block);
                return;
            }
        }
        block.Free();
    }

    private static (int Index, long Capacity) SizeClass(long bytes)
    {
        if (bytes <= SmallestClass) return (0, SmallestClass);
        var power = 63 - BitOperations.LeadingZeroCount((ulong)(bytes - 1));
        var step = 1L << (power - 2);
        var steps = (bytes - 1 - (1L << power)) / step + 1;
        return (power * 4 + (int)steps - 32, (1L << power) + steps * step);
    }
}
