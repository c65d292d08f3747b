using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>Everything that changes while a surrogate is trained, and the two moves that change it: a step and the end of an epoch.</summary>
sealed class TrainingRun : IDisposable
{
    readonly TrainingData data;
    readonly MovingAverage movingAverage;
    readonly OutputTransform transform;
    readonly Predictor predictor;
    readonly IReadOnlyList<LossTerm> terms;
    readonly float[] predicted;
    readonly PhysicsTerm? physics;
    LearningRate schedule;

    public TrainingRun(TrainingPlan plan, TrainingData data)
    {
        (Plan, this.data) = (plan, data);
        Network = Networks.Create(data.Shape, plan).On(data.Device);
        Average = Networks.Create(data.Shape, plan).On(data.Device);
        Average.eval();
        var trained = data.HeadStart?.Begin(Network, Average) ?? [.. Network.parameters().Where(parameter => parameter.requires_grad)];
        physics = plan.UsesPhysics ? new PhysicsTerm(plan, data, Network, Average) : null;
        Optimiser = Optimiser.Create(trained, plan);
        terms = LossTerm.Of(plan, data);
        movingAverage = new MovingAverage(Network, Average, plan.EmaDecay);
        transform = data.Transform.On(data.Device);
        predictor = new Predictor(Average, data.Scaling, transform, device: data.Device);
        predicted = new float[data.Validation.Curves.Length];
        Best = Weights.Of(Average);
        Cursor = new TrainingCursor { Epochs = plan.Epochs, IsTiming = plan.Seconds > 0 };
        schedule = ScheduleOver(plan.Epochs);
    }

    /// <summary>The plan; its epochs are the ones really planned once a time budget was measured.</summary>
    public TrainingPlan Plan { get; private set; }

    public TrainingCursor Cursor { get; private set; }

    /// <summary>What is trained.</summary>
    public nn.Module<Tensor, Tensor> Network { get; }

    /// <summary>The moving average of its weights: what is validated and kept.</summary>
    public nn.Module<Tensor, Tensor> Average { get; }

    public Optimiser Optimiser { get; }

    /// <summary>The average's weights at their best.</summary>
    public IReadOnlyList<NamedArray> Best { get; private set; }

    public long Steps => (long)Cursor.Epochs * data.Batches.Batches;

    public bool IsDone => Cursor.Epoch >= Cursor.Epochs
        || (Plan.Patience > 0 && Cursor.Epoch - Cursor.BestEpoch >= Plan.Patience);

    /// <summary>Learns one batch.</summary>
    public void Step()
    {
        using var scope = NewDisposeScope();
        var batch = data.Batches.Get(Cursor.Epoch, Cursor.Batch);
        Cursor.LearningRate = schedule.At(Cursor.Step);
        double loss = Optimiser.Step(Cursor.LearningRate, () => Backward(batch));
        movingAverage.Update(Cursor.Step);
        Cursor.LossSum += loss;
        Cursor.Step++;
        Cursor.Batch++;
    }

    /// <summary>Leaves the gradient of all losses in the network's weights; the answer is the data's loss.</summary>
    double Backward(Batch batch)
    {
        if (physics is { LearnsCurves: false })
        {
            Cursor.PhysicsLossSum += physics.Backward(null, Cursor.Step, Cursor.Balance);
            return 0;
        }
        var loss = nn.functional.mse_loss(Network.forward(batch.Inputs) * batch.RootWeights, batch.Targets);
        if (physics is null) loss.backward();
        else Cursor.PhysicsLossSum += physics.Backward(loss, Cursor.Step, Cursor.Balance);
        return loss.Number() + terms.Sum(term => term.Backward(Network, batch, Cursor.Step));
    }

    /// <summary>Validates the average, keeps it if it is the best so far, and goes on to the next epoch.</summary>
    /// <returns>Mean loss of the epoch.</returns>
    public double FinishEpoch()
    {
        double loss = Cursor.LossSum / Cursor.Batch;
        Cursor.PhysicsLoss = physics is null ? double.NaN : Cursor.PhysicsLossSum / Cursor.Batch;
        (Cursor.Epoch, Cursor.Batch, Cursor.LossSum, Cursor.PhysicsLossSum) = (Cursor.Epoch + 1, 0, 0, 0);
        predictor.Run(data.Validation.Parameters.Span, data.Validation.Count, predicted);
        Cursor.Validation = CurveErrors.RelL2(predicted, data.Validation.Curves.Span, data.Space.Points).Average();
        // A NaN error is never the best, whatever it is compared with.
        if (Cursor.Validation < Cursor.Best || (double.IsNaN(Cursor.Best) && !double.IsNaN(Cursor.Validation)))
        {
            (Cursor.Best, Cursor.BestEpoch) = (Cursor.Validation, Cursor.Epoch);
            Best = Weights.Of(Average);
        }
        return loss;
    }

    /// <summary>Fixes the number of epochs; from here on the run is the one that a plan with that many epochs describes.</summary>
    public void PlanEpochs(int epochs)
    {
        (Cursor.Epochs, Cursor.IsTiming) = (epochs, false);
        Plan = Plan with { Epochs = epochs, Seconds = 0 };
        schedule = ScheduleOver(epochs);
    }

    /// <summary>Goes on from where another run was, whose weights and optimiser were put into this one.</summary>
    public void GoOnFrom(TrainingCursor cursor, IReadOnlyList<NamedArray> best)
    {
        (Cursor, Best) = (cursor, best);
        if (Plan.Seconds > 0 && !cursor.IsTiming) PlanEpochs(cursor.Epochs);
    }

    public void Dispose()
    {
        physics?.Dispose();
        foreach (var term in terms) term.Dispose();
        Optimiser.Dispose();
        Network.Dispose();
        Average.Dispose();
        transform.Dispose();
    }

    LearningRate ScheduleOver(int epochs) => new(
        Plan.LearningRate, Plan.FinalLearningRateShare,
        (long)Math.Round(Plan.WarmupEpochs * data.Batches.Batches), (long)epochs * data.Batches.Batches);
}
