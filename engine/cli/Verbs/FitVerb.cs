using System.CommandLine;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Fitting;
using SurrogateEngine.Profiles;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate fit SURROGATE PROFILE</c>: the parameters that explain a measured release profile.</summary>
sealed class FitVerb : Verb
{
    readonly Argument<string> surrogate = new("surrogate") { Description = "File made by surrogate train." };
    readonly Argument<string> profile = new("profile")
    {
        Description = $"CSV file with time and release, or one that comes along: {BuiltInProfiles.NameList}."
    };
    readonly Option<string[]> fix = new("--fix")
    {
        Description = "Hold a parameter you know, e.g. R=120nm.",
        HelpName = "name=value",
        AllowMultipleArgumentsPerToken = true
    };
    readonly Option<string?> timeUnit = new("--time-unit")
    {
        Description = "Unit of the times, if the header does not say.",
        HelpName = "unit"
    };
    readonly Option<string?> releaseUnit = new("--release-unit")
    {
        Description = "percent or fraction, if the header does not say.",
        HelpName = "unit"
    };
    readonly Option<string?> report = new("--report") { Description = "Write an HTML report with the curves.", HelpName = "file" };
    readonly Option<string?> output = new("--output", "-o")
    {
        Description = "Write the curves as numbers: CSV or Parquet.",
        HelpName = "file"
    };
    readonly Option<bool> noCheck = new("--no-check") { Description = "Do not solve the model again at the fitted parameters." };
    readonly Option<string?> device = new("--device")
    {
        Description =
            "Where the model is solved: host, auto (a GPU if there is one), cuda:0, opencl:0 or cpu (ILGPU's, for tests); see surrogate devices [default: host].",
        HelpName = "name"
    };
    readonly Option<bool> force = CommonOptions.Force("report");

    public override string Name => "fit";

    public override int Rank => 7;

    public override string Summary => "Find the parameters that explain a measured release profile, and check them with the model itself.";

    public override IReadOnlyList<string> Examples =>
    [
        "surrogate fit plga-sphere.surrogate letrozole-plga",
            "surrogate fit plga-sphere.surrogate my-profile.csv --fix R=120nm kappa=50 --report fit.html",
    ];

    protected override IReadOnlyList<Argument> Arguments => [surrogate, profile];

    protected override IReadOnlyList<Option> Options => [fix, report, output, timeUnit, releaseUnit, noCheck, device, force];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        var request = new FitRequest
        {
            Surrogate = given.GetRequiredValue(surrogate),
            Profile = given.GetRequiredValue(profile),
            Fixed = given.GetValue(fix) ?? [],
            TimeUnit = given.GetValue(timeUnit),
            ReleaseUnit = given.GetValue(releaseUnit),
            Report = given.GetValue(report),
            Output = given.GetValue(output),
            Force = given.GetValue(force),
            Device = given.GetValue(device),
            Check = !given.GetValue(noCheck),
        };
        FitResult fit = FitWorkflow.Run(request, cancellation);
        terminal.Result(FitText.Facts(fit));
        FitText.Show(terminal, fit);
        if (request.Output is { } curves)
            terminal.Line($"Curves: {curves}");
        if (request.Report is { } written)
            terminal.Line($"Report: {written}");
        return CommandLine.Done;
    }
}
