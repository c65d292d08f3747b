namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Several schedules one after the other, each from its milestone on; a warm-up before a cosine, for one.</summary>
                public class SequentialLR : LRScheduler
                {
                    private readonly LRScheduler[] schedulers;
                    private readonly int[] milestones;

                    /// <exception cref="ArgumentException">A schedule of another optimizer, or not one milestone fewer than schedules.</exception>
                    public SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1)
                        : base(optimizer, last_epoch + 1, false)
                    {
                        (this.schedulers, this.milestones) = ([.. schedulers], [.. milestones]);
                        if (Array.Exists(this.schedulers, scheduler => scheduler.Controlled != optimizer))
                            throw new ArgumentException("The SequentialLR scheduler expects all its sub-schedulers to be bound to the same optimizer.");
                        if (this.milestones.Length != this.schedulers.Length - 1)
                            throw new ArgumentException($"Received {this.schedulers.Length} schedulers and {this.milestones.Length} milestones. The SequentialLR scheduler expects the number of schedulers to be one more than the number of milestones. ");
                        // Each schedule has taken its first step where it was made: back to the beginning, then the first one's again.
                        foreach (var group in Groups) group.LearningRate = group.InitialLearningRate;
                        foreach (var scheduler in this.schedulers) scheduler.Epoch--;
                        this.schedulers[0].step();
                        TakeRatesOf(this.schedulers[0]);
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        var at = milestones.Length;
                        while (at > 0 && milestones[at - 1] > Epoch) at--;
                        if (at > 0 && milestones[at - 1] == Epoch) schedulers[at].step(0);
                        else schedulers[at].step();
                        return Groups.Select(static group => group.LearningRate);
                    }
                }

                /// <summary>A share of the rate until an epoch, the whole of it from there on.</summary>
                public class ConstantLR : LRScheduler
                {
                    private readonly double factor;
                    private readonly int epochs;

                    public ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        (this.factor, epochs) = (factor, total_iters);
                        step();
                    }

                    protected override IEnumerable<double> get_lr() =>
                        Groups.Select(group => group.LearningRate * (Epoch == 0 ? factor : Epoch == epochs ? 1 / factor : 1));

                    protected override IEnumerable<double> get_closed_form_lr() => BaseRates.Select(rate => rate * (Epoch >= epochs ? 1 : factor));
                }

                /// <summary>Down to nothing as a power of the share of epochs that is left.</summary>
                public class PolynomialLR : LRScheduler
                {
                    private readonly double epochs;
                    private readonly double power;

                    public PolynomialLR(Optimizer optimizer, int total_iters = 5, double power = 1.0, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        (epochs, this.power) = (total_iters, power);
                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (Epoch == 0 || Epoch > epochs) return base.get_lr();
                        var factor = Math.Pow((1 - Epoch / epochs) / (1 - (Epoch - 1) / epochs), power);
                        return Groups.Select(group => group.LearningRate * factor);
                    }

                    protected override IEnumerable<double> get_closed_form_lr() =>
                        BaseRates.Select(rate => rate * Math.Pow(1 - Math.Min(epochs, Epoch) / epochs, power));
                }
            }
        }
    }
}
