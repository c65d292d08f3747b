using SurrogateEngine.Kernels;

namespace SurrogateEngine.Design;

/// <summary>What of a <see cref="TriggerResponse"/> counts.</summary>
enum TriggerQuantity
{
    /// <summary>Fraction released by the end without the trigger.</summary>
    Leakage,

    /// <summary>Released after the first change over what would be without it.</summary>
    OnOff,

    /// <summary>Released under the conditions that open most over the leakage: a target beside blood.</summary>
    Selectivity,
}

/// <summary>How well a formulation waits for its trigger. The curves, which are those under the schedule, do not say what would be released
/// without it: the mechanistic model is solved for that, whoever gave the curves.</summary>
sealed record TriggerMetric(
    string Text, TriggerQuantity Quantity, ReleaseModel Model, Schedule Schedule, double End) : CurveMetric(Text, "")
{
    /// <summary>A ratio to next to nothing; more says no more.</summary>
    const double Largest = 1e6;

    /// <inheritdoc/>
    public override bool IsShare => Quantity == TriggerQuantity.Leakage;

    /// <inheritdoc/>
    public override double Read(ReadOnlySpan<double> formulation, ReadOnlySpan<float> curves) =>
        TriggerResponse.Of(Model, Schedule, new BatchOptions(), formulation, End) is not { } trigger ? double.NaN : Quantity switch
        {
            TriggerQuantity.Leakage => trigger.Leakage,
            TriggerQuantity.OnOff => Math.Min(trigger.OnOffRatio, Largest),
            _ => Math.Min(trigger.Selectivity, Largest),
        };
}
