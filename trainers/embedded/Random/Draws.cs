using static TorchSharp.torch;

namespace TorchSharp.Embedded;

/// <summary>Fills tensors from a random stream.</summary>
internal static unsafe class Draws
{
    internal static void Uniform(TensorImpl target, double low, double high, Generator? generator) =>
        Fill(target, new UniformLaw(low, high), generator);

    internal static void Normal(TensorImpl target, double mean, double deviation, Generator? generator) =>
        Fill(target, new NormalLaw(mean, deviation), generator);

    internal static void Integers(TensorImpl target, long low, long high, Generator? generator)
    {
        if (high <= low) throw new ArgumentException($"randint needs low < high, not {low} and {high}.");
        Fill(target, new IntegerLaw(low, (ulong)(high - low)), generator);
    }

    internal static void Bernoulli(TensorImpl target, double probability, Generator? generator) =>
        Fill(target, new BernoulliLaw(probability), generator);

    private static void Fill<TLaw>(TensorImpl target, TLaw law, Generator? generator) where TLaw : struct, ILaw
    {
        var numbers = TensorImpl.Empty(target.Layout.Sizes, ScalarType.Float64);
        var job = new Job<TLaw>
        {
            Target = numbers.Data<double>(),
            Count = numbers.Count,
            Stream = (generator ?? Generator.Default).Take(2 * numbers.Count),
            Law = law,
        };
        Workers.Run(ref job, Blocks.Count(numbers.Count));
        Copies.Into(numbers, target);
        numbers.Release();
    }

    /// <summary>One number from two of the stream: 2 i and 2 i + 1.</summary>
    private interface ILaw
    {
        double Draw(RandomStream stream, long i);
    }

    private readonly struct UniformLaw(double low, double high) : ILaw
    {
        // 24 bits, so that the upper end is not reached in float either.
        public double Draw(RandomStream stream, long i) => low + (high - low) * ((stream.At(2 * i) >> 40) * (1.0 / (1 << 24)));
    }

    /// <summary>Box and Muller's cosine branch.</summary>
    private readonly struct NormalLaw(double mean, double deviation) : ILaw
    {
        public double Draw(RandomStream stream, long i) =>
            mean + deviation * Math.Sqrt(-2 * Math.Log(1 - stream.Uniform(2 * i))) * Math.Cos(2 * Math.PI * stream.Uniform(2 * i + 1));
    }

    private readonly struct IntegerLaw(long low, ulong range) : ILaw
    {
        public double Draw(RandomStream stream, long i) => low + (long)Math.BigMul(stream.At(2 * i), range, out _);
    }

    private readonly struct BernoulliLaw(double probability) : ILaw
    {
        public double Draw(RandomStream stream, long i) => stream.Uniform(2 * i) < probability ? 1 : 0;
    }

    private struct Job<TLaw> : IParts where TLaw : struct, ILaw
    {
        internal double* Target;
        internal long Count;
        internal RandomStream Stream;
        internal TLaw Law;

        public readonly void Run(int part)
        {
            var (start, length) = Blocks.Range(part, Count);
            for (var i = start; i < start + length; i++) Target[i] = Law.Draw(Stream, i);
        }
    }
}
