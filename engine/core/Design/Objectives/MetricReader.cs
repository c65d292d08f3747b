using System.Text.RegularExpressions;
using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Design;

/// <summary>
/// Makes metrics, objectives and constraints from words. Metrics: <c>release@1d</c> or <c>OUTPUT@1d</c>, <c>t50</c>, <c>auc(P)</c>,
/// <c>mean(P)</c>, <c>max(P)</c>, <c>min(P)</c>, <c>share(P, 2, 8)</c> of the time within a window, <c>duration(P, 2)</c> above a
/// level, <c>leakage</c>, <c>on_off</c> and <c>selectivity</c> of a trigger, <c>miss(wanted.csv)</c> of a release and
/// <c>miss(P, wanted.csv)</c> of any output, the name of a parameter, or several of them with numbers and <c>+ - * /</c> between spaces.
/// </summary>
/// <param name="space">Parameters, outputs and times of the curves.</param>
/// <param name="reading">How profiles are read where their header does not say.</param>
sealed partial class MetricReader(CurveSpace space, ProfileOptions? reading = null)
{
    const string Forms = "release@1d, t50, auc(OUTPUT), mean(OUTPUT), max(OUTPUT), min(OUTPUT), share(OUTPUT, 2, 8), duration(OUTPUT, 2), leakage, on_off, selectivity, miss(profile.csv), miss(OUTPUT, curve.csv), a parameter, or some of these with numbers and + - * / between spaces";

    readonly double[] times = [.. space.Times];

    /// <summary>A metric from its words.</summary>
    /// <param name="text">The words.</param>
    /// <param name="place">Where they stand.</param>
    /// <exception cref="RefusedException">They name nothing that can be read from these curves.</exception>
    public CurveMetric Metric(string text, Place place) =>
        MetricExpression.Read(text.Trim(), text => One(text, place)) is { } metric and not ConstantMetric ? metric
            : throw new RefusedException($"{place}: '{text}' is a number and nothing that a design can be judged by; write {Forms}.");

    CurveMetric One(string text, Place place)
    {
        if (ParameterValue.Find(text, space.Parameters) is { } parameter)
            return new ParameterMetric(parameter.Name, parameter.Unit, space.Parameters.ToList().IndexOf(parameter));
        if (AtTime().Match(text) is { Success: true } at)
            return ValueAt(text, OutputOf(at.Groups[1].Value, place), at.Groups[2].Value, place);
        if (TimeTo().Match(text) is { Success: true } to && double.Parse(to.Groups[1].Value,
            System.Globalization.CultureInfo.InvariantCulture) is > 0 and < 100 and var percent)
            return space.Outputs[0].Unit.Length > 0 ? throw NoRelease(text, place)
                : new TimeToRelease(text, space.TimeUnit, percent / 100, times);
        if (Window().Match(text) is { Success: true } window)
            return WindowOf(text, window, place);
        if (Lasting().Match(text) is { Success: true } lasting)
            return DurationOf(text, lasting, place);
        if (text is "leakage" or "on_off" or "selectivity")
            return Trigger(text, place);
        if (Summed().Match(text) is { Success: true } summed)
            return SummaryOf(text, summed.Groups[1].Value, OutputOf(summed.Groups[2].Value, place));
        if (MissedOutput().Match(text) is { Success: true } curve)
            return Miss(text, OutputOf(curve.Groups[1].Value, place), curve.Groups[2].Value.Trim(), place);
        if (Missed().Match(text) is { Success: true } missed)
            return Miss(text, missed.Groups[1].Value.Trim(), place);
        string? near = Spelling.Nearest(text, space.Parameters.Select(one => one.Name));
        throw new RefusedException($"{place}: '{text}' is nothing that a design can be judged by{(near is null ? "." : $"; did you mean '{near}'?")} Write {Forms}.");
    }

    /// <summary>A constraint such as <c>release@1d &lt;= 10%</c>.</summary>
    /// <inheritdoc cref="Metric"/>
    public DesignConstraint Constraint(string text, Place place)
    {
        Match sides = Limit().Match(text);
        if (!sides.Success)
            throw new RefusedException($"{place}: write a constraint as METRIC <= VALUE or METRIC >= VALUE, e.g. \"release@1d <= 10%\".");
        CurveMetric metric = Metric(sides.Groups[1].Value, place);
        double limit = Value(sides.Groups[3].Value, metric, place);
        if (metric.IsShare && limit is < 0 or > 1.2)
            throw new RefusedException($"{place}: {NumberText.Percent(limit)} is no share that {metric.Text} can have; write e.g. 10%.");
        if (limit > metric.Most)
            throw new RefusedException($"{place}: curves here end at {NumberText.Short(metric.Most)} {space.TimeUnit}, and nothing is known of {metric.Text} beyond; give a limit up to that, or take a surrogate or a scenario of later times.");
        return new(metric, AtMost: sides.Groups[2].Value == "<=", limit);
    }

