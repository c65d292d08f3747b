using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>Adam (Kingma &amp; Ba, 2015) and AdamW (Loshchilov &amp; Hutter, 2019): moments, decay, step and average in registers, each
/// number read and written once.</summary>
sealed class AdamRule : FusedRule
{
    readonly double beta1, beta2, epsilon, penalty, decay;
    readonly Action count;
    readonly Func<long> steps;

    public AdamRule(Adam.Options options, Adam.State[] states)
    {
        (beta1, beta2, epsilon, penalty) = (options.beta1!.Value, options.beta2!.Value, options.eps!.Value, options.weight_decay!.Value);
        (First, Second) = ([.. states.Select(state => state.exp_avg)], [.. states.Select(state => state.exp_avg_sq)]);
        (count, steps) = (() =>
        {
            foreach (var state in states)
                state.step++;
        }, () => states[0].step);
    }

    public AdamRule(AdamW.Options options, AdamW.State[] states)
    {
        (beta1, beta2, epsilon, decay) = (options.beta1!.Value, options.beta2!.Value, options.eps!.Value, options.weight_decay!.Value);
        (First, Second) = ([.. states.Select(state => state.exp_avg)], [.. states.Select(state => state.exp_avg_sq)]);
        (count, steps) = (() =>
        {
            foreach (var state in states)
                state.step++;
        }, () => states[0].step);
    }

    public override IReadOnlyList<Tensor?> First { get; }

    public override IReadOnlyList<Tensor?> Second { get; }

    public override void Step(FusedBlock[] blocks, double rate, double scale, double memory)
    {
        count();
        var parts = new Parts
        {
            Blocks = blocks,
            Scale = (float)scale,
            Beta1 = (float)beta1,
            Rest1 = (float)(1 - beta1),
            Beta2 = (float)beta2,
            Rest2 = (float)(1 - beta2),
            StepSize = (float)(rate / (1 - Math.Pow(beta1, steps()))),
            Correction = (float)(1 / Math.Sqrt(1 - Math.Pow(beta2, steps()))),
            Epsilon = (float)epsilon,
            Penalty = (float)penalty,
            Shrink = (float)(1 - rate * decay),
            Memory = (float)memory,
            Rest = (float)(1 - memory),
        };
        Workers.Run(ref parts, blocks.Length, FusedBlock.AreWorthSharing(blocks));
    }

    unsafe struct Parts : IParts
    {
        public FusedBlock[] Blocks;
        public float Scale, Beta1, Rest1, Beta2, Rest2, StepSize, Correction, Epsilon, Penalty, Shrink, Memory, Rest;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(int part)
        {
            var block = Blocks[part];
            int i = 0, lanes = Vector512<float>.Count;
            for (; i <= block.Count - lanes; i += lanes)
            {
                Vector512<float> p = Vector512.Load(block.Weight + i), m = Vector512.Load(block.First + i),
                    v = Vector512.Load(block.Second + i);
                Next(Vector512.Load(block.Gradient + i), ref p, ref m, ref v);
                m.Store(block.First + i);
                v.Store(block.Second + i);
                p.Store(block.Weight + i);
                MovingAverage.Next(Vector512.Load(block.Average + i), p, Memory, Rest).Store(block.Average + i);
            }
            if (i < block.Count)
                Last(block, i, block.Count - i);
        }

        readonly void Last(FusedBlock block, int i, int left)
        {
            Vector512<float> p = LaneTail.Load(block.Weight + i, left), m = LaneTail.Load(block.First + i, left),
                v = LaneTail.Load(block.Second + i, left);
            Next(LaneTail.Load(block.Gradient + i, left), ref p, ref m, ref v);
            LaneTail.Store(m, block.First + i, left);
            LaneTail.Store(v, block.Second + i, left);
            LaneTail.Store(p, block.Weight + i, left);
            LaneTail.Store(MovingAverage.Next(LaneTail.Load(block.Average + i, left), p, Memory, Rest), block.Average + i, left);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        readonly void Next(Vector512<float> gradient, ref Vector512<float> p, ref Vector512<float> m, ref Vector512<float> v)
        {
            var g = gradient * Vector512.Create(Scale) + p * Vector512.Create(Penalty);
            m = m * Vector512.Create(Beta1) + g * Vector512.Create(Rest1);
            v = v * Vector512.Create(Beta2) + g * g * Vector512.Create(Rest2);
            var root = Vector512.Sqrt(v) * Vector512.Create(Correction) + Vector512.Create(Epsilon);
            p = p * Vector512.Create(Shrink) - Vector512.Create(StepSize) * (m / root);
        }
    }
}
