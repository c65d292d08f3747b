using System.Diagnostics;
using SurrogateEngine.Design;
using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Bench.Reinforcement;

/// <summary>Stepwise design of a nanocarrier on a grid that can be enumerated: long within a window of plasma levels, without a peak; 64
/// formulations, 8 experiments after the first.</summary>
static class FormulationBench
{
    const int Episodes = 200;

    public static Line Run(int seeds, int? steps)
    {
        ReleaseModel nanocarrier = Catalog.Get("nanocarrier-plasma");
        var model = new MechanisticModel(nanocarrier, Scenario.Default(nanocarrier).Space);
        var task = new FormulationTask
        {
            Study = StudyFile.Understand(new()
            {
                Maximize = ["share(P, 0.1, 0.4)"],
                Minimize = ["max(P)"],
                Fix = ["k12=1/d", "k21=1/d", "Vm=0.3/d", "Km=0.3"],
            }, model.Space, "bench"),
            Levels = 4,
            Budget = 8,
        };
        var score = new FormulationScore(task, model);
        double optimum = score.Optimum().Score;
        TrainingPlan plan = StandardPlans.Formulation;
        plan = plan with { Policy = plan.Policy! with { Steps = steps ?? plan.Policy.Steps } };
        List<double> means = [], shares = [];
        long start = Stopwatch.GetTimestamp();
        for (int seed = 1; seed <= seeds; seed++)
        {
            using Policy policy = PolicyTrainer.Train(plan with { Seed = seed },
                count => new FormulationEnvironment(task, score, count), []);
            FormulationEpisodes learned = FormulationEpisodes.Run(task, score, _ => policy.Act, Episodes, 1_000);
            means.Add(learned.Mean);
            shares.Add(learned.Scores.Count(found => found >= optimum - 1e-9) / (double)Episodes);
        }

        FormulationEpisodes greedy = FormulationEpisodes.Run(task, score, on => new GreedyEdits(on, 1).Act, Episodes, 1_000);
        FormulationEpisodes random = FormulationEpisodes.Run(task, score, on => PolicyEvaluation.Random(on, 1), Episodes, 1_000);
        return new(plan.Policy.Steps, seeds, optimum, means.Average(), means.Min(), shares.Average(), shares.Min(),
            greedy.Mean, greedy.HalfWidth, Share(greedy), random.Mean, random.HalfWidth, Share(random),
            Stopwatch.GetElapsedTime(start).TotalSeconds / seeds);

        double Share(FormulationEpisodes found) => found.Scores.Count(one => one >= optimum - 1e-9) / (double)Episodes;
    }

    /// <summary>Mean best score of an episode and the share of episodes that found the best of the grid, with 95 % half-widths.</summary>
    internal sealed record Line(int Steps, int Seeds, double Optimum, double MeanScore, double WorstSeed, double OptimumShare,
        double OptimumShareWorstSeed, double GreedyScore, double GreedyHalfWidth, double GreedyOptimumShare, double RandomScore,
        double RandomHalfWidth, double RandomOptimumShare, double SecondsEach)
    {
        /// <summary>Kind of figure.</summary>
        public string Kind => "reinforcement";

        /// <summary>Which problem.</summary>
        public string Task => "formulation";
    }
}
