using SurrogateEngine.Cli;
using SurrogateEngine.Tests.Engine.Core.Data;

namespace SurrogateEngine.Tests.Cli;

/// <summary>What predict reads beside its own template: tables of other tools, Parquet, and its own curves.</summary>
[TestFixture]
public sealed class PredictTablesTests
{
    TemporaryFolder folder = null!;

    string Surrogate => folder["s.surrogate"];

    static string Case => Path.Combine(TestContext.CurrentContext.TestDirectory, "data", "cases", "d03-extra-columns.csv");

    [OneTimeSetUp]
    public void MakeInputs()
    {
        folder = new TemporaryFolder();
        Done("simulate", "burst-erosion", "--samples", "400", "--output", folder["data"]);
        Done("train", folder["data"], "--epochs", "2", "--width", "16", "--output", Surrogate);
    }

    [OneTimeTearDown]
    public void TidyUp() => folder.Dispose();

    [Test]
    public void Columns_that_are_no_parameters_stand_after_the_id_and_the_curves_fed_back_give_the_same_curves()
    {
        Cli.Outcome made = Done("predict", Surrogate, Case, "--output", folder["c.csv"], "--json");
        made.Json.GetProperty("carried_columns").EnumerateArray().Select(name => name.GetString()).ShouldBe(["operator", "date"]);
        made.Error.ShouldContain("carried through as they are: operator, date");
        string[] lines = Cli.Table(folder["c.csv"]);
        lines[0].ShouldStartWith("id,operator,date,phi,kb [1/d],");
        lines[1].ShouldStartWith("middle,AB,2025-03-01,0.2449,1,");

        Cli.Outcome again = Done("predict", Surrogate, folder["c.csv"], "--output", folder["again.csv"], "--json");
        again.Json.GetProperty("ignored_columns").GetArrayLength().ShouldBe(lines[0].Split(',').Length - 9);
        again.Error.ShouldContain("columns of an earlier prediction (in_range to ");
        Cli.Table(folder["again.csv"]).ShouldBe(Cli.Table(folder["c.csv"]));
    }

    [Test]
    public void Curves_in_Parquet_with_bands_are_read_back_too_whatever_the_file_is_called()
    {
        Done("predict", Surrogate, Case, "--bands", "0.9", "--output", folder["p.parquet"]);
        Done("predict", Surrogate, Case, "--output", folder["p.csv"]);
        File.Copy(folder["p.parquet"], folder["renamed.csv"]);
        foreach (string file in (string[])["p.parquet", "renamed.csv"])
        {
            Done("predict", Surrogate, folder[file], "--output", folder[file + "-again.csv"]);
            Cli.Table(folder[file + "-again.csv"]).ShouldBe(Cli.Table(folder["p.csv"]));
        }
    }

    [Test]
    public async Task Parquet_of_other_tools_may_have_whole_numbers_gaps_dates_and_an_index()
    {
        await Write("pandas.parquet", ("phi", new double?[] { 0.2, 0.3 }), ("kb [1/d]", new long[] { 1, 2 }),
            ("ks", new float[] { 0.25f, 0.5f }), ("Vm", new double[] { 0.02, 0.03 }),
            ("Km", new double[] { 0.2, 0.3 }), ("ke", new double[] { 0.5, 0.6 }),
            ("made", new DateTime[] { new(2025, 3, 1), new(2025, 3, 2, 8, 30, 0) }),
            ("good", new bool[] { true, false }), ("note", new int?[] { null, 7 }), ("__index_level_0__", new long[] { 4, 9 }));
        Done("predict", Surrogate, folder["pandas.parquet"], "--output", folder["pandas.csv"]);
        string[] lines = Cli.Table(folder["pandas.csv"]);
        lines[0].ShouldStartWith("id,made,good,note,phi,kb [1/d],ks [1/d],");
        lines[1].ShouldStartWith("4,2025-03-01,True,,0.2,1,0.25,0.02,0.2,0.5,");
        lines[2].ShouldStartWith("9,2025-03-02T08:30:00,False,7,0.3,2,0.5,0.03,0.3,0.6,");
    }

