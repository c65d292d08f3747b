using System.CommandLine;
using SurrogateEngine.Bench.Micro;
using SurrogateEngine.Benchmarks;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Bench.NetworkTable;

/// <summary><c>networks</c>: every kind of network on the same curves for the same epochs.</summary>
static class NetworksCommand
{
    static readonly Option<string> Problem = new("--problem") { Description = "Whose curves", DefaultValueFactory = _ => "p2" };
    static readonly Option<int> Curves = new("--curves")
    {
        Description = "Curves to train, validate and test on",
        DefaultValueFactory = _ => 4096
    };
    static readonly Option<int> Epochs = new("--epochs") { Description = "Passes over the training curves", DefaultValueFactory = _ => 30 };
    static readonly Option<string?> Only = new("--only") { Description = "Only rows whose name contains this", HelpName = "text" };
    static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line" };

    public static Command Create()
    {
        Problem.AcceptOnlyFromAmong([.. ProblemSet.All.Select(problem => problem.Name)]);
        var command = new Command("networks", "Error of every kind of network on the same curves after the same epochs.")
        {
            Problem, Curves, Epochs, Only, Json
        };
        command.SetAction(given => Refusable.Run(() => Run(given)));
        return command;
    }

    static void Run(ParseResult given)
    {
        Refusable.RequireAtLeast(100, given.GetValue(Curves), Curves);
        Refusable.RequireAtLeast(1, given.GetValue(Epochs), Epochs);
        CurveSet set = SolvedSet.Of(given.GetValue(Problem)!, given.GetValue(Curves));
        foreach (var (name, plan) in Plans(given.GetValue(Epochs)))
            if (given.GetValue(Only) is not { } part || name.Contains(part, StringComparison.Ordinal))
                NetworkFigure.Of(name, plan, set).Print(Console.Out, given.GetValue(Json));
    }

    /// <summary>Equal but for the network: a width of 64, steps of 64 curves.</summary>
    static IEnumerable<(string Name, TrainingPlan Plan)> Plans(int epochs)
    {
        var plan = new TrainingPlan
        {
            Network = new() { Width = 64 },
            Optimizer = new() { EmaDecay = 0.99 },
            Schedule = new() { Epochs = epochs, Patience = 0 },
            Data = new() { Batch = 64, ValidationShare = 0.1, TestShare = 0.25 },
        };
        yield return ("residual-mlp", plan);
        yield return ("residual-mlp, effective-rates", plan with { Network = plan.Network with { Features = ["effective-rates"] } });
        yield return ("residual-mlp, ratios", plan with { Network = plan.Network with { Features = ["ratios"] } });
        yield return ("residual-mlp, fourier", plan with { Network = plan.Network with { Features = ["fourier"] } });
        yield return ("residual-mlp, pod basis", plan with { Network = plan.Network with { Basis = "pod" } });
        yield return ("residual-mlp, learned basis", plan with { Network = plan.Network with { Basis = "learned" } });
        yield return ("residual-mlp, monotone", plan with { Network = plan.Network with { Monotone = true } });
        yield return ("residual-mlp, sobolev", plan with
        {
            Loss = plan.Loss with { Weights = new Dictionary<string, double>(plan.Loss.Weights) { ["sobolev"] = 0.1 } },
        });
        yield return ("deeponet", plan with { Network = plan.Network with { Name = "deeponet", Modes = 64 } });
        yield return ("deeponet, effective time", plan with
        {
            Network = plan.Network with { Name = "deeponet", Modes = 64, Trunk = "effective-time" },
        });
        yield return ("gru", plan with { Network = plan.Network with { Name = "gru", Depth = 1 } });
        yield return ("cnn", plan with { Network = plan.Network with { Name = "cnn" } });
    }
}
