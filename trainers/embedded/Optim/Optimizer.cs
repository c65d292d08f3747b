using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>What schedules see of an optimizer.</summary>
            public interface ILearningRateController
            {
                double LearningRate { get; set; }

                double InitialLearningRate { get; set; }
            }

            public interface IMomentum
            {
                double Momentum { get; set; }
            }

            public interface IBetas
            {
                (double, double) Betas { get; set; }
            }

            /// <summary>Changes parameters by their gradients.</summary>
            public abstract partial class Optimizer : IDisposable
            {
                private protected readonly List<ParamGroup> groups = [];

                public virtual IEnumerable<ILearningRateController> ParamGroups => groups;

                public virtual IEnumerable<Parameter> parameters() => groups.SelectMany(static group => group.Parameters);

                /// <summary>Fills all gradients with zeros.</summary>
                public virtual void zero_grad()
                {
                    foreach (var group in groups)
                    {
                        foreach (var parameter in group.List)
                            if (parameter.Impl.Grad is { } grad) Embedded.Fills.Clear(grad);
                    }
                }

                /// <summary>One step. A closure, if given, computes the loss first, with the tape on.</summary>
                public abstract Tensor step(Func<Tensor>? closure = null);

                public virtual void add_param_group(ParamGroup param_group) => groups.Add(param_group);

                public void Dispose()
                {
                    Dispose(true);
                    GC.SuppressFinalize(this);
                }

                protected virtual void Dispose(bool disposing)
                {
                }

                /// <summary>Options of each group, then the state of each parameter in order.</summary>
                public class StateDictionary
                {
                    internal StateDictionary()
                    {
                    }

                    public List<OptimizerOptions> Options { get; } = [];

                    public List<OptimizerState> State { get; } = [];

                    public List<List<int>> StateIndexRef { get; } = [];
                }
            }
        }
    }
}

namespace TorchSharp.Modules
{
    /// <summary>Parameters that share options.</summary>
    public class ParamGroup : ILearningRateController
    {
        private Parameter[]? list;

        public IEnumerable<Parameter> Parameters { get; set; } = [];

        public OptimizerOptions Options { get; set; } = null!;

        public double LearningRate
        {
            get => Options.LearningRate!.Value;
            set => Options.LearningRate = value;
        }

        public double InitialLearningRate
        {
            get => Options.InitialLearningRate;
            set => Options.InitialLearningRate = value;
        }

        /// <summary>The parameters, enumerated once: a module's enumeration walks the whole module.</summary>
        internal Parameter[] List => list ??= [.. Parameters];
    }

    public class ParamGroup<TOptions> : ParamGroup where TOptions : OptimizerOptions
    {
        public ParamGroup()
        {
        }

        public ParamGroup(IEnumerable<Parameter> parameters, TOptions? options = null)
        {
            Parameters = parameters;
            base.Options = options!;
        }

        public new TOptions Options
        {
            get => (TOptions)base.Options;
            set => base.Options = value;
        }
    }

    public class OptimizerOptions
    {
        public double? LearningRate { get; set; }

        public double InitialLearningRate { get; set; }

        public virtual void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(InitialLearningRate);
            writer.Write(LearningRate!.Value);
        }

        public virtual void LoadStateDict(BinaryReader reader)
        {
            InitialLearningRate = reader.ReadDouble();
            LearningRate = reader.ReadDouble();
        }

        public virtual void LoadStateDict(OptimizerOptions source)
        {
            InitialLearningRate = source.InitialLearningRate;
            LearningRate = source.LearningRate;
        }
    }

    /// <summary>What an optimizer remembers of one parameter.</summary>
    public abstract class OptimizerState(Parameter parameter)
    {
        protected Parameter _parameter = parameter;

        public abstract void SaveStateDict(BinaryWriter writer);

        public abstract void LoadStateDict(BinaryReader reader);

        public abstract void LoadStateDict(OptimizerState source);

        public abstract void Initialize(OptimizerOptions options);

        public virtual bool ApproximatelyEquals(OptimizerState other) => false;

        public virtual void to(Device device) => Device.RequireCpu(device);

        protected static void LoadConditionalStateTensor(BinaryReader reader, ref Tensor? result)
        {
            result?.Dispose();
            result = reader.ReadBoolean() ? TensorExtensionMethods.Load(reader).DetachFromDisposeScope() : null;
        }

        protected static void SaveConditionalStateTensor(BinaryWriter writer, Tensor? tensor)
        {
            writer.Write(tensor is not null);
            tensor?.Save(writer);
        }
    }
}
