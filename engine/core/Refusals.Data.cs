using System.Text.Json;

namespace SurrogateEngine;

/// <summary>What is said about data sets and tables on disk.</summary>
public static partial class Refusals
{
    internal static RefusedException FolderHoldsDataset(string folder, long rows, long samples) =>
        new($"{folder}: this folder already holds a data set ({rows} of {samples} rows); add --resume to go on with it, or choose another folder.");

    internal static RefusedException FolderNotEmpty(string folder) =>
        new($"{folder}: this folder is not empty and holds no data set; choose a new or an empty folder.");

    internal static RefusedException FolderIsFile(string folder) =>
        new($"{folder}: this is a file and a data set is a folder; choose another name.");

    internal static RefusedException FolderInUse(string folder) =>
        new($"{folder}: another simulation is writing into this folder; wait for it to end, or choose another folder.");

    internal static RefusedException OtherScenario(string folder, string difference) =>
        new($"{folder}: this data set was made from another scenario ({difference}); resume with its own scenario, or choose another folder.");

    internal static RefusedException OtherSoftware(string folder, string theirs, string ours) =>
        new($"{folder}: this data set was begun with {theirs} and this is {ours}; finish it with that version, or simulate into another folder.");

    internal static RefusedException OtherDevice(string folder, string theirs, string ours) =>
        new($"{folder}: this data set was begun on {theirs} and not on {ours}, whose curves are rounded otherwise; resume with --device {theirs}, or choose another folder.");

    internal static RefusedException NothingToSimulate(string device, string data) =>
        new($"surrogate train --simulation-device: {data} is a data set, of which nothing is simulated on {device}; leave the option out, or train on a scenario file.");

    internal static RefusedException NotADataset(string folder) =>
        new($"{folder}: {(Directory.Exists(folder) ? "there is no manifest.json in this folder" : "there is no such folder or file")}; give the folder of a data set made by surrogate simulate.");

    internal static RefusedException ManifestDamaged(string path, string place, string what) =>
        new($"{path}: {place} {what}; restore the file from a copy, or simulate again.");

    internal static RefusedException ManifestNotJson(string path, JsonException why) =>
        new($"{path}:{(why.LineNumber ?? 0) + 1}:{(why.BytePositionInLine ?? 0) + 1}: {WhatIsWrong(why)}; restore the file from a copy, or simulate again.", why);

    // The parser names missing keys in its message only.
    static string WhatIsWrong(JsonException why) =>
        why.Message.Split("missing required properties including: ") is [_, string keys]
            ? $"{keys[..(keys.LastIndexOf('\'') + 1)]} is missing"
            : why.Message.Contains("UTF-8", StringComparison.Ordinal) ? "this holds bytes that are no UTF-8 text"
            : why.Path is { Length: > 1 } place ? $"{place} is not what a manifest holds there"
                : "this is not the JSON of a manifest, or it was cut short";

    internal static RefusedException NewerDataset(string path, int version, int known) =>
        new($"{path}: this data set has format {version} and this program reads up to {known}; use a newer version of SurrogateEngine.");

    internal static RefusedException OlderDataset(string path, int version, int known) =>
        new($"{path}: this data set has format {version} and this program reads format {known}; make it anew with surrogate simulate into another folder.");

    internal static RefusedException ShardMissing(string path) =>
        new($"{path}: this shard is in the manifest and not in the folder; restore it from a copy, or simulate with --resume to make it again.");

    internal static RefusedException ShardDamaged(string path, string what) =>
        new($"{path}: this shard is damaged ({what}); restore it from a copy, or simulate with --resume to make it again.");

    internal static RefusedException ShardTooLarge(long rows, long most) =>
        new($"scenario: shards of {rows} rows do not fit into memory; set shard_size to {most} or less.");

    internal static RefusedException NothingFinished(string folder) =>
        new($"{folder}: no formulation of this data set was solved to its end; look at the outcomes in its manifest and narrow the parameter ranges.");

    internal static RefusedException TooManyRows(string folder, long rows) =>
        new($"{folder}: {rows} rows do not fit into one table in memory; read the data set shard by shard, or train on a smaller one.");

    internal static RefusedException UnknownTable(string path) =>
        new($"{path}: a table of curves is written as .csv or .parquet; give the file one of those endings.");

    static string Reason(Exception why) =>
        why is UnauthorizedAccessException ? "permission denied" : FirstSentence(why.Message.Split(" : ")[0]);
}
