using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SurrogateEngine.Bench.Robustness;

/// <summary>
/// Ways to spoil a file or a word as disks, editors, spreadsheets and typing do. Each takes a source of random numbers and nothing
/// else, so that a seed gives the same damage everywhere.
/// </summary>
static class Mutations
{
    /// <summary>What people and programs write where a number belongs.</summary>
    static readonly string[] Numbers =
    [
        "nan", "NaN", "inf", "-inf", "Infinity", "1e999", "-1e999", "1e308", "-1", "0", "-0", "1e-320", "0,5", "1.234,5", "1,234.5", "1 000", "1'000",
        "", " ", "1e", "0x10", "99999999999999999999", "2147483648", "-2147483649", "9223372036854775808", "1e6", "+1", ".5", "5.", "half", "½", "٣",
        "true", "null", "1_000", "1;2", "\"1\"", "1%", "1 d", "1e-7 m", "--1", "1.0.0", "\u00a01",
    ];

    /// <summary>Damages bytes: flips, truncation, a part twice, a part gone, zeros, another file's beginning, nothing at all.</summary>
    public static byte[] Bytes(byte[] content, Random random)
    {
        if (content.Length == 0)
            return [(byte)random.Next(256)];
        int at = random.Next(content.Length), length = random.Next(1, Math.Min(content.Length - at, 1 << random.Next(12)) + 1);
        byte[] spoiled = [.. content];
        switch (random.Next(8))
        {
            case 0:
            case 1:
                for (int flips = 1 << random.Next(6); flips > 0; flips--)
                    spoiled[random.Next(spoiled.Length)] ^= (byte)(1 << random.Next(8));
                return spoiled;
            case 2: return content[..at];
            case 3: return [.. content[..at], .. content[at..(at + length)], .. content[at..]];
            case 4: return [.. content[..at], .. content[(at + length)..]];
            case 5:
                spoiled.AsSpan(at, length).Fill((byte)(random.Next(2) * 255));
                return spoiled;
            case 6: return [.. Encoding.UTF8.GetPreamble(), .. content];
            default: return random.Next(4) == 0 ? [] : [.. "PAR1PK\u0003\u0004{}"u8, .. content[at..]];
        }
    }

    /// <summary>Damages lines of a text: one twice, gone, exchanged with another, cut, joined; or a word of one.</summary>
    public static string Lines(string text, Random random)
    {
        List<string> lines = [.. text.Split('\n')];
        int a = random.Next(lines.Count), b = random.Next(lines.Count);
        switch (random.Next(9))
        {
            case 0: lines.Insert(b, lines[a]); break;
            case 1: lines.RemoveAt(a); break;
            case 2: (lines[a], lines[b]) = (lines[b], lines[a]); break;
            case 3: lines[a] = lines[a][..random.Next(lines[a].Length + 1)]; break;
            case 4: return string.Join(random.Next(2) == 0 ? "\r" : "\r\n", lines);
            case 5: lines[a] = lines[a].Replace(',', ";\t|"[random.Next(3)]); break;
            case 6: return string.Join('\n', lines.Select(line => Column(line, b, random.Next(3))));
            default: lines[a] = Word(lines[a], random); break;
        }

        return string.Join('\n', lines);
    }

    /// <summary>The same column of every line: gone, twice or last.</summary>
    static string Column(string line, int column, int how)
    {
        List<string> cells = [.. line.Split(',')];
        string cell = cells[column % cells.Count];
        if (how != 1)
            cells.RemoveAt(column % cells.Count);
        if (how > 0)
            cells.Add(cell);
        return string.Join(',', cells);
    }

    /// <summary>Replaces one of the words of a line, which commas, blanks, colons and quotes part.</summary>
    static string Word(string line, Random random)
    {
        string[] words = line.Split([',', ' ', ':', '"', '[', ']']);
        string word = words[random.Next(words.Length)];
        int at = line.IndexOf(word, StringComparison.Ordinal);
        return line[..at] + Value(word, random) + line[(at + word.Length)..];
    }

    /// <summary>Another word: a number in some form, the word misspelt, doubled, in capitals.</summary>
    public static string Value(string word, Random random) => random.Next(6) switch
    {
        0 when word.Length > 1 => word.Remove(random.Next(word.Length), 1),
        1 when word.Length > 1 => word.Insert(random.Next(word.Length), word[random.Next(word.Length)].ToString()),
        2 => word.ToUpperInvariant(),
        3 => word + word,
        _ => Numbers[random.Next(Numbers.Length)],
    };

    /// <summary>Damages a JSON document as one: a key gone or misspelt, a value of another kind, an array shortened or nested.</summary>
    public static string Json(string text, Random random)
    {
        JsonNode? root;
        List<JsonNode> inner;
        try
        {
            root = JsonNode.Parse(text, documentOptions: new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            inner = [.. Inner(root)];
        }
        catch (Exception e) when (e is JsonException or ArgumentException) // damaged before, or a key twice
        {
            return Lines(text, random);
        }

        if (inner.Count == 0)
            return Lines(text, random);
        switch (inner[random.Next(inner.Count)])
        {
            case JsonObject { Count: > 0 } members: Member(members, random); break;
            case JsonArray { Count: > 0 } items: Item(items, random); break;
        }

        return root!.ToJsonString();
    }

    static void Member(JsonObject members, Random random)
    {
        string key = members.ElementAt(random.Next(members.Count)).Key;
        JsonNode? value = members[key]?.DeepClone();
        switch (random.Next(4))
        {
            case 0: members.Remove(key); break;
            case 1:
                members.Remove(key);
                members[Value(key, random)] = value;
                break;
            default: members[key] = Other(value, random); break;
        }
    }

    static void Item(JsonArray items, Random random)
    {
        int at = random.Next(items.Count);
        switch (random.Next(4))
        {
            case 0: items.RemoveAt(at); break;
            case 1: items.Insert(random.Next(items.Count), items[at]?.DeepClone()); break;
            default: items[at] = Other(items[at]?.DeepClone(), random); break;
        }
    }

    static JsonNode? Other(JsonNode? value, Random random) => random.Next(8) switch
    {
        0 => null,
        1 => new JsonArray(value),
        2 => new JsonObject { ["value"] = value },
        3 => JsonValue.Create(Value(value?.ToString() ?? "", random)),
        4 => JsonValue.Create(random.Next(2) == 0),
        5 => JsonValue.Create(-Math.Pow(10, random.Next(-20, 20))),
        6 => JsonValue.Create(Math.Pow(10, random.Next(-20, 20))),
        _ => JsonValue.Create(random.Next(-2, 5)),
    };

    static IEnumerable<JsonNode> Inner(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Inner(member.Value)).Prepend(node),
        JsonArray items => items.SelectMany(Inner).Prepend(node),
        _ => [],
    };
}
