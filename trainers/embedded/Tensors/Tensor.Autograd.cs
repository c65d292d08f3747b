using TorchSharp.Embedded;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The gradient gathered by <see cref="backward()"/>, or null; each call gives a new object for the same tensor.</summary>
        public Tensor? grad
        {
            get => Impl.Grad is { } gradient ? new Tensor(gradient.Retain()) : null;
            set => Impl.SetGrad(value?.Impl.Retain());
        }

        public bool requires_grad
        {
            get => Impl.RequiresGrad;
            set
            {
                if (value && !dtype.IsFloating()) throw new InvalidOperationException("Only floating-point tensors can require gradients.");
                if (!value && Impl.Producer is not null) throw new InvalidOperationException("Only leaf tensors can stop requiring gradients: use detach().");
                if (Impl.Producer is null) Impl.RequiresGradLeaf = value;
            }
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>Keeps the gradient of a tensor that is no leaf, too.</summary>
        public void retain_grad()
        {
            if (Impl.Producer is not { } producer) return;
            producer.Retains = Impl;
            Impl.RetainsGrad = true;
        }

        public Tensor detach_()
        {
            Impl.SetProducer(null);
            Impl.RequiresGradLeaf = false;
            return this;
        }

        /// <summary>Adds d(this)/d(leaf) to the gradient of every leaf that requires one.</summary>
        public void backward() => Backprop.Run([this], [], retainGraph: false, createGraph: false);

        /// <summary>The same for a tensor of any shape, weighted with the given gradient.</summary>
        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward(this, grad_tensors, retain_graph, create_graph, inputs);
    }

    /// <summary>Turns the tape off on this thread until disposed.</summary>
    public static IDisposable no_grad() => new AutoGradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new AutoGradMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new AutoGradMode(mode);

    public static IDisposable inference_mode(bool mode = true) => new AutoGradMode(!mode);

    public static bool is_grad_enabled() => GradMode.IsEnabled;

    public static partial class autograd
    {
        /// <summary>Gradients of the outputs with respect to the inputs, without touching any tensor's own gradient.</summary>
        /// <exception cref="InvalidOperationException">An input was not used and <paramref name="allow_unused"/> is false.</exception>
        public static IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            var found = Backprop.Capture([.. outputs], Given(grad_outputs), [.. inputs], retain_graph, create_graph);
            if (!allow_unused && Array.Exists(found, static g => g is null))
                throw new InvalidOperationException("One of the differentiated tensors was not used in the graph: pass allow_unused: true if that is meant.");
            return found!;
        }

        public static void backward(IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            if (inputs is null)
            {
                Backprop.Run([.. tensors], Given(grad_tensors), retain_graph ?? create_graph, create_graph);
                return;
            }
            var found = Backprop.Capture([.. tensors], Given(grad_tensors), [.. inputs], retain_graph ?? create_graph, create_graph);
            for (var i = 0; i < found.Length; i++)
                if (found[i] is { } gradient) ((AccumulateGrad)inputs[i].Impl.GradientEdge()!).Accumulate(gradient.DetachFromDisposeScope(), create_graph);
        }

        public static void backward(Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        private static Tensor?[] Given(IList<Tensor>? gradients) => gradients is null ? [] : [.. gradients];
    }
}

/// <summary>Sets whether operations on this thread are recorded, and sets it back when disposed.</summary>
public class AutoGradMode : IDisposable
{
    private readonly bool before;

    public AutoGradMode(bool enabled)
    {
        before = GradMode.IsEnabled;
        GradMode.IsEnabled = enabled;
    }

    public static bool IsEnabled => GradMode.IsEnabled;

    public void Dispose()
    {
        GradMode.IsEnabled = before;
        GC.SuppressFinalize(this);
    }
}
