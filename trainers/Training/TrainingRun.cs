using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>Everything that changes while a surrogate is trained, and the two moves that change it: a step and the end of an
/// epoch.</summary>
sealed class TrainingRun : IDisposable
{
    readonly TrainingData data;
    readonly MovingAverage movingAverage;
    readonly OutputTransform transform;
    readonly FusedStep? fused;
    readonly IReadOnlyList<LossTerm> terms;
    readonly float[] predicted;
    readonly LearningRate schedule;
    StepBudget stepBudget;

    public TrainingRun(TrainingPlan plan, TrainingData data)
    {
        (Plan, this.data) = (plan, data);
        Network = Networks.Create(data.Shape, plan).On(data.Device);
        Average = Networks.Create(data.Shape, plan).On(data.Device);
        Average.eval();
        var trained = data.WarmStart?.Begin(Network, Average) ?? [.. Network.parameters().Where(parameter => parameter.requires_grad)];
        Optimizer = Optimizers.All.Get(plan.Optimizer.Name).Create(trained, plan.Optimizer);
        terms = LossTerm.Of(plan, data, Network, Average);
        movingAverage = new MovingAverage(Network, Average, plan.Optimizer.EmaDecay);
        transform = data.Transform.On(data.Device);
        if (plan.Runtime.Fused && data.Device.type == TorchSharp.DeviceType.CPU && FusedStep.Knows(plan.Loss.Weights))
            fused = FusedStep.Of(Network,
            Optimizer, movingAverage);
        predicted = new float[data.Validation.Curves.Length];
        Best = Weights.Of(Average);
        State = new TrainingState { StepBudget = plan.Schedule.StepBudget };
        schedule = new(plan.Optimizer.LearningRate, plan.Schedule.FinalLearningRateShare, WarmUp);
        stepBudget = new StepBudget(plan.Schedule.StepBudget, WarmUp, MostSteps);
    }

    /// <summary>The plan as it was asked for.</summary>
    public TrainingPlan Plan { get; }

    /// <summary>The plan that gives the same run without a clock: where time decided on its length, it lists what was decided.</summary>
    public TrainingPlan Used =>
        Plan.Schedule.Seconds > 0 && KnowsItsSteps ? Plan with
        {
            Schedule = Plan.Schedule with { Epochs = Epochs, Seconds = 0, StepBudget = stepBudget.Decided },
        } : Plan;

    public TrainingState State { get; private set; }

    /// <summary>What is trained.</summary>
    public nn.Module<Tensor, Tensor> Network { get; }

    /// <summary>The moving average of its weights: what is validated and kept.</summary>
    public nn.Module<Tensor, Tensor> Average { get; }

    public Optimizer Optimizer { get; }

    /// <summary>The average's weights at their best.</summary>
    public IReadOnlyList<NamedArray> Best { get; private set; }

    /// <summary>Steps that the plan's epochs have.</summary>
    public long MostSteps => (long)Plan.Schedule.Epochs * data.Batches.Batches;

    /// <summary>Steps planned in all.</summary>
    public long Steps => stepBudget.Steps ?? MostSteps;

    /// <summary>Epochs they take, the last of which may be cut short.</summary>
    public int Epochs => (int)((Steps + data.Batches.Batches - 1) / data.Batches.Batches);

    /// <summary>Whether <see cref="Steps"/> is more than an upper bound.</summary>
    public bool KnowsItsSteps => Plan.Schedule.Seconds == 0 || stepBudget.Steps is not null || State.Budget.StepSeconds > 0;

    /// <summary>Share of the planned steps that is behind, as the learning rate sees it.</summary>
    public double Progress => stepBudget.At(State.Step);

    /// <summary>Whether nothing but the end of its epoch is missing.</summary>
    public bool HasTakenLastStep => State.Step > 0 && State.Step >= Steps;

    public bool IsDone => (HasTakenLastStep && State.Batch == 0)
        || (Plan.Schedule.Patience > 0 && State.Epoch - State.BestEpoch >= Plan.Schedule.Patience);

    /// <summary>Who takes the steps: "fused", our own kernels, or "torch", the tensor library's autograd and optimizer.</summary>
    public string StepBy => fused is null ? "torch" : "fused";

    /// <summary>Learns one batch.</summary>
    public void Step()
    {
        using var scope = NewDisposeScope();
        State.LearningRate = schedule.At(State.Step, stepBudget.At(State.Step + 1));
        if (fused is not null)
        {
            var batch = data.Batches.Locate(State.Epoch, State.Batch);
            State.LossSum += fused.Step(batch, State.LearningRate, movingAverage.MemoryAt(State.Step));
        }
        else
        {
            var batch = data.Batches.Get(State.Epoch, State.Batch);
            Optimizer.Step(State.LearningRate, () => Backward(batch));
            movingAverage.Update(State.Step);
            foreach (var term in terms)
                term.StepDone(State);
        }
        State.Step++;
        State.Batch++;
    }

    /// <summary>Leaves the gradient of all terms in the network's weights; the answer is their sum.</summary>
    double Backward(Batch batch)
    {
        double loss = 0;
        foreach (var term in terms)
            loss += term.Backward(new(Network, batch, State.Step, State.Balance, Before: loss));
        return loss;
    }

    /// <summary>Validates the average, keeps it if it is the best so far, and goes on to the next epoch.</summary>
    /// <returns>Mean loss of the epoch.</returns>
    public double FinishEpoch()
    {
        double loss = State.LossSum / State.Batch;
        State.PhysicsLoss = !Plan.UsesPhysics ? double.NaN : State.PhysicsLossSum / State.Batch;
        (State.Epoch, State.Batch, State.LossSum, State.PhysicsLossSum) = (State.Epoch + 1, 0, 0, 0);
        // Weights are fixed for as long as it predicts: a new one takes them as they are now.
        new Predictor(Average, data.Scaling, transform, fixedWeights: data.Device.type == TorchSharp.DeviceType.CPU, data.Device)
            .Run(data.Validation.Parameters.Span, data.Validation.Count, predicted);
        State.Validation = CurveErrors.RelL2(predicted, data.Validation.Curves.Span, data.Space.Points).Average();
        // A NaN error is never the best, whatever it is compared with.
        if (State.Validation < State.Best || (double.IsNaN(State.Best) && !double.IsNaN(State.Validation)))
        {
            (State.Best, State.BestEpoch) = (State.Validation, State.Epoch);
            Best = Weights.Of(Average);
        }
        return loss;
    }

    /// <summary>Decides how many steps there are in all.</summary>
    public void PlanSteps(long steps)
    {
        if (steps == Steps)
            return;
        // What held until now is on record too, for who has this record may have other epochs.
        if (stepBudget.Steps is null && State.Step > WarmUp)
            stepBudget.Add(new(WarmUp, MostSteps));
        stepBudget.Add(new(State.Step, steps));
        State.StepBudget = stepBudget.Decided;
    }

    /// <summary>Goes on from where another run was, whose weights and optimizer were put into this one.</summary>
    public void GoOnFrom(TrainingState state, IReadOnlyList<NamedArray> best)
    {
        (State, Best) = (state, best);
        fused?.Loaded();
        stepBudget = new StepBudget(state.StepBudget, WarmUp, MostSteps);
    }

    public void Dispose()
    {
        foreach (var term in terms)
            term.Dispose();
        fused?.Dispose();
        Optimizer.Dispose();
        Network.Dispose();
        Average.Dispose();
        transform.Dispose();
    }

    long WarmUp => (long)Math.Round(Plan.Schedule.WarmupEpochs * data.Batches.Batches);
}
