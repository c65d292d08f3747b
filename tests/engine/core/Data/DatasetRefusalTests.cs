using SurrogateEngine.Data;

namespace SurrogateEngine.Tests.Engine.Core.Data;

public sealed class DatasetRefusalTests
{
    [Test]
    public void A_folder_with_a_data_set_is_left_alone_without_resume()
    {
        using var sample = new DatasetSample();
        sample.Simulate();

        Refused(() => sample.Simulate()).ShouldContain("47 of 47 rows");

        DatasetSample.ShouldBeTheSame(sample.Folder, DatasetSample.Uninterrupted());
    }

    [Test]
    public void A_folder_with_other_files_is_left_alone([Values] bool resume)
    {
        using var sample = new DatasetSample();
        Directory.CreateDirectory(sample.Folder);
        File.WriteAllText(Path.Combine(sample.Folder, "thesis.docx"), "five years of work");

        Refused(() => sample.Simulate(resume)).ShouldContain("not empty");

        Directory.GetFiles(sample.Folder).Select(Path.GetFileName).ShouldBe(["thesis.docx"]);
    }

    [Test]
    public void A_file_is_no_folder()
    {
        using var sample = new DatasetSample();
        File.WriteAllText(sample.Folder, "");

        Refused(() => sample.Simulate()).ShouldContain("this is a file");
    }

    [Test]
    public void A_folder_below_a_file_cannot_be_made()
    {
        using var sample = new DatasetSample();
        File.WriteAllText(sample["file"], "");

        Refused(() => Simulation.Run(DatasetSample.Scenario, Path.Combine(sample["file"], "set"), solver: DatasetSample.Solve))
            .ShouldContain("cannot be written");
    }

    [Test]
    public void Another_scenario_is_not_mixed_in()
    {
        using var sample = new DatasetSample();
        sample.Simulate();

        Refused(() => Simulation.Run(DatasetSample.Scenario with { Seed = 12 }, sample.Folder, resume: true, solver: DatasetSample.Solve))
            .ShouldContain("its seed is 11, not 12");
        Refused(() =>
            Simulation.Run(DatasetSample.Scenario with { Times = [0, 1] }, sample.Folder, resume: true, solver: DatasetSample.Solve))
            .ShouldContain("its times are others");

        DatasetSample.ShouldBeTheSame(sample.Folder, DatasetSample.Uninterrupted());
    }

    [Test]
    public void Another_version_does_not_go_on_with_a_data_set_but_reads_it()
    {
        using var sample = new DatasetSample();
        sample.Simulate();
        string path = Path.Combine(sample.Folder, "manifest.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace(Manifest.ThisSoftware, "SurrogateEngine 0.0.9"));

        Refused(() => sample.Simulate(resume: true)).ShouldContain("begun with SurrogateEngine 0.0.9");

        Should.NotThrow(() => Dataset.Open(sample.Folder).LoadFinished());
    }

    [Test]
    public void Two_simulations_do_not_share_a_folder()
    {
        using var sample = new DatasetSample();
        string? refusal = null;

        Simulation.Run(DatasetSample.Scenario, sample.Folder, solver: (s, p, c, o, t) =>
        {
            refusal ??= Refused(() => sample.Simulate(resume: true));
            DatasetSample.Solve(s, p, c, o, t);
        });

        refusal.ShouldNotBeNull().ShouldContain("another simulation");
        DatasetSample.ShouldBeTheSame(sample.Folder, DatasetSample.Uninterrupted());
    }

    [Test]
    [Platform("Linux", Reason = "only Linux has a device that is always full")]
    public void A_full_disk_leaves_the_shards_before_it()
    {
        using var sample = new DatasetSample();
        int calls = 0;

        string refusal = Refused(() => Simulation.Run(DatasetSample.Scenario, sample.Folder, solver: (s, p, c, o, t) =>
        {
            DatasetSample.Solve(s, p, c, o, t);
            if (calls++ == 2)
                File.CreateSymbolicLink(Path.Combine(sample.Folder, "shard-00002.parquet.tmp"), "/dev/full");
        }));

        refusal.ShouldContain("shard-00002.parquet");
        refusal.ShouldContain("No space left on device");
        Dataset dataset = Dataset.Open(sample.Folder);
        dataset.Manifest.Shards.Count.ShouldBe(2);
        Should.NotThrow(dataset.Verify);
        sample.Simulate(resume: true);
        DatasetSample.ShouldBeTheSame(sample.Folder, DatasetSample.Uninterrupted());
    }

    [Test]
    public void A_damaged_shard_is_named([Values("shard-00000.parquet", "shard-00004.parquet")] string name)
    {
        using var sample = new DatasetSample();
        Dataset dataset = sample.Simulate();
        string path = Path.Combine(sample.Folder, name);
        byte[] bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);

        Refused(dataset.Verify).ShouldContain(name);
        Refused(() => dataset.Shards().Count()).ShouldContain(name);
        Refused(() => dataset.LoadFinished()).ShouldContain(name);
    }

    [Test]
    public void A_missing_shard_is_named()
    {
        using var sample = new DatasetSample();
        Dataset dataset = sample.Simulate();
        File.Delete(Path.Combine(sample.Folder, "shard-00003.parquet"));

        Refused(dataset.Verify).ShouldContain("shard-00003.parquet");
    }

    [Test]
    public void A_folder_without_a_manifest_is_no_data_set()
    {
        using var sample = new DatasetSample();

        Refused(() => Dataset.Open(sample.Folder)).ShouldContain("no such folder");
        Directory.CreateDirectory(sample.Folder);
        Refused(() => Dataset.Open(sample.Folder)).ShouldContain("no manifest.json");
    }

    static string Refused(Action action)
    {
        string sentence = Should.Throw<RefusedException>(action).Message;
        sentence.ShouldEndWith(".");
        sentence.ShouldNotContain("\n");
        return sentence;
    }
}
