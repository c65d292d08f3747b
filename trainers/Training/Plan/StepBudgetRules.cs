namespace SurrogateEngine.Trainers;

/// <summary>What a plan's step budget must satisfy, each with its sentence.</summary>
static class StepBudgetRules
{
    public static void Check(TrainingPlan plan, string place)
    {
        if (plan.StepBudget is null || plan.StepBudget.Any(decision => decision is null))
            throw new RefusedException(
                $"{place}: step_budget holds null; it must be a list such as [ {{ \"at\": 100, \"steps\": 5000 }} ], or [].");
        if (plan.StepBudget.Count == 0)
            return;
        if (plan.Seconds > 0)
            throw new RefusedException(
                $"{place}: step_budget repeats what an earlier training's clock decided and seconds asks for a new one: leave one of them out.");
        long before = 0;
        foreach (var (at, steps) in plan.StepBudget)
        {
            if (at < before || steps < Math.Max(1, at))
                throw new RefusedException(
                    $"{place}: step_budget says {steps} steps after {at}; decisions stand in the order of \"at\", and none plans fewer \"steps\" than are done.");
            before = at;
        }
    }
}
