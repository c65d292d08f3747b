using System.Text;
using System.Text.RegularExpressions;
using SurrogateEngine.Data;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Engine.Core.Data;

public sealed class ManifestTests
{
    [Test]
    public void A_manifest_reads_back_as_it_was_written()
    {
        using var sample = new DatasetSample();
        Manifest written = sample.Simulate().Manifest;

        byte[] again = Manifest.Load(sample.Folder).ToJson();

        again.ShouldBe(written.ToJson());
        again.ShouldBe(File.ReadAllBytes(Path.Combine(sample.Folder, "manifest.json")));
    }

    [Test]
    public void A_manifest_names_no_time_and_no_place()
    {
        using var sample = new DatasetSample();
        string json = Encoding.UTF8.GetString(sample.Simulate().Manifest.ToJson());

        json.ShouldNotContain(sample.Folder);
        json.ShouldNotContain($"{DateTime.UtcNow:yyyy-MM}");
        json.ShouldNotContain('\r');
    }

    /// <summary>Each case changes one thing of a good manifest and names what the refusal must point at.</summary>
    [TestCase("\"format\": 2", "\"format\": 3", "newer version")]
    [TestCase("\"format\": 2", "\"format\": 1", "make it anew")]
    [TestCase("\"format\": 2", "\"format\": 0", "$.format")]
    [TestCase("\"format\": 2", "\"format\": \"2\"", "$.format")]
    [TestCase("\"format\": 2", "\"format\": [2]", "$.format")]
    [TestCase("\"rows\": 47", "\"rows\": 46", "$.rows")]
    [TestCase("\"complete\": true", "\"complete\": false", "$.complete")]
    [TestCase("\"complete\": true,", "", "'complete' is missing")]
    [TestCase("\"complete\": true,", "\"complete\": true, \"color\": 1,", "$.color")]
    [TestCase("\"complete\": true,", "\"complete\": true, \"complete\": true,", "complete")]
    [TestCase("\"time_unit\": \"d\"", "\"time_unit\": \"h\"", "$.time_unit")]
    [TestCase("\"time_unit\": \"d\"", "\"time_unit\": null", "time_unit")]
    [TestCase("\"name\": \"F\"", "\"name\": \"G\"", "$.outputs")]
    [TestCase("\"seed\":11", "\"seed\":12", "$.scenario")]
    [TestCase("\"seed\":11", "\"sead\":11", "(scenario):1:")]
    [TestCase("\"first_row\": 10", "\"first_row\": 11", "$.shards[1]")]
    [TestCase("\"first_row\": 10", "\"first_row\": 20", "$.shards[1]")]
    [TestCase("\"first_row\": 10", "\"first_row\": 0", "$.shards[1]")]
    [TestCase("\"first_row\": 10", "\"first_row\": -10", "$.shards[1]")]
    [TestCase("shard-00002.parquet", "../../etc/passwd", "$.shards[2]")]
    [TestCase("\"rows\": 7", "\"rows\": 8", "$.shards[4]")]
    [TestCase("\"sha256\": \"[0-9a-f]", "\"sha256\": \"X", "$.shards[0]")]
    [TestCase("\"shards\": \\[", "\"shards\": [ null,", "$.shards[0]")]
    [TestCase("\"finished\": [0-9]+", "\"finished\": 3", "$.shards[0]")]
    [TestCase("\"finished\"", "\"exploded\"", "$.shards[0]")]
    [TestCase("\\}\\s*$", "", "manifest.json:")]
    [TestCase("^[\\s\\S]*$", "null", "manifest.json:")]
    [TestCase("^[\\s\\S]*$", "[]", "manifest.json:")]
    [TestCase("^[\\s\\S]*$", "", "manifest.json:")]
    public void A_manifest_that_contradicts_itself_is_refused(string pattern, string replacement, string pointsAt)
    {
        using var sample = new DatasetSample();
        sample.Simulate();
        string path = Path.Combine(sample.Folder, "manifest.json");
        string json = File.ReadAllText(path);
        string changed = new Regex(pattern).Replace(json, replacement.Replace("$", "$$"), 1);
        changed.ShouldNotBe(json);
        File.WriteAllText(path, changed);

        string sentence = Should.Throw<RefusedException>(() => Dataset.Open(sample.Folder)).Message;

        sentence.ShouldContain("manifest.json");
        sentence.ShouldContain(pointsAt);
        sentence.ShouldNotContain("\n");
    }

    [Test]
    public void A_manifest_with_bytes_that_are_no_text_is_refused()
    {
        using var sample = new DatasetSample();
        sample.Simulate();
        string path = Path.Combine(sample.Folder, Manifest.FileName);
        byte[] bytes = File.ReadAllBytes(path);
        bytes[bytes.AsSpan().IndexOf("SurrogateEngine"u8)] = 0xFF;
        File.WriteAllBytes(path, bytes);

        Should.Throw<RefusedException>(() => Manifest.Load(sample.Folder)).Message.ShouldContain("no UTF-8 text");
    }

    [Test]
    public void Column_names_of_every_model_differ([ValueSource(nameof(Models))] ReleaseModel model)
    {
        string[] names =
        [
            "row", "outcome", "id", "in_range", .. model.Parameters.Select(parameter => parameter.Name),
            .. model.Outputs.SelectMany(output => Enumerable.Range(0, 200).Select(j => $"{output.Name}_{j:00}")),
        ];

        names.ShouldBeUnique();
    }

    static IEnumerable<ReleaseModel> Models => Catalog.Models;
}
