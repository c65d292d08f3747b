using SurrogateEngine.Kernels;
using SurrogateEngine.Report;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Workflows;

/// <summary>A model to fit: by its name over its usual ranges, or by a scenario, which brings ranges and values of its own and a schedule:
/// doses, infusions, changes of the medium.</summary>
/// <param name="Word">Its name, or the file of the scenario.</param>
/// <param name="Model">The model.</param>
/// <param name="Parameters">Its parameters over the ranges to search.</param>
/// <param name="Conditions">The schedule; null for the model's own.</param>
sealed record ModelChoice(string Word, ReleaseModel Model, IReadOnlyList<Parameter> Parameters, Conditions? Conditions)
{
    /// <summary>The model behind a word.</summary>
    /// <exception cref="RefusedException">It is none, or the scenario can't be used.</exception>
    public static ModelChoice Of(string word)
    {
        if (Catalog.Find(word) is not null || !WorkflowFiles.IsScenario(word))
        {
            ReleaseModel named = Catalog.Get(word);
            return new(word, named, [.. named.Parameters.Select(parameter => parameter.Usually)], null);
        }

        Scenario scenario = WorkflowFiles.Scenario(word);
        return new(word, scenario.Model, scenario.Space.Parameters, Own(scenario));
    }

    /// <summary>The schedule as a list: one for all profiles, or none.</summary>
    public IReadOnlyList<Conditions> Schedules => Conditions is null ? [] : [Conditions];

    /// <summary>The schedule of a scenario, where it is not the model's own.</summary>
    static Conditions? Own(Scenario scenario) => scenario.Space.Conditions is { } own
        && !own.Equals(Trainers.Conditions.Of(scenario.Model.DefaultSchedule)) ? own : null;

    /// <summary>The schedules that files say for profiles.</summary>
    /// <param name="files">Scenarios of the model, or of one with the same inputs; none takes that of the choice.</param>
    /// <exception cref="RefusedException">A file can't be used, says no schedule, or one of other inputs; or the choice brings a schedule
    /// too.</exception>
    public IReadOnlyList<Conditions> SchedulesOf(IReadOnlyList<string> files)
    {
        if (files.Count == 0)
            return Schedules;
        if (Conditions is not null)
            throw new RefusedException($"surrogate fit --schedule: {Word} brings a schedule already; leave one of them out.");
        return [.. files.Select(file =>
        {
            Scenario scenario = WorkflowFiles.Scenario(file);
            if (!scenario.Model.Inputs.SequenceEqual(Model.Inputs) || scenario.Model.TimeUnit != Model.TimeUnit)
                throw new RefusedException($"surrogate fit --schedule: {file} is of {scenario.Model.Name}, whose conditions are not those of {Model.Name}; write its schedule for {Model.Name}.");
            return scenario.Space.Conditions
                ?? throw new RefusedException($"surrogate fit --schedule: {Model.Name} takes no doses and no conditions; leave --schedule out.");
        })];
    }

    /// <summary>What it came from, where that is a file.</summary>
    public static IEnumerable<ProvenanceStep> Steps(IEnumerable<string> words) => words.Where(File.Exists)
        .Select(word => new ProvenanceStep("scenario", Path.GetFileName(word), Provenance.HashOf(word)) { IsInput = true });
}
