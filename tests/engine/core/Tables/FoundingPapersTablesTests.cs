using SurrogateEngine.Data;
using SurrogateEngine.Tables.Validation;
using SurrogateEngine.Tests.Cli;
using SurrogateEngine.Tests.Tabular;
using SurrogateEngine.Trainers;
using SurrogateEngine.Trainers.Tabular;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Tests.Engine.Core.Tables;

/// <summary>What the founding papers ask of learning from tables.</summary>
public sealed class FoundingPapersTablesTests
{
    /// <summary>000.05: a network has less than half the error of linear and of quadratic regression on simulated formulations.</summary>
    [Test]
    public void A_network_sees_interactions_that_polynomials_do_not()
    {
        using var folder = new TemporaryFolder();
        SimulateWorkflow.Run(new SimulateOptions { Scenario = "burst-erosion", Samples = 1000, Output = folder["data"] });
        CurveSet curves = Dataset.Open(folder["data"]).LoadFinished();
        int middle = curves.Space.Points / 3;
        TabularColumn[] inputs = [.. curves.Space.Parameters.Select((parameter, j) => TabularColumn.Numeric(parameter.Name,
            [.. Enumerable.Range(0, curves.Count).Select(i => Math.Log(curves.Formulation(i)[j]))]))];
        TabularData features = new(inputs), quadratic = features.With([.. inputs.SelectMany((a, i) => inputs.Skip(i).Select(b =>
            TabularColumn.Numeric($"{a.Name} {b.Name}", [.. a.Values.Zip(b.Values, (x, y) => x * y)])))]);
        var target = TabularTarget.From(TabularColumn.Numeric("released", [.. Enumerable.Range(0, curves.Count).Select(i =>
            (double)curves.Curve(i)[middle])]));
        int[] train = [.. Enumerable.Range(0, 800)], test = [.. Enumerable.Range(800, curves.Count - 800)];
        ITabularLearner ridge = TabularLearners.All.Get("ridge").With(new Dictionary<string, double> { ["penalty"] = 1e-4 });
        ITabularLearner network = TabularLearners.All.Get("perceptron").With(new Dictionary<string, double>
        {
            ["dropout"] = 0,
            ["decay"] = 1e-3,
            ["members"] = 1
        });

        double ours = Planted.Error(network, features, target, train, test);

        ours.ShouldBeLessThan(0.5 * Planted.Error(ridge, features, target, train, test));
        ours.ShouldBeLessThan(0.5 * Planted.Error(ridge, quadratic, target, train, test));
    }

    /// <summary>000.07: with dropout and weight decay the error on unseen rows is nearer to that on learned ones.</summary>
    [Test]
    public void Regularization_shrinks_the_gap_between_learned_and_unseen_rows()
    {
        var (features, target) = Planted.Table(260, TabularTask.Regression, seed: 2, noise: 1.5);
        int[] train = [.. Enumerable.Range(0, 60)], test = [.. Enumerable.Range(60, 200)];

        double free = Gap(dropout: 0, decay: 0, patience: 0), held = Gap(dropout: 0.4, decay: 0.3, patience: 15);

        free.ShouldBeGreaterThan(0.3);
        held.ShouldBeLessThan(0.6 * free);

        double Gap(double dropout, double decay, int patience)
        {
            ITabularLearner network = TabularLearners.All.Get("perceptron").With(new Dictionary<string, double>
            {
                ["dropout"] = dropout,
                ["decay"] = decay,
                ["patience"] = patience,
                ["members"] = 1,
                ["width"] = 64,
                ["rate"] = 0.01,
                ["epochs"] = 300,
            });
            return Planted.Error(network, features, target, train, test) - Planted.Error(network, features, target, train, train);
        }
    }

    /// <summary>004.02: size, zeta potential, entrapment and the kind of release, each of a published table,
    /// each by its own model.</summary>
    [TestCase("data/goren-plga-nanoparticles/NP_dataset_formulations.csv", "particle_size", "EE LC", "small_molecule_name")]
    [TestCase("data/goren-plga-nanoparticles/NP_dataset_formulations.csv", "EE", "particle_size LC", "small_molecule_name")]
    [TestCase("data/nanotox-metal-oxide/dataset.tsv", "surfcharge", "viability class", "NPs")]
    [TestCase("data/bannigan-long-acting-injectables/zero_shot_14_features.csv", "Release", "", "DP_Group")]
    public void Each_target_of_the_paper_has_a_head(string file, string target, string exclude, string group)
    {
        bool isProfile = target == "Release";

        TableLearned learned = TableLearnWorkflow.Run(new()
        {
            File = SharedData.File(file),
            Target = target,
            Exclude = exclude.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Groups = [group],
            Profile = isProfile ? "Experimental_index" : null,
            ProfileTime = isProfile ? "Time" : null,
            ReleaseKind = isProfile,
            Learners = ["neighbors", "lightgbm"],
        });

        learned.Validation.Outcome.Task.ShouldBe(isProfile ? TabularTask.MultiClass : TabularTask.Regression);
        learned.Validation.Learners.Count.ShouldBe(3);
        learned.Leaks.ShouldNotContain(leak => leak.Contains($"'{group}'"));
        learned.Validation.Sentence.ShouldNotBeEmpty();
    }

    /// <summary>004.09: mice whose ALT rises are told from the others, with intervals of the area; that the table was augmented is
    /// said.</summary>
    [Test]
    public void Toxic_effects_are_classified_and_the_leak_is_said()
    {
        TableLearned learned = TableLearnWorkflow.Run(new()
        {
            File = SharedData.File("data/lin-nano-tox-mice/smogn_ALT.csv"),
            Target = "ALT%",
            Threshold = 20,
            Learners = ["lightgbm"],
        });

        TableMetrics best = learned.Validation.Best.Pooled;
        best.Auc.ShouldBeInRange(best.AucDeLong.Low, best.AucDeLong.High);
        best.Auc.ShouldBeGreaterThan(0.7);
        learned.Leaks.ShouldContain(leak => leak.Contains("copies of training rows"));
    }

    /// <summary>004.22: a pipeline from ratios of lipids and flows to sizes, a lipid left out, and one from molecules to
    /// delivery.</summary>
    [TestCase("data/luciani-microfluidic-liposomes/01_Liposome_data_initial_screening.csv", "PDI", "LIPID NAME", "", "Size")]
    [TestCase("data/lnpdb-heldout-screens/SL_2020.csv", "Experiment_value", "IL_head_name", "IL_SMILES", "")]
    public void Published_tables_of_lipids_go_through(string file, string target, string group, string smiles, string exclude)
    {
        TableLearned learned = TableLearnWorkflow.Run(new()
        {
            File = SharedData.File(file),
            Target = target,
            Groups = [group],
            Smiles = smiles.Length > 0 ? [smiles] : [],
            Exclude = exclude.Length > 0 ? [exclude] : [],
            Learners = ["svm", "ridge"],
        });

        learned.Validation.Learners.Count.ShouldBe(3);
        learned.Validation.Best.Pooled.Mae.ShouldBeLessThan(learned.Validation.Mean.Pooled.Mae);
        learned.Leaks.ShouldNotContain(leak => leak.Contains($"'{group}'"));
    }
}
