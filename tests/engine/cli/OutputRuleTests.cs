using System.Text.Json;
using SurrogateEngine.Cli;

namespace SurrogateEngine.Tests.Cli;

/// <summary>A table of verb and rule: no verb writes over what it reads, nor over a result without being told to, and each says so before
/// any work.</summary>
[TestFixture]
public sealed class OutputRuleTests
{
    TemporaryFolder folder = null!;

    string Surrogate => folder["s.surrogate"];

    string Data => folder["data"];

    [OneTimeSetUp]
    public void MakeInputs()
    {
        folder = new TemporaryFolder();
        Done("simulate", "burst-erosion", "--samples", "400", "--output", Data);
        Done("train", Data, "--epochs", "2", "--width", "16", "--output", Surrogate);
        Done("predict", Surrogate, "--template", folder["in.csv"]);
        Done("init", "burst-erosion", "--output", folder["sc.json"]);
        File.WriteAllText(folder["prof.csv"], "time_d,release_percent\n1,20\n5,40\n10,55\n20,70\n");
        File.WriteAllText(folder["other.csv"], "time_d,release_percent\n1,18\n5,41\n10,53\n20,72\n28,80\n");
        File.WriteAllText(folder["study.json"], """{ "maximize": "t50" }""");
        Done("campaign", "new", folder["campaign"], "--variable", "size=80..200nm", "--maximize", "uptake");
        File.WriteAllText(folder["plan.json"], Cli.Run("train", Data, "--show-plan").Out);
        foreach (string result in (string[])["old.html", "old.csv", "old.png", "old.svg", "old.json", "old.onnx", "old.surrogate"])
            File.WriteAllText(folder[result], "a result");
        Directory.CreateDirectory(folder["old"]);
        File.WriteAllText(Path.Combine(folder["old"], "scenario.json"), "a result");
    }

    [OneTimeTearDown]
    public void TidyUp() => folder.Dispose();

    // Another surrogate is a result too, and no table is meant to be called one.
    [TestCase("predict @s.surrogate --template @old.surrogate --force", "old.surrogate")]
    [TestCase("init burst-erosion --output @old.onnx --force", "old.onnx")]
    [TestCase("data check @prof.csv --save-mapping @old.png --force", "old.png")]
    public void Text_does_not_go_into_a_file_of_another_kind(string line, string file)
    {
        Cli.Outcome run = Cli.Run([.. line.Replace("@", folder["x"][..^1]).Split(' ')]);
        run.Code.ShouldBe(CommandLine.Refused);
        run.Error.ShouldContain($"{folder[file]}: a file of this ending holds something else than text");
        File.ReadAllText(folder[file]).ShouldBe("a result");
    }

