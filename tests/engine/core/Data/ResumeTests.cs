using SurrogateEngine.Data;

namespace SurrogateEngine.Tests.Engine.Core.Data;

/// <summary>Whatever ended a run, resuming it leaves the files of a run that nothing ended.</summary>
public sealed class ResumeTests
{
    readonly SortedDictionary<string, byte[]> uninterrupted = DatasetSample.Uninterrupted();

    [Test]
    public void Two_runs_give_the_same_bytes()
    {
        using var sample = new DatasetSample();

        sample.Simulate();

        uninterrupted.Count.ShouldBe(DatasetSample.Shards + 1);
        DatasetSample.ShouldBeTheSame(sample.Folder, uninterrupted);
    }

    [Test]
    public void A_run_that_broke_off_in_a_shard_goes_on([Range(0, DatasetSample.Shards - 1)] int shard)
    {
        using var sample = new DatasetSample();
        BreakOff(sample, shard);
        Manifest.Load(sample.Folder).Shards.Count.ShouldBe(shard);
        Dataset.Open(sample.Folder).Shards().Count().ShouldBe(shard);

        int solved = 0;
        Simulation.Run(DatasetSample.Scenario, sample.Folder, resume: true, solver: (s, p, c, o, t) =>
        {
            solved += o.Length;
            DatasetSample.Solve(s, p, c, o, t);
        });

        solved.ShouldBe(DatasetSample.Rows - shard * DatasetSample.ShardSize);
        DatasetSample.ShouldBeTheSame(sample.Folder, uninterrupted);
    }

    [Test]
    public void A_run_killed_while_it_wrote_goes_on()
    {
        using var sample = new DatasetSample();
        BreakOff(sample, 2);
        // Killed while writing the third shard's file, the manifest, and with its claim on the folder still there.
        File.WriteAllBytes(Path.Combine(sample.Folder, "shard-00002.parquet.tmp"), uninterrupted["shard-00002.parquet"][..500]);
        File.WriteAllText(Path.Combine(sample.Folder, "manifest.json.tmp"), "{\"format\": 1,");
        File.WriteAllText(Path.Combine(sample.Folder, "in-use.tmp"), "");

        sample.Simulate(resume: true);

        DatasetSample.ShouldBeTheSame(sample.Folder, uninterrupted);
    }

    [Test]
    public void A_run_killed_between_shard_and_manifest_goes_on()
    {
        using var sample = new DatasetSample();
        BreakOff(sample, 2);
        File.WriteAllBytes(Path.Combine(sample.Folder, "shard-00002.parquet"), uninterrupted["shard-00002.parquet"]);
        Dataset.Open(sample.Folder).Manifest.Shards.Count.ShouldBe(2);

        sample.Simulate(resume: true);

        DatasetSample.ShouldBeTheSame(sample.Folder, uninterrupted);
    }

    [Test]
    public void A_run_killed_before_its_first_manifest_begins_again([Values] bool resume)
    {
        using var sample = new DatasetSample();
        Directory.CreateDirectory(sample.Folder);
        File.WriteAllText(Path.Combine(sample.Folder, "manifest.json.tmp"), "{");

        sample.Simulate(resume);

        DatasetSample.ShouldBeTheSame(sample.Folder, uninterrupted);
    }

    [Test]
    public void Canceling_keeps_finished_shards()
    {
        using var sample = new DatasetSample();
        using var stop = new CancellationTokenSource();

        Should.Throw<OperationCanceledException>(() =>
            Simulation.Run(DatasetSample.Scenario, sample.Folder, cancellation: stop.Token, solver: (s, p, c, o, t) =>
        {
            DatasetSample.Solve(s, p, c, o, t);
            if (p.Span[0] == SecondShardsFirst())
                stop.Cancel();
        }));

        Manifest.Load(sample.Folder).Rows.ShouldBe(DatasetSample.ShardSize);
        sample.Simulate(resume: true);
        DatasetSample.ShouldBeTheSame(sample.Folder, uninterrupted);
    }

    [Test]
    public void Resuming_makes_missing_and_damaged_shards_again()
    {
        using var sample = new DatasetSample();
        sample.Simulate();
        File.Delete(Path.Combine(sample.Folder, "shard-00001.parquet"));
        string damaged = Path.Combine(sample.Folder, "shard-00003.parquet");
        File.WriteAllBytes(damaged, [.. File.ReadAllBytes(damaged).Reverse()]);

        sample.Simulate(resume: true);

        DatasetSample.ShouldBeTheSame(sample.Folder, uninterrupted);
    }

    [Test]
    public void Resuming_a_complete_data_set_solves_nothing()
    {
        using var sample = new DatasetSample();
        sample.Simulate();

        Simulation.Run(DatasetSample.Scenario, sample.Folder, resume: true,
            solver: (_, _, _, _, _) => Assert.Fail("nothing was left to solve"));

        DatasetSample.ShouldBeTheSame(sample.Folder, uninterrupted);
    }

    static void BreakOff(DatasetSample sample, int shard)
    {
        int calls = 0;
        Should.Throw<TimeoutException>(() => Simulation.Run(DatasetSample.Scenario, sample.Folder, solver: (s, p, c, o, t) =>
        {
            if (calls++ == shard)
                throw new TimeoutException("stands for the end of the program");
            DatasetSample.Solve(s, p, c, o, t);
        }));
    }

    static double SecondShardsFirst()
    {
        double[] formulation = new double[6];
        DatasetSample.Scenario.Formulations().Fill(DatasetSample.ShardSize, 1, formulation);
        return formulation[0];
    }
}
