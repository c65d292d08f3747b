using System.CommandLine;
using SurrogateEngine.Trainers;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Cli.Verbs;

/// <summary>The keys of a training plan that may be given on the command line instead; each overrides the plan file's.</summary>
sealed class PlanOptions
{
    static readonly string[] Optimizers = ["adam", "adamw", "sgd", "lbfgs"];

    readonly Option<string?> plan = new("--plan")
    {
        Description = "JSON file with the training plan; left out, a plan that suits most.",
        HelpName = "file"
    };
    readonly Option<string?> task = new("--task")
    {
        Description = "What is trained: curves (a surrogate), vae or gan (a generator of designs), policy (designs formulations step by step) [default: the plan's, curves].",
        HelpName = "name"
    };
    readonly Option<string?> start = new("--from")
    {
        Description = "Surrogate to start from, of this model or another one, over these ranges or others.",
        HelpName = "file"
    };
    readonly Option<int?> freeze = new("--freeze")
    {
        Description = "Layers taken from it that are not trained, counted from the input.",
        HelpName = "count",
        CustomParser = given => NumberOption.Count(given)
    };
    readonly Option<bool> fineTune = new("--fine-tune")
    {
        Description = "Train every layer taken from it; so it is anyway without --freeze."
    };
    readonly Option<string?> network = new("--network")
    {
        Description = $"One of {string.Join(", ", Networks.All.Names)}.",
        HelpName = "name"
    };
    readonly Option<int?> width = new("--width")
    {
        Description = "Neurons in a layer.",
        HelpName = "count",
        CustomParser = given => NumberOption.Count(given)
    };
    readonly Option<int?> depth = new("--depth")
    {
        Description = "Hidden layers after the first.",
        HelpName = "count",
        CustomParser = given => NumberOption.Count(given)
    };
    readonly Option<string?> features = new("--features")
    {
        Description = "What to tell the network beside the parameters, with commas between: effective-rates, ratios, fourier.",
        HelpName = "names"
    };
    readonly Option<string?> basis = new("--basis") { Description = "What curves are made of: none, pod or learned.", HelpName = "name" };
    readonly Option<bool> monotone = new("--monotone") { Description = "Promise curves that cannot fall." };
    readonly Option<string?> optimizer = new("--optimizer") { Description = $"One of {string.Join(", ", Optimizers)}.", HelpName = "name" };
    readonly Option<double?> learningRate = new("--learning-rate")
    {
        Description = "Largest learning rate.",
        HelpName = "number",
        CustomParser = given => NumberOption.Real(given)
    };
    readonly Option<int?> batch = new("--batch")
    {
        Description = "Formulations in a step.",
        HelpName = "count",
        CustomParser = given => NumberOption.Count(given)
    };
    readonly Option<int?> epochs = new("--epochs")
    {
        Description = "Passes over the data, instead of the plan's.",
        HelpName = "count",
        CustomParser = given => NumberOption.Count(given)
    };
    readonly Option<double?> seconds = new("--seconds")
    {
        Description = "Train no longer than this.",
        HelpName = "number",
        CustomParser = given => NumberOption.Real(given)
    };
    readonly Option<long?> seed = new("--seed")
    {
        Description = "Seed of the first weights and of the order of the rows.",
        HelpName = "number",
        CustomParser = given => NumberOption.Whole(given)
    };
    readonly Option<string?> device = new("--device")
    {
        Description = "Where the network learns: auto, cpu, cuda, or cuda:1 and so on.",
        HelpName = "name"
    };

    readonly Option<bool> noFused = new("--no-fused")
    {
        Description = "Let the tensor library take every step, also those that our fused kernels know.",
    };

    /// <summary>All of them, in the order of --help.</summary>
    public IReadOnlyList<Option> All =>
        [plan, task, start, freeze, fineTune, network, width, depth, features, basis, monotone, optimizer, learningRate, batch, epochs,
        seconds, seed, device, noFused];

    /// <summary>What was given, as the workflows take it.</summary>
    public PlanRequest Asked(ParseResult given) => new()
    {
        File = given.GetValue(plan),
        Task = given.GetValue(task),
        From = given.GetValue(start),
        Freeze = given.GetValue(freeze),
        FineTune = given.GetValue(fineTune),
        Network = given.GetValue(network),
        Width = given.GetValue(width),
        Depth = given.GetValue(depth),
        Features = given.GetValue(features)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        Basis = given.GetValue(basis),
        Monotone = given.GetValue(monotone),
        Optimizer = given.GetValue(optimizer),
        LearningRate = given.GetValue(learningRate),
        Batch = given.GetValue(batch),
        Epochs = given.GetValue(epochs),
        Seconds = given.GetValue(seconds),
        Seed = given.GetValue(seed),
        Device = given.GetValue(device),
        NoFused = given.GetValue(noFused),
    };
}