    /// <summary>Values that a parameter may take, such as <c>lactide=0.5,0.75,1</c>.</summary>
    /// <inheritdoc cref="Metric"/>
    public (string Name, double[] Values) Choice(string word, string where)
    {
        int equals = word.IndexOf('=');
        string[] texts = equals < 1 ? [] : word[(equals + 1)..].Split(',', StringSplitOptions.TrimEntries);
        if (texts.Length < 2)
            throw new RefusedException($"{where} {word}: write a parameter and the values that it may take, e.g. {where} lactide=0.5,0.75,1.");
        (string Name, double Value)[] read =
            [.. texts.Select(text => ParameterValue.Parse($"{word[..equals]}={text}", where, space.Parameters))];
        Parameter range = space.Parameters.First(parameter => parameter.Name == read[0].Name);
        foreach ((_, double value) in read)
        {
            if (!CurveSpace.Holds(range, value))
                throw FitRefusals.FixedOutside(range, value);
        }

        return (range.Name, [.. read.Select(one => one.Value).Distinct().Order()]);
    }

    double Value(string text, CurveMetric metric, Place place) =>
        metric.IsShare || NumberText.Read(text.Trim()) is not { } bare
            ? Quantity.Read(text, place, Unit.TryParse(metric.Unit) ?? Unit.TryParse("")!, metric.Text) : bare;

    ValueAtTime ValueAt(string text, int output, string time, Place place)
    {
        double at = NumberText.Read(time) ?? Quantity.Read(time, place, Unit.TryParse(space.TimeUnit)!, "time");
        bool share = IsShare(output);
        double first = share ? 0 : times[0];
        if (!(at >= first && at <= times[^1] * (1 + 1e-9)))
            throw new RefusedException($"{place}: curves here run from {NumberText.Digits(first, 4)} to {NumberText.Digits(times[^1], 4)} {space.TimeUnit}, and {NumberText.Digits(at, 4)} {space.TimeUnit} is outside; give a time within.");
        double within = Math.Min(at, times[^1]);
        return new(text, UnitOf(output), share, output, times.Length, within, new MonotoneCurve(times, [within]));
    }

    OutputSummary SummaryOf(string text, string word, int output)
    {
        string unit = UnitOf(output);
        return word switch
        {
            "auc" => new(text, unit.Length == 0 ? space.TimeUnit : $"{unit}*{space.TimeUnit}", false, output, times, Summary.Area),
            "mean" => new(text, unit, IsShare(output), output, times, Summary.Mean),
            "max" => new(text, unit, IsShare(output), output, times, Summary.Maximum),
            _ => new(text, unit, IsShare(output), output, times, Summary.Minimum),
        };
    }

    ShareOfTime WindowOf(string text, Match window, Place place)
    {
        int output = OutputOf(window.Groups[1].Value, place);
        Unit unit = Unit.TryParse(space.Outputs[output].Unit) ?? Unit.TryParse("")!;
        double low = Bound(window.Groups[2].Value), high = Bound(window.Groups[3].Value);
        return low < high ? new(text, output, times, low, high)
            : throw new RefusedException($"{place}: the window of {text} ends at {NumberText.Digits(high, 6)}, not above its begin, {NumberText.Digits(low, 6)}; swap or correct them.");

        double Bound(string word) => NumberText.Read(word.Trim()) ?? Quantity.Read(word, place, unit, "bound of the window");
    }

    Duration DurationOf(string text, Match lasting, Place place)
    {
        int output = OutputOf(lasting.Groups[1].Value, place);
        Unit unit = Unit.TryParse(space.Outputs[output].Unit) ?? Unit.TryParse("")!;
        string level = lasting.Groups[2].Value.Trim();
        return new(text, space.TimeUnit, output, times, NumberText.Read(level) ?? Quantity.Read(level, place, unit, "level"));
    }