    [Test]
    public async Task A_column_of_another_type_or_with_a_gap_is_refused_by_name()
    {
        await Write("text.parquet", [("phi", new string[] { "0.2" }), .. Rest(1)]);
        Refused("text.parquet")
            .ShouldBe($"{folder["text.parquet"]}: column 'phi' holds text, and a parameter needs numbers; write it as numbers.");
        await Write("bool.parquet", [("phi", new bool[] { true }), .. Rest(1)]);
        Refused("bool.parquet").ShouldContain("column 'phi' holds true and false,");
        await Write("gap.parquet", [("phi", new double?[] { 0.2, null }), .. Rest(2)]);
        Refused("gap.parquet")
            .ShouldBe($"{folder["gap.parquet"]}, row 2: column 'phi' holds '', which is not a number; correct it or delete the line.");
        await Write("lacks.parquet", [.. Rest(1)]);
        Refused("lacks.parquet").ShouldBe($"{folder["lacks.parquet"]}: the header lacks phi; add this column.");
        await Write("bytes.parquet", [("phi", new double[] { 0.2 }), ("blob", new byte[][] { [1, 2] }), .. Rest(1)]);
        Refused("bytes.parquet").ShouldContain("column 'blob' is no parameter and holds values of type");
    }

    [Test]
    public async Task A_damaged_Parquet_file_is_refused_in_a_sentence_wherever_it_is_damaged()
    {
        await Write("whole.parquet", [("phi", new double[] { 0.2 }), .. Rest(1)]);
        byte[] whole = File.ReadAllBytes(folder["whole.parquet"]);
        for (int cut = 4; cut < whole.Length; cut += 37)
        {
            File.WriteAllBytes(folder["cut.parquet"], whole[..cut]);
            Refused("cut.parquet").ShouldStartWith($"{folder["cut.parquet"]}: this can't be read as a Parquet file");
        }

        File.WriteAllText(folder["csv.parquet"], "phi,kb\n1,2\n");
        Refused("csv.parquet").ShouldStartWith($"{folder["csv.parquet"]}: this can't be read as a Parquet file");
    }

