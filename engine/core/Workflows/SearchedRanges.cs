using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Workflows;

/// <summary>What <c>--range</c> and <c>--fix</c> of a fit say of a model's parameters.</summary>
static class SearchedRanges
{
    /// <inheritdoc cref="Of(ModelChoice, IEnumerable{string}, IEnumerable{string})"/>
    public static (Parameter[] Parameters, Dictionary<string, double> Known) Of(
        ReleaseModel model, IEnumerable<string> ranges, IEnumerable<string> known) => Of(ModelChoice.Of(model.Name), ranges, known);

    /// <summary>The model's parameters over what is to be searched, and the values of those that are known.</summary>
    /// <exception cref="RefusedException">A word names no parameter, or gives it an impossible value.</exception>
    public static (Parameter[] Parameters, Dictionary<string, double> Known) Of(
        ModelChoice choice, IEnumerable<string> ranges, IEnumerable<string> known)
    {
        ReleaseModel model = choice.Model;
        Parameter[] parameters = [.. choice.Parameters];
        foreach (string word in ranges)
        {
            (string name, double low, double high) = ParameterValue.ParseRange(word, "surrogate fit --range", model.Parameters);
            int p = Array.FindIndex(parameters, parameter => parameter.Name == name);
            parameters[p] = parameters[p] with { Low = low, High = high };
        }

        Dictionary<string, double> held = ParameterValue.ParseAll(known, "surrogate fit --fix", model.Parameters);
        // The model is solved, not predicted: a value that is known need not lie where formulations usually do.
        for (int p = 0; p < parameters.Length; p++)
            if (parameters[p].Low < parameters[p].High && held.TryGetValue(parameters[p].Name, out double value))
                parameters[p] = parameters[p] with { Low = Math.Min(parameters[p].Low, value), High = Math.Max(parameters[p].High, value) };
        return (parameters, held);
    }
}
