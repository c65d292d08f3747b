namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad, pad], mode, value);

            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad.Item1, pad.Item2], mode, value);

            /// <summary>More elements before and behind: two numbers for the last dimension, two for the one before it, and so on.</summary>
            /// <param name="mode">Constant: a value. Reflect: mirrored without the edge. Replicate: the edge. Circular: from the other end.</param>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
            {
                if (pad.Length % 2 != 0 || pad.Length / 2 > input.ndim)
                    throw new ArgumentException($"{pad.Length} paddings do not fit a tensor of {input.ndim} dimensions: give two for each, the last one first.");
                if (Array.Exists(pad, static p => p < 0)) throw new ArgumentException("A padding below zero is not part of the embedded TorchSharp: use narrow.");
                var result = input;
                for (var i = 0; i < pad.Length / 2; i++)
                {
                    var (before, after) = (pad[2 * i], pad[2 * i + 1]);
                    if (before + after == 0) continue;
                    result = mode is PaddingModes.Constant or PaddingModes.Zeros
                        ? Filled(result, input.ndim - 1 - i, before, after, value)
                        : result.index_select(input.ndim - 1 - i, Sources(result.size((int)input.ndim - 1 - i), before, after, mode));
                }
                return ReferenceEquals(result, input) ? input.clone() : result;
            }

            private static Tensor Filled(Tensor x, long dim, long before, long after, double value)
            {
                Tensor Block(long length)
                {
                    var sizes = x.shape;
                    sizes[dim] = length;
                    return full(sizes, value, x.dtype);
                }
                if (before == 0) return cat([x, Block(after)], dim);
                return after == 0 ? cat([Block(before), x], dim) : cat([Block(before), x, Block(after)], dim);
            }

            private static Tensor Sources(long length, long before, long after, PaddingModes mode)
            {
                var most = mode switch { PaddingModes.Reflect => length - 1, PaddingModes.Circular => length, _ => long.MaxValue };
                if (before > most || after > most)
                    throw new ArgumentException($"A padding of ({before}, {after}) is too long for a dimension of size {length} with {mode}.");
                var sources = new long[before + length + after];
                for (var i = 0; i < sources.Length; i++)
                {
                    var at = i - before;
                    sources[i] = mode switch
                    {
                        PaddingModes.Reflect => at < 0 ? -at : at >= length ? 2 * (length - 1) - at : at,
                        PaddingModes.Circular => (at + length) % length,
                        _ => Math.Clamp(at, 0, length - 1),
                    };
                }
                return tensor(sources);
            }
        }
    }
}
