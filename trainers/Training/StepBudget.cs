namespace SurrogateEngine.Trainers;

/// <summary>
/// How much of a training lies behind it, from 0 to 1, where its length is decided on the way. Between two decisions it goes
/// straight toward 1 at the last planned step; a decision bends the line and never makes it jump, so whatever follows it is
/// smooth. Only whole numbers of steps are remembered: with them anybody walks the same line, to the last bit.
/// </summary>
/// <param name="decided">Decisions so far.</param>
/// <param name="from">Step at which the line begins: the end of the warm-up.</param>
/// <param name="end">Step at which it ends where nothing is decided.</param>
sealed class StepBudget(IReadOnlyList<PlannedSteps> decided, long from, long end)
{
    readonly List<PlannedSteps> decided = [.. decided];
    long from = from, end = end;
    int taken;
    double begun;

    /// <summary>All decisions so far.</summary>
    public IReadOnlyList<PlannedSteps> Decided => decided;

    /// <summary>Steps in all as last decided; null before that.</summary>
    public long? Steps => decided.Count > 0 ? decided[^1].Steps : null;

    /// <summary>Share that is behind once <paramref name="step"/> steps are done; 0 during the warm-up. Steps are asked for in their
    /// order.</summary>
    public double At(long step)
    {
        for (; taken < decided.Count && decided[taken].At <= step; taken++)
            (begun, from, end) = (Along(decided[taken].At), decided[taken].At, decided[taken].Steps);
        return Along(step);
    }

    /// <summary>Decides.</summary>
    public void Add(PlannedSteps decision) => decided.Add(decision);

    double Along(long step) => Math.Clamp(begun + (1 - begun) * (step - from) / Math.Max(1, end - from), 0, 1);
}
