using SurrogateEngine.Tables;
using SurrogateEngine.Tests.Cli;
using SurrogateEngine.Trainers.Tabular;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Tests.Engine.Core.Tables;

/// <summary>Cells as people write them, and what is said of a table.</summary>
public sealed class TableImportTests
{
    [TestCase("183.3 ± 1.5", 183.3)]
    [TestCase("183.3 +/- 1.5", 183.3)]
    [TestCase("~100", 100.0)]
    [TestCase("ca. 100", 100.0)]
    [TestCase("'42", 42.0)]
    [TestCase("<0.2", 0.1)]
    [TestCase("< 0.2", 0.1)]
    [TestCase(">300", 300.0)]
    [TestCase("85 %", 85.0)]
    [TestCase("−25.3", -25.3)]
    [TestCase("1e-3", 0.001)]
    [TestCase("12 345.6", 12345.6)]
    [TestCase("N/A", double.NaN)]
    [TestCase("n.d.", double.NaN)]
    [TestCase("-", double.NaN)]
    [TestCase("high", double.NaN)]
    public void A_number_in_words_is_understood_or_named(string cell, double value)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["t.csv"], $"size;name\n{cell};a\n" + string.Concat(Enumerable.Range(1, 9).Select(i => $"{i}.5;b\n")));

        ImportedTable table = ImportedTable.Read(folder["t.csv"]);

        table.Data["size"].Values[0].ShouldBe(value);
        if (double.IsNaN(value) && cell is "high" or "n.d.")
            table.Cleaned.Single().ShouldBe(new(2, "size", cell, "missing"));
    }

    [TestCase("size (nm);EE [%]\n1,5;80\n2,5;90\n", "size", 1.5, "nm")]
    [TestCase("size\tEE\n1.5\t80\n", "size", 1.5, "")]
    [TestCase("A title\nsize,EE\n(nm),(%)\n1.5,80\n", "size", 1.5, "nm")]
    [TestCase("\uFEFFsize;EE\n1.234,5;80\n", "size", 1234.5, "")]
    [TestCase("size;EE\n1,234,567;80\n", "size", 1234567.0, "")]
    [TestCase("# made by hand\nsize,EE\n1.5,80\n", "size", 1.5, "")]
    public void Separators_signs_and_units_are_found(string text, string column, double first, string unit)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["t.csv"], text);

        TabularColumn read = ImportedTable.Read(folder["t.csv"]).Data[column];

        read.Values[0].ShouldBe(first);
        read.Unit.ShouldBe(unit);
    }

    [Test]
    public void Text_of_an_old_spreadsheet_is_read_and_said()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["t.csv"], [.. "carrier;size\nMizell gr"u8, 0xF6, .. "sser;5\nb;6\n"u8]);

        ImportedTable table = ImportedTable.Read(folder["t.csv"]);

        table.Data["carrier"].Levels[0].ShouldBe("Mizell grösser");
        table.Remarks.ShouldContain(remark => remark.Contains("Windows-1252"));
    }

    [Test]
    public void A_recipe_kept_reads_the_same_table_again_and_can_be_edited() // 003.01
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["t.csv"], "size (nm),EE,note\n<10,80,a\n12,90,b\n12,90,b\n14,70,a\n");
        TableDescribeWorkflow.Run(new() { File = folder["t.csv"], SaveRecipe = folder["r.json"] });
        TableRecipe recipe = TableRecipe.Load(folder["r.json"]);
        recipe.Columns.Select(column => column.Kind).ShouldBe([ColumnKind.Number, ColumnKind.Number, ColumnKind.Category]);

        ImportedTable edited = ImportedTable.Read(folder["t.csv"], recipe with { BelowLimit = LimitRule.Limit, DropDuplicates = true });

        ImportedTable.Read(folder["t.csv"], recipe).Data["size"].Values.ShouldBe([5.0, 12, 12, 14]);
        edited.Data["size"].Values.ShouldBe([10.0, 12, 14]);
        edited.Lines.ShouldBe([2L, 3, 5]);
        edited.Cleaned.Single().ShouldBe(new(2, "size", "<10", "10"));
    }

    [Test]
    public void Findings_name_what_a_person_should_know()
    {
        var random = new RandomStream(2);
        string[] rows = [.. Enumerable.Range(0, 60).Select(i =>
        {
            double size = 100 + 20 * random.Unit(), loading = 1 + random.Unit(), polymer = 1 + random.Unit();
            return FormattableString.Invariant($"{size},{2 * size},{loading},{polymer},{loading / polymer},1,{(i % 3 == 0 ? "PVA" : "pva")},{(i == 7 ? 9990 : 5 + random.Unit())}");
        })];
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder["t.csv"], ["size,double,loading,polymer,ratio,same,surfactant,odd", .. rows, rows[0]]);

        IReadOnlyList<string> findings = TableDescribeWorkflow.Run(new()
        {
            File = folder["t.csv"],
            Target = "loading",
            Plot = folder["p.svg"]
        }).Findings;

        findings.ShouldContain(one => one.Contains("1 of 61 rows repeat") && one.Contains("lines 2 and 62"));
        findings.ShouldContain(one => one.Contains("'same' is the same in every row"));
        findings.ShouldContain(one => one.Contains("'size' and 'double' say the same"));
        findings.ShouldContain(one => one.Contains("'PVA' and 'pva'"));
        findings.ShouldContain(one => one.Contains("'odd' has 1 value") && one.Contains("9990"));
        findings.ShouldContain(one => one.Contains("'polymer' and 'ratio' together give 'loading' away"));
        File.ReadAllText(folder["p.svg"]).ShouldContain("surfactant");
    }

    [Test]
    public void Viability_gives_toxicity_away()
    {
        string file = SharedData.File("data/nanotox-metal-oxide/dataset.tsv");

        TableDescribeWorkflow.Run(new() { File = file, Target = "class" }).Findings.ShouldContain(one =>
            one.StartsWith("'viability' gives 'class' away"));
    }
}
