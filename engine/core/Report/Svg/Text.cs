using System.Text;

namespace SurrogateEngine.Report.Svg;

/// <summary>Text inside markup.</summary>
static class Text
{
    /// <summary>Escapes what markup would read as its own, and drops characters that XML cannot hold.</summary>
    public static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
            safe.Append(rune.Value switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                '\t' or '\n' or '\r' => " ",
                < ' ' or 0xFFFE or 0xFFFF => "",
                _ => rune.ToString(),
            });
        return safe.ToString();
    }
}
