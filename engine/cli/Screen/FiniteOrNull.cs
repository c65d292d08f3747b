using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SurrogateEngine.Cli.Screen;

/// <summary>Writes a number that is not finite as null, because JSON has no other word for it.</summary>
sealed class FiniteOrNull<T> : JsonConverter<T> where T : IFloatingPointIeee754<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Results are only written.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (!T.IsFinite(value))
            writer.WriteNullValue();
        else if (value is float single)
            writer.WriteNumberValue(single);
        else
            writer.WriteNumberValue(double.CreateChecked(value));
    }
}
