using TorchSharp.Embedded;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>
    /// Gated recurrent units (Cho et al. 2014), layer on layer: r = s(W_r x + U_r h), z = s(W_z x + U_z h),
    /// n = tanh(W_n x + r (U_n h)), h' = (1 - z) n + z h, each product with its bias.
    /// </summary>
    public sealed class GRU : nn.Module<Tensor, Tensor, (Tensor, Tensor)>
    {
        private readonly long hidden;
        private readonly int layers;
        private readonly bool batchFirst;
        private readonly double dropout;
        private readonly string[] directions;

        internal GRU(long inputSize, long hiddenSize, long numLayers, bool bias, bool batchFirst, double dropout, bool bidirectional, Device? device, ScalarType? dtype)
            : base(nameof(GRU))
        {
            if (hiddenSize <= 0 || numLayers <= 0) throw new ArgumentException($"A GRU needs at least one layer of at least one unit, not {numLayers} of {hiddenSize}.");
            (hidden, layers, this.batchFirst, this.dropout) = (hiddenSize, (int)numLayers, batchFirst, dropout);
            directions = bidirectional ? ["", "_reverse"] : [""];
            for (var layer = 0; layer < layers; layer++)
            {
                var inputs = layer == 0 ? inputSize : hiddenSize * directions.Length;
                foreach (var way in directions) Register($"l{layer}{way}", inputs, bias, device, dtype);
            }
        }

        /// <summary>Runs the layers over a sequence.</summary>
        /// <param name="input">[time, batch, inputs], or [batch, time, inputs] where the batch comes first.</param>
        /// <param name="h0">[layers * directions, batch, hidden]; zeros where left out.</param>
        /// <returns>The last layer's states at every time, shaped as the input, and the last states of all layers, shaped as h0.</returns>
        public override (Tensor, Tensor) forward(Tensor input, Tensor? h0 = null)
        {
            if (input.ndim != 3) throw new ArgumentException($"A GRU's input has 3 dimensions, not {input.ndim}.");
            using var scope = NewDisposeScope();
            var x = batchFirst ? input.transpose(0, 1) : input;
            h0 ??= zeros([layers * directions.Length, x.size(1), hidden], input.dtype);
            if (!h0.shape.SequenceEqual([layers * directions.Length, x.size(1), hidden]))
                throw new ArgumentException($"Expected hidden size [{layers * directions.Length}, {x.size(1)}, {hidden}], got [{string.Join(", ", h0.shape)}].");
            var last = new List<Tensor>();
            for (var layer = 0; layer < layers; layer++)
            {
                if (layer > 0 && dropout > 0) x = nn.functional.dropout(x, dropout, training);
                Tensor[] both = [.. directions.Select(way => Scan(x, h0[last.Count], $"l{layer}{way}", way.Length > 0, last))];
                x = both.Length == 1 ? both[0] : cat(both, 2);
            }
            var states = stack(last, 0);
            return ((batchFirst ? x.transpose(0, 1) : x).MoveToOuterDisposeScope(), states.MoveToOuterDisposeScope());
        }

        public new (Tensor, Tensor) call(Tensor input, Tensor? h0 = null) => forward(input, h0);

        /// <summary>Does nothing here: memory is laid out for one product as it is.</summary>
        public void flatten_parameters()
        {
        }

        private Tensor Scan(Tensor x, Tensor h, string name, bool backwards, List<Tensor> last)
        {
            // What the inputs add to the gates is one product for all times.
            var driven = nn.functional.linear(x, get_parameter($"weight_ih_{name}")!, get_parameter($"bias_ih_{name}"));
            Tensor weight = get_parameter($"weight_hh_{name}")!;
            Tensor? bias = get_parameter($"bias_hh_{name}");
            var states = GruNode.Forward(driven, h, weight, bias, backwards);
            last.Add(states[backwards ? 0 : states.size(0) - 1]);
            return states;
        }

        private void Register(string name, long inputs, bool bias, Device? device, ScalarType? dtype)
        {
            var bound = 1 / Math.Sqrt(hidden);
            Parameter Drawn(params long[] sizes) => (Parameter)nn.init.uniform_(empty(sizes, dtype, device).AsParameter(), -bound, bound);
            register_parameter($"weight_ih_{name}", Drawn(3 * hidden, inputs));
            register_parameter($"weight_hh_{name}", Drawn(3 * hidden, hidden));
            if (!bias) return;
            register_parameter($"bias_ih_{name}", Drawn(3 * hidden));
            register_parameter($"bias_hh_{name}", Drawn(3 * hidden));
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static GRU GRU(
                long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0.0,
                bool bidirectional = false, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional, device, dtype);
        }
    }
}
