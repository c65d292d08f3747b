using System.Text.Json;
using SurrogateEngine.Data;
using SurrogateEngine.Design;
using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Tests.Cli;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Design.Reinforcement;

/// <summary>002.09, 003.05: stepwise formulation design under a budget of experiments.</summary>
public sealed class FormulationEnvironmentTests
{
    static MechanisticModel Model => new(Catalog.Get("nanocarrier-plasma"), Scenario.Default(Catalog.Get("nanocarrier-plasma")).Space);

    /// <summary>Long in the window, without a peak: exposure up, toxicity down. Three variables of the carrier, one patient.</summary>
    static FormulationTask Task(int levels = 4, int budget = 8, params string[] hidden) => new()
    {
        Study = StudyFile.Understand(new()
        {
            Maximize = ["share(P, 0.1, 0.4)"],
            Minimize = ["max(P)"],
            Fix = [.. ((string[])["k12=1/d", "k21=1/d", "Vm=0.3/d", "Km=0.3"]).Where(word => !hidden.Contains(word.Split('=')[0]))],
        }, Model.Space, "test"),
        Levels = levels,
        Budget = budget,
        Hidden = hidden,
    };

    [Test]
    public void The_score_is_the_mean_of_the_objectives_shares_of_their_span()
    {
        FormulationTask task = Task();
        var score = new FormulationScore(task, Model);
        score.Variables.Select(one => one.Name).ShouldBe(["kS", "kon", "koff"]);
        score.Size.ShouldBe(64);
        double[][] all = score.Judge([.. Enumerable.Range(0, 64).SelectMany(n => (int[])[n % 4, n / 4 % 4, n / 16])], []);
        // The whole grid is the sample here, so each objective spans 0 to 1.
        all.Min(one => one[1]).ShouldBe(0, 1e-12);
        all.Max(one => one[1]).ShouldBe(1, 1e-12);
        all.ShouldAllBe(one => Math.Abs(one[0] - (one[1] + one[2]) / 2) < 1e-12);
        // What is to be small comes first, and a lower peak is a larger share: reread from the model itself.
        double[] low = score.Formulation([0, 3, 0], []), high = score.Formulation([3, 0, 3], []);
        (Peak(low) < Peak(high)).ShouldBe(score.Judge([0, 3, 0], [])[0][1] > score.Judge([3, 0, 3], [])[0][1]);
        var (places, best) = score.Optimum();
        best.ShouldBe(all.Max(one => one[0]));
        score.Judge(places, [])[0][0].ShouldBe(best);

        double Peak(double[] row)
        {
            float[] curves = new float[Model.Space.Points];
            Model.Predict(row, 1, curves);
            return curves.Skip(Model.Space.Times.Count).Take(Model.Space.Times.Count).Max();
        }
    }

    [Test]
    public void An_edit_moves_one_variable_by_a_level_and_rewards_what_it_betters()
    {
        FormulationTask task = Task();
        var score = new FormulationScore(task, Model);
        var environment = new FormulationEnvironment(task, score, 2);
        int width = environment.Observations.Count;
        double[] seen = new double[2 * width], rewards = new double[2];
        bool[] over = new bool[2], cut = new bool[2];
        environment.Reset([0, 1], [5, 6], seen);
        double returned = 0, first = environment.Best[0], most = first;
        for (int step = 0; step < task.Budget; step++)
        {
            int[] before = environment.Places(0).ToArray();
            environment.Step([2 * (step % 3) + 1, 0], seen, rewards, over, cut);
            int[] after = environment.Places(0).ToArray();
            after.Zip(before, (a, b) => a - b).Sum().ShouldBe(before[step % 3] == 3 ? 0 : 1);
            most = Math.Max(most, environment.Score(0));
            returned += rewards[0];
            over[0].ShouldBe(step == task.Budget - 1);
        }

        returned.ShouldBe(most - first, 1e-12);
        environment.Best[0].ShouldBe(most);
        var other = new FormulationEnvironment(task, score, 2) { State = environment.State };
        other.Best.ToArray().ShouldBe(environment.Best.ToArray());
    }

