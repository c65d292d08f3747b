using Parquet;
using SurrogateEngine.Data;
using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Engine.Core.Data;

public sealed class CurveTableTests
{
    static CurveTable Table => new()
    {
        Space = CurveSpace.Of(new PlgaSphereModel(), [0, 0.1, 30]),
        Ids = ["a", "batch 7, \"dry\""],
        Parameters = new[] { 100, 1, 2, 0.1, 3, 0.25, 10, 50, 200.5, 1, 2, 0.1, 3, 0.25, 10, 50 },
        Curves = new[] { 0, 0.25f, 1, 0, 0.1f, float.NaN },
        InRange = [true, false],
    };

    [Test]
    public void Csv_has_units_and_times_in_its_header_and_an_empty_field_for_a_missing_value()
    {
        using var sample = new DatasetSample();

        Table.Write(sample["curves.csv"]);

        File.ReadAllText(sample["curves.csv"]).ShouldBe(
            """"
            id,R [nm],tau [d],alpha,k [1/d],beta,phi,kb [1/d],kappa,in_range,Q@0d,Q@0.1d,Q@30d
            a,100,1,2,0.1,3,0.25,10,50,1,0,0.25,1
            "batch 7, ""dry""",200.5,1,2,0.1,3,0.25,10,50,0,0,0.1,

            """".ReplaceLineEndings("\n"));
    }

    [TestCase("curves.csv")]
    [TestCase("curves.parquet")]
    public void Writing_that_is_stopped_leaves_what_was_there(string name)
    {
        using var sample = new DatasetSample();
        Table.Write(sample[name]);
        byte[] before = File.ReadAllBytes(sample[name]);

        Should.Throw<OperationCanceledException>(() =>
            (Table with { Curves = new float[6] }).Write(sample[name], new CancellationToken(canceled: true)));

        File.ReadAllBytes(sample[name]).ShouldBe(before);
        Directory.GetFiles(Path.GetDirectoryName(sample[name])!).ShouldBe([sample[name]]);
    }

    [Test]
    public async Task Parquet_has_the_same_values_and_times_in_its_metadata()
    {
        using var sample = new DatasetSample();
        Table.Write(sample["curves.PARQUET"]);

        await using ParquetReader reader = await ParquetReader.CreateAsync(sample["curves.PARQUET"]);
        using ParquetRowGroupReader group = reader.OpenRowGroupReader(0);
        string[] ids = new string[2];
        double[] radius = new double[2];
        float[] last = new float[2];
        int[] inRange = new int[2];
        await group.ReadAsync(reader.Schema.FindDataField("id"), ids.AsMemory()!);
        await group.ReadAsync<double>(reader.Schema.FindDataField("R"), radius);
        await group.ReadAsync<float>(reader.Schema.FindDataField("Q_02"), last);
        await group.ReadAsync<int>(reader.Schema.FindDataField("in_range"), inRange);

        ids.ShouldBe(Table.Ids);
        radius.ShouldBe([100, 200.5]);
        last.ShouldBe([1, float.NaN]);
        inRange.ShouldBe([1, 0]);
        reader.CustomMetadata["times"].ShouldBe("[0,0.1,30]");
        reader.CustomMetadata["time_unit"].ShouldBe("d");
    }

    [Test]
    public async Task Long_tables_are_written_in_groups_that_together_hold_every_row()
    {
        using var sample = new DatasetSample();
        const int rows = 70_000;
        var table = new CurveTable
        {
            Space = CurveSpace.Of(new PlgaSphereModel(), [1]),
            Ids = [.. Enumerable.Range(0, rows).Select(i => $"{i}")],
            Parameters = new double[rows * 8],
            Curves = Enumerable.Range(0, rows).Select(i => (float)i).ToArray(),
        };

        table.Write(sample["long.parquet"]);

        await using ParquetReader reader = await ParquetReader.CreateAsync(sample["long.parquet"]);
        var found = new List<float>();
        foreach (ParquetRowGroupReader group in reader.RowGroups)
        {
            float[] curve = new float[group.RowCount];
            await group.ReadAsync<float>(reader.Schema.FindDataField("Q_00"), curve);
            found.AddRange(curve);
        }
        found.ShouldBe(table.Curves.ToArray());
    }

    [Test]
    public void Another_ending_is_refused_before_anything_is_written()
    {
        using var sample = new DatasetSample();

        Should.Throw<RefusedException>(() => Table.Write(sample["curves.xlsx"])).Message.ShouldContain(".csv or .parquet");

        File.Exists(sample["curves.xlsx"]).ShouldBeFalse();
    }

    [Test]
    [Platform("Linux", Reason = "only Linux has a device that is always full")]
    public void A_full_disk_leaves_the_old_table([Values("curves.csv", "curves.parquet")] string name)
    {
        using var sample = new DatasetSample();
        Table.Write(sample[name]);
        byte[] before = File.ReadAllBytes(sample[name]);
        File.CreateSymbolicLink(sample[name + ".tmp"], "/dev/full");

        Should.Throw<RefusedException>(() => (Table with { InRange = null }).Write(sample[name])).Message.ShouldContain("No space left");

        File.ReadAllBytes(sample[name]).ShouldBe(before);
        File.Exists(sample[name + ".tmp"]).ShouldBeFalse();
    }
}
