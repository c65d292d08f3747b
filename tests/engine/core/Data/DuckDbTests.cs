using System.Text.Json;
using SurrogateEngine.Data;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Engine.Core.Data;

/// <summary>Our files as DuckDB reads them.</summary>
public sealed class DuckDbTests
{
    const int Rows = DatasetSample.Rows;

    [Test]
    public void Shards_are_one_table_whose_columns_have_the_documented_names_and_types()
    {
        using var sample = new DatasetSample();
        sample.Simulate();

        var columns = DuckDb.Query("DESCRIBE SELECT * FROM read_parquet($path)", Shards(sample))
            .Select(row => ((string)row[0], (string)row[1]));

        columns.ShouldBe(
        [
            ("row", "BIGINT"),
            ("phi", "DOUBLE"), ("kb", "DOUBLE"), ("ks", "DOUBLE"), ("Vm", "DOUBLE"), ("Km", "DOUBLE"), ("ke", "DOUBLE"),
            ("outcome", "INTEGER"),
            ("F_00", "FLOAT"), ("F_01", "FLOAT"), ("F_02", "FLOAT"), ("F_03", "FLOAT"),
            ("R_00", "FLOAT"), ("R_01", "FLOAT"), ("R_02", "FLOAT"), ("R_03", "FLOAT"),
        ]);
    }

    [Test]
    public void Shards_hold_every_value()
    {
        using var sample = new DatasetSample();
        Dataset dataset = sample.Simulate();

        var read = DuckDb.Query("SELECT * FROM read_parquet($path) ORDER BY row", Shards(sample));

        read.Count.ShouldBe(Rows);
        read.Select(row => (long)row[0]).ShouldBe(Enumerable.Range(0, Rows).Select(row => (long)row));
        read.SelectMany(row => row[1..7].Cast<double>()).ShouldBe(dataset.Shards().SelectMany(shard => shard.Parameters));
        read.Select(row => (Outcome)(int)row[7]).ShouldBe(dataset.Shards().SelectMany(shard => shard.Outcomes));
        read.SelectMany(row => row[8..].Cast<float>()).ShouldBe(dataset.Shards().SelectMany(shard => shard.Curves));
    }

    [Test]
    public void What_a_shard_says_of_itself_can_be_read()
    {
        using var sample = new DatasetSample();
        sample.Simulate();

        Dictionary<string, string> said = DuckDb.Query("SELECT decode(key), decode(value) FROM parquet_kv_metadata($path)",
            Path.Combine(sample.Folder, ShardEntry.FileName(0)))
            .ToDictionary(row => (string)row[0], row => (string)row[1]);

        JsonSerializer.Deserialize<double[]>(said["times"]).ShouldBe(DatasetSample.Scenario.Times);
        said["scenario_sha256"].ShouldBe(DatasetSample.Scenario.Hash);
        said["scenario"].ShouldBe(DatasetSample.Scenario.ToCanonicalJson());
    }

    [Test]
    public void Each_column_has_statistics_by_which_a_reader_may_pass_over_it()
    {
        using var sample = new DatasetSample();
        Dataset dataset = sample.Simulate();
        Shard shard = dataset.Shards().First();
        double[] kb = [.. Enumerable.Range(0, shard.Rows).Select(i => shard.Parameters[i * 6 + 1])];

        var statistics = DuckDb.Query(
            "SELECT path_in_schema, stats_min_value, stats_max_value, stats_null_count, compression FROM parquet_metadata($path)",
            Path.Combine(sample.Folder, ShardEntry.FileName(0))).ToDictionary(row => (string)row[0]);

        statistics.Count.ShouldBe(16);
        statistics.Values.ShouldAllBe(row => (string)row[4] == "SNAPPY");
        statistics.Values.ShouldAllBe(row => row[3] is long && (long)row[3] == 0);
        statistics["row"][1..3].ShouldBe(["0", "9"]);
        Number(statistics["kb"][1]).ShouldBe(kb.Min());
        Number(statistics["kb"][2]).ShouldBe(kb.Max());
    }

    [Test]
    public void A_question_about_a_column_with_failed_curves_passes_over_none_that_has_an_answer()
    {
        using var sample = new DatasetSample();
        Dataset dataset = sample.Simulate();
        float[] last = [.. dataset.Shards().SelectMany(shard => shard.Curves).Where((_, i) => i % 8 == 3)];
        last.ShouldContain(float.NaN);

        foreach (float bound in new[] { 0f, last.Where(float.IsFinite).Max(), last.Where(float.IsFinite).Min() })
        {
            string text = bound.ToString("R");
            DuckDb.Column<long>($"SELECT count(*) FROM read_parquet($path) WHERE F_03 <= {text}::FLOAT", Shards(sample))
                .ShouldBe([last.Count(value => value <= bound)]);
            DuckDb.Column<long>($"SELECT count(*) FROM read_parquet($path) WHERE F_03 >= {text}::FLOAT AND NOT isnan(F_03)", Shards(sample))
                .ShouldBe([last.Count(value => value >= bound)]);
        }
    }

    [Test]
    public void Tables_of_curves_keep_ids_flags_and_missing_values()
    {
        using var sample = new DatasetSample();
        string[] ids = ["a", "batch 7, \"dry\"", "ü"];
        var table = new CurveTable
        {
            Space = CurveSpace.Of(new BurstErosionModel(), [0, 1]),
            Ids = ids,
            Parameters = Enumerable.Range(0, 18).Select(i => i / 3.0).ToArray(),
            Curves = Enumerable.Range(0, 12).Select(i => i == 5 ? float.NaN : i / 7f).ToArray(),
            InRange = [true, false, true],
        };

        table.Write(sample["it's.parquet"]);

        var read = DuckDb.Query("SELECT id, kb, in_range, F_00, F_01, R_00, R_01 FROM read_parquet($path)", sample["it's.parquet"]);
        read.Select(row => (string)row[0]).ShouldBe(ids);
        read.Select(row => (double)row[1]).ShouldBe([1 / 3.0, 7 / 3.0, 13 / 3.0]);
        read.Select(row => (int)row[2]).ShouldBe([1, 0, 1]);
        read.SelectMany(row => row[3..].Cast<float>()).ShouldBe(table.Curves.ToArray());
    }

    /// <summary>tests/data/datasets/first-format was made by the first version, whose manifest has other keys.</summary>
    [Test]
    public void A_data_set_of_the_first_format_is_refused_with_what_to_do()
    {
        string folder = Path.Combine(TestContext.CurrentContext.TestDirectory, "data", "datasets", "first-format");

        string sentence = Should.Throw<RefusedException>(() => Dataset.Open(folder)).Message;

        sentence.ShouldEndWith(
            "manifest.json: this data set has format 1 and this program reads format 2; make it anew with surrogate simulate into another folder.");
    }

    static string Shards(DatasetSample sample) => Path.Combine(sample.Folder, "*.parquet");

    static double Number(object text) => double.Parse((string)text, System.Globalization.CultureInfo.InvariantCulture);
}
