using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SurrogateEngine.Trainers.Tabular;

/// <summary>What is known of a model beside how it predicts.</summary>
public sealed record TabularModelCard
{
    /// <summary>Name of the learner.</summary>
    public required string Learner { get; init; }

    /// <summary>Hash of the table it learned from; empty where it came from no file.</summary>
    public string TableHash { get; init; } = "";

    /// <summary>Number of rows it learned from.</summary>
    public int Rows { get; init; }

    /// <summary>Its seed.</summary>
    public ulong Seed { get; init; }

    /// <summary>Columns whose groups were kept together in validation.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Columns with SMILES, from which features were computed.</summary>
    public IReadOnlyList<string> Smiles { get; init; } = [];

    /// <summary>Column that names a picture of each row; null for none.</summary>
    public string? Picture { get; init; }

    /// <summary>Features computed from other columns, each <c>name = expression</c>.</summary>
    public IReadOnlyList<string> Derived { get; init; } = [];

    /// <summary>The early releases that rows know of, from which features were computed; null where profiles have none.</summary>
    public EarlyReleases? Early { get; init; }

    /// <summary>Figures of its validation by name.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>Half width of the interval around a number that holds so many of 100 outcomes, by the share, e.g. 0.9: split conformal
    /// prediction on rows of groups that were not learned.</summary>
    public IReadOnlyDictionary<string, double> Intervals { get; init; } = new Dictionary<string, double>();

    /// <summary>What says whether a row is like those learned from.</summary>
    public TabularDomain? Domain { get; init; }
}

/// <summary>A model of a table in one file, a zip of its card, its numbers and the hash of each, which refuses damage.</summary>
public static class TabularModelFile
{
    const string CardName = "card.json", ModelName = "model.json";

    /// <summary>How states and cards are written: numbers to the last bit.</summary>
    internal static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
    };

    /// <summary>Writes it, whole or not at all.</summary>
    /// <exception cref="RefusedException">The file can't be written.</exception>
    public static void Save(ITabularModel model, TabularModelCard card, string path) => Bundle.Write(path, new Dictionary<string, byte[]>
    {
        [CardName] = JsonSerializer.SerializeToUtf8Bytes(card, new JsonSerializerOptions(Options) { WriteIndented = true, NewLine = "\n" }),
        [ModelName] = Encoding.UTF8.GetBytes(model.State().GetRawText()),
    });

    /// <summary>Reads it.</summary>
    /// <exception cref="RefusedException">There is no such file, it is damaged or of another kind, or its learner is not known.</exception>
    public static (ITabularModel Model, TabularModelCard Card) Load(string path)
    {
        var parts = Bundle.Read(path);
        Bundle.Verify(parts, [CardName, ModelName], path);
        try
        {
            var card = JsonSerializer.Deserialize<TabularModelCard>(parts[CardName], Options)!;
            ITabularLearner learner = TabularLearners.All.Find(card.Learner) ?? throw new RefusedException(
                $"{path}: this model was made by the learner '{card.Learner}', which this program does not have; {Spelling.Suggest(card.Learner, TabularLearners.All.Names)}");
            using var state = JsonDocument.Parse(parts[ModelName]);
            return (learner.Restore(state.RootElement), card);
        }
        catch (JsonException wrong)
        {
            throw new RefusedException($"{path}: this file does not have the form of a model of a table: copy it again or learn anew.", wrong);
        }
    }
}
