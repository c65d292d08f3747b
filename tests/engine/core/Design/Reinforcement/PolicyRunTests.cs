using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using SurrogateEngine.Tests.Cli;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Design.Reinforcement;

/// <summary>002.09: a policy that was trained is used: its episodes beside greedy edits and chance, its best formulations solved by the
/// model, and the network in other programs.</summary>
public sealed class PolicyRunTests
{
    static readonly string[] Study = ["--maximize", "share(P,0.1,0.4)", "--minimize", "max(P)", "--require", "max(P) <= 60%", "--fix", "k12=1/d", "k21=1/d",
        "Vm=0.3/d", "Km=0.3", "--levels", "4"];

    static Cli.Cli.Outcome Done(params string[] words)
    {
        Cli.Cli.Outcome done = Cli.Cli.Run(words);
        done.Code.ShouldBe(0, done.Error);
        return done;
    }

    static void Train(TemporaryFolder folder)
    {
        File.WriteAllText(folder["plan.json"], """
            { "network": { "width": 16, "depth": 1 }, "schedule": { "epochs": 2, "patience": 0 }, "data": { "batch": 256 },
              "policy": { "steps": 4000, "environments": 16, "horizon": 32 } }
            """);
        Done(["train", "nanocarrier-plasma", "--task", "policy", "--plan", folder["plan.json"], .. Study, "-o", folder["x.policy"]]);
    }

    [Test]
    public void A_saved_policy_runs_episodes_and_its_best_formulations_are_solved_again()
    {
        using var folder = new TemporaryFolder();
        Train(folder);
        string[] words = ["policy", folder["x.policy"], "nanocarrier-plasma", "--episodes", "60", "-n", "4", "--seed", "3"];
        JsonElement made = Done([.. words, "-o", folder["best.csv"], "--plot", folder["episodes.svg"], "--report", folder["page.html"], "--json"]).Json;
        double[] progress = [.. made.GetProperty("policy").GetProperty("progress").EnumerateArray().Select(one => one.GetDouble())];
        progress.Length.ShouldBe(13, "the first formulation and 12 experiments");
        progress.ShouldBeInOrder(SortDirection.Ascending);
        progress[^1].ShouldBe(made.GetProperty("policy").GetProperty("score").GetDouble(), 1e-12);
        foreach (string other in (string[])["greedy", "random"])
            made.GetProperty(other).GetProperty("progress")[0].GetDouble().ShouldBe(progress[0], 1e-12, "all begin alike");
        JsonElement[] best = [.. made.GetProperty("best").EnumerateArray()];
        best.Length.ShouldBe(4);
        best.Select(one => one.GetProperty("score").GetDouble()).ShouldBeInOrder(SortDirection.Descending);
        best[0].GetProperty("design").GetProperty("parameters").GetProperty("Km").GetDouble().ShouldBe(0.3);
        File.ReadAllText(folder["best.csv"]).ShouldContain("policy_sha256");
        File.ReadAllText(folder["episodes.svg"]).ShouldContain("greedy edits");
        string page = File.ReadAllText(folder["page.html"]);
        page.ShouldContain("Step by step to");
        page.ShouldContain("by going on while it gets better");
        Done([.. words, "--json"]).Json.GetRawText().ShouldBe(Done([.. words, "--json"]).Json.GetRawText(), "the same seed, the same episodes");
        Done([.. words[..^1], "4", "--json"]).Json.GetProperty("policy").GetProperty("progress")[0].GetDouble().ShouldNotBe(progress[0]);
    }

    [Test]
    public void The_network_of_a_policy_acts_alike_in_another_program()
    {
        using var folder = new TemporaryFolder();
        Train(folder);
        Done("export", folder["x.policy"], "--onnx", folder["x.onnx"], "--json").Json.GetProperty("choices").GetInt32().ShouldBe(6);
        using Policy policy = Policy.Load(folder["x.policy"]);
        int seen = policy.Card.Observations.Count, rows = 20;
        float[] observed = [.. Enumerable.Range(0, rows * seen).Select(i => (float)Math.Sin(i))];
        using var session = new InferenceSession(folder["x.onnx"]);
        using var input = OrtValue.CreateTensorValueFromMemory(observed, [rows, seen]);
        using var options = new RunOptions();
        using var output = session.Run(options, ["observations"], [input], ["actions"]);
        float[] logits = output[0].GetTensorDataAsSpan<float>().ToArray();
        double[] chosen = policy.Act(observed);
        for (int row = 0; row < rows; row++)
            logits.AsSpan(row * 6, 6).IndexOf(logits.AsSpan(row * 6, 6).ToArray().Max()).ShouldBe((int)chosen[row]);
    }

    [Test]
    public void A_continuous_policy_gives_its_actions_in_the_environments_units()
    {
        using Policy policy = PolicyTrainer.Train(PolicyPlan.Usual("sac") with
        {
            Network = new() { Width = 8, Depth = 1, Activation = "silu" },
            Schedule = new() { Epochs = 1, Patience = 0 },
            Policy = new() { Name = "sac", Steps = 300, RandomSteps = 200, Environments = 1, EvaluationEpisodes = 1 },
        }, count => new IndependentEnvironments(() => new Pendulum(), count), []);
        float[] observed = [0.1f, 0.9f, -2, 1, 0, 0.5f];
        using var session = new InferenceSession(PolicyOnnx.ToBytes(policy));
        using var input = OrtValue.CreateTensorValueFromMemory(observed, [2, 3]);
        using var options = new RunOptions();
        using var output = session.Run(options, ["observations"], [input], ["actions"]);
        double[] wanted = policy.Act(observed);
        float[] given = output[0].GetTensorDataAsSpan<float>().ToArray();
        for (int i = 0; i < wanted.Length; i++)
            ((double)given[i]).ShouldBe(wanted[i], 1e-5);
    }

    [Test]
    public void What_cannot_be_run_is_refused_in_a_sentence()
    {
        using var folder = new TemporaryFolder();
        Train(folder);
        Refused("trained on nanocarrier-plasma, and burst-erosion is of burst-erosion", "policy", folder["x.policy"], "burst-erosion");
        Refused("no such file", "policy", folder["none.policy"], "nanocarrier-plasma");
        Refused("--episodes 1: give 2 to 100,000.", "policy", folder["x.policy"], "nanocarrier-plasma", "--episodes", "1");
        using Policy other = PolicyTrainer.Train(PolicyPlan.Usual("ppo") with
        {
            Schedule = new() { Epochs = 1, Patience = 0 },
            Policy = new() { Steps = 64, Horizon = 8, Environments = 8, EvaluationEpisodes = 1 },
        }, count => new IndependentEnvironments(() => new CartPole(), count), []);
        other.Save(folder["cart.policy"]);
        Refused("an environment of a program's own", "policy", folder["cart.policy"], "nanocarrier-plasma");

        static void Refused(string sentence, params string[] words)
        {
            Cli.Cli.Outcome run = Cli.Cli.Run(words);
            (run.Code, run.Error).ShouldSatisfyAllConditions(at => at.Code.ShouldBe(1), at => at.Error.ShouldContain(sentence));
        }
    }
}
