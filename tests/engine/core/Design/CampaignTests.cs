using SurrogateEngine.Design;
using SurrogateEngine.Tests.Cli;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Tests.Design;

/// <summary>000.10: experiment after experiment, what is measured decides what is made next; a folder that survives months and
/// kills.</summary>
public sealed class CampaignTests
{
    static readonly string[] Kinds = ["A", "B", "C"];

    static SurrogateEngine.Tests.Cli.Cli.Outcome Run(params string[] words) => SurrogateEngine.Tests.Cli.Cli.Run(["campaign", .. words]);

    /// <summary>A laboratory: the yield is largest at size 120 nm and a tenth of PEG with B, and what is larger than 180 nm cannot be
    /// made.</summary>
    static double? Yield(double size, double peg, string kind) => size > 180 ? null
        : Math.Exp(-Math.Pow((size - 120) / 40, 2) - Math.Pow((peg - 0.1) / 0.06, 2)) * (kind == "B" ? 1 : 0.6);

    static void Begin(string folder) => Run("new", folder, "--variable", "size=80..200nm", "--variable", "peg=0..0.2", "--variable", "kind=A,B,C",
        "--maximize", "yield").Code.ShouldBe(0);

    [Test]
    public void A_campaign_finds_the_best_formulation_and_learns_from_failures()
    {
        using var folder = new TemporaryFolder();
        Begin(folder["c"]);
        for (int round = 0; round < 6; round++)
        {
            Run("suggest", folder["c"], "--count", "6", "-o", folder["next.csv"], "--force").Code.ShouldBe(0);
            string[] lines = File.ReadAllLines(folder["next.csv"]);
            lines[0].ShouldBe("id,size,peg,kind,yield,status");
            File.WriteAllLines(folder["told.csv"], [lines[0], .. lines.Skip(1).Select(Measure)]);
            var told = Run("tell", folder["c"], folder["told.csv"], "--json");
            (told.Code, told.Json.GetProperty("told").GetInt32()).ShouldBe((0, 6), told.Error);
        }

        CampaignStatus status = CampaignWorkflow.Status(folder["c"], folder["p.svg"]);
        status.Experiments.Count.ShouldBe(36);
        status.Best[0].Outcomes[0].ShouldBeGreaterThan(0.95);
        Kinds[(int)status.Best[0].Values[2]].ShouldBe("B");
        status.R2![0].ShouldBeGreaterThan(0.3);
        int[] failed = [.. status.Experiments.Index().Where(at => at.Item.Status == ExperimentStatus.Failed).Select(at => at.Index)];
        failed.Length.ShouldBeGreaterThan(0);
        failed.Count(i => i >= 18).ShouldBeLessThanOrEqualTo(failed.Count(i => i < 18), "what cannot be made is left alone");
        File.ReadAllText(folder["p.svg"]).ShouldContain("best so far");

        static string Measure(string line)
        {
            string[] cells = line.Split(',');
            double? yield = Yield(double.Parse(cells[1]), double.Parse(cells[2]), cells[3]);
            return yield is { } value ? $"{string.Join(',', cells[..4])},{value},measured" : $"{string.Join(',', cells[..4])},,failed";
        }
    }

