using System.Text.Json.Nodes;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// What a variational autoencoder and an adversarial network of designs have in common: the data, a network that learns the curve of a
/// design beside them, and how both are judged. The curve's network is what holds generated designs to the wanted curve: -log p(curve |
/// design) of a normal error is added to either model's loss for designs drawn from the prior.
/// </summary>
abstract class GenerativeTask : ITrainingTask
{
    readonly EpochMeans means;

    protected GenerativeTask(TrainingPlan plan, GenerativeData data, params string[] measures)
    {
        (Plan, Data, means) = (plan, data, new(measures));
        if (data.Conditions == 0)
            return;
        NetworkPlan shape = plan.Network;
        ResidualMlp New() => new(data.Designs, shape.Width, shape.Depth, data.Conditions, Activations.Named(shape.Activation));
        CurveNetwork = Made("curves", New, plan.Optimizer with { GradientClip = 1 });
        // Gradients pass through the average to the designs; its own weights need none.
        foreach (var weight in CurveNetwork.Average.parameters())
            weight.requires_grad = false;
    }

    public TrainingPlan Plan { get; }

    public GenerativeData Data { get; }

    /// <summary>The network whose average gives designs for latent variables and curves.</summary>
    public abstract TrainedNetwork Sampled { get; }

    public abstract IReadOnlyList<TrainedNetwork> Trained { get; }

    /// <summary>Learns curves of designs; null where nothing is conditional.</summary>
    public TrainedNetwork? CurveNetwork { get; }

    public int Batches => Data.Batches;

    public int Rows => Data.Rows;

    public string ContentHash => Data.ContentHash;

    public string ValidationMetric => "val_energy_distance";

    // A thousand samples hardly tell two generators apart, and the smoother one would be taken.
    public bool KeepsLast => true;

    public IReadOnlyList<(string Name, double Value)> Metrics => means.Metrics;

    public JsonObject State
    {
        get => means.State;
        set => means.State = value;
    }

    protected GeneratorPlan Model => Plan.Generator!;

    public double Step(in TrainingStep at)
    {
        if (at.Batch == 0)
            means.Begin();
        random.manual_seed((long)(SplitMix64.Hash((ulong)Plan.Seed, (ulong)at.Number) >> 1));
        var (designs, curves) = Data.Batch(at.Number);
        LearnCurves(at, designs, curves);
        return Step(at, designs, curves);
    }

    /// <summary>Energy distance between held-out designs with their curves and designs generated for the same curves.</summary>
    public double Validate()
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        return SampleDistances.Energy(Joint(Generated(Sampled.Average)), Joint(Data.HeldDesigns)).Double();
    }

    public void SaveBest(string folder, TrainingRun run) => GeneratorTrainer.Card(this, run).Write(Path.Combine(folder, "best.generator"));

    public void Evaluate(TrainingRun run) => GeneratorTrainer.Evaluated(this, run).Dispose();

    public virtual void Dispose()
    {
        foreach (var network in Trained)
            network.Dispose();
        Data.Dispose();
    }

    /// <summary>Designs for the held-out curves, one each, from latent variables that are always the same; shape [rows, varied].</summary>
    public Tensor Generated(nn.Module<Tensor, Tensor> network)
    {
        random.manual_seed(Plan.Seed);
        return network.forward(With(randn(Data.HeldDesigns.shape[0], Model.Latent), Data.HeldCurves));
    }

    /// <summary>A step on designs and their curves; the caller's scope owns the tensors.</summary>
    protected abstract double Step(in TrainingStep at, Tensor designs, Tensor? curves);

    /// <summary>Two networks with the same first weights: one to train, one for the average.</summary>
    protected TrainedNetwork Made(string name, Func<nn.Module<Tensor, Tensor>> create, OptimizerPlan optimizer)
    {
        var (network, average) = (Drawn(create), Drawn(create));
        return new TrainedNetwork(name, network, average, [.. network.parameters()], optimizer);
    }

    /// <summary>A network whose first weights follow from the seed.</summary>
    protected nn.Module<Tensor, Tensor> Drawn(Func<nn.Module<Tensor, Tensor>> create)
    {
        random.manual_seed(Plan.Seed);
        return create();
    }

    /// <summary>Columns side by side.</summary>
    protected static Tensor With(Tensor columns, Tensor? curves) => curves is null ? columns : cat([columns, curves], 1);

    /// <summary>-log p(curve | design) of generated designs but for a constant: the mean over times of the squared miss, as shares of the
    /// dose, over twice the variance of the plan.</summary>
    protected Tensor CurveLoss(Tensor designs, Tensor curves)
    {
        Tensor miss = (CurveNetwork!.Average.forward(designs) - curves) * Data.CurveUnit;
        Tensor squared = miss.square().mean();
        Measured("curve_miss", Math.Sqrt(squared.Number()));
        return squared / (2 * Model.CurveDeviation * Model.CurveDeviation);
    }

    protected void Measured(string name, double value) => means.Add(name, value);

    void LearnCurves(in TrainingStep at, Tensor designs, Tensor? curves)
    {
        if (CurveNetwork is null)
            return;
        CurveNetwork.Step(at, () =>
        {
            Tensor error = nn.functional.mse_loss(CurveNetwork.Network.forward(designs), curves!);
            error.backward();
            return error.Number();
        });
    }

    // Each part counts as one number, however many columns it has.
    Tensor Joint(Tensor designs) => Data.HeldCurves is { } curves
        ? cat([designs / Math.Sqrt(Data.Designs), curves / Math.Sqrt(Data.Conditions)], 1) : designs;
}