    [Test]
    public void Curves_at_any_times_agree_with_the_surrogates_own_lie_between_them_and_say_so()
    {
        Cli.Outcome own = Done("predict", Surrogate, Case, "--bands", "0.9", "--output", folder["own.csv"], "--json");
        double[] grid = [.. own.Json.GetProperty("times").EnumerateArray().Select(time => time.GetDouble())];
        own.Json.GetProperty("remarks").GetArrayLength().ShouldBe(0);
        string asked = string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{grid[3] * 24:R}h,{Math.Sqrt(grid[10] * grid[11]):R},{grid[11]:R}d");

        Cli.Outcome made = Done("predict", Surrogate, Case, "--times", asked, "--bands", "0.9", "--output", folder["at.csv"], "--json");
        made.Error.ShouldContain($"1 of 3 times lie between the surrogate's own {grid.Length} output times and are interpolated");
        made.Json.GetProperty("interpolation_error").GetDouble().ShouldBeInRange(1e-9, 0.05);
        own.Json.GetProperty("interpolation_error").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        double[][] before = Numbers("own.csv", "F@"),
            after = [.. Numbers("at.csv", "F@").Zip(Numbers("at.csv", "F_low@"), Numbers("at.csv", "F_high@"))
            .Select(row => (double[])[.. row.First, .. row.Second, .. row.Third])];
        (before[0].Length, after[0].Length).ShouldBe((grid.Length, 9));
        for (int row = 0; row < before.Length; row++)
        {
            (after[row][0], after[row][2]).ShouldBe((before[row][3], before[row][11]));
            after[row][1].ShouldBeInRange(Math.Min(before[row][10], before[row][11]), Math.Max(before[row][10], before[row][11]));
            for (int j = 0; j < 3; j++)
                after[row][j].ShouldBeInRange(after[row][3 + j], after[row][6 + j]);
        }

        File.WriteAllText(folder["profile.csv"], string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"time_d,release_percent\n0,0\n{grid[3]:R},20\n{grid[11]:R},50\n{grid[^1]:R},60\n"));
        Cli.Outcome like = Done("predict", Surrogate, Case, "--times-from", folder["profile.csv"], "--output", folder["like.csv"],
            "--json");
        like.Json.GetProperty("times").EnumerateArray().Select(time => time.GetDouble()).ShouldBe([grid[3], grid[11], grid[^1]]);
        like.Error.ShouldContain("The profile's time zero was left out");
    }

    [Test]
    public async Task Fitted_curves_come_as_numbers_at_the_surrogates_and_the_measured_times()
    {
        File.WriteAllText(folder["fit.csv"], "time_d,release_percent\n0,0\n1,20\n5,40\n10,55\n20,70\n");
        Done("fit", Surrogate, folder["fit.csv"], "--output", folder["curves.csv"]);
        string[][] cells = [.. Cli.Table(folder["curves.csv"]).Select(line => line.Split(','))];
        cells[0].ShouldBe(["time_d", "measured", "model", "surrogate", "band_low", "band_high"]);
        string[] five = cells.Single(line => line[0] == "5");
        five[1].ShouldBe("0.4");
        five[2].ShouldNotBeEmpty();
        five[3].ShouldNotBeEmpty();
        cells.Skip(1).Count(line => line[1].Length > 0).ShouldBe(5);
        cells.Skip(1).Select(line => double.Parse(line[0], System.Globalization.CultureInfo.InvariantCulture)).ShouldBeInOrder();

        Done("fit", Surrogate, folder["fit.csv"], "--no-check", "--output", folder["curves.parquet"]);
        (await ParquetSample.Read(folder["curves.parquet"], "measured")).Where(double.IsFinite).ShouldBe([0, 0.2, 0.4, 0.55, 0.7], 1e-12);
        (await ParquetSample.Read(folder["curves.parquet"], "model")).ShouldAllBe(value => double.IsNaN(value));
        (await ParquetSample.Read(folder["curves.parquet"], "surrogate")).ShouldAllBe(value => double.IsFinite(value));
        foreach (string there in (string[])["curves.csv", "fit.csv", "curves.txt"])
            Cli.Run("fit", Surrogate, folder["fit.csv"], "--output", folder[there]).Code.ShouldBe(CommandLine.Refused);
    }

    [TestCase("1,400d", "the time 400 d lies outside those the surrogate was trained on")]
    [TestCase("0d", "the time 0 d lies outside those the surrogate was trained on")]
    [TestCase("1,2x", "'2x' is not a time; give numbers with a unit of s, min, h, d or wk")]
    [TestCase("soon", "'soon' is not a time")]
    [TestCase(",", "',' is not a time")]
    public void Times_that_cannot_be_had_are_refused_in_a_sentence(string times, string sentence)
    {
        Cli.Outcome refused = Cli.Run("predict", Surrogate, Case, "--times", times, "--output", folder["refused.csv"]);
        refused.Code.ShouldBe(CommandLine.Refused, refused.Error);
        refused.Error.ShouldContain(sentence);
        File.Exists(folder["refused.csv"]).ShouldBeFalse();
        Cli.Run("predict", Surrogate, Case, "--times", "1", "--times-from", Case, "--output",
            folder["refused.csv"]).Error.ShouldContain("give one of them");
    }

    /// <summary>The cells of every line in columns whose names begin so.</summary>
    double[][] Numbers(string file, string start)
    {
        string[][] cells = [.. Cli.Table(folder[file]).Select(line => line.Split(','))];
        int[] columns = [.. Enumerable.Range(0, cells[0].Length).Where(j => cells[0][j].StartsWith(start, StringComparison.Ordinal))];
        return [.. cells.Skip(1).Select(line =>
            columns.Select(j => double.Parse(line[j], System.Globalization.CultureInfo.InvariantCulture)).ToArray())];
    }

    static IEnumerable<(string, Array)> Rest(int rows) =>
        ((string[])["kb", "ks", "Vm", "Km", "ke"]).Select(name => (name, (Array)Enumerable.Repeat(0.2, rows).ToArray()));

    string Refused(string file)
    {
        Cli.Outcome refused = Cli.Run("predict", Surrogate, folder[file], "--output", folder["refused.csv"]);
        refused.Code.ShouldBe(CommandLine.Refused, refused.Error);
        File.Exists(folder["refused.csv"]).ShouldBeFalse();
        return refused.Error.Trim();
    }

    Task Write(string name, params (string Name, Array Values)[] columns) => ParquetSample.Write(folder[name], columns);

    static Cli.Outcome Done(params string[] arguments)
    {
        Cli.Outcome done = Cli.Run(arguments);
        done.Code.ShouldBe(CommandLine.Done, done.Error);
        return done;
    }
}
