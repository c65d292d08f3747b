using System.Text;

namespace SurrogateEngine.Data;

/// <summary>
/// Hashes of what a table was made from, as comment lines before the header of a CSV file: <c># surrogate_sha256 3f0c...</c>. Our own
/// readers leave such lines out; pandas does with <c>comment="#"</c>, R with <c>comment.char = "#"</c>.
/// </summary>
static class CsvComments
{
    /// <summary>What begins such a line.</summary>
    public const string Mark = "# ";

    public static void Write(Stream stream, IEnumerable<KeyValuePair<string, string>> facts)
    {
        foreach ((string name, string value) in facts)
            stream.Write(Encoding.UTF8.GetBytes($"{Mark}{name} {value}\n"));
    }
}
