namespace SurrogateEngine.Trainers;

/// <summary>What a training with a time budget decided about its length: after <paramref name="At"/> steps, that it has <paramref
/// name="Steps"/> in all.</summary>
/// <param name="At">Steps done when it was decided.</param>
/// <param name="Steps">Steps in all, those done included.</param>
public sealed record PlannedSteps(long At, long Steps);
