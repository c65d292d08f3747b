using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SurrogateEngine.Trainers;

/// <summary>
/// A curve as a sum of few shapes: the network gives the coefficients, the shapes are the leading modes of the training
/// curves (proper orthogonal decomposition; Hesthaven &amp; Ubbiali, J. Comput. Phys. 363 (2018) 55), kept as they are or learned on.
/// Each mode has the size of its deviation in the data, so that all coefficients are of order one.
/// </summary>
sealed class PodHead : Module<Tensor, Tensor>, IOnnxNetwork
{
    readonly Tensor modes;

    /// <summary>A head with a given basis, or one to load weights into.</summary>
    /// <param name="points">Points of a curve.</param>
    /// <param name="modes">Shapes wanted; never more than points.</param>
    /// <param name="learned">Whether training goes on with the shapes.</param>
    /// <param name="basis">Shape [modes, points]; null for zeros.</param>
    public PodHead(int points, int modes, bool learned, float[]? basis) : base("pod")
    {
        Modes = Math.Min(modes, points);
        var start = basis is null ? zeros(Modes, points) : tensor(basis, [Modes, points]);
        this.modes = learned ? Parameter(start) : start.DetachFromDisposeScope();
        RegisterComponents();
    }

    /// <summary>Shapes in the basis.</summary>
    public int Modes { get; }

    /// <summary>Dense layers that give the coefficients, and the shapes as one more layer behind them.</summary>
    public DenseStack Behind(DenseStack stack) =>
        stack with
        {
            Members =
            [.. stack.Members.Select(layers => (IReadOnlyList<DenseLayer>)[.. layers, new(modes, null, InputsFirst: true)])]
        };

    /// <summary>Coefficients [rows, Modes] to curves [rows, points].</summary>
    public override Tensor forward(Tensor coefficients) => coefficients.matmul(modes);

    public string ToOnnx(OnnxGraph graph, string inputs) => graph.MatMul(inputs, graph.Constant(modes));
}
