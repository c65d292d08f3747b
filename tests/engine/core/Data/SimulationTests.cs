using SurrogateEngine.Data;
using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Engine.Core.Data;

public sealed class SimulationTests
{
    [Test]
    public void A_data_set_holds_every_formulation_with_its_curves_and_outcome()
    {
        using var sample = new DatasetSample();
        sample.Simulate();

        Shard[] shards = [.. Dataset.Open(sample.Folder).Shards()];

        shards.Select(shard => shard.Rows).ShouldBe([10, 10, 10, 10, 7]);
        shards.Select(shard => shard.FirstRow).ShouldBe([0, 10, 20, 30, 40]);
        var (parameters, curves, outcomes) = Solved();
        shards.SelectMany(shard => shard.Parameters).ShouldBe(parameters);
        shards.SelectMany(shard => shard.Curves).ShouldBe(curves);
        shards.SelectMany(shard => shard.Outcomes).ShouldBe(outcomes);
    }

    [Test]
    public void The_manifest_says_what_is_there()
    {
        using var sample = new DatasetSample();
        Dataset dataset = sample.Simulate();
        var (_, _, outcomes) = Solved();

        dataset.Manifest.IsComplete.ShouldBeTrue();
        dataset.Manifest.Rows.ShouldBe(DatasetSample.Rows);
        dataset.Manifest.Scenario.ShouldBe(DatasetSample.Scenario);
        dataset.Manifest.Shards.Select(shard => shard.File).ShouldBe(Enumerable.Range(0, 5).Select(i => $"shard-{i:00000}.parquet"));
        dataset.Manifest.CountOf(Outcome.Finished).ShouldBe(outcomes.Count(outcome => outcome == Outcome.Finished));
        dataset.Manifest.CountOf(Outcome.NotFinite).ShouldBe(outcomes.Count(outcome => outcome == Outcome.NotFinite));
        dataset.Manifest.CountOf(Outcome.NotFinite).ShouldBeInRange(1, DatasetSample.Rows - 1);
        Should.NotThrow(dataset.Verify);
    }

    [Test]
    public void Training_gets_the_finished_rows_only()
    {
        using var sample = new DatasetSample();
        Dataset dataset = sample.Simulate();
        var (parameters, curves, outcomes) = Solved();
        int[] finished = [.. outcomes.Index().Where(row => row.Item == Outcome.Finished).Select(row => row.Index)];

        CurveSet set = dataset.LoadFinished();

        set.Count.ShouldBe(finished.Length);
        set.Hash.ShouldBe(dataset.Manifest.Hash);
        set.Space.Times.ShouldBe(DatasetSample.Scenario.Times);
        set.Space.Parameters.Select(p => (p.Name, p.Low, p.High))
            .ShouldBe(DatasetSample.Scenario.Parameters.Select(p => (p.Name, p.Low, p.High)));
        for (int i = 0; i < finished.Length; i++)
        {
            set.Formulation(i).ToArray().ShouldBe(parameters[(finished[i] * 6)..(finished[i] * 6 + 6)]);
            set.Curve(i).ToArray().ShouldBe(curves[(finished[i] * 8)..(finished[i] * 8 + 8)]);
        }
    }

    [Test]
    public void A_data_set_without_a_finished_row_cannot_be_trained_on()
    {
        using var sample = new DatasetSample();
        Dataset dataset = Simulation.Run(DatasetSample.Scenario, sample.Folder,
            solver: (_, _, _, outcomes, _) => outcomes.Span.Fill(Outcome.TooManySteps));

        Should.Throw<RefusedException>(dataset.LoadFinished).Message.ShouldContain("no formulation");
    }

    [Test]
    public void Progress_counts_up_to_the_last_row()
    {
        using var sample = new DatasetSample();
        var told = new List<SimulationProgress>();

        Simulation.Run(DatasetSample.Scenario, sample.Folder, progress: new Listener(told.Add), solver: DatasetSample.Solve);

        told[0].Done.ShouldBe(0);
        told.ShouldAllBe(now => now.Total == DatasetSample.Rows);
        told.Select(now => now.Done).ShouldBeInOrder();
        told[^1].Done.ShouldBe(DatasetSample.Rows);
        told[^1].Failed.ShouldBeGreaterThan(0);
        told[^1].Left.ShouldBe(TimeSpan.Zero);
    }

    [Test]
    public void Long_shards_are_solved_in_parts_that_change_nothing()
    {
        using var sample = new DatasetSample();
        var scenario = DatasetSample.Scenario with { Samples = 5000, ShardSize = 4000 };
        var parts = new List<int>();
        Simulation.Run(scenario, sample["parts"], solver: (s, p, c, o, t) =>
        {
            parts.Add(o.Length);
            DatasetSample.Solve(s, p, c, o, t);
        });
        double[] expected = new double[5000 * 6];
        scenario.Formulations().Fill(0, 5000, expected);

        parts.Count.ShouldBeGreaterThan(2);
        Dataset.Open(sample["parts"]).Shards().SelectMany(shard => shard.Parameters).ShouldBe(expected);
    }

    [Test]
    public void A_solver_that_leaves_rows_out_is_not_believed()
    {
        using var sample = new DatasetSample();

        Should.Throw<InvalidOperationException>(() =>
            Simulation.Run(DatasetSample.Scenario, sample.Folder, solver: (_, _, _, outcomes, _) => outcomes.Span.Fill(Outcome.NotRun)));
    }

    static (double[] Parameters, float[] Curves, Outcome[] Outcomes) Solved()
    {
        double[] parameters = new double[DatasetSample.Rows * 6];
        float[] curves = new float[DatasetSample.Rows * 8];
        var outcomes = new Outcome[DatasetSample.Rows];
        DatasetSample.Scenario.Formulations().Fill(0, DatasetSample.Rows, parameters);
        DatasetSample.Solve(DatasetSample.Scenario, parameters, curves, outcomes, default);
        return (parameters, curves, outcomes);
    }

    sealed class Listener(Action<SimulationProgress> hear) : IProgress<SimulationProgress>
    {
        public void Report(SimulationProgress value) => hear(value);
    }
}
