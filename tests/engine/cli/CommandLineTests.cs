using SurrogateEngine.Cli;

namespace SurrogateEngine.Tests.Cli;

public sealed class CommandLineTests
{
    static IEnumerable<string> Verbs =>
        Cli.Run("--json").Json.GetProperty("verbs").EnumerateArray().Select(verb => verb.GetProperty("name").GetString()!);

    [Test]
    public void Alone_it_shows_every_verb_and_where_to_begin()
    {
        Cli.Outcome shown = Cli.Run();
        shown.Code.ShouldBe(CommandLine.Done);
        foreach (string verb in Verbs)
            shown.Out.ShouldContain(verb);
        shown.Out.ShouldContain("quickstart");
    }

    // An option keeps every command it was added to: one for all runs kept 80 kB of each.
    [Test]
    public void No_option_outlives_its_run() =>
        CommonOptions.All().Zip(CommonOptions.All()).ShouldAllBe(pair => !ReferenceEquals(pair.First, pair.Second));

    [TestCaseSource(nameof(Verbs))]
    public void Every_verb_has_help_with_an_example(string verb)
    {
        Cli.Outcome help = Cli.Run([.. verb.Split(' '), "--help"]);
        help.Code.ShouldBe(CommandLine.Done);
        help.Out.ShouldContain("--json");
        help.Out.ShouldContain($"Examples:{Environment.NewLine}  surrogate {verb}");
    }

    [TestCaseSource(nameof(Verbs))]
    public void Help_is_there_for_programs_too(string verb)
    {
        Cli.Outcome help = Cli.Run([.. verb.Split(' '), "--help", "--json"]);
        help.Code.ShouldBe(CommandLine.Done);
        help.Out.Trim().Split('\n').Length.ShouldBe(1);
        help.Json.GetProperty("verb").GetString().ShouldBe(verb);
        help.Json.GetProperty("examples").GetArrayLength().ShouldBeGreaterThan(0);
        string[] options = [.. help.Json.GetProperty("options").EnumerateArray().Select(option => option.GetProperty("name").GetString()!)];
        string text = Cli.Run([.. verb.Split(' '), "--help"]).Out;
        options.ShouldContain("--json");
        foreach (string option in options)
            text.ShouldContain(option);
        help.Json.GetProperty("options").EnumerateArray().ShouldAllBe(option => option.GetProperty("description").GetString()!.Length > 5);
        Cli.Run("--help", "--json").Json.GetProperty("verbs").EnumerateArray().Select(one => one.GetProperty("verb").GetString()).ShouldContain(verb);
    }

    [TestCase("surrogate modles: there is no such verb; did you mean 'models'?", "modles")]
    [TestCase("surrogate models --jsno: there is no such option; did you mean '--json'?", "models", "--jsno")]
    [TestCase("surrogate init --ouput: there is no such option; did you mean '--output'?", "init", "--ouput", "x")]
    [TestCase("surrogate --frobnicate: there is no such option; see surrogate --help.", "--frobnicate")]
    [TestCase("surrogate models: 'extra' is one word too many; see surrogate models --help.", "models", "plga-sphere", "extra")]
    [TestCase("surrogate init --output: its file is missing; see surrogate init --help.", "init", "-o")]
    [TestCase("surrogate simulat: there is no such verb; did you mean 'simulate'?", "simulat")]
    [TestCase("surrogate simulate: <scenario> is missing: Scenario file, or the name of a release model for its defaults; see surrogate simulate --help.", "simulate")]
    [TestCase("surrogate simulate --samples many: this is not a whole number; see surrogate simulate --help.", "simulate", "x.json",
        "--samples", "many")]
    [TestCase("surrogate train --seconds long: this is not a number; see surrogate train --help.", "train", "x", "--seconds", "long")]
    [TestCase("surrogate simulate --samples 0: this must be at least 1.", "simulate", "plga-sphere", "--samples", "0")]
    [TestCase("nosuch.json: there is no such file; give a scenario file, made with surrogate init, or the name of a release model; surrogate models lists them.", "simulate", "nosuch.json")]
    [TestCase("plga-spere: there is no such release model; did you mean 'plga-sphere'?", "models", "plga-spere")]
    [TestCase("surrogate fit: the word after 'fit' is empty; give a name or a value, or leave it out.", "fit", "", "--model", "burst-erosion")]
    [TestCase("surrogate predict: the word after '--output' is empty; give a name or a value, or leave it out.", "predict", "a.surrogate", "b.csv", "--output", " ")]
    [TestCase("surrogate: the word after 'surrogate' is empty; give a name or a value, or leave it out.", "")]
    public void A_line_that_cannot_be_understood_is_refused_with_one_sentence(string sentence, params string[] args)
    {
        Cli.Outcome refused = Cli.Run(args);
        refused.Code.ShouldBe(CommandLine.Refused);
        refused.Error.Trim().ShouldBe(sentence);
        refused.Out.ShouldBeEmpty();
    }

    [Test]
    public void Files_and_folders_that_stand_in_the_way_are_refused_before_any_work()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["file"], "");
        Directory.CreateDirectory(folder["folder"]);
        Refusal("quickstart", "--output", folder["file"])
            .ShouldBe($"{folder["file"]}: this is a file and a folder is needed; choose another name.");
        Refusal("train", folder["set"], "--output", folder["folder"])
            .ShouldBe($"{folder["folder"]}: this is a folder; give the name of a file.");
        Refusal("train", folder["set"], "--output", folder["out"])
            .ShouldBe($"{folder["set"]}: there is no such folder or file; give the folder of a data set made by surrogate simulate.");
        Refusal("train", folder["folder"], "--output", folder["out"])
            .ShouldStartWith($"{folder["folder"]}: there is no manifest.json in this folder");

        static string Refusal(params string[] args)
        {
            Cli.Outcome refused = Cli.Run(args);
            refused.Code.ShouldBe(CommandLine.Refused);
            return refused.Error.Trim();
        }
    }

    [Test]
    public void The_version_is_printed() => Cli.Run("--version").Out.Trim().ShouldMatch(@"^\d+\.\d+\.\d+");
}
