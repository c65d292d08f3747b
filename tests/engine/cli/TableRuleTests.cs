using System.Globalization;
using System.Text;
using System.Text.Json;
using SurrogateEngine.Cli;
using SurrogateEngine.Data;
using SurrogateEngine.Trainers.Tabular;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Tests.Cli;

/// <summary>A table of verb and rule for tables and what explains them, as <see cref="OutputRuleTests"/> has for the others.</summary>
[TestFixture]
public sealed class TableRuleTests
{
    const string Learn = "table learn @t.csv -t EE --learners ridge --features size zeta --folds 3";

    static readonly string[] Results = ["old.csv", "old.svg", "old.html", "old.json", "old.model", "old.parquet"];

    TemporaryFolder folder = null!;

    [OneTimeSetUp]
    public void MakeInputs()
    {
        folder = new TemporaryFolder();
        var text = new StringBuilder("paper,polymer,size (nm),zeta (mV),EE (%),class\n");
        for (int k = 0; k < 36; k++)
        {
            double size = 90 + 7 * (k * 5 % 17), efficiency = 40 + 0.2 * size + k * 7 % 5;
            text.Append(CultureInfo.InvariantCulture,
                $"p{k / 4},{(k % 2 == 0 ? "PLGA" : "PCL")},{size}.5,{k * 11 % 23 - 25},{efficiency},{(efficiency > 66 ? "high" : "low")}\n");
        }

        File.WriteAllText(folder["t.csv"], text.ToString());
        File.WriteAllText(folder["f.json"], """{ "0": ["p0", "p1", "p2"], "1": ["p3"] }""");
        Done("table describe @t.csv --save-recipe @r.json");
        Done($"{Learn} -o @e.model");
        foreach (string result in Results)
            File.WriteAllText(folder[result], "a result");
    }

    [OneTimeTearDown]
    public void TidyUp() => folder.Dispose();

    [TestCase("table describe @t.csv --save-recipe @t.csv", "t.csv")]
    [TestCase("table describe @t.csv --recipe @r.json --save-recipe @r.json", "r.json")]
    [TestCase("table describe @t.csv --plot @t.csv", "t.csv")]
    [TestCase("table split @t.csv -o @t.csv", "t.csv")]
    [TestCase("table split @t.csv --recipe @r.json -o @r.json", "r.json")]
    [TestCase(Learn + " -o @t.csv", "t.csv")]
    [TestCase(Learn + " --recipe @r.json -o @r.json", "r.json")]
    [TestCase(Learn + " --group paper --fold-file @f.json -o @f.json", "f.json")]
    [TestCase("table predict @e.model @t.csv -o @t.csv", "t.csv")]
    [TestCase("table predict @e.model @t.csv -o @e.model", "e.model")]
    [TestCase("table compare @t.csv --value EE --by polymer --plot @t.csv", "t.csv")]
    [TestCase("table cluster @t.csv --columns size zeta -o @t.csv", "t.csv")]
    [TestCase("table cluster @t.csv --columns size zeta --plot @t.csv", "t.csv")]
    [TestCase("table report @t.csv --features size zeta --target class --value EE --by polymer --report @t.csv", "t.csv")]
    [TestCase("explain @e.model --data @t.csv --report @t.csv", "t.csv")]
    [TestCase("explain @e.model --data @t.csv --plot @e.model", "e.model")]
    [TestCase("explain @t.csv --target EE --recipe @r.json --plot @r.json", "r.json")]
    public void No_verb_writes_over_what_it_reads_even_with_force(string line, string input)
    {
        byte[] before = File.ReadAllBytes(folder[input]);
        Cli.Outcome refused = Run(line + " --force --json");
        refused.Code.ShouldBe(CommandLine.Refused, line);
        refused.Error.ShouldContain("is read here", Case.Sensitive, line);
        Message(refused).ShouldBe(refused.Error.Trim());
        File.ReadAllBytes(folder[input]).ShouldBe(before);
    }

    [TestCase("table describe @t.csv --save-recipe @old.json", "old.json")]
    [TestCase("table describe @t.csv --plot @old.svg", "old.svg")]
    [TestCase("table split @t.csv -o @old.csv", "old.csv")]
    [TestCase(Learn + " -o @old.model", "old.model")]
    [TestCase("table predict @e.model @t.csv -o @old.parquet", "old.parquet")]
    [TestCase("table compare @t.csv --value EE --by polymer --plot @old.svg", "old.svg")]
    [TestCase("table cluster @t.csv --columns size zeta -o @old.csv", "old.csv")]
    [TestCase("table report @t.csv --features size zeta --target class --value EE --by polymer --report @old.html", "old.html")]
    [TestCase("table sample study -o @old.csv", "old.csv")]
    [TestCase("explain @e.model --data @t.csv --report @old.html", "old.html")]
    public void No_verb_replaces_a_result_without_being_told_to(string line, string result)
    {
        Cli.Outcome refused = Run(line + " --json");
        refused.Code.ShouldBe(CommandLine.Refused, refused.Error);
        refused.Error.ShouldContain("--force");
        Message(refused).ShouldBe(refused.Error.Trim());
        File.ReadAllText(folder[result]).ShouldBe("a result");
    }

