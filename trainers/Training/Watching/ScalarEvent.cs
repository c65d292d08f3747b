namespace SurrogateEngine.Trainers;

/// <summary>
/// TensorBoard's Event message (tensorflow/core/util/event.proto and framework/summary.proto), as far as scalars need it.
/// The constants are the fields' numbers in those files.
/// </summary>
static class ScalarEvent
{
    const int WallTime = 1, Step = 2, FileVersion = 3, Summary = 5;
    const int SummaryValue = 1, Tag = 1, SimpleValue = 2;

    /// <summary>The event every file starts with.</summary>
    public static byte[] Start(double wallTime) =>
        new ProtoMessage().Double(WallTime, wallTime).Text(FileVersion, "brain.Event:2").ToBytes();

    /// <summary>Scalars of one step.</summary>
    /// <param name="wallTime">Seconds since 1970.</param>
    /// <param name="step">Steps of training.</param>
    /// <param name="scalars">Name and value of each.</param>
    public static byte[] Of(double wallTime, long step, IReadOnlyList<(string Name, double Value)> scalars)
    {
        var values = scalars.Select(scalar => new ProtoMessage().Text(Tag, scalar.Name).Float(SimpleValue, (float)scalar.Value));
        return new ProtoMessage().Double(WallTime, wallTime).Int(Step, step)
            .Message(Summary, new ProtoMessage().Messages(SummaryValue, values)).ToBytes();
    }

    /// <summary>The step of an event; 0 for the one a file starts with.</summary>
    public static long StepOf(ReadOnlySpan<byte> message) => ProtoMessage.ReadInt(message, Step);
}
