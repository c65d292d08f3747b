using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>Everything that changes while a surrogate is trained, and the two moves that change it: a step and the end of an epoch.</summary>
sealed class TrainingRun : IDisposable
{
    readonly TrainingData data;
    readonly MovingAverage movingAverage;
    readonly OutputTransform transform;
    readonly FusedStep? fused;
    readonly IReadOnlyList<LossTerm> terms;
    readonly float[] predicted;
    readonly LearningRate schedule;
    Pace pace;

    public TrainingRun(TrainingPlan plan, TrainingData data)
    {
        (Plan, this.data) = (plan, data);
        Network = Networks.Create(data.Shape, plan).On(data.Device);
        Average = Networks.Create(data.Shape, plan).On(data.Device);
        Average.eval();
        var trained = data.HeadStart?.Begin(Network, Average) ?? [.. Network.parameters().Where(parameter => parameter.requires_grad)];
        Optimiser = Optimisers.All.Get(plan.Optimiser).Create(trained, plan);
        terms = LossTerm.Of(plan, data, Network, Average);
        movingAverage = new MovingAverage(Network, Average, plan.EmaDecay);
        transform = data.Transform.On(data.Device);
        if (plan.Fused && data.Device.type == TorchSharp.DeviceType.CPU && FusedStep.Knows(plan.Losses)) fused = FusedStep.Of(Network, Optimiser, movingAverage);
        predicted = new float[data.Validation.Curves.Length];
        Best = Weights.Of(Average);
        Cursor = new TrainingCursor { Pace = plan.Pace };
        schedule = new(plan.LearningRate, plan.FinalLearningRateShare, WarmUp);
        pace = new Pace(plan.Pace, WarmUp, MostSteps);
    }

    /// <summary>The plan as it was asked for.</summary>
    public TrainingPlan Plan { get; }

    /// <summary>The plan that gives the same run without a clock: where time decided on its length, it lists what was decided.</summary>
    public TrainingPlan Used => Plan.Seconds > 0 && KnowsItsSteps ? Plan with { Epochs = Epochs, Seconds = 0, Pace = pace.Decided } : Plan;

    public TrainingCursor Cursor { get; private set; }

    /// <summary>What is trained.</summary>
    public nn.Module<Tensor, Tensor> Network { get; }

    /// <summary>The moving average of its weights: what is validated and kept.</summary>
    public nn.Module<Tensor, Tensor> Average { get; }

    public Optimiser Optimiser { get; }

    /// <summary>The average's weights at their best.</summary>
    public IReadOnlyList<NamedArray> Best { get; private set; }

    /// <summary>Steps that the plan's epochs have.</summary>
    public long MostSteps => (long)Plan.Epochs * data.Batches.Batches;

    /// <summary>Steps planned in all.</summary>
    public long Steps => pace.Steps ?? MostSteps;

    /// <summary>Epochs they take, the last of which may be cut short.</summary>
    public int Epochs => (int)((Steps + data.Batches.Batches - 1) / data.Batches.Batches);

    /// <summary>Whether <see cref="Steps"/> is more than an upper bound.</summary>
    public bool KnowsItsSteps => Plan.Seconds == 0 || pace.Steps is not null || Cursor.Budget.StepSeconds > 0;

    /// <summary>Share of the planned steps that is behind, as the learning rate sees it.</summary>
    public double Progress => pace.At(Cursor.Step);

    /// <summary>Whether nothing but the end of its epoch is missing.</summary>
    public bool HasTakenLastStep => Cursor.Step > 0 && Cursor.Step >= Steps;

    public bool IsDone => (HasTakenLastStep && Cursor.Batch == 0)
        || (Plan.Patience > 0 && Cursor.Epoch - Cursor.BestEpoch >= Plan.Patience);

    /// <summary>Who takes the steps: "fused", our own kernels, or "torch", the tensor library's autograd and optimiser.</summary>
    public string StepBy => fused is null ? "torch" : "fused";

    /// <summary>Learns one batch.</summary>
    public void Step()
    {
        using var scope = NewDisposeScope();
        Cursor.LearningRate = schedule.At(Cursor.Step, pace.At(Cursor.Step + 1));
        if (fused is not null)
        {
            var batch = data.Batches.Locate(Cursor.Epoch, Cursor.Batch);
            Cursor.LossSum += fused.Step(batch, Cursor.LearningRate, movingAverage.MemoryAt(Cursor.Step));
        }
        else
        {
            var batch = data.Batches.Get(Cursor.Epoch, Cursor.Batch);
            Optimiser.Step(Cursor.LearningRate, () => Backward(batch));
            movingAverage.Update(Cursor.Step);
            foreach (var term in terms) term.StepDone(Cursor);
        }
        Cursor.Step++;
        Cursor.Batch++;
    }

    /// <summary>Leaves the gradient of all terms in the network's weights; the answer is their sum.</summary>
    double Backward(Batch batch)
    {
        double loss = 0;
        foreach (var term in terms)
            loss += term.Backward(new(Network, batch, Cursor.Step, Cursor.Balance, Before: loss));
        return loss;
    }

    /// <summary>Validates the average, keeps it if it is the best so far, and goes on to the next epoch.</summary>
    /// <returns>Mean loss of the epoch.</returns>
    public double FinishEpoch()
    {
        double loss = Cursor.LossSum / Cursor.Batch;
        Cursor.PhysicsLoss = !Plan.UsesPhysics ? double.NaN : Cursor.PhysicsLossSum / Cursor.Batch;
        (Cursor.Epoch, Cursor.Batch, Cursor.LossSum, Cursor.PhysicsLossSum) = (Cursor.Epoch + 1, 0, 0, 0);
        // Weights are fixed for as long as it predicts: a new one takes them as they are now.
        new Predictor(Average, data.Scaling, transform, fixedWeights: data.Device.type == TorchSharp.DeviceType.CPU, data.Device).Run(data.Validation.Parameters.Span, data.Validation.Count, predicted);
        Cursor.Validation = CurveErrors.RelL2(predicted, data.Validation.Curves.Span, data.Space.Points).Average();
        // A NaN error is never the best, whatever it is compared with.
        if (Cursor.Validation < Cursor.Best || (double.IsNaN(Cursor.Best) && !double.IsNaN(Cursor.Validation)))
        {
            (Cursor.Best, Cursor.BestEpoch) = (Cursor.Validation, Cursor.Epoch);
            Best = Weights.Of(Average);
        }
        return loss;
    }

    /// <summary>Decides how many steps there are in all.</summary>
    public void PlanSteps(long steps)
    {
        if (steps == Steps) return;
        // What held until now is on record too, for who has this record may have other epochs.
        if (pace.Steps is null && Cursor.Step > WarmUp) pace.Add(new(WarmUp, MostSteps));
        pace.Add(new(Cursor.Step, steps));
        Cursor.Pace = pace.Decided;
    }

    /// <summary>Goes on from where another run was, whose weights and optimiser were put into this one.</summary>
    public void GoOnFrom(TrainingCursor cursor, IReadOnlyList<NamedArray> best)
    {
        (Cursor, Best) = (cursor, best);
        fused?.Loaded();
        pace = new Pace(cursor.Pace, WarmUp, MostSteps);
    }

    public void Dispose()
    {
        foreach (var term in terms) term.Dispose();
        fused?.Dispose();
        Optimiser.Dispose();
        Network.Dispose();
        Average.Dispose();
        transform.Dispose();
    }

    long WarmUp => (long)Math.Round(Plan.WarmupEpochs * data.Batches.Batches);
}
