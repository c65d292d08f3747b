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
        return new(word, scenario.Model, scenario.Space.Parameters, scenario.Schedule is null ? null : scenario.Space.Conditions);
    }

    /// <summary>What it came from, where that is a file.</summary>
    public static IEnumerable<ProvenanceStep> Steps(IEnumerable<string> words) => words.Where(File.Exists)
        .Select(word => new ProvenanceStep("scenario", Path.GetFileName(word), Provenance.HashOf(word)) { IsInput = true });
}