    [TestCase("fit @s.surrogate @prof.csv --report @prof.csv", "prof.csv")]
    [TestCase("fit @s.surrogate @prof.csv --report @s.surrogate", "s.surrogate")]
    [TestCase("evaluate @s.surrogate @data --report @data/manifest.json", "data/manifest.json")]
    [TestCase("evaluate @s.surrogate @data --report @data/new.html", "data/manifest.json")]
    [TestCase("evaluate @s.surrogate @data --report @s.surrogate", "s.surrogate")]
    [TestCase("predict @s.surrogate @in.csv --output @in.csv", "in.csv")]
    [TestCase("predict @s.surrogate @in.csv --output @plotted.csv --plot @in.csv", "in.csv")]
    [TestCase("evaluate @s.surrogate @data --plot @data/new.png", "data/manifest.json")]
    [TestCase("fit @s.surrogate @prof.csv --plot @prof.csv", "prof.csv")]
    [TestCase("simulate @sc.json --plot @sc.json", "sc.json")]
    [TestCase("simulate @sc.json --set phi=0.2 --output @sc.json", "sc.json")]
    [TestCase("simulate @sc.json --sweep phi=0.2..0.4 --plot @sc.json", "sc.json")]
    [TestCase("predict @s.surrogate @in.csv --output @./x/../in.csv", "in.csv")]
    [TestCase("predict @s.surrogate --template @s.surrogate", "s.surrogate")]
    [TestCase("export @s.surrogate --onnx @s.surrogate", "s.surrogate")]
    [TestCase("train @sc.json --output @sc.json", "sc.json")]
    [TestCase("fit @prof.csv --models weibull --output @prof.csv", "prof.csv")]
    [TestCase("fit @prof.csv --model burst-erosion --report @prof.csv", "prof.csv")]
    [TestCase("fit @prof.csv --forecast 60d --plot @prof.csv", "prof.csv")]
    [TestCase("fit @prof.csv @other.csv --model burst-erosion --output @other.csv", "other.csv")]
    [TestCase("predict @s.surrogate @in.csv --times-from @prof.csv --output @prof.csv", "prof.csv")]
    [TestCase("design @s.surrogate --target @prof.csv --output @prof.csv", "prof.csv")]
    [TestCase("data check @prof.csv --save-mapping @prof.csv", "prof.csv")]
    [TestCase("screen @s.surrogate --maximize t50 --output @s.surrogate", "s.surrogate")]
    [TestCase("design @s.surrogate --study @study.json --output @study.json", "study.json")]
    [TestCase("train @data --output @data/x.surrogate", "data/manifest.json")]
    [TestCase("train @data --plan @plan.json --output @plan.json", "plan.json")]
    [TestCase("train @data --from @s.surrogate --output @s.surrogate", "s.surrogate")]
    public void No_verb_writes_over_what_it_reads_even_with_force(string line, string input)
    {
        byte[] before = File.ReadAllBytes(folder[input]);
        foreach (string[] force in (string[][])[[], ["--force"]])
        {
            Cli.Outcome refused = Cli.Run([.. Words(line), .. force, "--json"]);
            refused.Code.ShouldBe(CommandLine.Refused, line);
            refused.Error.ShouldContain("is read here", Case.Sensitive, line);
            Error(refused).ShouldBe(refused.Error.Trim());
        }

        File.ReadAllBytes(folder[input]).ShouldBe(before);
    }

    [TestCase("fit @s.surrogate @prof.csv --report @old.html", "old.html")]
    [TestCase("evaluate @s.surrogate @data --report @old.html", "old.html")]
    [TestCase("predict @s.surrogate @in.csv --output @old.csv", "old.csv")]
    [TestCase("predict @s.surrogate @in.csv --output @plotted.csv --plot @old.png", "old.png")]
    [TestCase("evaluate @s.surrogate @data --plot @old.svg", "old.svg")]
    [TestCase("fit @s.surrogate @prof.csv --plot @old.png", "old.png")]
    [TestCase("fit @s.surrogate @prof.csv --output @old.csv", "old.csv")]
    [TestCase("simulate burst-erosion --plot @old.png", "old.png")]
    [TestCase("simulate burst-erosion --set phi=0.2 --output @old.csv", "old.csv")]
    [TestCase("simulate burst-erosion --set phi=0.2 --plot @old.svg", "old.svg")]
    [TestCase("predict @s.surrogate --template @old.csv", "old.csv")]
    [TestCase("export @s.surrogate --onnx @old.onnx", "old.onnx")]
    [TestCase("init burst-erosion --output @old.json", "old.json")]
    [TestCase("train @data --epochs 1 --output @old.surrogate", "old.surrogate")]
    [TestCase("quickstart --output @old --samples 2000", "old/scenario.json")]
    [TestCase("fit @prof.csv --models weibull --output @old.csv", "old.csv")]
    [TestCase("fit @prof.csv --model burst-erosion --report @old.html", "old.html")]
    [TestCase("fit @prof.csv --forecast 60d --report @old.html", "old.html")]
    [TestCase("fit @prof.csv @other.csv --model burst-erosion --output @old.csv", "old.csv")]
    [TestCase("design @s.surrogate --release 5d=40% --output @old.csv", "old.csv")]
    [TestCase("data check @prof.csv --save-mapping @old.json", "old.json")]
    [TestCase("screen @s.surrogate --maximize t50 --output @old.csv", "old.csv")]
    [TestCase("design @s.surrogate --maximize t50 --output @old.csv", "old.csv")]
    [TestCase("campaign suggest @campaign --output @old.csv", "old.csv")]
    [TestCase("campaign status @campaign --plot @old.svg", "old.svg")]
    public void No_verb_replaces_a_result_without_being_told_to(string line, string result)
    {
        Cli.Outcome refused = Cli.Run([.. Words(line), "--json"]);
        refused.Code.ShouldBe(CommandLine.Refused, refused.Error);
        refused.Error.ShouldContain("--force");
        Error(refused).ShouldBe(refused.Error.Trim());
        File.ReadAllText(folder[result]).ShouldBe("a result");
    }

