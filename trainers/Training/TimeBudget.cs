namespace SurrogateEngine.Trainers;

/// <summary>
/// Keeps a training within its seconds. It measures the speed at marks that follow each other ever faster toward the end, says
/// how many steps the time then left holds, and calls the last step when no other one fits: work that takes the cores away
/// shortens the training instead of delaying it. Time for evaluating and saving is kept back; how much, a timed evaluation tells.
/// </summary>
/// <param name="seconds">The budget.</param>
/// <param name="most">Steps the plan's epochs have: more are never planned.</param>
/// <param name="state">What was measured so far.</param>
sealed class TimeBudget(double seconds, long most, BudgetState state)
{
    /// <summary>Share of the training after which speed is first measured; before it, compiling counts for too much.</summary>
    public const double FirstMark = 0.02;

    // Marks halve what is known about the beginning and cut a tenth off what is left, until nothing worth deciding is left.
    const double OfDone = 2, OfLeft = 0.1, LastMark = 0.999;

    // A plan that misses the time left by no more than this stays; early, while code is still being compiled, it may miss by more.
    const double Tolerance = 0.02, EarlyTolerance = 0.25, Early = 0.1;

    // Evaluating takes half as long again as when it was timed, and something nobody thought of takes this share of the budget.
    const double Caution = 1.5, Unforeseen = 0.005;

    /// <summary>When the last step must be done.</summary>
    double End => seconds * (1 - Unforeseen) - Caution * EvaluationSeconds;

    // Evaluating slows down as steps do.
    double EvaluationSeconds =>
        state.EvaluationSeconds * (state.EvaluationStepSeconds > 0 ? Math.Max(1, state.StepSeconds / state.EvaluationStepSeconds) : 1);

    /// <summary>A session begins its first step.</summary>
    /// <param name="elapsed">Seconds of training, earlier sessions included.</param>
    /// <param name="prepared">Seconds of this session: what it took to get ready says nothing about the speed of steps.</param>
    public void Begin(double elapsed, double prepared)
    {
        bool isFirst = double.IsNaN(state.Begin);
        (state.Begin, state.Mark) = isFirst ? (elapsed, elapsed) : (state.Begin + prepared, state.Mark + prepared);
    }

    /// <summary>Whether it is time to measure.</summary>
    /// <param name="elapsed">Seconds of training.</param>
    /// <param name="progress">Share of the steps that is behind.</param>
    public bool IsDue(double elapsed, double progress) => Math.Max(Used(elapsed), progress) >= state.Next || IsOver(elapsed);

    /// <summary>Measures, and says how many steps there are in all.</summary>
    /// <param name="elapsed">Seconds of training.</param>
    /// <param name="step">Steps done.</param>
    /// <param name="progress">Share of the steps that is behind.</param>
    /// <param name="planned">Steps in all as decided before.</param>
    public long Decide(double elapsed, long step, double progress, long planned)
    {
        if (IsOver(elapsed))
            return step;
        if (step > state.MarkStep)
            state.StepSeconds = Math.Max(1e-9, (elapsed - state.Mark) / (step - state.MarkStep));
        if (state.EvaluationSeconds > 0 && state.EvaluationStepSeconds == 0)
            state.EvaluationStepSeconds = state.StepSeconds;
        (state.Mark, state.MarkStep) = (elapsed, step);
        double at = Math.Max(Used(elapsed), progress);
        state.Next = at >= LastMark ? double.PositiveInfinity : Math.Min(OfDone * at, at + OfLeft * (1 - at));
        long left = (long)Math.Max(0, (End - elapsed) / state.StepSeconds);
        long steps = Math.Min(most, step + left);
        double tolerance = at < Early ? EarlyTolerance : Tolerance;
        return Math.Abs(steps - planned) <= Math.Max(1, tolerance * (planned - step)) ? planned : steps;
    }

    /// <summary>Whether it is time to time an evaluation: early, but with code that is compiled.</summary>
    /// <param name="elapsed">Seconds of training.</param>
    public bool WantsTimedEvaluation(double elapsed) => state is { IsEvaluationTimed: false, Next: > FirstMark } && !IsOver(elapsed);

    /// <summary>Evaluating and saving was tried.</summary>
    /// <param name="took">Seconds it took.</param>
    public void EvaluationTimed(double took)
    {
        (state.EvaluationSeconds, state.IsEvaluationTimed) = (took, true);
        state.Mark += took;
    }

    double Used(double elapsed) => Math.Clamp((elapsed - state.Begin) / Math.Max(1e-9, End - state.Begin), 0, 1);

    bool IsOver(double elapsed) => elapsed + state.StepSeconds > End;
}
