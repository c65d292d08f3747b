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
    readonly Argument<string[]> profile = new("profile")
    {
        Description = $"CSV file with time and release, or one that comes along: {BuiltInProfiles.NameList}; with --model more of them.",
        Arity = ArgumentArity.ZeroOrMore
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
            "Fit without a surrogate: empirical (every empirical family), all (each with a burst, a lag or a smaller end too), names such as weibull+tlag, or models of the catalog such as plga-sphere, or scenarios (JSON) with doses, infusions or changes of the medium, which are then solved themselves.",
        HelpName = "names",
        AllowMultipleArgumentsPerToken = true
    };
    readonly Option<string[]> range = new("--range")
    {
        Description = "With --model, search this range and not the usual one, e.g. tau=0.1..1000d.",
        HelpName = "name=low..high",
        AllowMultipleArgumentsPerToken = true
    };
    readonly Option<bool> lag = new("--lag") { Description = "With --model, release may begin after a lag, tlag, that is fitted too." };
    readonly Option<string[]> share = Names("--share", "With --model and many profiles, parameters that all have in common.");
    readonly Option<string[]> separate = Names("--separate", "With --model and many profiles, parameters that each has for itself; all others are shared.");
    readonly Option<string[]> arrhenius = Names("--arrhenius",
        "With --model and many profiles, parameters that differ by their temperature alone: one value and an activation energy.");
    readonly Option<string[]> schedule = new("--schedule")
    {
        Description = "With --model, scenarios whose doses and conditions hold: one for all profiles, or one each in their order.",
        HelpName = "files",
        AllowMultipleArgumentsPerToken = true
    };
    readonly Option<string?> loss = new("--loss")
    {
        Description = "How residuals count, so that wrong measurements do not decide: squares, huber, student-t or tukey [default: squares].",
        HelpName = "loss"
    };
    readonly Option<bool> posterior = new("--posterior")
    {
        Description = "Draw parameters from their posterior too, by the model itself: mean, sd, interval and whether the draws have converged."
    };
    readonly Option<long> draws = new("--draws")
    {
        Description = "With --posterior, moves of each of 128 walkers [default: 1000].",
        CustomParser = NumberOption.Whole,
        DefaultValueFactory = _ => 1000
    };
    readonly Option<long> next = new("--next")
    {
        Description = "With --model, choose so many next sampling times: those that narrow the parameters most (D-optimal).",
        HelpName = "count",
        CustomParser = NumberOption.Whole
    };
    readonly Option<bool> leaveOneOut = new("--leave-one-out")
    {
        Description = "With --share, leave each profile out in turn, predict it by the others, and rank models by that."
    };
    readonly Option<string?> until = new("--until")
    {
        Description = "With --forecast, measurements up to this time are seen, e.g. 3d [default: all]; with --next, the latest time.",
        HelpName = "time"
    };
    readonly Option<string?> forecast = new("--forecast")
    {
        Description = "Forecast the rest of the profile up to this time, e.g. 90d, by empirical families, by --models, or by a surrogate.",
        HelpName = "time"
    };
    readonly Option<string?> prior = new("--prior")
    {
        Description = "With --forecast, whole profiles of other formulations, a file or folder: with columns named by --condition, what they say of one with such features comes first, and their own ends say how wide the band must be.",
        HelpName = "file"
    };
    readonly Option<string?> weights = new("--weights")
    {
        Description = "With --models, how points weigh: 1, 1/y, 1/y^2 or 1/sd^2 [default: 1].",
        HelpName = "weights"
    };
    readonly Option<bool> resume = new("--resume") { Description = "With --models and many profiles, go on with a table that was begun." };
    readonly Option<string?> report = CommonOptions.Report("Write an HTML report with the curves.");
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
        "surrogate fit my-profile.csv --model plga-sphere --fix R=120nm --posterior", "surrogate fit my-profile.csv --model my-doses.json", "surrogate fit my-profile.csv --models all --weights 1/y --loss huber",
        "surrogate fit my-profiles/ --models weibull,higuchi --output fits.csv",
        "surrogate fit my-profile.csv --until 3d --forecast 90d --plot forecast.png",
        "surrogate fit my-profile.csv --until 3d --forecast 90d --prior others.csv --condition size logP",
        "surrogate fit my-profile.csv --model plga-sphere --next 3 --until 60d",
        "surrogate fit once.csv twice.csv --model thermo-liposome --share kl kh --schedule once.json twice.json",
        "surrogate fit 37C.csv 45C.csv --model burst-erosion --separate phi --arrhenius kb ks --output parameters.csv",
    ];

    protected override IReadOnlyList<Argument> Arguments => [surrogate, profile];

    protected override IReadOnlyList<Option> Options =>
        [fix, models, range, lag, share, separate, arrhenius, schedule, loss, posterior, draws, next, leaveOneOut,
            until, forecast, prior, weights, report, output, plot, .. reading.All, noCheck, device, resume, force];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        if (given.GetValue(forecast) is { } horizon)
            return RunForecast(horizon, given, terminal, cancellation);
        if (Named(given) is { Length: > 0 } named)
            return named.Any(MechanisticFitWorkflow.Solves)
                ? RunMechanistic(named, given, terminal, cancellation)
                : RunEmpirical(named, given, terminal, cancellation);
        if (given.GetValue(profile) is not [var second, .. var more])
            throw Refusals.MissingWord("surrogate fit", profile.Name, profile.Description!,
                "or fit empirical models to one with --models empirical");
        if (more.Length > 0)
            throw Refusals.TooManyWords("surrogate fit", more[0], "a surrogate explains one profile at a time; several need --model");
        Refuse(given, "a surrogate", lag, prior, share, separate, arrhenius, schedule, range, weights, resume, next, leaveOneOut, until);
        var request = new FitRequest(Told(given))
        {
            Surrogate = given.GetRequiredValue(surrogate),
            Profile = second,
            Check = !given.GetValue(noCheck),
            Options = new FitOptions { Loss = Loss(given), Posterior = Sampling(given) },
        };
        using var screen = new ProgressScreen(terminal);
        FitResult fit = FitWorkflow.Run(request, screen, cancellation);
        terminal.Result(FitText.Facts(fit));
        FitText.Show(terminal, fit);
        Written(terminal, given, "Curves");
        return CommandLine.Done;
    }

    int RunMechanistic(string[] named, ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        string[] profiles = [given.GetRequiredValue(surrogate), .. given.GetValue(profile) ?? []];
        Refuse(given, $"--model {named[0]}", prior, weights, noCheck, resume);
        FittingRequest told = Told(given);
        bool asksForMany = new Option[] { share, separate, arrhenius, schedule, next, leaveOneOut }.Any(option =>
            given.GetResult(option) is { Implicit: false });
        if (asksForMany || profiles.Length > 1 || ProfileSource.Open(profiles[0], told.Reading, out _).Count > 1)
            return RunJoint(named, profiles, told, given, terminal, cancellation);
        using var screen = new ProgressScreen(terminal);
        IReadOnlyList<RankedFit> ranked = MechanisticFitWorkflow.Run(new MechanisticFitRequest(told)
        {
            Profile = profiles[0],
            Models = named,
            Ranges = given.GetValue(range) ?? [],
            Options = MechanisticFitRequest.Usual with { Loss = Loss(given), Posterior = Sampling(given) },
        }, screen, cancellation);
        terminal.Result(new
        {
            best = ranked[0].Fit.Model,
            fits = ranked.Select(one => new { akaike_weight = one.AkaikeWeight, fit = FitText.Facts(one.Fit) }),
        });
        FitText.Show(terminal, ranked[0].Fit);
        foreach (RankedFit one in ranked.Count > 1 ? ranked : [])
            terminal.Line($"  {one.Fit.Model}: RMSE {NumberText.Short(one.Fit.ReportedQuality.RmsePercent)} %, AICc {NumberText.Digits(one.Fit.Statistics.AicCorrected, 4)}, Akaike weight {NumberText.Digits(one.AkaikeWeight, 3)}");
        Written(terminal, given, "Curves");
        return CommandLine.Done;
    }

    int RunJoint(string[] named, string[] profiles, FittingRequest told, ParseResult given, Terminal terminal,
        CancellationToken cancellation)
    {
        using var screen = new ProgressScreen(terminal);
        JointFitOutcome outcome = JointFitWorkflow.Run(new JointFitRequest(told)
        {
            Profiles = profiles,
            Models = named,
            Ranges = given.GetValue(range) ?? [],
            Schedules = given.GetValue(schedule) ?? [],
            LeaveOneOut = given.GetValue(leaveOneOut),
            NextUntil = given.GetValue(until),
            Options = new JointOptions
            {
                Next = Next(given),
                Shared = Split(given.GetValue(share)),
                Separate = Split(given.GetValue(separate)),
                Arrhenius = Split(given.GetValue(arrhenius)),
                Loss = Loss(given),
                Posterior = Sampling(given),
            },
        }, screen, cancellation);
        terminal.Result(JointText.Facts(outcome));
        JointText.Show(terminal, outcome);
        Written(terminal, given, "Parameters");
        return CommandLine.Done;
    }

    int RunForecast(string horizon, ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        Refuse(given, "--forecast", share, separate, arrhenius, schedule, posterior, next, leaveOneOut, loss, weights, noCheck, resume);
        string[] words = [given.GetRequiredValue(surrogate), .. given.GetValue(profile) ?? []];
        if (words.Length > 2)
            throw Refusals.TooManyWords("surrogate fit --forecast", words[2], "one profile is forecast at a time, by a surrogate before it if there is one");
        using var screen = new ProgressScreen(terminal);
        ForecastResult result = ForecastWorkflow.Run(new ForecastRequest(Told(given))
        {
            Profile = words[^1],
            Surrogate = words.Length == 2 ? words[0] : null,
            Until = given.GetValue(until),
            Horizon = horizon,
            Prior = given.GetValue(prior),
            Models = Split(Named(given)),
            Ranges = given.GetValue(range) ?? [],
        }, screen, cancellation);
        terminal.Result(ForecastText.Facts(result));
        ForecastText.Show(terminal, result);
        Written(terminal, given, "Forecast");
        return CommandLine.Done;
    }

    /// <summary>The models that were named, with a lag where one is asked for.</summary>
    string[] Named(ParseResult given)
    {
        string[] named = given.GetValue(models) ?? [];
        if (!given.GetValue(lag))
            return named;
        return named.FirstOrDefault(word => Catalog.Find(word) is null) is { } other
            ? throw new RefusedException($"surrogate fit --lag: {other} is no model of the catalog; an empirical one with a lag is named weibull+tlag, and a scenario names its own, tlag.")
            : [.. named.Select(word => LagTime.Of(Catalog.Get(word)).Name)];
    }

    /// <summary>What all fits are told.</summary>
    FittingRequest Told(ParseResult given) => new()
    {
        Fixed = given.GetValue(fix) ?? [],
        Reading = reading.Read(given),
        Report = given.GetValue(report),
        Output = given.GetValue(output),
        Plot = given.GetValue(plot),
        Force = given.GetValue(force),
        Device = given.GetValue(device),
    };

    int Next(ParseResult given)
    {
        if (given.GetResult(next) is not { Implicit: false })
            return 0;
        long count = given.GetValue(next);
        return count is >= 1 and <= 50 ? (int)count : throw new RefusedException($"surrogate fit --next {count}: give 1 to 50.");
    }

    /// <summary>Says which files were written.</summary>
    void Written(Terminal terminal, ParseResult given, string table)
    {
        foreach ((string what, string? file) in new[] { (table, given.GetValue(output)), ("Plot", given.GetValue(plot)),
            ("Report", given.GetValue(report)) })
            if (file is not null)
                terminal.Line($"{what}: {file}");
    }

    LossKind Loss(ParseResult given) => LossNames.Parse(given.GetValue(loss) ?? LossNames.Of(LossKind.Squares));

    PosteriorOptions? Sampling(ParseResult given)
    {
        long moves = given.GetValue(draws);
        if (moves is < 20 or > 1_000_000)
            throw new RefusedException($"surrogate fit --draws {moves}: give 20 to 1,000,000.");
        return given.GetValue(posterior) ? new PosteriorOptions { Moves = (int)moves, Warmup = (int)moves / 2 } : null;
    }

    /// <summary>Refuses options that say nothing there.</summary>
    static void Refuse(ParseResult given, string where, params Option[] options)
    {
        foreach (Option option in options)
            if (given.GetResult(option) is { Implicit: false })
                throw new RefusedException($"surrogate fit {where}: {option.Name} means nothing there; leave it out.");
    }

    static string[] Split(string[]? names) =>
        [.. (names ?? []).SelectMany(name => name.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    static Option<string[]> Names(string name, string description) =>
        new(name) { Description = description, HelpName = "names", AllowMultipleArgumentsPerToken = true };

    int RunEmpirical(string[] named, ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        if (given.GetValue(profile) is [var second, ..])
            throw Refusals.TooManyWords("surrogate fit --models", second, "empirical models need a profile, or a folder of them, and no surrogate");
        Refuse(given, "--models", fix, range, prior, share, separate, arrhenius, schedule, posterior, next, leaveOneOut, until, noCheck,
            device);
        var request = new EmpiricalRequest
        {
            Profile = given.GetRequiredValue(surrogate),
            Reading = reading.Read(given),
            Options = new EmpiricalOptions
            {
                Models = named,
                Weights = WeightNames.Parse(given.GetValue(weights) ?? "1"),
                Loss = Loss(given)
            },
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
