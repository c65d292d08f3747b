using System.CommandLine;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;
using SurrogateEngine.Report;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate fit SURROGATE PROFILE</c>: the parameters that explain a measured release profile.</summary>
sealed class FitVerb : Verb
{
    readonly Argument<string> surrogate = new("surrogate") { Description = "File made by surrogate train." };
    readonly Argument<string> profile = new("profile") { Description = $"CSV file with time and release, or one that comes along: {BuiltInProfiles.NameList}." };
    readonly Option<string[]> fix = new("--fix") { Description = "Hold a parameter you know, e.g. R=120nm.", HelpName = "name=value", AllowMultipleArgumentsPerToken = true };
    readonly Option<string?> timeUnit = new("--time-unit") { Description = "Unit of the times, if the header does not say.", HelpName = "unit" };
    readonly Option<string?> releaseUnit = new("--release-unit") { Description = "percent or fraction, if the header does not say.", HelpName = "unit" };
    readonly Option<string?> report = new("--report") { Description = "Write an HTML report with the curves.", HelpName = "file" };
    readonly Option<bool> noCheck = new("--no-check") { Description = "Do not solve the model again at the fitted parameters." };

    public override string Name => "fit";

    public override string Summary => "Find the parameters that explain a measured release profile, and check them with the model itself.";

    public override IReadOnlyList<string> Examples =>
    [
        "surrogate fit plga-sphere.surrogate letrozole-plga", "surrogate fit plga-sphere.surrogate my-profile.csv --fix R=120nm kappa=50 --report fit.html",
    ];

    protected override IReadOnlyList<Argument> Arguments => [surrogate, profile];

    protected override IReadOnlyList<Option> Options => [fix, report, timeUnit, releaseUnit, noCheck];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        if (given.GetValue(report) is { } target)
            Inputs.RequireFolderOf(target);
        using Surrogate trained = Surrogate.Load(given.GetRequiredValue(surrogate));
        CurveSpace space = trained.Card.Space;
        MeasuredProfile measured = BuiltInProfiles.Open(
            given.GetRequiredValue(profile), new ProfileOptions { TimeUnit = given.GetValue(timeUnit), ReleaseUnit = given.GetValue(releaseUnit) });
        var known = new Dictionary<string, double>();
        foreach (string word in given.GetValue(fix) ?? [])
        {
            (string name, double value) = ParameterValue.Parse(word, "surrogate fit --fix", space.Parameters);
            known[name] = value;
        }

        FitResult fit = Fit(trained, measured, new FitOptions { Fixed = known }, check: !given.GetValue(noCheck));
        if (given.GetValue(report) is { } page)
            HtmlReport.Write(Page(trained, fit), page);
        terminal.Result(FitText.Facts(fit));
        FitText.Show(terminal, fit);
        if (given.GetValue(report) is { } written)
            terminal.Line($"Report: {written}");
        return CommandLine.Done;
    }

    static ReportModel Page(Surrogate trained, FitResult fit) => new()
    {
        Title = fit.Profile.Name,
        Subtitle = $"explained by {fit.Law}",
        Made = Data.Manifest.ThisSoftware,
        Parameters = trained.Card.Space.Parameters,
        Fits = [fit],
    };

    /// <summary>Fits with the surrogate and, where this build still has the same law, judges with the law.</summary>
    public static FitResult Fit(Surrogate trained, MeasuredProfile measured, FitOptions options, bool check)
    {
        CurveSpace space = trained.Card.Space;
        ReleaseLaw? law = Catalog.FindLaw(space.Law);
        LawPredictor? judge = check && law?.Version == space.LawVersion ? new LawPredictor(law, space) : null;
        return ProfileFit.Run(measured, new SurrogatePredictor(trained), judge, options);
    }
}
