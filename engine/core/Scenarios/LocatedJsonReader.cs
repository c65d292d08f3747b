using System.Text;
using System.Text.Json;

namespace SurrogateEngine.Scenarios;

/// <summary>Reads JSON (comments and trailing commas allowed) into <see cref="LocatedJson"/>.</summary>
ref struct LocatedJsonReader
{
    readonly string file;
    readonly ReadOnlySpan<byte> utf8;
    Utf8JsonReader reader;

    LocatedJsonReader(ReadOnlySpan<byte> utf8, string file)
    {
        this.utf8 = utf8;
        this.file = file;
        reader = new Utf8JsonReader(utf8, new JsonReaderOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            MaxDepth = 64,
        });
    }

    /// <summary>The value in <paramref name="text"/>.</summary>
    /// <param name="text">JSON text.</param>
    /// <param name="file">Name used in refusals.</param>
    public static LocatedJson Parse(string text, string file)
    {
        var json = new LocatedJsonReader(Encoding.UTF8.GetBytes(text), file);
        try
        {
            json.reader.Read();
            LocatedJson value = json.ReadValue("$");
            json.reader.Read();
            return value;
        }
        catch (JsonException e)
        {
            long line = e.LineNumber ?? 0, column = e.BytePositionInLine ?? 0;
            throw Refusals.NotJson(new Place(file, (int)line + 1, (int)column + 1, ""), e.Message);
        }
    }

    LocatedJson ReadValue(string path)
    {
        Place place = Here(path);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(place, path);
            case JsonTokenType.StartArray:
                return ReadArray(place, path);
            case JsonTokenType.String:
                return new LocatedJson { Kind = JsonValueKind.String, Place = place, Text = reader.GetString()! };
            case JsonTokenType.Number:
                return new LocatedJson { Kind = JsonValueKind.Number, Place = place, Text = Encoding.UTF8.GetString(reader.ValueSpan) };
            case JsonTokenType.True:
                return new LocatedJson { Kind = JsonValueKind.True, Place = place, Text = "true" };
            case JsonTokenType.False:
                return new LocatedJson { Kind = JsonValueKind.False, Place = place, Text = "false" };
            default:
                return new LocatedJson { Kind = JsonValueKind.Null, Place = place, Text = "null" };
        }
    }

    LocatedJson ReadObject(Place place, string path)
    {
        var value = new LocatedJson { Kind = JsonValueKind.Object, Place = place };
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            Place at = Here($"{path}.{name}");
            if (value.Members.Exists(member => member.Name == name))
                throw Refusals.RepeatedKey(at, name);
            reader.Read();
            value.Members.Add(new LocatedJson.Member(name, at, ReadValue($"{path}.{name}")));
        }

        return value;
    }

    LocatedJson ReadArray(Place place, string path)
    {
        var value = new LocatedJson { Kind = JsonValueKind.Array, Place = place };
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            value.Items.Add(ReadValue($"{path}[{value.Items.Count}]"));
        return value;
    }

    readonly Place Here(string path)
    {
        ReadOnlySpan<byte> before = utf8[..(int)reader.TokenStartIndex];
        int lineStart = before.LastIndexOf((byte)'\n') + 1;
        int line = before.Count((byte)'\n') + 1;
        return new Place(file, line, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1, path);
    }
}