    [TestCase("fit @s.surrogate @prof.csv --no-check --report @new.html")]
    [TestCase("evaluate @s.surrogate @data --report @new.html")]
    [TestCase("predict @s.surrogate @in.csv --output @new.csv")]
    [TestCase("predict @s.surrogate @in.csv --bands 0.9 --output @plotted.csv --plot @new.png")]
    [TestCase("evaluate @s.surrogate @data --plot @new.svg")]
    [TestCase("fit @s.surrogate @prof.csv --no-check --plot @new.png")]
    [TestCase("simulate burst-erosion --set phi=0.2 --plot @new.svg")]
    [TestCase("simulate burst-erosion --sweep phi=0.2..0.4 --plot @new.png")]
    [TestCase("simulate burst-erosion --compare plga-sphere --output @new.csv")]
    [TestCase("simulate burst-erosion --samples 40 --output @new-data --plot @new.png")]
    [TestCase("export @s.surrogate --onnx @new.onnx")]
    [TestCase("init burst-erosion --output @new.json")]
    [TestCase("train @data --epochs 1 --width 8 --output @new.surrogate")]
    public void With_force_every_verb_replaces_its_result(string line)
    {
        string result = Words(line)[^1];
        File.WriteAllText(result, "a result");
        Done([.. Words(line), "--force"]);
        File.ReadAllText(result).ShouldNotBe("a result");
    }

    [TestCase("fit @s.surrogate @prof.csv --report @report.pdf", ".html")]
    [TestCase("evaluate @s.surrogate @data --report @report.txt", ".html")]
    [TestCase("predict @s.surrogate @in.csv --output @curves.xlsx", ".parquet")]
    [TestCase("predict @s.surrogate @in.csv --output @plotted.csv --plot @curves.pdf", ".svg or .png")]
    [TestCase("evaluate @s.surrogate @data --plot @curves.jpg", ".svg or .png")]
    [TestCase("fit @s.surrogate @prof.csv --plot @curves.html", ".svg or .png")]
    [TestCase("simulate burst-erosion --plot @curves.gif", ".svg or .png")]
    [TestCase("simulate burst-erosion --set phi=0.2 --plot @curves.csv", ".svg or .png")]
    [TestCase("simulate burst-erosion --set phi=0.2 --output @curves.png", ".parquet")]
    [TestCase("simulate burst-erosion --set phi=0.2 --plot @nowhere/a.png", "folder does not exist")]
    [TestCase("train @data --output @a.run", ".surrogate")]
    [TestCase("fit @s.surrogate @prof.csv --report @nowhere/report.html", "folder does not exist")]
    [TestCase("predict @s.surrogate @in.csv --output @nowhere/curves.csv", "folder does not exist")]
    [TestCase("export @s.surrogate --onnx @nowhere/x.onnx", "folder does not exist")]
    [TestCase("init burst-erosion --output @nowhere/x.json", "folder does not exist")]
    public void An_ending_or_folder_that_does_not_fit_is_refused_before_any_work(string line, string says)
    {
        Cli.Outcome refused = Cli.Run(Words(line));
        refused.Code.ShouldBe(CommandLine.Refused);
        refused.Error.ShouldContain(says);
    }

