using SurrogateEngine.Kernels;

namespace SurrogateEngine.Scenarios;

/// <summary>What is odd about the doses of a schedule, which no limit forbids.</summary>
static class DoseDoubts
{
    // Thirds and the like do not add up to one exactly.
    const double Whole = 1 + 1e-6;

    // Sums from here on look as if a percentage had been written.
    const double Percent = 5;

    /// <summary>One sentence for each input whose doses are fractions of the whole and add up to more.</summary>
    public static IEnumerable<string> Of(Scenario scenario)
    {
        if (scenario.Schedule is not { } schedule)
            yield break;
        for (int c = 0; c < schedule.Inputs; c++)
        {
            Input input = scenario.Model.Inputs[c];
            if (input.Kind != InputKind.Dose || input.Unit.Length > 0)
                continue;
            double sum = Enumerable.Range(0, schedule.Events).Sum(entry => schedule.Level(0, entry, c));
            if (sum > Percent)
                yield return $"The doses '{input.Name}' add up to {Refusals.Number(sum)} times the whole, as if they were percent: each is a {input.Meaning}; write 0.5 for half.";
            else if (sum > Whole)
                yield return $"The doses '{input.Name}' add up to {Refusals.Number(sum)} times the whole: each is a {input.Meaning}; curves will rise above 1.";
        }
    }
}
