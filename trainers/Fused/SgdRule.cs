using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>Gradient descent with momentum (Polyak, 1964) and an L2 penalty.</summary>
sealed class SgdRule : FusedRule
{
    readonly double momentum, penalty;

    public SgdRule(SGD.Options options, SGD.State[] states, IReadOnlyList<Parameter> parameters)
    {
        (momentum, penalty) = (options.momentum!.Value, options.weight_decay!.Value);
        // The tensor library begins with the first gradient, which is what zeros become in the first step.
        if (momentum != 0)
            for (int i = 0; i < states.Length; i++)
                states[i].momentum_buffer ??= DeviceTensors.Zeros(parameters[i].shape, CPU).DetachFromDisposeScope();
        First = [.. states.Select(state => momentum != 0 ? state.momentum_buffer : null)];
        Second = new Tensor?[states.Length];
    }

    public override IReadOnlyList<Tensor?> First { get; }

    public override IReadOnlyList<Tensor?> Second { get; }

    public override void Step(FusedBlock[] blocks, double rate, double scale, double memory)
    {
        var parts = new Parts
        {
            Blocks = blocks,
            Rate = (float)rate,
            Scale = (float)scale,
            Momentum = (float)momentum,
            Penalty = (float)penalty,
            Memory = (float)memory,
            Rest = (float)(1 - memory),
        };
        Workers.Run(ref parts, blocks.Length, FusedBlock.AreWorthSharing(blocks));
    }

    unsafe struct Parts : IParts
    {
        public FusedBlock[] Blocks;
        public float Rate, Scale, Momentum, Penalty, Memory, Rest;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(int part)
        {
            var block = Blocks[part];
            int i = 0, lanes = Vector512<float>.Count;
            for (; i <= block.Count - lanes; i += lanes)
            {
                Vector512<float> p = Vector512.Load(block.Weight + i), b = block.First == null ? default : Vector512.Load(block.First + i);
                Next(Vector512.Load(block.Gradient + i), ref p, ref b);
                if (block.First != null)
                    b.Store(block.First + i);
                p.Store(block.Weight + i);
                MovingAverage.Next(Vector512.Load(block.Average + i), p, Memory, Rest).Store(block.Average + i);
            }
            if (i < block.Count)
                Last(block, i, block.Count - i);
        }

        readonly void Last(FusedBlock block, int i, int left)
        {
            Vector512<float> p = LaneTail.Load(block.Weight + i, left),
                b = block.First == null ? default : LaneTail.Load(block.First + i, left);
            Next(LaneTail.Load(block.Gradient + i, left), ref p, ref b);
            if (block.First != null)
                LaneTail.Store(b, block.First + i, left);
            LaneTail.Store(p, block.Weight + i, left);
            LaneTail.Store(MovingAverage.Next(LaneTail.Load(block.Average + i, left), p, Memory, Rest), block.Average + i, left);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        readonly void Next(Vector512<float> gradient, ref Vector512<float> p, ref Vector512<float> b)
        {
            b = b * Vector512.Create(Momentum) + (gradient * Vector512.Create(Scale) + p * Vector512.Create(Penalty));
            p -= b * Vector512.Create(Rate);
        }
    }
}