    [Test]
    public void A_second_training_keeps_the_checkpoint_of_the_first()
    {
        string run = folder["s.run"], checkpoint = Path.Combine(run, "last.checkpoint");
        byte[] before = File.ReadAllBytes(checkpoint);
        File.Copy(Surrogate, folder["kept.surrogate"]);
        File.Delete(Surrogate);
        try
        {
            Cli.Outcome refused = Cli.Run("train", Data, "--epochs", "2", "--width", "16", "--output", Surrogate);
            refused.Code.ShouldBe(CommandLine.Refused);
            refused.Error.Trim()
                .ShouldBe($"{run}: a training is recorded in this folder already; go on with it by --resume, begin anew with --force, or give another --output.");
            File.ReadAllBytes(checkpoint).ShouldBe(before);
        }
        finally
        {
            File.Move(folder["kept.surrogate"], Surrogate);
        }
    }

    [Test]
    public void A_link_to_an_input_is_that_input()
    {
        File.CreateSymbolicLink(folder["link.csv"], folder["in.csv"]);
        Cli.Outcome refused = Cli.Run("predict", Surrogate, folder["in.csv"], "--output", folder["link.csv"], "--force");
        refused.Code.ShouldBe(CommandLine.Refused);
        refused.Error.ShouldContain("is read here");
    }

    [Test]
    public void Two_trainings_do_not_write_into_one_folder()
    {
        string run = Directory.CreateDirectory(folder["busy.run"]).FullName;
        using FileStream claim = Trainers.FolderClaim.Take(run, () => new InvalidOperationException());
        Cli.Outcome refused = Cli.Run("train", Data, "--epochs", "1", "--output", folder["busy.surrogate"]);
        refused.Code.ShouldBe(CommandLine.Refused);
        refused.Error.Trim()
            .ShouldBe($"{run}: another training is writing into this folder; wait for it to end, or give another --output.");
    }

    [Test]
    public void A_quickstart_with_other_formulations_leaves_the_scenario_of_the_first()
    {
        string root = Directory.CreateDirectory(folder["other"]).FullName, scenario = Path.Combine(root, "scenario.json");
        File.WriteAllText(scenario, "a result");
        Done("simulate", "plga-sphere", "--samples", "16", "--output", Path.Combine(root, "data"));
        foreach (string word in (string[])["--resume", "--force"])
        {
            Cli.Outcome refused = Cli.Run("quickstart", "--output", root, "--samples", "2000", word);
            refused.Code.ShouldBe(CommandLine.Refused);
            refused.Error.ShouldContain("made from another scenario");
            File.ReadAllText(scenario).ShouldBe("a result");
        }
    }

    [TestCase("train @data --learning-rate 0,005", "--learning-rate 0,005")]
    [TestCase("train @data --seconds 0,5", "--seconds 0,5")]
    [TestCase("train @data --epochs 1,000", "--epochs 1,000")]
    [TestCase("train @data --seed 1.5", "--seed 1.5")]
    [TestCase("predict @s.surrogate @in.csv --bands 0,9", "--bands 0,9")]
    [TestCase("simulate burst-erosion --samples 1,000", "--samples 1,000")]
    [TestCase("simulate burst-erosion --seed 1e0.5", "--seed 1e0.5")]
    [TestCase("quickstart --seconds 1,5", "--seconds 1,5")]
    [TestCase("quickstart --samples 2,000", "--samples 2,000")]
    [TestCase("train @data --seconds NaN", "--seconds NaN")]
    public void What_is_no_number_is_refused_in_every_verb(string line, string says)
    {
        Cli.Outcome refused = Cli.Run([.. Words(line), "--json"]);
        refused.Code.ShouldBe(CommandLine.Refused);
        refused.Error.ShouldContain($"{says}: this is not a ");
        Error(refused).ShouldBe(refused.Error.Trim());
    }

