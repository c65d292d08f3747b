using SurrogateEngine.Fitting;

namespace SurrogateEngine.Workflows;

/// <summary>What was asked of a fit as words of a command line, for the command that makes it again; what is usual is left out.</summary>
static class FitWords
{
    /// <summary>An option and its values; nothing where there are none.</summary>
    public static IEnumerable<string> Of(string option, params IReadOnlyList<string> values) => values.Count > 0 ? [option, .. values] : [];

    /// <summary>An option with one value; nothing where there is none.</summary>
    public static IEnumerable<string> Of(string option, string? value) => value is null ? [] : [option, value];

    /// <summary>How residuals count.</summary>
    public static IEnumerable<string> Of(LossKind loss) => loss == LossKind.Squares ? [] : ["--loss", LossNames.Of(loss)];

    /// <summary>A sampling of the posterior.</summary>
    public static IEnumerable<string> Of(PosteriorOptions? posterior) =>
        posterior is null ? [] : ["--posterior", "--draws", $"{posterior.Moves}"];
}
