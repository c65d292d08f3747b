using SurrogateEngine.Tables;
using SurrogateEngine.Tests.Cli;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Tests.Engine.Core.Tables;

/// <summary>Whole curves as tables.</summary>
public sealed class ReleaseProfilesTests
{
    static readonly double[] Times = [.. Enumerable.Range(0, 21).Select(i => 0.5 * i)];

    [TestCase(ReleaseClass.Burst)]
    [TestCase(ReleaseClass.Sustained)]
    [TestCase(ReleaseClass.Triggered)]
    public void Kinds_are_those_of_their_definitions(ReleaseClass kind) => // 004.02
        ReleaseProfiles.ClassOf(Times, [.. Times.Select(t => Curve(kind, t, 0.2))]).ShouldBe(kind);

    [Test]
    public void Early_releases_become_columns_of_later_rows()
    {
        TabularData data = new([TabularColumn.Categorical("id", ["a", "a", "a", "b", "b", "c"]), TabularColumn.Numeric("time", [0, 1, 3,
            0, 2, 5]),
            TabularColumn.Numeric("release", [0, 0.2, 0.9, 0, 0.8, 1])]);

        TabularData few = ReleaseProfiles.WithEarly(data, "id", "time", "release", [0.5, 1]);

        few["id"].Codes.Select(code => few["id"].Levels[code]).ShouldBe(["a", "b"]);
        few["release at 0.5"].Values.ShouldBe([0.1, 0.2], 1e-12);
        few["release at 1"].Values.ShouldBe([0.2, 0.4], 1e-12);
        few["time"].Values.ShouldBe([3.0, 2]);
        few["early releases, release at 1 less release at 0.5"].Values.ShouldBe([0.1, 0.2], 1e-12);
    }

    [Test]
    public void Profiles_are_learned_few_shot_zero_shot_and_by_kind() // 004.02
    {
        using var folder = new TemporaryFolder();
        var random = new RandomStream(2);
        var lines = new List<string> { "id,coat,rate,time,release" };
        for (int i = 0; i < 60; i++)
        {
            ReleaseClass kind = (ReleaseClass)(i % 3);
            double rate = 0.1 + 0.2 * random.Unit();
            lines.AddRange(Times.Select(t =>
                FormattableString.Invariant($"p{i},{(kind == ReleaseClass.Burst ? "none" : kind == ReleaseClass.Triggered ? "enteric" : "thin")},{rate},{t},{Curve(kind, t, rate)}")));
        }

        File.WriteAllLines(folder["p.csv"], lines);
        string[] common = ["table", "learn",
            folder["p.csv"], "-t", "release", "--profile", "id", "--profile-time", "time", "--folds", "3", "--json"];

        Cli.Cli.Outcome zero = Cli.Cli.Run([.. common, "--learners", "lightgbm"]),
            few = Cli.Cli.Run([.. common, "--learners", "lightgbm", "--early", "1", "0.5", "--derive", "passed = rate * time",
                "--output", folder["few.model"]]),
            kinds = Cli.Cli.Run([.. common, "--learners", "random-forest", "--release-kind"]);

        foreach (Cli.Cli.Outcome one in new[] { zero, few, kinds })
            one.Code.ShouldBe(SurrogateEngine.Cli.CommandLine.Done, one.Error);
        zero.Json.GetProperty("learners")[0].GetProperty("pooled").GetProperty("mae").GetDouble().ShouldBeLessThan(0.1);
        few.Json.GetProperty("features").EnumerateArray().Select(name => name.GetString()).ShouldContain("release at 0.5");
        PredictsFromEarlyReleases(folder);
        kinds.Json.GetProperty("rows").GetInt32().ShouldBe(60);
        kinds.Json.GetProperty("learners")[0].GetProperty("pooled").GetProperty("accuracy").GetDouble().ShouldBeGreaterThan(0.9);
    }

    [TestCase("--release-kind"), TestCase("--early", "1")]
    public void Releases_in_words_are_refused(params string[] asked)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["p.csv"], "id,time,release\na,1,low\na,2,high\na,3,all\nb,1,low\nb,2,low\nb,3,all\n");
        Cli.Cli.Outcome said = Cli.Cli.Run(["table", "learn", folder["p.csv"], "--target", "release", "--profile", "id", "--profile-time",
            "time", "--learners", "neighbors", .. asked]);
        said.Code.ShouldBe(SurrogateEngine.Cli.CommandLine.Refused);
        said.Error.ShouldContain("releases are numbers, and this column holds words; name another with --target.");
    }

    // The table that is predicted names early releases; what was computed from them is computed again.
    static void PredictsFromEarlyReleases(TemporaryFolder folder)
    {
        double At(double t) => Curve(ReleaseClass.Sustained, t, 0.2);
        File.WriteAllText(folder["new.csv"], FormattableString.Invariant(
            $"coat,rate,time,release at 0.5,release at 1\nthin,0.2,4,{At(0.5)},{At(1)}\n"));

        Cli.Cli.Outcome predicted = Cli.Cli.Run("table", "predict", folder["few.model"], folder["new.csv"], "--output", folder["new.out.csv"]);

        predicted.Code.ShouldBe(SurrogateEngine.Cli.CommandLine.Done, predicted.Error);
        string[] lines = File.ReadAllLines(folder["new.out.csv"]).Where(line => !line.StartsWith('#')).ToArray();
        double.Parse(lines[1].Split(',')[1], System.Globalization.CultureInfo.InvariantCulture).ShouldBe(At(4), 0.08);
    }

    static double Curve(ReleaseClass kind, double t, double rate) => kind switch
    {
        ReleaseClass.Burst => 0.6 * (1 - Math.Exp(-8 * t)) + 0.4 * (1 - Math.Exp(-rate * t)),
        ReleaseClass.Triggered => t < 5 ? 0.01 * t : 0.05 + 0.95 * (1 - Math.Exp(-5 * rate * (t - 5))),
        _ => 1 - Math.Exp(-rate * t),
    };
}
