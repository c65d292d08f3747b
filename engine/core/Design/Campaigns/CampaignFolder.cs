using System.Text.Json;
using System.Text.Json.Serialization;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Design;

/// <summary>
/// A campaign on disk: <c>campaign.json</c>, what is looked for, and <c>experiments.csv</c>, all that
/// were suggested, measured or failed. Either file is replaced whole, so that a program killed at any moment loses nothing that was told.
/// </summary>
sealed class CampaignFolder : IDisposable
{
    /// <summary>Names of the two files.</summary>
    public const string DefinitionFile = "campaign.json", ExperimentsFile = "experiments.csv";

    static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    readonly string folder;
    readonly FileStream claim;

    CampaignFolder(string folder)
    {
        this.folder = folder;
        claim = FolderClaim.Take(folder, () => new RefusedException($"{folder}: another program works in this campaign; wait until it is done."));
    }

    /// <summary>What is looked for.</summary>
    public required CampaignDefinition Definition { get; init; }

    /// <summary>All experiments, by id.</summary>
    public List<Experiment> Experiments { get; private init; } = [];

    /// <summary>Begins a campaign.</summary>
    /// <exception cref="RefusedException">There is one already, or it can't be written.</exception>
    public static CampaignFolder Create(string folder, CampaignDefinition definition)
    {
        if (File.Exists(Path.Combine(folder, DefinitionFile)))
            throw new RefusedException($"{folder}: there is a campaign already; go on with it by suggest and tell, or name another folder.");
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            throw new RefusedException($"{folder}: it is there and no campaign; name a new folder.");
        var made = new CampaignFolder(folder) { Definition = definition };
        AtomicFile.Write(Path.Combine(folder, DefinitionFile), JsonSerializer.Serialize(definition, Format) + "\n");
        made.Save();
        return made;
    }

    /// <summary>Opens a campaign.</summary>
    /// <exception cref="RefusedException">There is none, or a file of it is damaged.</exception>
    public static CampaignFolder Open(string folder)
    {
        string definition = Path.Combine(folder, DefinitionFile), experiments = Path.Combine(folder, ExperimentsFile);
        if (!File.Exists(definition))
            throw new RefusedException($"{folder}: there is no campaign; begin one with surrogate campaign new {ShellText.Quoted(folder)}.");
        CampaignDefinition read = Definitions(definition);
        read.Require(definition);
        string table = File.Exists(experiments) ? File.ReadAllText(experiments) : "";
        List<Experiment> known = table.Length == 0 ? [] : ExperimentTable.Read(table, experiments, read, new Dictionary<int, Experiment>());
        if (known.Select(one => one.Id).Any(id => id < 1) || known.DistinctBy(one => one.Id).Count() < known.Count)
            throw new RefusedException($"{experiments}: an id is missing or stands twice; mend the id, or take the file of a copy.");
        return new(folder) { Definition = read, Experiments = known };
    }

    static CampaignDefinition Definitions(string path)
    {
        try
        {
            CampaignDefinition read = JsonSerializer.Deserialize<CampaignDefinition>(File.ReadAllText(path), Format)
                ?? throw new RefusedException($"{path}: it is empty; take the file of a copy.");
            return IsWhole(read) ? read
                : throw new RefusedException($"{path}: it is damaged (a variable, goal or limit in it is none); mend it or take the file of a copy.");
        }
        catch (JsonException e)
        {
            throw new RefusedException($"{path}:{e.LineNumber + 1}:{e.BytePositionInLine + 1}: it is damaged ({e.Path}); mend it or take the file of a copy.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refusals.CannotRead(path, "a campaign", e);
        }
    }

    /// <summary>Whether every part is one: elements of lists may be null, whatever their type says, and ranges may be none.</summary>
    static bool IsWhole(CampaignDefinition read) =>
        read.Variables.All(variable => variable is not null && variable.Names.All(name => name is not null)
            && (variable.Names.Count > 1 || variable.Numbers.Count > 1
                || (variable.Low < variable.High && !(variable.Log && variable.Low <= 0))))
        && read.Goals.All(goal => goal is not null) && read.Limits.All(limit => limit is not null)
        && read.Mixture.All(name => name is not null);

    /// <summary>Writes the experiments.</summary>
    public void Save() => ExperimentTable.Write(Path.Combine(folder, ExperimentsFile), Definition, Experiments);

    /// <inheritdoc/>
    public void Dispose() => claim.Dispose();
}
