namespace SurrogateEngine.Trainers;

/// <summary>What a time budget has measured so far; part of the checkpoint, so that a resumed training goes on with it. All times are
/// seconds of training.</summary>
sealed record BudgetState
{
    /// <summary>When the first step began.</summary>
    public double Begin { get; set; } = double.NaN;

    /// <summary>When speed was last measured.</summary>
    public double Mark { get; set; }

    /// <summary>Steps done then.</summary>
    public long MarkStep { get; set; }

    /// <summary>Share of the training at which to measure next.</summary>
    public double Next { get; set; } = TimeBudget.FirstMark;

    /// <summary>Seconds a step took at the last measurement, everything between steps included.</summary>
    public double StepSeconds { get; set; }

    /// <summary>Whether evaluating and saving was tried.</summary>
    public bool IsEvaluationTimed { get; set; }

    /// <summary>Seconds it took.</summary>
    public double EvaluationSeconds { get; set; }

    /// <summary>Seconds a step took then; 0 while that is not measured.</summary>
    public double EvaluationStepSeconds { get; set; }
}
