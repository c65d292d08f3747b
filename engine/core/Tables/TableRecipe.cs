using System.Text.Json;
using System.Text.Json.Serialization;

namespace SurrogateEngine.Tables;

/// <summary>What the cells of a column are taken for.</summary>
public enum ColumnKind
{
    /// <summary>Numbers.</summary>
    Number,

    /// <summary>Categories.</summary>
    Category,

    /// <summary>Names and other text that differ from row to row, which nothing is learned from unless asked.</summary>
    Text,

    /// <summary>A number that only counts the rows.</summary>
    RowNumber,
}

/// <summary>What stands for a measurement below a limit, <c>&lt;0.2</c>.</summary>
public enum LimitRule
{
    /// <summary>Half the limit.</summary>
    Half,

    /// <summary>The limit.</summary>
    Limit,

    /// <summary>Nothing: it is missing.</summary>
    Missing,
}

/// <summary>How one column is read.</summary>
/// <param name="Header">Its name in the file.</param>
/// <param name="Name">Its name in the table.</param>
/// <param name="Kind">What its cells are taken for.</param>
/// <param name="Unit">Unit of its numbers; empty where none is named.</param>
/// <param name="Thousands">The sign that sets thousands apart; empty for none.</param>
public sealed record RecipeColumn(string Header, string Name, ColumnKind Kind, string Unit, string Thousands = "");

/// <summary>
/// How the cells of a file become a table, step by step, kept beside the results made from it. Reading is: blanks at the ends of cells are
/// taken away; words such as NA and - are missing; <c>~100</c> and <c>ca. 100</c> are 100; an apostrophe before a number and a % behind it
/// are left out; of <c>183.3 ± 1.5</c> the mean is taken; a number in words is missing and named by line and column.
/// </summary>
public sealed record TableRecipe
{
    /// <summary>Version of this form.</summary>
    public const int CurrentFormat = 1;

    static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Version of the form it has.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>SHA-256 of the file it was made for.</summary>
    public string TableSha256 { get; init; } = "";

    /// <summary>Whether a comma is the decimal sign.</summary>
    public bool DecimalComma { get; init; }

    /// <summary>What stands for a measurement below a limit.</summary>
    public LimitRule BelowLimit { get; init; }

    /// <summary>Whether of rows that are equal in every cell only the first is kept.</summary>
    public bool DropDuplicates { get; init; }

    /// <summary>The columns that are read; those of the file that are not here are left out.</summary>
    public required IReadOnlyList<RecipeColumn> Columns { get; init; }

    /// <summary>Writes it.</summary>
    /// <exception cref="RefusedException">The file can't be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, JsonSerializer.Serialize(this, Options) + "\n");

    /// <summary>The recipe in a file, or none where no file is named.</summary>
    /// <exception cref="RefusedException">It can't be read or is no recipe.</exception>
    public static TableRecipe? Of(string? path) => path is null ? null : Load(path);

    /// <summary>Reads it.</summary>
    /// <exception cref="RefusedException">It can't be read or is no recipe.</exception>
    public static TableRecipe Load(string path)
    {
        try
        {
            TableRecipe recipe = JsonSerializer.Deserialize<TableRecipe>(File.ReadAllText(path), Options)
                ?? throw new RefusedException($"{path}: this is not a recipe of a table (it is empty); make it anew with surrogate table describe --save-recipe.");
            if (recipe.Columns.Any(column => column is null))
                throw new RefusedException($"{path}: a column of this recipe is null; delete it, or make the recipe anew with surrogate table describe --save-recipe.");
            return recipe.Format == CurrentFormat && recipe.Columns.Count > 0 ? recipe : throw new RefusedException(
                $"{path}: this recipe has format {recipe.Format} and {recipe.Columns.Count} columns, and this program reads format {CurrentFormat} with one or more; make it anew with surrogate table describe --save-recipe.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refusals.CannotRead(path, "a recipe that surrogate table describe --save-recipe wrote", e);
        }
        catch (JsonException e)
        {
            throw new RefusedException($"{path}:{(e.LineNumber ?? 0) + 1}: this is not a recipe of a table ({(e.Path is { Length: > 1 } at ? at : "not JSON")}); make it anew with surrogate table describe --save-recipe.", e);
        }
    }
}
