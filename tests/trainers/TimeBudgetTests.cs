using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training;

/// <summary>What a time budget decides, asked directly.</summary>
public sealed class TimeBudgetTests
{
    const long Plenty = 1_000_000;

    [Test]
    public void At_an_even_speed_the_first_decision_stays()
    {
        var stepBudget = Walk(100, step => 0.125 * step);
        stepBudget.Decided.Count.ShouldBe(1);
        stepBudget.Steps.ShouldBe(796);
    }

    [Test]
    public void Decisions_are_few_however_the_speed_changes() =>
        Walk(100, step => step * (0.01 + 0.008 * Math.Sin(step / 100.0))).Decided.Count.ShouldBeLessThan(80);

    [Test]
    public void Never_more_steps_than_the_epochs_have() =>
        Walk(100, step => 0.001 * step, most: 500).Decided.ShouldBeEmpty();

    [Test]
    public void A_step_longer_than_the_budget_is_the_last() =>
        Walk(1, step => 5 * step).Decided.ShouldBe([new PlannedSteps(1, 1)]);

    [Test]
    public void Time_for_evaluating_is_kept_back_and_more_of_it_where_steps_got_slower()
    {
        var stepBudget = Walk(100, step => 0.125 * step, evaluating: 4);
        ((double)stepBudget.Steps!.Value).ShouldBe((100 - 0.5 - 1.5 * 4 - 4) / 0.125, 20);
        double LastStepDone(double slower) => Time(Walk(100, Slowing, evaluating: 4).Steps!.Value);
        double Slowing(long step) => step < 300 ? 0.125 * step : 37.5 + 0.375 * (step - 300);
        double Time(long steps) => Slowing(steps) + 4;
        LastStepDone(3).ShouldBe(100 - 0.5 - 1.5 * 4 * 3, 1.5);
    }

    [Test]
    public void A_resumed_session_counts_its_preparation_against_the_budget_but_not_against_the_speed()
    {
        var state = new BudgetState();
        var budget = new TimeBudget(100, Plenty, state);
        budget.Begin(2, 2);
        long planned = budget.Decide(12, 100, 0, Plenty);
        planned.ShouldBe(100 + 875);
        new TimeBudget(100, Plenty, state).Begin(20, 8);
        new TimeBudget(100, Plenty, state).Decide(30, 200, 0.1, planned).ShouldBe(200 + 695);
    }

    /// <summary>Walks a training whose step n ends after so many seconds, until the last step planned.</summary>
    static StepBudget Walk(double seconds, Func<long, double> time, long most = Plenty, double evaluating = 0)
    {
        var budget = new TimeBudget(seconds, most, new BudgetState());
        var stepBudget = new StepBudget([], 0, most);
        budget.Begin(0, 0);
        double evaluated = 0;
        for (long step = 1; step <= (stepBudget.Steps ?? most); step++)
        {
            if (!budget.IsDue(time(step) + evaluated, stepBudget.At(step)))
                continue;
            if (budget.WantsTimedEvaluation(time(step) + evaluated))
                budget.EvaluationTimed(evaluated = evaluating);
            long planned = stepBudget.Steps ?? most, steps = budget.Decide(time(step) + evaluated, step, stepBudget.At(step), planned);
            if (steps != planned)
                stepBudget.Add(new(step, steps));
        }
        return stepBudget;
    }
}