    [Test]
    public void A_count_may_be_written_with_an_exponent()
    {
        Cli.Run("train", Data, "--show-plan", "--epochs", "1e2", "--json").Json.GetProperty("plan").GetProperty("schedule")
            .GetProperty("epochs").GetInt32().ShouldBe(100);
        Cli.Run("simulate", "burst-erosion", "--samples", "1e2", "--output", folder["hundred"], "--json").Json.GetProperty("rows")
            .GetInt32().ShouldBe(100);
    }

    [TestCase("fit @s.surrogate @commas.csv", "time_h,release_percent\n0,5,10,2\n1,0,20,4\n2,0,30,5\n")]
    [TestCase("predict @s.surrogate @commas.csv", "phi,kb,ks,Vm,Km,ke\n0,2,1,0,05,0,02,0,2,0,5\n")]
    public void Cells_that_decimal_commas_make_are_refused(string line, string text)
    {
        File.WriteAllText(folder["commas.csv"], text);
        Cli.Outcome refused = Cli.Run(Words(line));
        refused.Code.ShouldBe(CommandLine.Refused);
        refused.Error.ShouldStartWith($"{folder["commas.csv"]}:2: this line has ");
        refused.Error.ShouldContain("put semicolons between the cells or write decimal points");
    }

    [Test]
    public void Empty_columns_that_a_spreadsheet_leaves_are_none_and_a_nameless_first_one_numbers_the_rows()
    {
        File.WriteAllText(folder["excel.csv"], "time_d,release_percent,,\n1,20,,\n5,40,,\n10,55,,\n20,70,,\n");
        Cli.Run("fit", Surrogate, folder["excel.csv"], "--no-check", "--json").Json.GetProperty("points").GetInt32().ShouldBe(4);
        string cases = Path.Combine(TestContext.CurrentContext.TestDirectory, "data", "cases", "d01-pandas-index.csv");
        Done("predict", Surrogate, cases, "--output", folder["indexed.csv"]);
        Cli.Table(folder["indexed.csv"])[1].ShouldStartWith("0,");
    }

    [TestCase("init burst-erosion --output -")]
    [TestCase("init --schema")]
    [TestCase("train @data --show-plan")]
    [TestCase("train @nowhere")]
    [TestCase("simulate burst-erozion")]
    [TestCase("train burst-erozion")]
    [TestCase("init burst-erozion")]
    [TestCase("models burst-erozion")]
    [TestCase("modles")]
    [TestCase("models --plugin @nowhere.dll")]
    [TestCase("models")]
    [TestCase("devices")]
    [TestCase("carriers")]
    [TestCase("carriers plga-nanoparticle")]
    [TestCase("data check @prof.csv")]
    [TestCase("compare @prof.csv @other.csv")]
    [TestCase("evaluate @s.surrogate @data")]
    [TestCase("export @s.surrogate --onnx @j.onnx")]
    [TestCase("predict @s.surrogate @in.csv --output @j.csv")]
    [TestCase("predict @s.surrogate --template @j2.csv")]
    [TestCase("fit @s.surrogate @prof.csv --no-check")]
    [TestCase("fit @other.csv --models weibull")]
    [TestCase("fit @other.csv --forecast 60d")]
    [TestCase("fit @nowhere --models weibull")]
    [TestCase("design @s.surrogate --release 5d=40% --designs 1")]
    [TestCase("simulate burst-erosion --set phi=0.2")]
    [TestCase("quickstart --samples 5")]
    [TestCase("screen @s.surrogate --maximize t50 --candidates 200 --top 2")]
    [TestCase("design @s.surrogate --maximize t50 --require phi<=0.3 --designs 1")]
    [TestCase("campaign status @campaign")]
    [TestCase("campaign suggest @campaign --count 1")]
    [TestCase("campaign statsu @campaign")]
    [TestCase("models --pages @pages")]
    [TestCase("fit @s.surrogate")]
    public void Under_json_a_verb_prints_exactly_one_object(string line)
    {
        Cli.Outcome shown = Cli.Run([.. Words(line), "--json"]);
        shown.Out.Trim().Split('\n').Length.ShouldBe(1, shown.Out);
        shown.Json.ValueKind.ShouldBe(JsonValueKind.Object);
        shown.Json.TryGetProperty("error", out _).ShouldBe(shown.Code != CommandLine.Done);
        if (line.Contains("burst-erozion"))
            Error(shown).ShouldContain("did you mean 'burst-erosion'?");
    }

