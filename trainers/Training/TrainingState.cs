namespace SurrogateEngine.Trainers;

/// <summary>How far a training is: with the weights, the average and the optimizer's memory, all there is to go on from.</summary>
sealed record TrainingState
{
    /// <summary>Epochs finished.</summary>
    public int Epoch { get; set; }

    /// <summary>Batches done of the epoch in work.</summary>
    public int Batch { get; set; }

    /// <summary>Steps done.</summary>
    public long Step { get; set; }

    /// <summary>Losses of the epoch in work, added up.</summary>
    public double LossSum { get; set; }

    /// <summary>What was decided about the number of steps; empty where epochs alone decide.</summary>
    public IReadOnlyList<PlannedSteps> StepBudget { get; set; } = [];

    /// <summary>What a time budget measured.</summary>
    public BudgetState Budget { get; set; } = new();

    /// <summary>Latest validation error.</summary>
    public double Validation { get; set; } = double.NaN;

    /// <summary>Best validation error so far.</summary>
    public double Best { get; set; } = double.NaN;

    /// <summary>Epochs after which it was measured.</summary>
    public int BestEpoch { get; set; }

    /// <summary>Learning rate of the last step.</summary>
    public double LearningRate { get; set; }

    /// <summary>Seconds of training, earlier sessions included.</summary>
    public double Seconds { get; set; }
}
