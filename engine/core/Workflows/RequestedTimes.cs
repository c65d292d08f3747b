using SurrogateEngine.Data;
using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Workflows;

/// <summary>Times at which somebody wants curves, within those that a surrogate was trained on.</summary>
sealed class RequestedTimes
{
    // Conversion between units moves a time by a few units in the last place; it must not turn an output time into one beside it.
    const double Same = 1e-9;

    // Formulations on which reading between times is measured; the model is solved for them, which takes milliseconds.
    const int Measured = 64;

    readonly CurveSpace space;
    readonly int between;

    RequestedTimes(CurveSpace space, IEnumerable<double> times)
    {
        this.space = space;
        Times = [.. times.Select(Snapped).Distinct().Order()];
        between = Times.Count(time => !space.Times.Contains(time));
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

    /// <summary>One time, e.g. <c>3d</c>, in the unit that is wanted and that it has where it says none.</summary>
    /// <exception cref="RefusedException">It can't be read, or is no one time.</exception>
    public static double One(string word, string wanted) =>
        Parse(word, wanted) is [var time] && time > 0 ? time : throw Refusals.NotATime(word);

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

    /// <summary>
    /// What reading curves between the surrogate's times costs: the model's own curves of up to 64 of the table's formulations, read so,
    /// against the model solved at these times. NaN where nothing is interpolated, or where this program has another version of the model.
    /// </summary>
    public double InterpolationError(FormulationTable table)
    {
        if (between == 0)
            return double.NaN;
        double error = Catalog.Find(space.Model) is { } model && model.Version == space.ModelVersion
            ? Against(new MechanisticModel(model, space), table) : double.NaN;
        string cost = double.IsNaN(error) ? "the error of that is not in any band"
            : $"that costs up to {NumberText.Percent(error)} of the dose, measured on the model's own curves, and is not in any band";
        Remarks.Insert(0,
            $"{between} of {Times.Length} times lie between the surrogate's own {space.Times.Count} output times and are interpolated (a monotone cubic in the logarithm of time); {cost}. A scenario with these times needs none of it.");
        return error;
    }

    double Against(MechanisticModel model, FormulationTable table)
    {
        double[] all = [.. space.Times.Concat(Times).Distinct().Order()];
        int width = space.Parameters.Count, count = Math.Min(Measured, table.Rows);
        double[] some = new double[count * width];
        for (int i = 0; i < count; i++)
            table.Parameters.AsSpan((int)((long)i * table.Rows / count) * width, width).CopyTo(some.AsSpan(i * width));
        float[] solved = new float[count * space.Outputs.Count * all.Length];
        model.At(all).Predict(some, count, solved);
        float[] read = Read(At(solved, all, space.Times), default), exact = At(solved, all, Times);
        double error = double.NaN;
        for (int i = 0; i < read.Length; i++)
        {
            double off = Math.Abs(read[i] - exact[i]);
            error = off > error || double.IsNaN(error) ? off : error;
        }

        return error;
    }

    /// <summary>Curves at some of their times.</summary>
    static float[] At(float[] curves, double[] all, IReadOnlyList<double> times)
    {
        int[] places = [.. times.Select(time => Array.BinarySearch(all, time))];
        return [.. Enumerable.Range(0, curves.Length / all.Length)
            .SelectMany(curve => places.Select(at => curves[curve * all.Length + at]))];
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
