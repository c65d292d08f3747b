using System.CommandLine;
using System.Diagnostics;
using SurrogateEngine.Baselines;
using SurrogateEngine.Benchmarks;
using SurrogateEngine.Data;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Bench.Accuracy;

/// <summary><c>accuracy</c>: from nothing to a surrogate in so many minutes, tested on unseen formulations beside classical ones.</summary>
static class AccuracyCommand
{
    static readonly Option<string> Problem = new("--problem") { Description = "p1, p2 or p3", DefaultValueFactory = _ => "p2" };
    static readonly Option<double> Minutes = new("--minutes")
    {
        Description = "Time for simulating and training, all in all",
        DefaultValueFactory = _ => 10
    };
    static readonly Option<string?> Plan = new("--plan")
    {
        Description = "JSON file with a training plan; its seconds are not used",
        HelpName = "file"
    };
    static readonly Option<int> Unseen = new("--unseen") { Description = "Formulations to test on", DefaultValueFactory = _ => 4096 };
    static readonly Option<int> Curves = new("--curves") { Description = "Curves the baselines learn", DefaultValueFactory = _ => 10_000 };
    static readonly Option<int> Trees = new("--trees")
    {
        Description = "Most trees of XGBoost",
        DefaultValueFactory = _ => new XgboostOptions().Rounds
    };
    static readonly Option<int> Terms = new("--terms")
    {
        Description = "Most terms of the polynomial",
        DefaultValueFactory = _ => new PolynomialChaosOptions().MaxTerms
    };
    static readonly Option<bool> BaselinesOnly = new("--baselines-only") { Description = "Leave the surrogate out" };
    static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line" };

    public static Command Create()
    {
        Problem.AcceptOnlyFromAmong([.. ProblemSet.All.Select(problem => problem.Name)]);
        var command = new Command("accuracy", "A surrogate trained from nothing beside classical ones: error on unseen formulations.")
        {
            Problem, Minutes, Plan, Unseen, Curves, Trees, Terms, BaselinesOnly, Json,
        };
        command.SetAction(given => Refusable.Run(() => Run(given)));
        return command;
    }

    static void Run(ParseResult given)
    {
        Refusable.RequireAtLeast(1, given.GetValue(Unseen), Unseen);
        Refusable.RequireAtLeast(1, given.GetValue(Trees), Trees);
        Refusable.RequireAtLeast(1, given.GetValue(Terms), Terms);
        if (!(given.GetValue(Minutes) > 0))
            throw new RefusedException($"--minutes is {given.GetValue(Minutes)}; give more than 0.");
        TrainingPlan plan = PlanOf(given);
        ProblemSet problem = ProblemSet.Find(given.GetValue(Problem)!)!;
        var unseen = UnseenCurves.Of(problem, given.GetValue(Unseen));
        TextWriter output = given.InvocationConfiguration.Output;
        AccuracyLine.PrintHead(output, problem, unseen.Count, given.GetValue(Json));
        if (!given.GetValue(BaselinesOnly))
            TrainedLine(problem, plan, unseen).Print(output, given.GetValue(Json));
        CurveSet learned = UnseenCurves.Rows(new ScenarioStream(Scenario.Default(problem.Model)), given.GetValue(Curves));
        foreach (IBaseline baseline in Baselines(given))
        {
            try
            {
                LineOf(baseline, problem, learned, unseen).Print(output, given.GetValue(Json));
            }
            catch (RefusedException missing) when (baseline is Xgboost && !Xgboost.IsInstalled)
            {
                given.InvocationConfiguration.Error.WriteLine(missing.Message);
            }
        }
    }

    // Everything a surrogate needs lies between the two readings of the clock: simulation, training and its own evaluation.
    static AccuracyLine TrainedLine(ProblemSet problem, TrainingPlan plan, CurveSet unseen)
    {
        long start = Stopwatch.GetTimestamp();
        using Surrogate surrogate = Trainer.Train(plan, new ScenarioStream(Scenario.Default(problem.Model)));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        string setting =
            $"{surrogate.Plan.Network.Name} {surrogate.Plan.Network.Width} x {surrogate.Plan.Network.Depth}, {surrogate.Plan.Schedule.Epochs} epochs of fresh curves";
        return AccuracyLine.Of("surrogate", problem, surrogate.Card.TrainingCurves, seconds, setting, unseen, surrogate.Predict);
    }

    static AccuracyLine LineOf(IBaseline baseline, ProblemSet problem, CurveSet learned, CurveSet unseen)
    {
        long start = Stopwatch.GetTimestamp();
        using IFittedBaseline fitted = baseline.Fit(learned);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return AccuracyLine.Of(baseline.Name, problem, learned.Count, seconds, fitted.Setting, unseen, fitted.Predict);
    }

    static IEnumerable<IBaseline> Baselines(ParseResult given) =>
    [
        new Xgboost(new() { Rounds = given.GetValue(Trees) }),
        new PolynomialChaos(new() { MaxTerms = given.GetValue(Terms) }),
        new MeanCurve(),
    ];

    static TrainingPlan PlanOf(ParseResult given)
    {
        TrainingPlan plan = given.GetValue(Plan) is { } path
            ? TrainingPlan.FromJson(Text(path), path)
            : new TrainingPlan { Schedule = new() { Epochs = 1_000_000, Patience = 0 }, Data = new() { Batch = 64 } };
        return plan with { Schedule = plan.Schedule with { Seconds = 60 * given.GetValue(Minutes), StepBudget = [] } };
    }

    static string Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refusals.CannotRead(path, "a training plan", e);
        }
    }
}
