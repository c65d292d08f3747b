using TorchSharp.Embedded;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers. The numbers differ from the real library's; the same seed gives the same ones each time.</summary>
    public class Generator : IDisposable
    {
        private readonly Lock gate = new();
        private RandomStream stream;

        public Generator(ulong seed = 0, Device? device = null)
        {
            Device.RequireCpu(device);
            stream.Seed = seed;
        }

        public static Generator Default { get; } = new((ulong)Environment.TickCount64);

        public Device device { get; } = CPU;

        /// <summary>Seed and position, as 16 bytes.</summary>
        public Tensor get_state()
        {
            var bytes = new byte[16];
            BitConverter.TryWriteBytes(bytes, stream.Seed);
            BitConverter.TryWriteBytes(bytes.AsSpan(8), stream.Position);
            return tensor(bytes);
        }

        public void set_state(Tensor value)
        {
            var bytes = value.data<byte>().ToArray();
            if (bytes.Length != 16) throw new ArgumentException($"A generator's state has 16 bytes, not {bytes.Length}.");
            stream.Seed = BitConverter.ToUInt64(bytes);
            stream.Position = BitConverter.ToUInt64(bytes, 8);
        }

        public Generator manual_seed(long seed)
        {
            stream = new RandomStream { Seed = (ulong)seed };
            return this;
        }

        /// <summary>Seeds from the clock and returns the seed.</summary>
        public long seed()
        {
            manual_seed(Environment.TickCount64);
            return initial_seed();
        }

        public long initial_seed() => (long)stream.Seed;

        public void Dispose() => GC.SuppressFinalize(this);

        internal RandomStream Take(long count)
        {
            lock (gate) return stream.Take(count);
        }
    }

    public static Generator manual_seed(long seed) => random.manual_seed(seed);

    public static long seed() => random.seed();

    public static long initial_seed() => random.initial_seed();

    public static Tensor get_rng_state() => random.get_rng_state();

    public static void set_rng_state(Tensor new_state) => random.set_rng_state(new_state);

    public static partial class random
    {
        /// <summary>Seeds the default generator.</summary>
        public static Generator manual_seed(long seed) => Generator.Default.manual_seed(seed);

        public static long seed() => Generator.Default.seed();

        public static long initial_seed() => Generator.Default.initial_seed();

        public static Tensor get_rng_state() => Generator.Default.get_state();

        public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);
    }
}
