using SurrogateEngine.Trainers;

namespace SurrogateEngine.Workflows;

/// <summary>
/// What a workflow tells while it runs, so that a terminal, a web page and a log can show any of them in the same way: stages one
/// after the other, each with its progress, and remarks between them.
/// </summary>
public abstract record WorkflowEvent;

/// <summary>A long piece of work begins.</summary>
/// <param name="Title">What is done, e.g. <c>Simulating</c>.</param>
/// <param name="Unit">What is counted, e.g. <c>formulations</c>.</param>
public sealed record StageBegan(string Title, string Unit) : WorkflowEvent
{
    /// <summary>Usually over in a moment: to be told of only where it takes long.</summary>
    public bool Quick { get; init; }
}

/// <summary>How far the stage is; may be reported from any thread.</summary>
/// <param name="Done">Units done, those of an earlier run included.</param>
/// <param name="Total">Units in all; 0 while that isn't known.</param>
/// <param name="Note">What else there is to say now; null leaves the note before.</param>
public sealed record StageAdvanced(long Done, long Total, string? Note = null) : WorkflowEvent
{
    /// <summary>All numbers of a training stage; null for others.</summary>
    public TrainingProgress? Training { get; init; }
}

/// <summary>The stage has done its work; a stage that was stopped or failed ends without this.</summary>
public sealed record StageEnded : WorkflowEvent;

/// <summary>Something to know on the way.</summary>
/// <param name="Sentence">For a person.</param>
public sealed record Remarked(string Sentence) : WorkflowEvent;

/// <summary>How workflows report.</summary>
static class WorkflowReporting
{
    /// <summary>Runs <paramref name="work"/> as one stage.</summary>
    public static T Stage<T>(this IProgress<WorkflowEvent>? progress, string title, string unit, Func<Action<StageAdvanced>, T> work,
        bool quick = false)
    {
        progress?.Report(new StageBegan(title, unit) { Quick = quick });
        T result = work(at => progress?.Report(at));
        progress?.Report(new StageEnded());
        return result;
    }

    public static void Remark(this IProgress<WorkflowEvent>? progress, string sentence) => progress?.Report(new Remarked(sentence));
}