    [Test]
    public void A_policy_beats_greedy_edits_and_chance_and_finds_the_known_optimum()
    {
        FormulationTask task = Task();
        var score = new FormulationScore(task, Model);
        TrainingPlan plan = PolicyPlan.Usual("ppo");
        plan = plan with
        {
            Network = plan.Network with { Width = 32 },
            Optimizer = plan.Optimizer with { LearningRate = 3e-3 },
            Schedule = plan.Schedule with { Epochs = 5 },
            Policy = plan.Policy! with { Steps = 30_000, Environments = 16, Horizon = 32, Passes = 6 },
        };
        using Policy policy = PolicyTrainer.Train(plan, count => new FormulationEnvironment(task, score, count), []);
        FormulationEpisodes learned = FormulationEpisodes.Run(task, score, _ => policy.Act, 100, 9);
        FormulationEpisodes greedy = FormulationEpisodes.Run(task, score, on => new GreedyEdits(on, 1).Act, 100, 9);
        FormulationEpisodes random = FormulationEpisodes.Run(task, score, on => PolicyEvaluation.Random(on, 1), 100, 9);
        learned.Mean.ShouldBeGreaterThan(greedy.Mean + greedy.HalfWidth);
        learned.Mean.ShouldBeGreaterThan(random.Mean + random.HalfWidth);
        (learned.Scores.Count(found => found >= score.Optimum().Score - 1e-9) / 100.0).ShouldBeGreaterThan(0.5);
        score.Experiments.ShouldBeLessThan(200);
    }

    [Test]
    public void Hidden_parameters_differ_from_episode_to_episode_and_are_not_seen()
    {
        FormulationTask task = Task(4, 8, "Vm");
        var score = new FormulationScore(task, Model);
        var environment = new FormulationEnvironment(task, score, 50);
        double[] seen = new double[50 * environment.Observations.Count];
        environment.Reset([.. Enumerable.Range(0, 50)], [.. Enumerable.Range(0, 50).Select(i => (ulong)i)], seen);
        var same = Enumerable.Range(0, 50).GroupBy(i => string.Join(',', environment.Places(i).ToArray()))
            .First(group => group.Count() > 1).ToArray();
        environment.Score(same[0]).ShouldNotBe(environment.Score(same[1]));
        Should.Throw<InvalidOperationException>(() => score.Optimum());
        Should.Throw<RefusedException>(() => new FormulationScore(task with { Hidden = ["Vmax"] }, Model)).Message.ShouldContain("Vm");
    }

    [Test]
    public void A_user_trains_a_policy_in_one_command()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["plan.json"], """
            { "network": { "width": 16, "depth": 1 }, "schedule": { "epochs": 2, "patience": 0 }, "data": { "batch": 256 },
              "policy": { "steps": 4000, "environments": 16, "horizon": 32 } }
            """);
        string[] words = ["train", "nanocarrier-plasma", "--task", "policy", "--plan", folder["plan.json"], "--maximize", "share(P,0.1,0.4)",
            "--minimize", "max(P)", "--fix", "k12=1/d", "k21=1/d", "Vm=0.3/d", "Km=0.3", "--levels", "4", "-o", folder["x.policy"]];
        Cli.Cli.Outcome done = Cli.Cli.Run([.. words, "--json"]);
        done.Code.ShouldBe(0, done.Error);
        JsonElement made = done.Json;
        made.GetProperty("score").GetDouble().ShouldBeLessThanOrEqualTo(made.GetProperty("optimum").GetDouble());
        made.GetProperty("greedy_score").GetDouble().ShouldBeGreaterThan(0);
        using Policy policy = Policy.Load(folder["x.policy"]);
        policy.Card.Task["environment"]!.GetValue<string>().ShouldBe("formulation");
        Cli.Cli.Run(words).Error.ShouldContain("x.policy");
        Cli.Cli.Run("train", "nanocarrier-plasma", "--task", "policy", "-o", folder["y.policy"]).Error.ShouldContain("--maximize");
    }
}
