using System.CommandLine;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Fitting;
using SurrogateEngine.Fitting.Empirical;
using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate fit SURROGATE PROFILE</c>: the parameters that explain a measured release profile.</summary>
sealed class FitVerb : Verb
{
    readonly Argument<string> surrogate = new("surrogate")
    {
        Description = "File made by surrogate train; with --models the profile, or a folder of profiles."
    };
    readonly Argument<string?> profile = new("profile")
    {
        Description = $"CSV file with time and release, or one that comes along: {BuiltInProfiles.NameList}.",
        Arity = ArgumentArity.ZeroOrOne
    };
    readonly Option<string[]> fix = new("--fix")
    {
        Description = "Hold a parameter you know, e.g. R=120nm.",
        HelpName = "name=value",
        AllowMultipleArgumentsPerToken = true
    };
    readonly ProfileFlags reading = new();
    readonly Option<string[]> models = new("--models", "--model")
    {
        Description =
            "Fit without a surrogate: empirical (every empirical family), all (each with a burst, a lag or a smaller end too), names such as weibull+tlag, or models of the catalog such as plga-sphere, which are then solved themselves.",
        HelpName = "names",
        AllowMultipleArgumentsPerToken = true
    };
    readonly Option<string[]> range = new("--range")
    {
        Description = "With --model, search this range and not the usual one, e.g. tau=0.1..1000d.",
        HelpName = "name=low..high",
        AllowMultipleArgumentsPerToken = true
    };
    readonly Option<string?> weights = new("--weights")
    {
        Description = "With --models, how points weigh: 1, 1/y, 1/y^2 or 1/sd^2 [default: 1].",
        HelpName = "weights"
    };
    readonly Option<bool> resume = new("--resume") { Description = "With --models and many profiles, go on with a table that was begun." };
    readonly Option<string?> report = new("--report") { Description = "Write an HTML report with the curves.", HelpName = "file" };
    readonly Option<string?> output = new("--output", "-o")
    {
        Description = "Write the curves as numbers: CSV or Parquet.",
        HelpName = "file"
    };
    readonly Option<string?> plot = CommonOptions.Plot();
    readonly Option<bool> noCheck = new("--no-check") { Description = "Do not solve the model again at the fitted parameters." };
    readonly Option<string?> device = CommonOptions.Device("Where the model is solved");
    readonly Option<bool> force = CommonOptions.Force("report");

    public override string Name => "fit";

    public override int Rank => 7;

    public override string Summary => "Find the parameters that explain a measured release profile, and check them with the model itself.";

    public override IReadOnlyList<string> Examples =>
    [
        "surrogate fit plga-sphere.surrogate letrozole-plga",
            "surrogate fit plga-sphere.surrogate my-profile.csv --fix R=120nm kappa=50 --report fit.html --plot fit.png",
            "surrogate fit my-profile.csv --model plga-sphere --fix R=120nm", "surrogate fit my-profile.csv --models all --weights 1/y", "surrogate fit my-profiles/ --models weibull,higuchi --output fits.csv",
    ];

    protected override IReadOnlyList<Argument> Arguments => [surrogate, profile];

