using System.CommandLine;
using SurrogateEngine.Profiles;

namespace SurrogateEngine.Cli;

/// <summary>
/// What a user says of a file of measured profiles that its header does not say: the same options in every verb that reads one.
/// </summary>
sealed class ProfileFlags
{
    readonly Option<string?> timeColumn = Named("--time-column", "Header of the time column, if it isn't found.", "name");
    readonly Option<string?> releaseColumn = Named("--release-column", "Header of the release column, if it isn't found.", "name");
    readonly Option<string?> deviationColumn = Named("--deviation-column", "Header of the standard deviations, if it isn't found.", "name");
    readonly Option<string?> timeUnit = Named("--time-unit", "Unit of the times, if the header does not say.", "unit");
    readonly Option<string?> releaseUnit = Named("--release-unit", "percent or fraction, if the header does not say.", "unit");

    /// <summary>The options, for a verb's list.</summary>
    public IReadOnlyList<Option> All => [timeColumn, releaseColumn, deviationColumn, timeUnit, releaseUnit];

    /// <summary>What was said.</summary>
    public ProfileOptions Read(ParseResult given) => new()
    {
        TimeColumn = given.GetValue(timeColumn),
        ReleaseColumn = given.GetValue(releaseColumn),
        DeviationColumn = given.GetValue(deviationColumn),
        TimeUnit = given.GetValue(timeUnit),
        ReleaseUnit = given.GetValue(releaseUnit),
    };

    static Option<string?> Named(string name, string description, string value) =>
        new(name) { Description = description, HelpName = value };
}
