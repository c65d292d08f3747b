using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules
{
    /// <summary>
    /// Limited-memory quasi-Newton steps (Nocedal and Wright 2006, algorithm 7.4) without a line search, as the real library
    /// runs it: a step calls the closure up to max_eval times and remembers its curvature for the next step.
    /// </summary>
    public class LBFGS : Optimizer, ILearningRateController
    {
        private readonly long iterations;
        private readonly long evaluations;
        private readonly double gradientTolerance;
        private readonly double changeTolerance;
        private readonly LBFGSMemory memory;

        internal LBFGS(IEnumerable<Parameter> parameters, double lr, long max_iter, long max_eval, double tolerange_grad, double tolerance_change, long history_size)
        {
            (iterations, evaluations, gradientTolerance, changeTolerance) = (max_iter, max_eval, tolerange_grad, tolerance_change);
            memory = new LBFGSMemory((int)history_size);
            groups.Add(new ParamGroup
            {
                Parameters = [.. parameters],
                Options = new OptimizerOptions { LearningRate = lr, InitialLearningRate = lr },
            });
        }

        public double LearningRate
        {
            get => groups[0].LearningRate;
            set => groups[0].LearningRate = value;
        }

        public double InitialLearningRate
        {
            get => groups[0].InitialLearningRate;
            set => groups[0].InitialLearningRate = value;
        }

        /// <summary>One step of up to max_iter iterations.</summary>
        /// <param name="closure">Clears the gradients, computes the loss, calls backward and returns the loss.</param>
        /// <returns>The loss before the step.</returns>
        /// <exception cref="ArgumentNullException">No closure.</exception>
        public override Tensor step(Func<Tensor>? closure = null)
        {
            if (closure is null)
                throw new ArgumentNullException("'closure' must be non-null when using the LBFGS optimizer. See: https://pytorch.org/docs/1.9.0/optim.html");
            var before = Evaluate(closure);
            using var off = no_grad();
            using var scope = NewDisposeScope();
            var (loss, gradient, calls) = (before.ToDouble(), Gradient(), 1L);
            if (Largest(gradient) <= gradientTolerance) return before;
            for (var iteration = 1; iteration <= iterations; iteration++)
            {
                var direction = memory.Direction(gradient);
                var previous = loss;
                var length = memory.Iterations == 1 ? Math.Min(1, 1 / gradient.abs().sum().ToDouble()) * LearningRate : LearningRate;
                memory.Length = length;
                if (gradient.dot(direction).ToDouble() > -changeTolerance) break;
                Move(direction, length);
                if (iteration == iterations) break;
                loss = Evaluate(closure).ToDouble();
                gradient = Gradient();
                calls++;
                if (calls >= evaluations || Largest(gradient) <= gradientTolerance) break;
                if (Largest(direction) * length <= changeTolerance || Math.Abs(loss - previous) < changeTolerance) break;
            }
            return before;
        }

        protected override void Dispose(bool disposing) => memory.Dispose();

        private static Tensor Evaluate(Func<Tensor> closure)
        {
            using var on = enable_grad();
            return closure();
        }

        private static double Largest(Tensor x) => x.abs().max().ToDouble();

        private Tensor Gradient() => cat([.. groups[0].List.Select(static p => (p.grad ?? zeros_like(p)).reshape(-1))]);

        private void Move(Tensor direction, double length)
        {
            long start = 0;
            foreach (var parameter in groups[0].List)
            {
                parameter.add_(direction.narrow(0, start, parameter.numel()).reshape(parameter.shape), length);
                start += parameter.numel();
            }
        }
    }

    /// <summary>The last steps and what they did to the gradient, and the direction that follows from them.</summary>
    internal sealed class LBFGSMemory(int size) : IDisposable
    {
        private readonly List<(Tensor Step, Tensor Change, double Weight)> pairs = [];
        private Tensor? lastGradient;
        private Tensor? lastDirection;
        private double scale = 1;

        /// <summary>Directions computed so far.</summary>
        internal long Iterations { get; private set; }

        /// <summary>How far the last direction was followed.</summary>
        internal double Length { get; set; }

        /// <summary>Minus the inverse Hessian, as far as it is known, times the gradient: the two loops.</summary>
        internal Tensor Direction(Tensor gradient)
        {
            if (Iterations++ > 0) Learn(gradient);
            var q = gradient.neg();
            var shares = new double[pairs.Count];
            for (var i = pairs.Count - 1; i >= 0; i--)
            {
                shares[i] = pairs[i].Step.dot(q).ToDouble() * pairs[i].Weight;
                q.add_(pairs[i].Change, -shares[i]);
            }
            q.mul_(scale);
            for (var i = 0; i < pairs.Count; i++)
                q.add_(pairs[i].Step, shares[i] - pairs[i].Change.dot(q).ToDouble() * pairs[i].Weight);
            Keep(ref lastGradient, gradient.clone());
            Keep(ref lastDirection, q);
            return q;
        }

        public void Dispose()
        {
            foreach (var (step, change, _) in pairs)
            {
                step.Dispose();
                change.Dispose();
            }
            lastGradient?.Dispose();
            lastDirection?.Dispose();
        }

        private void Learn(Tensor gradient)
        {
            var (step, change) = (lastDirection! * Length, gradient - lastGradient!);
            var curvature = change.dot(step).ToDouble();
            if (curvature <= 1e-10) return;
            if (pairs.Count == size)
            {
                pairs[0].Step.Dispose();
                pairs[0].Change.Dispose();
                pairs.RemoveAt(0);
            }
            pairs.Add((step.DetachFromDisposeScope(), change.DetachFromDisposeScope(), 1 / curvature));
            scale = curvature / change.square().sum().ToDouble();
        }

        private static void Keep(ref Tensor? slot, Tensor value)
        {
            slot?.Dispose();
            slot = value.alias().DetachFromDisposeScope();
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            public static LBFGS LBFGS(
                IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.01, long max_iter = 20, long? max_eval = null,
                double tolerange_grad = 1e-5, double tolerance_change = 1e-9, long history_size = 100) =>
                LBFGS(parameters.Select(static p => p.parameter), lr, max_iter, max_eval, tolerange_grad, tolerance_change, history_size);

            public static LBFGS LBFGS(
                IEnumerable<Parameter> parameters, double lr = 0.01, long max_iter = 20, long? max_eval = null,
                double tolerange_grad = 1e-5, double tolerance_change = 1e-9, long history_size = 100) =>
                new(parameters, lr, max_iter, max_eval ?? 5 * max_iter / 4, tolerange_grad, tolerance_change, history_size);
        }
    }
}
