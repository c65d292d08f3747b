using SurrogateEngine.Bench.Robustness;
using SurrogateEngine.Tests.Cli;

namespace SurrogateEngine.Tests.Benches;

/// <summary>A short run of each campaign; <c>bench -- mutations</c> and <c>bench -- kills</c> run long ones.</summary>
public sealed class RobustnessTests
{
    [Test]
    public void Spoiled_inputs_end_with_a_sentence_and_leave_nothing_behind()
    {
        string before = Environment.CurrentDirectory, folder = Directory.CreateTempSubdirectory("spoiled-").FullName;
        Environment.CurrentDirectory = Directory.CreateDirectory(Path.Combine(folder, "here")).FullName;
        try
        {
            using var runner = new MutationRunner(folder);
            for (long number = 0; number < 120; number++)
                runner.Run(seed: 11, number).ShouldBeEmpty();
            runner.Ends[SurrogateEngine.Cli.CommandLine.Refused].ShouldBeGreaterThan(40);
            runner.Ends[SurrogateEngine.Cli.CommandLine.Done].ShouldBeGreaterThan(5);
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }
    }

    [Test]
    public void A_seed_spoils_the_same_way_everywhere()
    {
        byte[] content = [.. Enumerable.Range(0, 300).Select(k => (byte)k)];
        const string Text = """{ "a": 1, "b": [1, 2, { "c": "d" }] }""";
        foreach (int seed in Enumerable.Range(0, 100))
        {
            Mutations.Bytes(content, new Random(seed)).ShouldBe(Mutations.Bytes(content, new Random(seed)));
            Mutations.Json(Text, new Random(seed)).ShouldBe(Mutations.Json(Text, new Random(seed)));
            Mutations.Lines("a,b\n1,2\n", new Random(seed)).ShouldBe(Mutations.Lines("a,b\n1,2\n", new Random(seed)));
        }

        Enumerable.Range(0, 100).Select(seed => Mutations.Json(Text, new Random(seed))).Distinct().Count().ShouldBeGreaterThan(30);
    }

    /// <summary>Those that go on where they stopped have tests of their own.</summary>
    [TestCase("predict")]
    [TestCase("fit")]
    [Platform("Unix", Reason = "other systems have other signals")]
    public void A_killed_command_leaves_its_files_whole_or_absent(string verb)
    {
        using var folder = new TemporaryFolder();
        new KillRunner(folder["."], seed: 3).Chain(KillTarget.All.Single(target => target.Name == verb)).ShouldBeEmpty();
    }
}
