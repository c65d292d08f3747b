using System.Text.Json;
using System.Text.Unicode;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Data;

/// <summary>Reads a manifest and believes nothing in it that can be checked.</summary>
static class ManifestReader
{
    public static Manifest Load(string folder)
    {
        string path = Path.Combine(folder, Manifest.FileName);
        byte[] json;
        try
        {
            json = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Refusals.NotADataset(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refusals.CannotRead(path, "a manifest", e);
        }
        return Read(json, path);
    }

    static Manifest Read(byte[] json, string path)
    {
        ManifestFile file;
        try
        {
            // The parser takes bytes within quotes as they are and fails where they are to become text.
            if (!Utf8.IsValid(json))
                throw new JsonException("it holds bytes that are no UTF-8 text");
            int? format = ManifestFile.FormatOf(json);
            if (format > Manifest.CurrentFormat)
                throw Refusals.NewerDataset(path, format.Value, Manifest.CurrentFormat);
            if (format is >= 1 and < Manifest.CurrentFormat)
                throw Refusals.OlderDataset(path, format.Value, Manifest.CurrentFormat);
            file = ManifestFile.Parse(json);
        }
        catch (JsonException e)
        {
            throw Refusals.ManifestNotJson(path, e);
        }
        var manifest = new Manifest
        {
            Software = file.Software,
            Device = file.Device,
            Scenario = Scenario.Parse(file.Scenario.GetRawText(), $"{path} (scenario)"),
            Shards = file.Shards,
        };
        Check(file, manifest, path);
        return manifest;
    }

    static void Check(ManifestFile file, Manifest manifest, string path)
    {
        ReleaseModel model = manifest.Scenario.Model;
        Require(file.Format == Manifest.CurrentFormat, "$.format", $"is {file.Format} and must be {Manifest.CurrentFormat}");
        Require(file.ScenarioSha256 == manifest.Scenario.Hash, "$.scenario", "is not the scenario whose hash stands beside it");
        Require(file.Device is null or { Length: > 0 }, "$.device", "is empty and must name host or a device");
        Require(file.TimeUnit == model.TimeUnit, "$.time_unit", $"is not the time unit of {model.Name}");
        Require(
            file.Outputs.SequenceEqual(model.Outputs.Select(output => new OutputInFile(output.Name, output.Unit, output.Meaning))),
            "$.outputs", $"are not the outputs of {model.Name}");
        for (int i = 0; i < manifest.Shards.Count; i++)
            CheckShard(i);
        Require(file.Rows == manifest.Rows, "$.rows", "is not the sum of the shards' rows");
        Require(file.Complete == manifest.IsComplete, "$.complete", "does not fit the number of rows");

        void CheckShard(int i)
        {
            ShardEntry shard = manifest.Shards[i];
            string place = $"$.shards[{i}]";
            if (shard is null) // elements of lists may be, whatever their type says
                throw Refusals.ManifestDamaged(path, place, "is null");
            long index = shard.FirstRow / manifest.Scenario.ShardSize;
            Require(
                shard.FirstRow >= 0 && shard.FirstRow < manifest.Scenario.Samples && shard.FirstRow % manifest.Scenario.ShardSize == 0,
                place, "begins at a row at which no shard begins");
            Require(i == 0 || shard.FirstRow > manifest.Shards[i - 1].FirstRow, place, "does not come after the shard before it");
            Require(shard.File == ShardEntry.FileName((int)index), place, "does not bear the file name of its rows");
            Require(shard.Rows == ShardEntry.RowsOf(manifest.Scenario, (int)index), place,
                "has another number of rows than the scenario gives it");
            Require(shard.Sha256.Length == 64 && shard.Sha256.All(char.IsAsciiHexDigitLower), place, "has no SHA-256 hash");
            Require(shard.Outcomes.Keys.All(OutcomeNames.All.Contains), place, "has an outcome that is not known");
            Require(
                shard.Outcomes.Values.All(count => count > 0) && shard.Outcomes.Values.Sum(count => (long)count) == shard.Rows,
                place, "has outcomes that do not add up to its rows");
        }

        void Require(bool holds, string place, string what)
        {
            if (!holds)
                throw Refusals.ManifestDamaged(path, place, what);
        }
    }
}
