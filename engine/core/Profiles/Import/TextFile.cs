using System.Text;

namespace SurrogateEngine.Profiles.Import;

/// <summary>
/// Text of a file that a person or a program saved: UTF-8, or UTF-16 with its mark. What is not text is refused, never replaced.
/// </summary>
static class TextFile
{
    /// <summary>The text, without a byte order mark, and how it is encoded.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="file">What refusals call it.</param>
    /// <param name="western">Whether what is not UTF-8 is read as Windows-1252, as older spreadsheets of western languages write; its name
    /// then says so.</param>
    /// <exception cref="RefusedException">It is not text, or text in another encoding.</exception>
    public static (string Text, string Encoding) Decode(byte[] bytes, string file, bool western = false)
    {
        (Encoding Encoding, string Name, int Skip) found = bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (new UTF8Encoding(false, true), "UTF-8 with byte order mark", 3),
            [0xFF, 0xFE, ..] => (new UnicodeEncoding(false, false, true), "UTF-16", 2),
            [0xFE, 0xFF, ..] => (new UnicodeEncoding(true, false, true), "UTF-16, high byte first", 2),
            _ => (new UTF8Encoding(false, true), "UTF-8", 0),
        };
        string text;
        try
        {
            text = found.Encoding.GetString(bytes, found.Skip, bytes.Length - found.Skip);
        }
        catch (DecoderFallbackException) when (western && found.Name == "UTF-8" && !bytes.Contains((byte)0))
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            return (Encoding.GetEncoding(1252).GetString(bytes), "Windows-1252");
        }
        catch (DecoderFallbackException e)
        {
            int at = found.Skip + e.Index, line = 1 + bytes.AsSpan(0, Math.Clamp(at, 0, bytes.Length)).Count((byte)'\n');
            throw new RefusedException(
                $"{file}, line {line}: byte 0x{e.BytesUnknown?[0]:X2} is not {found.Name.Split(' ')[0]} text; save the file as UTF-8 (in a spreadsheet: 'CSV UTF-8').");
        }

        return text.Contains('\0')
            ? throw new RefusedException($"{file}: this is not text but a binary file; give a CSV or TSV file, an .xlsx or a Parquet file.")
            : (text, found.Name);
    }
}
