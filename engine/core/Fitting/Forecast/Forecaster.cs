using SurrogateEngine.Fitting.Empirical;
using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Fitting;

/// <summary>
/// The rest of a release profile from its first part: families of curves - empirical formulas, models of the catalog, a surrogate - are
/// averaged by how probable the measurements make each (Hoeting et al., Stat. Sci. 14 (1999) 382), and the band holds what a measurement
/// would be, its own error included. No family is quite true: curves leave what they foretold by a random walk in the logarithm of time
/// (a discrepancy as in Kennedy &amp; O'Hagan, J. R. Stat. Soc. B 63 (2001) 425), whose size is that of published profiles.
/// </summary>
public static class Forecaster
{
    /// <summary>Forecasts.</summary>
    /// <param name="profile">The profile; what lies after <see cref="ForecastOptions.Until"/> is kept aside and judges the
    /// forecast.</param>
    /// <param name="options">Until when, up to when, by which empirical models.</param>
    /// <param name="models">Models of the catalog or surrogates to average too, each with the parameters that are known.</param>
    /// <param name="progress">Receives how many families are done.</param>
    /// <param name="cancellation">Stops between families.</param>
    /// <exception cref="RefusedException">No measurement lies before the end, the horizon lies before it, or a surrogate does not reach
    /// it.</exception>
    public static ForecastResult Run(
        MeasuredProfile profile, ForecastOptions options, IReadOnlyList<ForecastModel>? models = null,
        IProgress<FitProgress>? progress = null, CancellationToken cancellation = default)
    {
        double[] all = profile.TimesIn(profile.TimeUnit);
        int[] seen = [.. Enumerable.Range(0, all.Length).Where(j => all[j] > 0 && all[j] <= options.Until * (1 + 1e-9))];
        int[] rest = [.. Enumerable.Range(0, all.Length).Where(j => all[j] > options.Until * (1 + 1e-9)
            && all[j] <= options.Horizon * (1 + 1e-9))];
        if (seen.Length == 0)
            throw new RefusedException($"{profile.Name}: no measurement lies between time 0 and --until {NumberText.Short(options.Until)} {profile.TimeUnit}; give a later time.");
        if (!(options.Horizon > options.Until))
            throw new RefusedException($"{profile.Name}: the forecast ends at {NumberText.Short(options.Horizon)} {profile.TimeUnit}, not after --until {NumberText.Short(options.Until)} {profile.TimeUnit}; give a later time.");
        double[] grid = [.. Enumerable.Range(1, options.Grid).Select(i => options.Horizon * i / options.Grid)
            .Concat(rest.Select(j => all[j])).Distinct()
            .Order()];
        double[] times = [.. seen.Select(j => all[j]), .. grid], measured = [.. seen.Select(j => profile.Released[j])];
        IForecastFamily[] families =
        [
            .. EmpiricalModels.Named(options.Empirical).Select(model => new EmpiricalFamily(model, times, options.Horizon)),
            .. Expected(options, profile, times),
            .. (models ?? []).Select(model => Family(model, profile, times)),
        ];
        var posteriors = new FamilyPosterior[families.Length];
        for (int i = 0; i < families.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(new FitProgress(i, families.Length));
            posteriors[i] = FamilyPosterior.Of(families[i], measured, times.Length, options.Seed, options.Effort);
        }

        return Averaged(profile, options, posteriors, times, seen, rest);
    }

    /// <summary>The families that the formulation's features speak of.</summary>
    static IEnumerable<IForecastFamily> Expected(ForecastOptions options, MeasuredProfile profile, double[] times)
    {
        double unit = TimeUnit.Days(profile.TimeUnit)!.Value;
        return options.Prior?.Families(profile, [.. times.Select(time => time * unit)], options.Horizon * unit) ?? [];
    }

