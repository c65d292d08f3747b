using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// A trained generative model: designs for a wanted curve. Each draw of its latent variables is another design; what the curve does not pin
/// down is where they differ. Designs lie within the trained ranges.
/// </summary>
public sealed class Generator : IDisposable
{
    // Always as many, so that a design does not depend on how many others are generated with it.
    const int RowsAtOnce = 256;

    readonly GeneratorFile file;
    readonly nn.Module<Tensor, Tensor> network;
    readonly DesignScaling scaling;
    readonly TrainingReferenceSet reference;

    internal Generator(GeneratorFile file, string place)
    {
        this.file = file;
        scaling = new DesignScaling(Space.Parameters);
        int conditions = Plan.Generator!.Conditional ? Space.Times.Count : 0, varied = scaling.Varied.Length;
        network = Card.Kind == "vae" ? new Autoencoder(varied, conditions, Plan)
            : new DesignNetwork(Plan.Generator.Latent, conditions, varied, Plan.Network);
        Weights.Load(network, file.Weights, place);
        network.eval();
        reference = new TrainingReferenceSet(file.Designs);
    }

    /// <summary>What it says of itself.</summary>
    public GeneratorCard Card => file.Card;

    /// <summary>The plan it was trained by.</summary>
    public TrainingPlan Plan => file.Plan;

    /// <summary>Designs over their ranges, outputs and times of the curves.</summary>
    public CurveSpace Space => file.Card.Space;

    /// <summary>Latent variables of a design.</summary>
    public int Latent => Plan.Generator!.Latent;

    /// <summary>Training designs that it carries, to measure novelty and to complete a wanted curve.</summary>
    public int ReferenceCount => (int)file.Curves.Shape[0];

    /// <summary>Reads a *.generator file.</summary>
    /// <exception cref="RefusedException">Missing, damaged or of another kind; the message is for a person.</exception>
    public static Generator Load(string path) => new(GeneratorFile.Read(path), path);

    /// <summary>Writes a *.generator file; same generator, same bytes.</summary>
    public void Save(string path) => file.Write(path);

    /// <summary>Draws latent variables from the prior, shape [count, latent]; each row follows from seed and its number alone.</summary>
    public float[] Prior(int count, ulong seed)
    {
        var latent = new float[count * Latent];
        for (int row = 0; row < count; row++)
        {
            var random = new RandomStream(SplitMix64.Hash(seed, (ulong)row));
            for (int k = 0; k < Latent; k++)
                latent[row * Latent + k] = (float)random.Normal();
        }

        return latent;
    }

    /// <summary>Generates designs.</summary>
    /// <param name="latent">Shape [rows, latent].</param>
    /// <param name="curve">The wanted curve of the first output, shape [times]; not read where the model is not conditional.</param>
    /// <returns>Shape [rows, parameters], in user units.</returns>
    /// <exception cref="ArgumentException">A span does not have the size the shapes ask for.</exception>
    public double[] Decode(ReadOnlySpan<float> latent, ReadOnlySpan<float> curve)
    {
        int rows = latent.Length / Latent, inputs = Latent + (Plan.Generator!.Conditional ? Space.Times.Count : 0);
        if (latent.Length != rows * Latent || (Plan.Generator.Conditional && curve.Length != Space.Times.Count))
            throw new ArgumentException($"{latent.Length} latent numbers and a curve of {curve.Length} do not fit {Latent} latent variables and {Space.Times.Count} times.");
        float[] wanted = Plan.Generator.Conditional ? Card.Curves.Scale(curve) : [];
        var designs = new List<double>(rows * Space.Parameters.Count);
        for (int from = 0; from < rows; from += RowsAtOnce)
        {
            int count = Math.Min(RowsAtOnce, rows - from);
            var given = new float[RowsAtOnce * inputs];
            for (int row = 0; row < count; row++)
            {
                latent.Slice((from + row) * Latent, Latent).CopyTo(given.AsSpan(row * inputs));
                wanted.CopyTo(given.AsSpan(row * inputs + Latent));
            }

            using var quiet = no_grad();
            using var scope = NewDisposeScope();
            Tensor made = network.forward(DeviceTensors.Copied(given, RowsAtOnce, inputs)).contiguous();
            designs.AddRange(scaling.Unscale(made.Floats()[..(count * scaling.Varied.Length)]));
        }

        return [.. designs];
    }

    /// <summary>Generates designs for a wanted curve.</summary>
    /// <param name="curve">The wanted curve of the first output, shape [times].</param>
    /// <param name="count">Designs.</param>
    /// <param name="seed">Another seed gives others.</param>
    /// <returns>Shape [count, parameters], in user units.</returns>
    public double[] Sample(ReadOnlySpan<float> curve, int count, ulong seed = 1) => Decode(Prior(count, seed), curve);

    /// <summary>Mean latent variables of designs with their curves; of a vae.</summary>
    /// <param name="designs">Shape [rows, parameters].</param>
    /// <param name="curves">The first output's curves of them, shape [rows, times].</param>
    /// <returns>Shape [rows, latent].</returns>
    /// <exception cref="InvalidOperationException">A gan has no encoder.</exception>
    public float[] Encode(ReadOnlySpan<double> designs, ReadOnlySpan<float> curves)
    {
        if (network is not Autoencoder autoencoder)
            throw new InvalidOperationException("A gan has no encoder; train with --task vae.");
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        float[] scaled = scaling.Scale(designs);
        int varied = scaling.Varied.Length, rows = scaled.Length / varied;
        Tensor given = DeviceTensors.Copied(scaled, rows, varied);
        if (Plan.Generator!.Conditional)
            given = cat([given, DeviceTensors.Copied(Card.Curves.Scale(curves), rows, Space.Times.Count)], 1);
        return autoencoder.Encode(given).Mean.contiguous().Floats().ToArray();
    }

    /// <summary>How far designs lie from what was learned: distance to the fifth nearest training design, every varied range from -1 to 1,
    /// per root of their number.</summary>
    /// <param name="designs">Shape [rows, parameters].</param>
    public float[] Novelty(ReadOnlySpan<double> designs) => reference.Distances(scaling.Scale(designs));

    /// <summary>Mean distance between designs, scaled likewise; NaN for one alone.</summary>
    /// <param name="designs">Shape [rows, parameters].</param>
    public double Diversity(ReadOnlySpan<double> designs) => SampleDistances.MeanPairwise(scaling.Scale(designs), scaling.Varied.Length);

    /// <summary>A training design, shape [parameters].</summary>
    public double[] ReferenceDesign(int row) =>
        scaling.Unscale(file.Designs.Values.AsSpan(row * scaling.Varied.Length, scaling.Varied.Length));

    /// <summary>The first output's curve of a training design, shape [times].</summary>
    public ReadOnlySpan<float> ReferenceCurve(int row) => file.Curves.Values.AsSpan(row * Space.Times.Count, Space.Times.Count);

    /// <summary>Adds the way from latent variables and a wanted curve to designs to an ONNX graph.</summary>
    internal string ToOnnx(OnnxGraph graph, string latent, string curve)
    {
        string given = Plan.Generator!.Conditional ? graph.Join([latent, Card.Curves.ToOnnx(graph, curve)]) : latent;
        return scaling.ToOnnx(graph, graph.Network(network, given));
    }

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();
}
