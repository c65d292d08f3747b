using System.Text.Json;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Scenarios;

/// <summary>Reads the output <c>times</c> of a scenario: a list, or first, last, count and spacing. Bare numbers are in the model's time
/// unit.</summary>
static class TimesReader
{
    const int MostTimes = 100_000;
    static readonly string[] Keys = ["first", "last", "count", "spacing", "unit"];

    public static IReadOnlyList<double> Read(LocatedJson? json, ReleaseModel model) => json?.Kind switch
    {
        null => model.DefaultTimes,
        JsonValueKind.Array => ReadList(json, model.TimeUnit),
        JsonValueKind.Object => ReadGrid(json, model),
        _ => throw Refusals.WrongKind(json.Place, "times must be a list of numbers or an object with first, last and count", json),
    };

    static double[] ReadList(LocatedJson json, string unit)
    {
        if (json.Items.Count is 0 or > MostTimes)
            throw Refusals.OutOfLimits(json.Place, "the number of times", $"{json.Items.Count}", 1, MostTimes, json.Items.Count == 0);
        var times = new double[json.Items.Count];
        for (int i = 0; i < times.Length; i++)
        {
            LocatedJson item = json.Items[i];
            times[i] = Quantity.Read(item, null, unit, "a time", bareAllowed: true);
            if (times[i] < 0)
                throw Refusals.NegativeTime(item.Place, times[i], unit);
            if (i > 0 && times[i] <= times[i - 1])
                throw Refusals.TimesNotAscending(item.Place, times[i], times[i - 1], unit);
        }

        return times;
    }

    static double[] ReadGrid(LocatedJson json, ReleaseModel model)
    {
        json.AllowOnly(Keys, "times");
        double first = End(json, "first", model.DefaultTimes[0], model.TimeUnit);
        double last = End(json, "last", model.DefaultTimes[^1], model.TimeUnit);
        int count = (int)JsonValues.Whole(json["count"], model.DefaultTimes.Count, 2, MostTimes);
        bool geometric = JsonValues.Choice(json["spacing"], "geometric", ["geometric", "linear"]) == "geometric";
        if (first >= last)
            throw Refusals.TimesNotAscending((json["last"] ?? json["first"])!.Place, last, first, model.TimeUnit);
        if (geometric && first <= 0)
            throw Refusals.GeometricFromZero(json["first"]!.Place, first, model.TimeUnit);
        return geometric ? TimeGrid.Geometric(first, last, count) : TimeGrid.Linear(first, last, count);
    }

    static double End(LocatedJson json, string key, double usual, string unit)
    {
        if (json[key] is not { } end)
            return usual;
        double time = Quantity.Read(end, json["unit"], unit, $"the {key} time", bareAllowed: true);
        return time >= 0 ? time : throw Refusals.NegativeTime(end.Place, time, unit);
    }
}
