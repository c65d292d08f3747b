using SurrogateEngine.Data;
using SurrogateEngine.Fitting;
using SurrogateEngine.Profiles;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Workflows;

/// <summary>Times at which somebody wants curves, within those that a surrogate was trained on.</summary>
sealed class RequestedTimes
{
    // Conversion between units moves a time by a few units in the last place; it must not turn an output time into one beside it.
    const double Same = 1e-9;

    readonly CurveSpace space;

    RequestedTimes(CurveSpace space, IEnumerable<double> times)
    {
        this.space = space;
        Times = [.. times.Select(Snapped).Distinct().Order()];
        int between = Times.Count(time => !space.Times.Contains(time));
        if (between > 0)
            Remarks.Add($"{between} of {Times.Length} times lie between the surrogate's own {space.Times.Count} output times and are interpolated (a monotone cubic in the logarithm of time); the error of that is not in any band, and a scenario with these times has none.");
        if (between > 0 && space.Conditions is { } conditions
            && conditions.Events.Any(time => time > 0 && time < space.Times[^1] && !space.Times.Contains(time)))
            Remarks.Add("Doses or changes of the conditions fall between the surrogate's output times; it is read straight across them.");
    }

    /// <summary>Ascending, all different, in the surrogate's unit.</summary>
    public double[] Times { get; }

    /// <summary>What the user should know.</summary>
    public List<string> Remarks { get; } = [];

    /// <summary>The times of the options; null where none are asked for.</summary>
    /// <exception cref="RefusedException">Both options are given, a time can't be read, or one lies outside the surrogate's.</exception>
    public static RequestedTimes? Of(PredictOptions options, CurveSpace space) => options switch
    {
        { Times: not null, TimesFrom: not null } => throw Refusals.TimesTwice(),
        { Times: { } list } => new RequestedTimes(space, Parse(list, space.TimeUnit)),
        { TimesFrom: { } profile } => OfProfile(profile, space),
        _ => null,
    };

    static RequestedTimes OfProfile(string file, CurveSpace space)
    {
        double[] times = BuiltInProfiles.Open(file, new ProfileOptions()).TimesIn(space.TimeUnit);
        bool startsEarly = times[0] == 0 && space.Times[0] > 0 && times.Length > 1;
        var requested = new RequestedTimes(space, startsEarly ? times[1..] : times);
        if (startsEarly)
            requested.Remarks.Add("The profile's time zero was left out: it lies before the surrogate's first output time.");
        return requested;
    }

    /// <summary>Numbers with or without a unit, e.g. <c>12h,1,2d</c>; one without takes the unit of the next that has one.</summary>
    static double[] Parse(string list, string wanted)
    {
        string[] words = list.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        double[] times = new double[words.Length];
        string unit = wanted;
        for (int i = words.Length - 1; i >= 0; i--)
        {
            int end = words[i].Length;
            while (end > 0 && NumberText.Read(words[i][..end]) is null)
                end--;
            if (end < words[i].Length)
                unit = words[i][end..];
            if (end == 0 || TimeUnit.Days(unit) is not { } days)
                throw Refusals.NotATime(words[i]);
            times[i] = NumberText.Read(words[i][..end])!.Value * days / TimeUnit.Days(wanted)!.Value;
        }

        return times.Length > 0 ? times : throw Refusals.NotATime(list);
    }

    double Snapped(double time)
    {
        double near = space.Times.MinBy(own => Math.Abs(own - time));
        if (Math.Abs(near - time) <= Same * Math.Abs(near))
            return near;
        return time >= space.Times[0] && time <= space.Times[^1] ? time
            : throw Refusals.TimeOutside(time, space.Times[0], space.Times[^1], space.TimeUnit);
    }

    /// <summary>The table with its curves and bands at these times.</summary>
    public CurveTable Read(CurveTable table, CancellationToken cancellation)
    {
        float[] curves = Read(table.Curves.Span, cancellation), lower = Read(table.Lower.Span, cancellation),
            upper = Read(table.Upper.Span, cancellation);
        for (int i = 0; i < lower.Length; i++)
            (lower[i], upper[i]) = (Math.Min(lower[i], curves[i]), Math.Max(upper[i], curves[i]));
        return table with { Space = space with { Times = Times }, Curves = curves, Lower = lower, Upper = upper };
    }

    float[] Read(ReadOnlySpan<float> curves, CancellationToken cancellation)
    {
        int own = space.Times.Count, count = curves.Length / own;
        if (own == 1)
            return curves.ToArray();
        var reader = new MonotoneCurve(space.Times, Times);
        double[] values = new double[Times.Length];
        float[] read = new float[checked(count * Times.Length)];
        for (int curve = 0; curve < count; curve++)
        {
            cancellation.ThrowIfCancellationRequested();
            reader.Read(curves.Slice(curve * own, own), values);
            for (int j = 0; j < values.Length; j++)
                read[curve * values.Length + j] = (float)values[j];
        }

        return read;
    }
}
