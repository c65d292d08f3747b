using System.CommandLine;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Cli.Verbs;

/// <summary>The keys of a training plan that may be given on the command line instead; each overrides the plan file's.</summary>
sealed class PlanOptions
{
    static readonly string[] Optimisers = ["adam", "adamw", "sgd", "lbfgs"];

    readonly Option<string?> plan = new("--plan") { Description = "JSON file with the training plan; left out, a plan that suits most.", HelpName = "file" };
    readonly Option<string?> start = new("--from") { Description = "Surrogate to start from, of this law or another one, over these ranges or others.", HelpName = "file" };
    readonly Option<int?> freeze = new("--freeze") { Description = "Layers taken from it that are not trained, counted from the input.", HelpName = "count" };
    readonly Option<bool> fineTune = new("--fine-tune") { Description = "Train every layer taken from it; so it is anyway without --freeze." };
    readonly Option<string?> network = new("--network") { Description = $"One of {string.Join(", ", Networks.Names)}.", HelpName = "name" };
    readonly Option<int?> width = new("--width") { Description = "Neurons in a layer.", HelpName = "count" };
    readonly Option<int?> depth = new("--depth") { Description = "Hidden layers after the first.", HelpName = "count" };
    readonly Option<string?> features = new("--features") { Description = "What to tell the network beside the parameters, with commas between: effective-rates, ratios, fourier.", HelpName = "names" };
    readonly Option<string?> basis = new("--basis") { Description = "What curves are made of: none, pod or learned.", HelpName = "name" };
    readonly Option<bool> monotone = new("--monotone") { Description = "Promise curves that cannot fall." };
    readonly Option<string?> optimiser = new("--optimiser") { Description = $"One of {string.Join(", ", Optimisers)}.", HelpName = "name" };
    readonly Option<double?> learningRate = new("--learning-rate") { Description = "Largest learning rate.", HelpName = "number" };
    readonly Option<int?> batch = new("--batch") { Description = "Formulations in a step.", HelpName = "count" };
    readonly Option<int?> epochs = new("--epochs") { Description = "Passes over the data, instead of the plan's.", HelpName = "count" };
    readonly Option<double?> seconds = new("--seconds") { Description = "Train no longer than this.", HelpName = "number" };
    readonly Option<long?> seed = new("--seed") { Description = "Seed of the first weights and of the order of the rows.", HelpName = "number" };
    readonly Option<string?> device = new("--device") { Description = "Where the network learns: auto, cpu, cuda, or cuda:1 and so on.", HelpName = "name" };

    /// <summary>All of them, in the order of --help.</summary>
    public IReadOnlyList<Option> All =>
        [plan, start, freeze, fineTune, network, width, depth, features, basis, monotone, optimiser, learningRate, batch, epochs, seconds, seed, device];

    /// <summary>The plan of the file, or the usual one, with what was given instead.</summary>
    /// <exception cref="PlanException">The file or an option asks for something that cannot work.</exception>
    public TrainingPlan Chosen(ParseResult given)
    {
        string? path = given.GetValue(plan);
        TrainingPlan read = path is null ? new TrainingPlan() : TrainingPlan.FromJson(Inputs.Text(path, "a training plan"), path);
        read = StartOf(given, read, hasFile: path is not null);
        TrainingPlan asked = read with
        {
            Network = given.GetValue(network) ?? read.Network,
            Width = given.GetValue(width) ?? read.Width,
            Depth = given.GetValue(depth) ?? read.Depth,
            Features = given.GetValue(features)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? read.Features,
            Basis = given.GetValue(basis) ?? read.Basis,
            Monotone = given.GetValue(monotone) || read.Monotone,
            Optimiser = given.GetValue(optimiser) ?? read.Optimiser,
            LearningRate = given.GetValue(learningRate) ?? read.LearningRate,
            Batch = given.GetValue(batch) ?? read.Batch,
            Epochs = given.GetValue(epochs) ?? read.Epochs,
            Seconds = given.GetValue(seconds) ?? read.Seconds,
            Pace = given.GetValue(seconds) is null && given.GetValue(epochs) is null ? read.Pace : [],
            Seed = given.GetValue(seed) ?? read.Seed,
            Device = given.GetValue(device) ?? read.Device,
        };
        return asked.Checked(path ?? "surrogate train");
    }

    // Without a plan file the source's own plan says what its network is.
    TrainingPlan StartOf(ParseResult given, TrainingPlan read, bool hasFile)
    {
        string from = given.GetValue(start) ?? read.From;
        int frozen = given.GetValue(freeze) ?? read.Freeze;
        if (given.GetValue(fineTune) && (from.Length == 0 || frozen > 0))
            throw Refusals.FineTuneNeedsSource(frozen);
        TrainingPlan own = given.GetValue(start) is { } file && !hasFile ? TrainingPlan.StartingFrom(file) : read;
        return own with { From = from, Freeze = frozen };
    }
}
