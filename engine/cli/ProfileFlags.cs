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
    readonly Option<string?> profileColumn = Named("--profile-column", "Header of the column that tells profiles apart.", "name");
    readonly Option<string?> profile = Named("--profile", "Which profile of a file with several.", "name");
    readonly Option<string?> dose = Named("--dose", "The dose, where released amounts are given, e.g. 20mg.", "amount");
    readonly Option<string?> mapping = Named("--mapping", "File with these options, from data check --save-mapping.", "file");
    readonly Option<string?> timeUnit = Named("--time-unit", "Unit of the times, if the header does not say.", "unit");
    readonly Option<string?> releaseUnit = Named("--release-unit", "percent or fraction, if the header does not say.", "unit");

    readonly Option<string[]> condition = new("--condition")
    {
        Description = "Headers of columns with conditions of a profile; temperature and pH are found by themselves.",
        HelpName = "names",
        AllowMultipleArgumentsPerToken = true
    };

    /// <summary>The options, for a verb's list.</summary>
    public IReadOnlyList<Option> All =>
        [timeColumn, releaseColumn, deviationColumn, profileColumn, profile, dose, timeUnit, releaseUnit, condition, mapping];

    /// <summary>What was said.</summary>
    /// <exception cref="RefusedException">The mapping can't be used.</exception>
    public ProfileOptions Read(ParseResult given)
    {
        ProfileOptions saved = given.GetValue(mapping) is { } path ? ProfileMapping.Load(path) : new();
        return new()
        {
            TimeColumn = given.GetValue(timeColumn) ?? saved.TimeColumn,
            ReleaseColumn = given.GetValue(releaseColumn) ?? saved.ReleaseColumn,
            DeviationColumn = given.GetValue(deviationColumn) ?? saved.DeviationColumn,
            ProfileColumn = given.GetValue(profileColumn) ?? saved.ProfileColumn,
            Profile = given.GetValue(profile) ?? saved.Profile,
            Dose = given.GetValue(dose) ?? saved.Dose,
            Conditions = given.GetValue(condition) is { Length: > 0 } named ? named : saved.Conditions,
            TimeUnit = given.GetValue(timeUnit) ?? saved.TimeUnit,
            ReleaseUnit = given.GetValue(releaseUnit) ?? saved.ReleaseUnit,
        };
    }

    static Option<string?> Named(string name, string description, string value) =>
        new(name) { Description = description, HelpName = value };
}