    /// <summary>A model's family at times of the profile's unit; the times of a solver must ascend, so they are sorted for it.</summary>
    static IForecastFamily Family(ForecastModel of, MeasuredProfile profile, double[] times)
    {
        ICurveModel model = of.Model;
        double factor = TimeUnit.Days(profile.TimeUnit)!.Value / TimeUnit.Days(model.Space.TimeUnit)!.Value;
        double[] own = [.. times.Select(time => time * factor)], ascending = [.. own.Distinct().Order()];
        if (model is not IMechanisticModel && ascending[^1] > model.Space.Times[^1] * (1 + 1e-6))
            throw new RefusedException($"The surrogate of {model.Space.Model} ends at {NumberText.Short(model.Space.Times[^1])} {model.Space.TimeUnit}, before the forecast, {NumberText.Short(ascending[^1])} {model.Space.TimeUnit}; train one over longer times.");
        string name = model is IMechanisticModel ? model.Space.Model : $"surrogate of {model.Space.Model}";
        return new Rearranged(new ModelFamily(name, model, ascending, of.Known),
            [.. own.Select(time => Array.BinarySearch(ascending, time))],
            ascending.Length);
    }

    static ForecastResult Averaged(
        MeasuredProfile profile, ForecastOptions options, FamilyPosterior[] posteriors, double[] times, int[] seen, int[] rest)
    {
        double most = posteriors.Max(posterior => posterior.LogEvidence);
        double[] weights = [.. posteriors.Select(posterior => double.IsFinite(most) ? Math.Exp(posterior.LogEvidence - most) : 1)];
        double total = weights.Sum();
        weights = [.. weights.Select(weight => weight / total)];
        int known = seen.Length, ahead = times.Length - known;
        // What was released does not go back, and no more than the dose comes, but for errors of the measurements seen.
        (double low, double high) = (Math.Min(1, profile.Released[seen[^1]]), Math.Max(1, seen.Max(j => profile.Released[j])));
        double[][] draws = Drawn(posteriors, weights, times, known, options, low, high);
        double[][] sorted = [.. Enumerable.Range(0, ahead).Select(j => draws.Select(draw => draw[j]).Order().ToArray())];
        double[][] means = [.. posteriors.Select(posterior => Mean(posterior, times.Length, known))];
        double[] mean = [.. Enumerable.Range(0, ahead).Select(j => weights.Zip(means, (weight, own) => weight > 0 ? weight * own[j] : 0)
            .Sum())];
        double At(int j, double share) => sorted[j][(int)Math.Round(share * (draws.Length - 1))];
        double[] lower = [.. mean.Select((_, j) => At(j, (1 - options.Confidence) / 2))],
            upper = [.. mean.Select((_, j) => At(j, (1 + options.Confidence) / 2))];
        double[] grid = times[known..];
        var result = new ForecastResult
        {
            Profile = profile,
            Until = options.Until,
            Seen = known,
            TimeUnit = profile.TimeUnit,
            Times = grid,
            Mean = mean,
            Low = lower,
            High = upper,
            Confidence = options.Confidence,
            Members = [.. posteriors.Select((posterior, i) => new ForecastMember(posterior.Family.Name, weights[i],
                posterior.EffectiveDraws, means[i]))
                .OrderByDescending(member => member.Weight)],
            Score = rest.Length == 0 ? null : Score(profile, rest, seen[^1], grid, mean, lower, upper),
            Remarks = [.. profile.Remarks, .. Remarks(profile, options, known, weights, posteriors)],
        };
        return options.Calibration is { } calibration ? result.Widened(calibration) : result;
    }