    /// <summary>Every file names the table that it was made from, and standard output is one object.</summary>
    [TestCase("table describe @t.csv --save-recipe @new.json --plot @new.svg", "new.json", "new.svg")]
    [TestCase("table split @t.csv -o @new.csv --group paper --recipe @r.json", "new.csv")]
    [TestCase("table predict @e.model @t.csv -o @predicted.csv --recipe @r.json", "predicted.csv")]
    [TestCase("table compare @t.csv --value EE --by polymer --plot @compared.svg", "compared.svg")]
    [TestCase("table cluster @t.csv --columns size zeta -o @clusters.csv --plot @clusters.svg", "clusters.csv", "clusters.svg")]
    [TestCase("table report @t.csv --features size zeta --target class --value EE --by polymer --policy-steps 0 -k 2 --report @seven.html", "seven.html")]
    [TestCase("explain @e.model --data @t.csv --plot @why.svg --report @why.html", "why.svg", "why.html")]
    [TestCase("explain @t.csv --target EE --learner ridge --features size zeta --recipe @r.json --plot @why2.svg", "why2.svg")]
    public void Every_file_names_the_hash_of_its_table(string line, params string[] files)
    {
        Cli.Outcome run = Run(line + " --json");
        run.Code.ShouldBe(CommandLine.Done, run.Error);
        run.Out.TrimEnd().Split('\n').Length.ShouldBe(1);
        run.Json.ValueKind.ShouldBe(JsonValueKind.Object);
        foreach (string file in files)
            File.ReadAllText(folder[file]).ShouldContain(Provenance.HashOf(folder["t.csv"]), Case.Sensitive, file);
    }

    [Test]
    public void A_model_names_the_hash_of_its_table() =>
        TabularModelFile.Load(folder["e.model"]).Card.TableHash.ShouldBe(Provenance.HashOf(folder["t.csv"]));

    [Test]
    public void A_drawn_table_says_how_it_was_drawn()
    {
        Done("table sample study --rows 12 --seed 4 -o @drawn.csv");
        File.ReadLines(folder["drawn.csv"]).First().ShouldBe("# surrogate table sample study --rows 12 --seed 4");
        Run("table describe @drawn.csv --json").Json.GetProperty("rows").GetInt32().ShouldBe(12);
    }

    /// <summary>A command on a page makes the page again: with every word that it was made with.</summary>
    [TestCase("table report @t.csv --features size zeta --target class --value EE --by polymer --policy-steps 0 --clusters 2 --seed 3 --report @again.html")]
    [TestCase("explain @t.csv --target EE --learner ridge --features size zeta --group paper --line 5 --report @again.html")]
    public void The_command_on_a_page_makes_it_again(string line)
    {
        Done(line + " --force");
        string page = System.Net.WebUtility.HtmlDecode(File.ReadAllText(folder["again.html"]));
        // Words of the command stand in elements of their own, where it may be wrapped.
        string shown = System.Text.RegularExpressions.Regex.Replace(page, "<[^>]*>", "");
        shown.ShouldContain("surrogate " + line.Split(" @")[0]);
        foreach (string word in line.Split(' ').Where(word => word.StartsWith("--", StringComparison.Ordinal)))
            shown.ShouldContain($" {word} ");
    }

    [Test]
    [NonParallelizable]
    public void Decimal_commas_of_the_machine_change_nothing()
    {
        string here = Run("table compare @t.csv --value EE --by polymer").Out;
        CultureInfo before = CultureInfo.CurrentCulture;
        var commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (commas.NumberFormat.NumberDecimalSeparator, commas.NumberFormat.NumberGroupSeparator) = (",", ".");
        CultureInfo.CurrentCulture = commas;
        try
        {
            Run("table compare @t.csv --value EE --by polymer").Out.ShouldBe(here);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void A_table_fits_on_a_narrow_screen([Values("table cluster @t.csv --columns size zeta EE",
        "table report @t.csv --features size zeta --target class --value EE --by polymer --policy-steps 0")] string line)
    {
        foreach (string shown in Run(line).Out.Split('\n').Where(shown => shown.Length > 0 && "╭│├╰".Contains(shown[0])))
            shown.TrimEnd().Length.ShouldBeLessThanOrEqualTo(80);
    }

    Cli.Outcome Run(string line) => Cli.Run([.. line.Split(' ').Select(word => word[0] == '@' ? folder[word[1..]] : word)]);

    void Done(string line)
    {
        Cli.Outcome run = Run(line + " --quiet");
        run.Code.ShouldBe(CommandLine.Done, run.Error);
    }

    static string Message(Cli.Outcome refused) => refused.Json.GetProperty("error").GetProperty("message").GetString()!;
}