    TriggerMetric Trigger(string text, Place place)
    {
        if (space.Outputs[0].Unit.Length > 0)
            throw NoRelease(text, place);
        ReleaseModel? model = Catalog.Find(space.Model);
        if (model is null || space.Conditions?.ToSchedule() is not { } schedule
            || TriggerResponse.Of(model, schedule, new BatchOptions(), [.. space.Parameters.Select(one => one.Middle)], times[^1]) is null)
            throw new RefusedException($"{place}: {text} asks how a formulation waits for a trigger, and no condition changes here before {NumberText.Digits(times[^1], 4)} {space.TimeUnit}; give a scenario whose schedule changes one, or a surrogate trained on such.");
        TriggerQuantity quantity = text switch
        {
            "leakage" => TriggerQuantity.Leakage,
            "on_off" => TriggerQuantity.OnOff,
            _ => TriggerQuantity.Selectivity,
        };
        return new(text, quantity, model, schedule, times[^1]);
    }

    CurveMiss Miss(string text, string file, Place place)
    {
        if (space.Outputs[0].Unit.Length > 0)
            throw NoRelease(text, place);
        MeasuredProfile profile = BuiltInProfiles.Open(file, reading);
        (double Time, double Released)[] points = [.. profile.TimesIn(space.TimeUnit).Zip(profile.Released)
            .Where(point => point.First > 0 && point.First <= times[^1] * (1 + 1e-9))];
        return points.Length > 0
            ? new(text, [.. points.Select(point => point.Released)], [.. points.Select(point => point.Time)], 0, times.Length,
                new MonotoneCurve(times, [.. points.Select(point => Math.Min(point.Time, times[^1]))]), 1)
            : throw new RefusedException($"{place}: {file} has no point between 0 and {NumberText.Digits(times[^1], 4)} {space.TimeUnit}, where curves are known; give a profile that has.");
    }

    CurveMiss Miss(string text, int output, string file, Place place)
    {
        (double Time, double Value)[] points = [.. WantedCurve.Read(file, space.Outputs[output], space.TimeUnit)
            .Where(point => point.Time >= times[0] * (1 - 1e-9) && point.Time <= times[^1] * (1 + 1e-9) && point.Time > 0)];
        double size = Math.Sqrt(points.Sum(point => point.Value * point.Value) / points.Length);
        return points.Length > 0 && size > 0
            ? new(text, [.. points.Select(point => point.Value)], [.. points.Select(point => point.Time)], output, times.Length,
                new MonotoneCurve(times, [.. points.Select(point => Math.Clamp(point.Time, times[0], times[^1]))]), size)
            : throw new RefusedException($"{place}: {file} has no value but 0 between {NumberText.Digits(times[0], 4)} and {NumberText.Digits(times[^1], 4)} {space.TimeUnit}, where curves are known; give a curve that has.");
    }

    int OutputOf(string word, Place place)
    {
        if (word == "release" && IsShare(0))
            return 0;
        int output = space.Outputs.ToList().FindIndex(one => one.Name == word);
        return output >= 0 ? output : throw new RefusedException($"{place}: {space.Model} has no output '{word}'; it has {string.Join(", ", space.Outputs.Select(one => one.Name))}.");
    }

    /// <summary>Unit of an output; empty for a share and for a plain number.</summary>
    string UnitOf(int output) => space.Outputs[output].Unit is var unit && unit == "1" ? "" : unit;

    bool IsShare(int output) => space.Outputs[output].Unit.Length == 0;

    RefusedException NoRelease(string text, Place place) =>
        new($"{place}: {text} is about a released share of the dose, and {space.Model} gives {space.Outputs[0].Name} in {space.Outputs[0].Unit}; write max({space.Outputs[0].Name}) or the like.");

    [GeneratedRegex(@"^([A-Za-z_]\w*)\s*@\s*(\S.*)$")]
    private static partial Regex AtTime();

    [GeneratedRegex(@"^t(\d+(?:\.\d+)?)$")]
    private static partial Regex TimeTo();

    [GeneratedRegex(@"^(auc|mean|max|min)\(\s*([A-Za-z_]\w*)\s*\)$")]
    private static partial Regex Summed();

    [GeneratedRegex(@"^share\(\s*([A-Za-z_]\w*)\s*,([^,]+),([^,]+)\)$")]
    private static partial Regex Window();

    [GeneratedRegex(@"^duration\(\s*([A-Za-z_]\w*)\s*,([^,]+)\)$")]
    private static partial Regex Lasting();

    [GeneratedRegex(@"^miss\(\s*([A-Za-z_]\w*)\s*,(.+)\)$")]
    private static partial Regex MissedOutput();

    [GeneratedRegex(@"^miss\((.+)\)$")]
    private static partial Regex Missed();

    [GeneratedRegex(@"^\s*(.+?)\s*(<=|>=)\s*(.+?)\s*$")]
    private static partial Regex Limit();
}