    protected override IReadOnlyList<Option> Options =>
        [fix, models, range, weights, report, output, plot, .. reading.All, noCheck, device, resume, force];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        if (given.GetValue(models) is { Length: > 0 } named)
            return named.Any(name => Catalog.Find(name) is not null)
                ? RunMechanistic(named, given, terminal, cancellation)
                : RunEmpirical(named, given, terminal, cancellation);
        if (given.GetValue(profile) is not { } second)
            throw Refusals.MissingWord("surrogate fit", profile.Name, profile.Description!,
                "or fit empirical models to one with --models empirical");
        ProfileOptions said = reading.Read(given);
        var request = new FitRequest
        {
            Surrogate = given.GetRequiredValue(surrogate),
            Profile = second,
            Fixed = given.GetValue(fix) ?? [],
            Reading = said,
            Report = given.GetValue(report),
            Output = given.GetValue(output),
            Plot = given.GetValue(plot),
            Force = given.GetValue(force),
            Device = given.GetValue(device),
            Check = !given.GetValue(noCheck),
        };
        using var screen = new ProgressScreen(terminal);
        FitResult fit = FitWorkflow.Run(request, screen, cancellation);
        terminal.Result(FitText.Facts(fit));
        FitText.Show(terminal, fit);
        if (request.Output is { } curves)
            terminal.Line($"Curves: {curves}");
        if (request.Plot is { } picture)
            terminal.Line($"Plot: {picture}");
        if (request.Report is { } written)
            terminal.Line($"Report: {written}");
        return CommandLine.Done;
    }

    int RunMechanistic(string[] named, ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        if (given.GetValue(profile) is { } second)
            throw Refusals.TooManyWords("surrogate fit --model", second, "models of the catalog need a profile and no surrogate");
        foreach ((string option, bool isGiven) in new[]
        {
            ("--output", given.GetValue(output) is not null), ("--plot", given.GetValue(plot) is not null),
                ("--weights", given.GetValue(weights) is not null),
        })
            if (isGiven)
                throw new RefusedException($"surrogate fit --model {named[0]}: {option} is for surrogates and empirical models; leave it out, or write a --report.");
        using var screen = new ProgressScreen(terminal);
        IReadOnlyList<RankedFit> ranked = MechanisticFitWorkflow.Run(new MechanisticFitRequest
        {
            Profile = given.GetRequiredValue(surrogate),
            Models = named,
            Fixed = given.GetValue(fix) ?? [],
            Ranges = given.GetValue(range) ?? [],
            Reading = reading.Read(given),
            Report = given.GetValue(report),
            Force = given.GetValue(force),
            Device = given.GetValue(device),
        }, screen, cancellation);
        terminal.Result(new
        {
            best = ranked[0].Fit.Model,
            fits = ranked
            .Select(one => new { akaike_weight = one.AkaikeWeight, fit = FitText.Facts(one.Fit) })
        });
        FitText.Show(terminal, ranked[0].Fit);
        foreach (RankedFit one in ranked.Count > 1 ? ranked : [])
            terminal.Line($"  {one.Fit.Model}: RMSE {NumberText.Short(one.Fit.ReportedQuality.RmsePercent)} %, AICc {NumberText.Digits(one.Fit.Statistics.AicCorrected, 4)}, Akaike weight {NumberText.Digits(one.AkaikeWeight, 3)}");
        return CommandLine.Done;
    }

    int RunEmpirical(string[] named, ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        if (given.GetValue(profile) is { } second)
            throw Refusals.TooManyWords("surrogate fit --models", second, "empirical models need a profile and no surrogate");
        var request = new EmpiricalRequest
        {
            Profile = given.GetRequiredValue(surrogate),
            Reading = reading.Read(given),
            Options = new EmpiricalOptions { Models = named, Weights = WeightNames.Parse(given.GetValue(weights) ?? "1") },
            Report = given.GetValue(report),
            Output = given.GetValue(output),
            Plot = given.GetValue(plot),
            Force = given.GetValue(force),
            Resume = given.GetValue(resume),
        };
        try
        {
            using var screen = new ProgressScreen(terminal);
            EmpiricalResult result = EmpiricalWorkflow.Run(request, screen, cancellation);
            if (result.Table is null)
            {
                terminal.Result(EmpiricalText.Facts(result.Comparisons[0]));
                EmpiricalText.Show(terminal, result.Comparisons[0]);
                if (request.Plot is { } picture)
                    terminal.Line($"Plot: {picture}");
            }
            else
            {
                terminal.Result(EmpiricalText.Facts(result));
                EmpiricalText.Show(terminal, result);
            }
        }
        catch (OperationCanceledException)
        {
            terminal.Remark($"Stopped; finished profiles are kept. Go on with:  {CommandLine.Resumed(given)}");
            terminal.Result(new { interrupted = true });
            return CommandLine.Interrupted;
        }

        return CommandLine.Done;
    }
}
