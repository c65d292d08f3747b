using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// A loss that is a weighted square of the network's error at each point: mean over rows and points of w (z' - z)^2.
/// Errors of the curve itself are such losses too, to first order: dq = (dq/dz) dz. Weights of several losses add up to one,
/// so a step costs the same whatever a plan combines. One subclass a file.
/// </summary>
abstract class PointLoss
{
    static readonly PointLoss[] All = [new RelativeLoss(), new AbsoluteLoss(), new TransformedLoss(), new SteepLoss()];

    /// <summary>Every loss's name.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(l => l.Name)];

    /// <summary>Name in plans.</summary>
    public abstract string Name { get; }

    /// <summary>The weight of each point.</summary>
    /// <param name="curves">True curves, shape [rows, points].</param>
    /// <param name="slope">How far a curve moves where the network's output moves by one, same shape.</param>
    /// <param name="outputs">Curves in a row, one after the other.</param>
    public abstract Tensor Weight(Tensor curves, Tensor slope, int outputs);

    /// <summary>Square root of the added-up weights of the losses a plan asks for.</summary>
    public static Tensor RootWeight(IReadOnlyDictionary<string, double> losses, Tensor curves, Tensor slope, int outputs = 1)
    {
        var total = zeros_like(curves);
        foreach (var loss in All)
            if (losses.TryGetValue(loss.Name, out double weight))
                total = total.add(loss.Weight(curves, slope, outputs), alpha: weight);
        return total.sqrt();
    }
}
