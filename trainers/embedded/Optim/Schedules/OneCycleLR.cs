namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Up to a highest rate and down far below the first, once; momentum the other way (Smith and Topin 2017).</summary>
                public class OneCycleLR : LRScheduler
                {
                    private readonly List<Phase> phases = [];
                    private readonly Func<double, double, double, double> anneal;
                    private readonly int steps;
                    private readonly bool cycleMomentum;
                    private readonly double highest;
                    private readonly double first;
                    private readonly double lowestMomentum;
                    private readonly double highestMomentum;

                    public enum AnnealStrategy
                    {
                        Cos,
                        Linear,
                    }

                    public OneCycleLR(
                        Optimizer optimizer,
                        double max_lr,
                        int total_steps = -1,
                        int epochs = -1,
                        int steps_per_epoch = -1,
                        double pct_start = 0.3,
                        AnnealStrategy anneal_strategy = AnnealStrategy.Cos,
                        bool cycle_momentum = true,
                        double base_momentum = 0.85,
                        double max_momentum = 0.95,
                        double div_factor = 25,
                        double final_div_factor = 1e4,
                        bool three_phase = false,
                        int last_epoch = -1,
                        bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        if (pct_start is < 0 or > 1) throw new ArgumentException($"Expected float between 0 and 1 for pct_start, but got {pct_start}");
                        steps = total_steps != -1 ? total_steps : epochs * steps_per_epoch;
                        if (steps <= 0 || (total_steps == -1 && epochs <= 0)) throw new ArgumentException("You must define either total_steps OR (epochs AND steps_per_epoch)");
                        if (cycle_momentum && optimizer is not (IMomentum or IBetas)) throw new ArgumentException("optimizer must support momentum with `cycle_momentum` option enabled");
                        (cycleMomentum, lowestMomentum, highestMomentum) = (cycle_momentum, base_momentum, max_momentum);
                        (highest, first) = (max_lr, max_lr / div_factor);
                        anneal = anneal_strategy == AnnealStrategy.Cos
                            ? static (start, end, part) => end + (start - end) / 2 * (Math.Cos(Math.PI * part) + 1)
                            : static (start, end, part) => (end - start) * part + start;
                        Plan(pct_start, first / final_div_factor, three_phase);
                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (Epoch > steps) throw new InvalidOperationException($"Tried to step {Epoch + 1} times. The specified number of total steps is {steps}");
                        double start = 0;
                        var phase = phases[^1];
                        foreach (var candidate in phases)
                        {
                            phase = candidate;
                            if (Epoch <= phase.End) break;
                            if (candidate != phases[^1]) start = candidate.End;
                        }
                        var part = (Epoch - start) / (phase.End - start);
                        if (cycleMomentum) SetMomentum(anneal(phase.Momentum.From, phase.Momentum.To, part));
                        var rate = anneal(phase.Rate.From, phase.Rate.To, part);
                        return Groups.Select(_ => rate);
                    }

                    private void Plan(double rising, double last, bool threePhase)
                    {
                        var (up, down) = ((highestMomentum, lowestMomentum), (lowestMomentum, highestMomentum));
                        phases.Add(new Phase(rising * steps - 1, (first, highest), up));
                        if (!threePhase)
                        {
                            phases.Add(new Phase(steps - 1, (highest, last), down));
                            return;
                        }
                        phases.Add(new Phase(2 * rising * steps - 2, (highest, first), down));
                        phases.Add(new Phase(steps - 1, (first, last), (highestMomentum, highestMomentum)));
                    }

                    private void SetMomentum(double value)
                    {
                        foreach (var group in Groups)
                        {
                            if (group is IBetas betas) betas.Betas = (value, betas.Betas.Item2);
                            else if (group is IMomentum momentum) momentum.Momentum = value;
                        }
                    }

                    private sealed record Phase(double End, (double From, double To) Rate, (double From, double To) Momentum);
                }

                /// <summary>Times a factor when a metric has not improved for a while.</summary>
                public class ReduceLROnPlateau : LRScheduler
                {
                    private readonly bool smallerIsBetter;
                    private readonly bool relative;
                    private readonly double factor;
                    private readonly int patience;
                    private readonly double threshold;
                    private readonly int cooldown;
                    private readonly double lowest;
                    private readonly double eps;
                    private double best;
                    private int bad;
                    private int cooling;

                    public ReduceLROnPlateau(Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 1e-4, string threshold_mode = "rel", int cooldown = 0, IList<double>? min_lr = null, double eps = 1e-8, bool verbose = false)
                        : base(optimizer, -1, verbose)
                    {
                        if (mode is not ("min" or "max")) throw new ArgumentException($"Invalid mode: {mode}");
                        if (threshold_mode is not ("rel" or "abs")) throw new ArgumentException($"Invalid threshold mode: {threshold_mode}");
                        if (factor >= 1) throw new ArgumentException("Factor should be < 1.0");
                        (smallerIsBetter, relative) = (mode == "min", threshold_mode == "rel");
                        (this.factor, this.patience, this.threshold, this.cooldown, this.eps) = (factor, patience, threshold, cooldown, eps);
                        lowest = min_lr is { Count: > 0 } ? min_lr[0] : 0;
                        best = smallerIsBetter ? double.PositiveInfinity : double.NegativeInfinity;
                    }

                    public override void step() => throw new InvalidOperationException("step() should not be used with the ReduceLROnPlateau scheduler. Use step(double, int?), instead.");

                    public override void step(int? epoch) => throw new InvalidOperationException("step(int?) should not be used with the ReduceLROnPlateau scheduler. Use step(double, int?), instead.");

                    public override void step(double current, int? epoch = null)
                    {
                        Epoch = epoch ?? Epoch + 1;
                        if (IsBetter(current)) (best, bad) = (current, 0);
                        else bad++;
                        if (cooling > 0) (cooling, bad) = (cooling - 1, 0);
                        if (bad <= patience) return;
                        (cooling, bad) = (cooldown, 0);
                        foreach (var group in Groups)
                        {
                            var rate = Math.Max(group.LearningRate * factor, lowest);
                            if (group.LearningRate - rate > eps) group.LearningRate = rate;
                        }
                    }

                    private bool IsBetter(double value)
                    {
                        if (smallerIsBetter) return value < (relative ? best * (1 - threshold) : best - threshold);
                        return value > (relative ? best * (1 + threshold) : best + threshold);
                    }
                }
            }
        }
    }
}