    [Test]
    public void The_same_campaign_suggests_the_same_and_open_experiments_are_not_suggested_again()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in (string[])["a", "b"])
        {
            Begin(folder[name]);
            File.WriteAllText(folder["own.csv"], "size,peg,kind,yield\n100,0.1,A,0.4\n120,0.05,B,0.6\n150,0.1,C,0.3\n");
            Run("tell", folder[name], folder["own.csv"]).Code.ShouldBe(0);
        }

        CampaignSuggestion once = CampaignWorkflow.Suggest(folder["a"], 2), more = CampaignWorkflow.Suggest(folder["a"], 2), other = CampaignWorkflow.Suggest(folder["b"], 2);
        once.Experiments.Select(one => string.Join(' ', one.Values))
            .ShouldBe(other.Experiments.Select(one => string.Join(' ', one.Values)));
        once.Experiments.Concat(more.Experiments).Select(one => string.Join(' ', one.Values)).Distinct().Count().ShouldBe(4);
        once.Experiments.Concat(more.Experiments).Select(one => one.Id).ShouldBe([4, 5, 6, 7]);
    }

    [Test]
    public void Shares_of_a_mixture_add_up_to_one_and_two_goals_have_a_front()
    {
        using var folder = new TemporaryFolder();
        Run("new", folder["c"], "--variable", "a=0..1", "--variable", "b=0..1", "--variable", "d=0..1", "--mixture", "a", "b", "d", "--maximize", "uptake", "--minimize", "size",
            "--require", "pdi <= 0.3").Code.ShouldBe(0);
        for (int round = 0; round < 3; round++)
        {
            CampaignSuggestion next = CampaignWorkflow.Suggest(folder["c"], 5);
            next.Experiments.ShouldAllBe(one => Math.Abs(one.Values.Sum() - 1) < 1e-12);
            File.WriteAllLines(folder["r.csv"], ["id;uptake;size;pdi", .. next.Experiments.Select(one =>
                FormattableString.Invariant($"{one.Id};{one.Values[0]};{100 * one.Values[0] + 50 * one.Values[1]};{0.1 + 0.3 * one.Values[2]}").Replace('.', ','))]);
            CampaignWorkflow.Tell(folder["c"], folder["r.csv"]).Told.ShouldBe(5);
        }

        CampaignStatus status = CampaignWorkflow.Status(folder["c"]);
        status.Best.Count.ShouldBeGreaterThan(3);
        // Outcomes stand goals first: minimized ones, then maximized ones, then those of limits.
        status.Definition.Outcomes().ShouldBe(["size", "uptake", "pdi"]);
        status.Best.ShouldAllBe(one => one.Outcomes[2] <= 0.3);
    }

    [Test]
    public void A_prior_is_corrected_by_what_is_measured()
    {
        using var folder = new TemporaryFolder();
        Run("new", folder["c"], "--variable", "phi=0.05..0.4", "--variable", "ks=0.01..0.1 log", "--maximize", "release@20d", "--prior", "burst-erosion").Code.ShouldBe(0);
        // The first suggestion is what the model holds for best: much burst, fast.
        CampaignSuggestion first = CampaignWorkflow.Suggest(folder["c"], 1);
        (first.Experiments[0].Values[0], first.Experiments[0].Values[1]).ShouldSatisfyAllConditions(
            at => at.Item1.ShouldBeGreaterThan(0.2), at => at.Item2.ShouldBeGreaterThan(0.07));
        File.WriteAllText(folder["r.csv"], $"id,release@20d\n1,{70}\n");
        CampaignWorkflow.Tell(folder["c"], folder["r.csv"]).Told.ShouldBe(1);
        var wrong = Run("new", folder["d"], "--variable", "size=1..2", "--maximize", "t50", "--prior", "burst-erosion");
        (wrong.Code, Directory.Exists(folder["d"])).ShouldBe((1, false));
        wrong.Error.ShouldContain("it has no parameter 'size'; it has phi,");
    }

    [Test]
    public void What_was_told_is_known_and_strangers_are_refused_with_nothing_changed()
    {
        using var folder = new TemporaryFolder();
        Begin(folder["c"]);
        CampaignWorkflow.Suggest(folder["c"], 3, folder["n.csv"]);
        string[] lines = File.ReadAllLines(folder["n.csv"]);
        string first = $"{lines[1].TrimEnd(',')},0.5,measured";
        File.WriteAllLines(folder["r.csv"], [lines[0], first]);
        CampaignWorkflow.Tell(folder["c"], folder["r.csv"]).ShouldBe(new(1, 0, 2));
        CampaignWorkflow.Tell(folder["c"], folder["r.csv"]).ShouldBe(new(0, 1, 2));
        string before = File.ReadAllText(Path.Combine(folder["c"], "experiments.csv"));
        Refused($"{lines[0]}\n{first.Replace("0.5,measured", "0.7,measured")}", "experiment 1 was told before with another result; give --force");
        Refused($"{lines[0]}\n9,100,0.1,A,0.4,", "experiment 9 was not suggested here");
        Refused($"{lines[0]}\n2,100,0.1,A,0.4,\n2,100,0.1,A,0.5,", "experiment 2 stands in it twice");
        Refused("id,size,peg,kind\n2,100,0.1,A", "there is no column 'yield'");
        Refused($"{lines[0]}\n2,100,0.1,A,much,", "line 2, column 'yield': 'much' is not a number");
        Refused($"{lines[0]}\n,100,0.1,D,0.4,", "line 2, column 'kind': 'D' is no kind of this campaign, which has A, B, C.");
        Refused($"{lines[0]}\nx,100,0.1,A,0.4,", "'x' is no number of an experiment");
        Refused($"{lines[0]}\n2,100,0.1,A,0.4,failed", "it has outcomes and failed; leave out one of both.");
        Refused($"{lines[0]}\n2,100,0.1,A,0.4,done", "'done' is no status; write measured or failed");
        Refused("", "it is empty");
        File.ReadAllText(Path.Combine(folder["c"], "experiments.csv")).ShouldBe(before);

        void Refused(string text, string sentence)
        {
            File.WriteAllText(folder["bad.csv"], text);
            var run = Run("tell", folder["c"], folder["bad.csv"]);
            run.Code.ShouldBe(1, text);
            run.Error.ShouldContain(sentence);
        }
    }

    [Test]
    public void Where_one_of_two_equal_peaks_costs_ten_times_as_much_the_other_is_climbed()
    {
        using var folder = new TemporaryFolder();
        (double Dear, double Spent, double Best) Of(string name, string? cost)
        {
            CampaignWorkflow.New(new() { Folder = folder[name], Variables = ["x=0..1"], Maximize = ["y"], Cost = cost });
            for (int round = 0; round < 14; round++)
            {
                CampaignSuggestion next = CampaignWorkflow.Suggest(folder[name], 1);
                double x = next.Experiments[0].Values[0];
                double y = Math.Exp(-Math.Pow((x - 0.2) / 0.12, 2)) + Math.Exp(-Math.Pow((x - 0.8) / 0.12, 2));
                File.WriteAllText(folder["r.csv"], FormattableString.Invariant($"id,y\n{next.Experiments[0].Id},{y}\n"));
                CampaignWorkflow.Tell(folder[name], folder["r.csv"]);
            }

            CampaignStatus status = CampaignWorkflow.Status(folder[name]);
            double spent = status.Experiments.Sum(one => 1 + 9 * one.Values[0]);
            (status.Spent ?? spent).ShouldBe(spent, 1e-9);
            return (status.Experiments.Count(one => one.Values[0] > 0.5), spent, status.Best[0].Outcomes[0]);
        }

        var (dear, spent, best) = Of("priced", "1 + 9 * x");
        var (dearAlike, spentAlike, _) = Of("alike", null);
        best.ShouldBeGreaterThan(0.98);
        dear.ShouldBeLessThan(dearAlike);
        spent.ShouldBeLessThan(0.9 * spentAlike);
    }

    [TestCase("new c --variable a=0..1 --maximize y --cost a", "an experiment with a = 0 would cost 0; every experiment costs something above 0.")]
    [TestCase("new c --variable a=0..1 --maximize y --cost 1+b", "'1+b' is no variable with numbers")]
    [TestCase("new c --maximize y", "there is nothing to choose; give --variable")]
    [TestCase("new c --variable size=80..200nm", "0 outcomes are to be small or large; give one to three")]
    [TestCase("new c --variable size=200..80nm --maximize y", "the range ends at 80, not above its begin, 200; swap or correct them.")]
    [TestCase("new c --variable size --maximize y", "write a range, e.g.")]
    [TestCase("new c --variable id=1..2 --maximize y", "'id' stands for two things")]
    [TestCase("new c --variable y=1..2 --maximize y", "'y' stands for two things")]
    [TestCase("new c --variable a=1..2 --maximize y --minimize y", "y is asked for twice")]
    [TestCase("new c --variable a=0..1 --mixture a --maximize y", "one share alone is 1; name two or more.")]
    [TestCase("new c --variable a=0..1 b=0..1 --mixture a z --maximize y", "'z' is no variable with a range between 0 and 1")]
    [TestCase("new c --variable a=0..1 --maximize y --require y<=1 y>=2", "y >= 2 and y <= 1 contradict each other; relax one.")]
    [TestCase("new c --variable a=0..1 --maximize y --require y<z", "write OUTCOME <= NUMBER")]
    [TestCase("suggest c", "there is no campaign; begin one with surrogate campaign new")]
    [TestCase("suggst c", "did you mean 'suggest'?")]
    [TestCase("tell c", "there is no campaign", "c.csv")]
    public void What_cannot_be_served_is_refused_in_a_sentence(string words, string sentence, string? file = null)
    {
        using var folder = new TemporaryFolder();
        string[] all = [.. words.Split(' ').Select(word => word == "c" ? folder["c"] : word),
            .. file is null ? (string[])[] : [folder[file]]];
        var run = Run(all);
        run.Code.ShouldBe(1);
        run.Error.ShouldContain(sentence);
        Directory.Exists(folder["c"]).ShouldBeFalse();
    }

    [Test]
    public void A_damaged_campaign_is_refused_and_a_second_one_does_not_replace_it()
    {
        using var folder = new TemporaryFolder();
        Begin(folder["c"]);
        Run("new", folder["c"], "--variable", "a=0..1", "--maximize", "y").Error.ShouldContain("there is a campaign already");
        const string Goals = "\"goals\": [{ \"outcome\": \"y\", \"maximize\": true }]";
        foreach (string bad in (string[])["{", "{}", "null", "{\"variables\": [], \"goals\": []}", "{\"variables\": null, \"goals\": null}",
            $$"""{ "variables": [null], {{Goals}} }""",
            $$"""{ "variables": [{ "name": "a", "unit": "", "low": 2, "high": 1, "log": false, "numbers": [], "names": [] }], {{Goals}} }""",
            """{ "variables": [{ "name": "a", "unit": "", "low": 0, "high": 1, "log": false, "numbers": [], "names": [] }], "goals": [null] }"""])
        {
            File.WriteAllText(Path.Combine(folder["c"], "campaign.json"), bad);
            var run = Run("status", folder["c"]);
            run.Code.ShouldBe(1, bad);
            run.Error.ShouldContain("campaign.json");
        }
    }
}
