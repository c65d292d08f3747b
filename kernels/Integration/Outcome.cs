namespace SurrogateEngine.Kernels;

/// <summary>How one trajectory ended. A trajectory that fails is data, not an exception.</summary>
public enum Outcome : byte
{
    /// <summary>All output times were reached.</summary>
    Finished = 0,

    /// <summary>Not run: the batch was canceled before its turn.</summary>
    NotRun = 1,

    /// <summary>A parameter lies outside the values for which the model means anything.</summary>
    OutOfDomain = 2,

    /// <summary>A rate became NaN or infinite and no smaller step avoided it.</summary>
    NotFinite = 3,

    /// <summary>The step shrank below what the number type can add to the time.</summary>
    StepUnderflow = 4,

    /// <summary>The allowed number of steps was used up.</summary>
    TooManySteps = 5,
}

/// <summary>What an <see cref="Outcome"/> says to a person.</summary>
static class OutcomeText
{
    /// <summary>One sentence: what happened and what to try.</summary>
    public static string Sentence(this Outcome outcome) => outcome switch
    {
        Outcome.Finished => "Solved to the last output time.",
        Outcome.NotRun => "Not run because the batch was stopped first; run it again with --resume.",
        Outcome.OutOfDomain => "A parameter is outside the model's domain; narrow its range.",
        Outcome.NotFinite => "A rate became infinite or not a number; narrow the parameter ranges or use double precision.",
        Outcome.StepUnderflow => "The step became too small for the number type; loosen the tolerance or use double precision.",
        Outcome.TooManySteps => "The step limit was reached; raise max_steps, loosen the tolerance or use a stiff solver such as rodas5p.",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}