    [Test]
    public void Lines_to_copy_quote_paths_with_spaces()
    {
        Cli.Outcome done = Cli.Run("simulate", "burst-erosion", "--samples", "20", "--output", folder["my data"]);
        done.Out.ShouldContain($"Next:  surrogate train \"{folder["my data"]}\"");
        Cli.Run("campaign", "new", folder["my campaign"], "--variable", "size=80..200nm", "--maximize", "uptake").Out
            .ShouldContain($"Next:  surrogate campaign suggest \"{folder["my campaign"]}\"");
        Cli.Run("campaign", "suggest", folder["my campaign"], "--output", folder["my table.csv"]).Out
            .ShouldContain($"Next:  surrogate campaign tell \"{folder["my campaign"]}\" \"{folder["my table.csv"]}\"");
    }

    [TestCase("predict @s.surrogate @in.csv --output @h1.csv --plot @h1.svg", "surrogate_sha256", "formulations_sha256", "dataset_sha256")]
    [TestCase("fit @s.surrogate @prof.csv --no-check --output @h2.csv --plot @h2.svg", "surrogate_sha256", "profile_sha256", "dataset_sha256")]
    [TestCase("fit @s.surrogate bsa-chitosan-pcl --no-check --output @h3.csv --plot @h3.svg", "surrogate_sha256", "profile_sha256", "dataset_sha256")]
    [TestCase("fit @prof.csv --models weibull --output @h4.csv --plot @h4.svg", "profile_sha256")]
    [TestCase("simulate @sc.json --set phi=0.2 --output @h5.csv --plot @h5.svg", "scenario_sha256")]
    public void Every_table_and_picture_carries_the_hashes_of_what_it_was_made_from(string line, params string[] names)
    {
        string[] words = Words(line);
        Done(words);
        string table = words[^3], plot = words[^1];
        string[] comments = [.. File.ReadLines(table).TakeWhile(read => read.StartsWith("# ", StringComparison.Ordinal))
            .Select(read => read[2..])];
        comments.Select(comment => comment.Split(' ')[0]).ShouldBe(names, ignoreOrder: true);
        comments.ShouldAllBe(comment => comment.Split(' ')[1].Length == 64);
        string picture = File.ReadAllText(plot);
        foreach (string comment in comments)
            picture.ShouldContain(comment);
    }

    static string Error(Cli.Outcome refused)
    {
        refused.Out.Trim().Split('\n').Length.ShouldBe(1, refused.Out);
        JsonElement error = refused.Json.GetProperty("error");
        error.GetProperty("exit_code").GetInt32().ShouldBe(refused.Code);
        return error.GetProperty("message").GetString()!;
    }

    static void Done(params string[] args)
    {
        Cli.Outcome done = Cli.Run(args);
        done.Code.ShouldBe(CommandLine.Done, $"{string.Join(' ', args)}: {done.Error}");
    }

    /// <summary>Words of a line; one that begins with @ is a path in the folder.</summary>
    string[] Words(string line) => [.. line.Split(' ').Select(word => word.StartsWith('@') ? folder[word[1..]] : word)];
}
