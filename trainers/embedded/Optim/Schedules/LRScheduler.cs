namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Sets the learning rates of an optimizer's groups; call <see cref="step()"/> after each epoch (or step, as the schedule counts).</summary>
            public abstract class LRScheduler
            {
                private readonly ILearningRateController[] groups;
                private double[] last;

                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    Controlled = optimizer;
                    groups = [.. optimizer.ParamGroups];
                    BaseRates = [.. groups.Select(static group => group.InitialLearningRate)];
                    last = [.. groups.Select(static group => group.LearningRate)];
                    Epoch = last_epoch;
                    Verbose = verbose;
                }

                internal int Epoch { get; set; }

                internal Optimizer Controlled { get; }

                private protected IReadOnlyList<double> BaseRates { get; }

                private protected bool Verbose { get; }

                private protected IReadOnlyList<ILearningRateController> Groups => groups;

                public virtual void step() => step(null);

                public virtual void step(int? epoch)
                {
                    Epoch = epoch ?? Epoch + 1;
                    var rates = (epoch is null ? get_lr() : get_closed_form_lr()).ToArray();
                    for (var i = 0; i < groups.Length; i++)
                    {
                        if (Verbose && last[i] != rates[i]) Console.WriteLine($"Adjusting learning rate to {rates[i]}");
                        groups[i].LearningRate = last[i] = rates[i];
                    }
                }

                /// <summary>For schedules that look at a metric; the others ignore it.</summary>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                public IEnumerable<double> get_last_lr() => last;

                /// <summary>The rates of this epoch from those of the one before.</summary>
                protected virtual IEnumerable<double> get_lr() => groups.Select(static group => group.LearningRate);

                /// <summary>The rates of this epoch from the first ones.</summary>
                protected virtual IEnumerable<double> get_closed_form_lr() => get_lr();

                private protected void TakeRatesOf(LRScheduler other) => last = other.last;
            }
        }
    }
}
