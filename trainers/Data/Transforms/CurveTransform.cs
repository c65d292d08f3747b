using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>What the network learns instead of the curve itself. One subclass a file; <see cref="All"/> finds them.</summary>
abstract class CurveTransform : INamed
{
    /// <summary>Every transform.</summary>
    public static Registry<CurveTransform> All { get; } = new Registry<CurveTransform>("transform")
        .Register(typeof(CurveTransform).Assembly);

    /// <summary>Name in plans and cards.</summary>
    public abstract string Name { get; }

    public abstract int Rank { get; }

    /// <summary>Smallest value it can represent; smaller ones are read as this one.</summary>
    public abstract double Floor { get; }

    /// <summary>Largest value it can represent.</summary>
    public abstract double Ceiling { get; }

    /// <summary>The smallest value that the output can have at all.</summary>
    public virtual float Lowest => float.NegativeInfinity;

    /// <summary>The largest.</summary>
    public virtual float Highest => float.PositiveInfinity;

    /// <summary>z of q, elementwise.</summary>
    public abstract Tensor Forward(Tensor q);

    /// <summary>q of z, elementwise; may overwrite z.</summary>
    public abstract Tensor Inverse_(Tensor z);

    /// <summary>Adds the inverse to an ONNX graph.</summary>
    /// <param name="graph">Receives operators.</param>
    /// <param name="z">Name of what to transform back.</param>
    /// <returns>Name of q.</returns>
    public abstract string InverseToOnnx(OnnxGraph graph, string z);

    /// <summary>dq/dz at z, elementwise, exact wherever z is.</summary>
    public abstract Tensor InverseDerivative(Tensor z);

    /// <summary>dq/dz at q, elementwise: how much an error of z weighs in the curve.</summary>
    public abstract Tensor Derivative(Tensor q);

    /// <summary>Whether values from <paramref name="lowest"/> to <paramref name="highest"/> survive the round trip.</summary>
    public bool Suits(float lowest, float highest) => lowest >= Math.Min(0, Floor) && highest <= Math.Max(1, Ceiling);
}