    /// <summary>Measurements to come: a family by its weight, a member of it, how it is left, and an error.</summary>
    static double[][] Drawn(FamilyPosterior[] posteriors, double[] weights, double[] times, int known, ForecastOptions options,
        double least, double most)
    {
        var random = new RandomStream(options.Seed + 7);
        double[] families = Cumulative(weights);
        double[][] members = [.. posteriors.Select(posterior => Cumulative(posterior.Weights))];
        // The walk begins where measurements end.
        double[] steps = [.. Enumerable.Range(known, times.Length - known).Select(j =>
            options.Discrepancy * Math.Sqrt(Math.Log(Math.Max(1, times[j] / Math.Max(options.Until, j == known ? 0 : times[j - 1])))))];
        return [.. Enumerable.Range(0, options.Effort.Curves).Select(_ =>
        {
            int family = Place(families, random.Unit()), member = Place(members[family], random.Unit());
            double error = posteriors[family].Error(member, random), walk = 0;
            double[] draw = new double[times.Length - known];
            for (int j = 0; j < draw.Length; j++)
            {
                walk += steps[j] * random.Normal();
                double released = posteriors[family].Released[member * times.Length + known + j] + walk;
                draw[j] = (times[known + j] > options.Until ? Math.Clamp(released, least, most) : released) + error * random.Normal();
            }

            return draw;
        })];
    }

    static double[] Cumulative(double[] weights)
    {
        double sum = 0;
        return [.. weights.Select(weight => sum += weight)];
    }

    static int Place(double[] cumulative, double share)
    {
        int place = Array.BinarySearch(cumulative, share * cumulative[^1]);
        return Math.Min(place < 0 ? ~place : place + 1, cumulative.Length - 1);
    }

    static double[] Mean(FamilyPosterior posterior, int times, int known)
    {
        double[] mean = new double[times - known];
        for (int i = 0; i < posterior.Weights.Length; i++)
            for (int j = 0; j < mean.Length && posterior.Weights[i] > 0; j++)
                mean[j] += posterior.Weights[i] * posterior.Released[i * times + known + j];
        return mean;
    }

    static ForecastScore Score(MeasuredProfile profile, int[] rest, int last, double[] grid, double[] mean, double[] low, double[] high)
    {
        double[] all = profile.TimesIn(profile.TimeUnit);
        double squares = 0, kept = 0;
        int held = 0;
        foreach (int j in rest)
        {
            int place = Array.BinarySearch(grid, all[j]);
            double value = profile.Released[j];
            squares += Math.Pow(value - mean[place], 2);
            kept += Math.Pow(value - profile.Released[last], 2);
            held += value >= low[place] && value <= high[place] ? 1 : 0;
        }

        return new ForecastScore(rest.Length, 100 * Math.Sqrt(squares / rest.Length), 100 * Math.Sqrt(kept / rest.Length),
            held / (double)rest.Length);
    }

    static IEnumerable<string> Remarks(MeasuredProfile profile, ForecastOptions options, int known, double[] weights,
        FamilyPosterior[] posteriors)
    {
        if (known < 3)
            yield return $"Only {known} {(known == 1 ? "measurement was" : "measurements were")} seen: the band is mostly what curves of such families do in general.";
        int best = Array.IndexOf(weights, weights.Max());
        if (posteriors[best].EffectiveDraws < 50)
            yield return $"The posterior of {posteriors[best].Family.Name} rests on {NumberText.Short(posteriors[best].EffectiveDraws)} independent draws: its band is rough.";
        if (options.Horizon > 10 * options.Until)
            yield return $"The forecast goes {NumberText.Short(options.Horizon / options.Until)} times as far as {profile.Name} was seen.";
    }

    /// <summary>A family whose times are taken in another order.</summary>
    sealed class Rearranged(IForecastFamily inner, int[] places, int width) : IForecastFamily
    {
        public string Name => inner.Name;

        public int Dimensions => inner.Dimensions;

        public void Predict(ReadOnlySpan<double> points, int count, Span<double> released)
        {
            double[] own = new double[count * width];
            inner.Predict(points, count, own);
            for (int i = 0; i < count; i++)
                for (int j = 0; j < places.Length; j++)
                    released[i * places.Length + j] = own[i * width + places[j]];
        }
    }
}
