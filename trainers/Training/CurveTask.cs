using System.Text.Json.Nodes;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Learns curves from formulations by supervision: rows of a data set or samples simulated meanwhile, with the model's equations among
/// the losses or without, by the tensor library or by our fused kernels.
/// </summary>
sealed class CurveTask : ITrainingTask
{
    readonly OutputTransform transform;
    readonly FusedStep? fused;
    readonly IReadOnlyList<LossTerm> terms;
    readonly float[] predicted;

    /// <summary>Takes what a plan asks for; the data stay the caller's.</summary>
    public CurveTask(TrainingPlan plan, TrainingData data)
    {
        Data = data;
        var network = Networks.Create(data.Shape, plan).On(data.Device);
        var average = Networks.Create(data.Shape, plan).On(data.Device);
        var weights = data.WarmStart?.Begin(network, average)
            ?? [.. network.parameters().Where(parameter => parameter.requires_grad)];
        // Physics fixes the map from states to curves, so terms are made before anybody copies weights.
        terms = LossTerm.Of(plan, data, network, average);
        Network = new TrainedNetwork("network", network, average, weights, plan.Optimizer);
        transform = data.Transform.On(data.Device);
        if (plan.Runtime.Fused && data.Device.type == TorchSharp.DeviceType.CPU && FusedStep.Knows(plan.Loss.Weights))
            fused = FusedStep.Of(network, Network.Optimizer, Network.MovingAverage);
        predicted = new float[data.Validation.Curves.Length];
    }

    /// <summary>What is learned from.</summary>
    public TrainingData Data { get; }

    /// <summary>What learns.</summary>
    public TrainedNetwork Network { get; }

    public int Batches => Data.Batches.Batches;

    public int Rows => Data.Batches.Rows;

    public IReadOnlyList<TrainedNetwork> Trained => [Network];

    public string ContentHash => Data.ContentHash;

    public string OriginHash => Data.WarmStart?.Origin.Hash ?? "";

    public string StepBy => fused is null ? "torch" : "fused";

    public WaitingTimes? Waiting => Data.Batches.Waiting;

    public string ValidationMetric => "val_rel_l2_mean";

    public IReadOnlyList<(string Name, double Value)> Metrics => [.. terms.SelectMany(term => term.Metrics)];

    public JsonObject State
    {
        get => new(terms.Where(term => term.State is not null).Select(term => KeyValuePair.Create(term.Name, term.State)));
        set
        {
            foreach (var term in terms)
                term.State = value[term.Name];
            // The optimizer's memory may lie elsewhere now.
            fused?.Loaded();
        }
    }

    public double Step(in TrainingStep at)
    {
        if (at.Batch == 0)
            foreach (var term in terms)
                term.BeginEpoch();
        if (fused is not null)
            return fused.Step(Data.Batches.Locate(at.Epoch, at.Batch), at.LearningRate, Network.MovingAverage.MemoryAt(at.Number));
        var batch = Data.Batches.Get(at.Epoch, at.Batch);
        long number = at.Number;
        Network.Step(at, () => Backward(batch, number));
        return terms.Sum(term => term.StepDone());
    }

    public double Validate()
    {
        // Weights are fixed for as long as it predicts: a new one takes them as they are now.
        var predictor = new Predictor(Network.Average, Data.Scaling, transform,
            fixedWeights: Data.Device.type == TorchSharp.DeviceType.CPU, Data.Device);
        predictor.Run(Data.Validation.Parameters.Span, Data.Validation.Count, predicted);
        return CurveErrors.RelL2(predicted, Data.Validation.Curves.Span, Data.Space.Points).Average();
    }

    public void SaveBest(string folder, TrainingRun run) =>
        SurrogateFile.Write(Path.Combine(folder, "best.surrogate"), CardMaker.Unevaluated(this, run), run.Used, Network.Best);

    public void Evaluate(TrainingRun run) => CardMaker.Evaluated(this, run).Dispose();

    public void Dispose()
    {
        foreach (var term in terms)
            term.Dispose();
        fused?.Dispose();
        Network.Dispose();
        transform.Dispose();
    }

    /// <summary>Leaves the gradient of all terms in the network's weights; the answer is their sum.</summary>
    double Backward(Batch batch, long number)
    {
        double loss = 0;
        foreach (var term in terms)
            loss += term.Backward(new(Network.Network, batch, number, Before: loss));
        return loss;
    }
}
