using MathNet.Numerics.Distributions;
using SurrogateEngine.Profiles;
using SurrogateEngine.Statistics;

namespace SurrogateEngine.Fitting.Empirical;

/// <summary>Fits empirical release models to a measured profile and ranks them.</summary>
public static class EmpiricalFitter
{
    /// <summary>Curves closer than this, in percent of the dose, are the same.</summary>
    const double SameCurve = 1e-5;

    /// <summary>Fits every model that <paramref name="options"/> name.</summary>
    /// <exception cref="RefusedException">A model is not known, or the profile has too few points.</exception>
    public static EmpiricalComparison Run(MeasuredProfile profile, EmpiricalOptions? options = null,
        CancellationToken cancellation = default)
    {
        options ??= new EmpiricalOptions();
        IReadOnlyList<EmpiricalModel> models = EmpiricalModels.Named(options.Models);
        var points = new EmpiricalPoints(profile, options);
        var fits = new EmpiricalFit?[models.Count];
        var left = new List<string>();
        Parallel.For(0, models.Count, new ParallelOptions { CancellationToken = cancellation }, i =>
            fits[i] = Fit(models[i], profile, points, options));
        foreach ((EmpiricalModel model, EmpiricalFit? fit) in models.Zip(fits))
            if (fit is null)
                left.Add($"{model.Name} was left out: it has {NumberText.Count(model.Parameters.Count, "parameter")} and "
                    + $"{NumberText.Count(points.UsedBy(model).Count(used => used), "point")} can be used for it.");
        if (fits.All(fit => fit is null))
            throw new RefusedException($"{profile.Name}: {left[0].Replace(" was left out", "", StringComparison.Ordinal)} Give more points, or a model with fewer parameters.");
        EmpiricalFit[] ranked = Ranked([.. fits.OfType<EmpiricalFit>()], points);
        Parallel.For(0, Math.Min(options.Profiled, ranked.Length), new ParallelOptions { CancellationToken = cancellation },
            i => ranked[i] = WithProfiles(ranked[i], points, options));
        return new EmpiricalComparison
        {
            Profile = profile,
            Weights = options.Weights,
            Confidence = options.Confidence,
            Fits = ranked,
            Remarks = [.. profile.Remarks, .. points.Remarks, .. left],
        };
    }

    static EmpiricalFit? Fit(EmpiricalModel model, MeasuredProfile profile, EmpiricalPoints points, EmpiricalOptions options)
    {
        bool[] used = points.UsedBy(model);
        double[] times = EmpiricalPoints.Pick(points.Times, used), measured = EmpiricalPoints.Pick(points.Released, used);
        double[] roots = model.LogLinear ? [.. times.Select(_ => 1.0)] : EmpiricalPoints.Pick(points.Roots, used);
        int n = times.Length, d = model.Parameters.Count;
        if (n < d || times.Max() == 0)
            return null;
        double[] best, weights = [.. roots.Select(root => root * root)];
        double[,]? covariance;
        RobustLoss? loss = null;
        double[] raw = new double[n];
        if (model.LogLinear)
            (best, covariance) = LogLine.Fit(times, measured);
        else
        {
            (best, double sum, EmpiricalObjective objective) = EmpiricalSearch.Run(
                model, times, measured, roots, options, points.CensoredOf(used));
            (loss, objective.Loss) = (objective.Loss, null);
            objective.Evaluate(best, raw, []);
            covariance = Covariance(objective, best, loss?.EffectiveVariance(raw, d)
                ?? (options.Weights == PointWeights.InverseVariance ? 1 : sum / (n - d)));
        }

        double[] predicted = new double[points.Times.Length];
        EmpiricalObjective.Values(model, best, points.Times, predicted, []);
        return new EmpiricalFit
        {
            Model = model,
            Parameters = Estimates(model, profile.TimeUnit, best, covariance, n - d, options.Confidence),
            Covariance = covariance,
            Correlation = Correlations(covariance),
            Used = used,
            Predicted = predicted,
            Criteria = FitCriteria.Of(points.Agreeing(used, predicted), EmpiricalPoints.Pick(predicted, used),
                [.. weights.Select((weight, j) => weight * (loss?.Discount(raw[j]) ?? 1))],
                points.Deviation is { } sd ? EmpiricalPoints.Pick(sd, used) : [], d),
            Loss = loss,
            Remarks =
            [
                .. Remarks(model, used, points, n, d),
                .. loss is null ? (string[])[] : [loss.Remark(raw, times, profile.TimeUnit, PercentOf(options.Weights))],
            ],
        };
    }

    /// <summary>What makes a weighted residual percent of the dose; 0 where it is something else.</summary>
    static double PercentOf(PointWeights weights) => weights == PointWeights.Equal ? 1 : 0;

    static List<string> Remarks(EmpiricalModel model, bool[] used, EmpiricalPoints points, int n, int d)
    {
        var remarks = new List<string>();
        int cut = points.Used.Count(point => point) - used.Count(point => point);
        if (cut > 0)
            remarks.Add($"{model.Name} was fitted to {n} points up to {NumberText.Digits(model.MostReleased, 3)} %, so it can't be ranked with models of all points.");
        if (n == d)
            remarks.Add($"{model.Name} has as many parameters as there are points: it passes through them and says nothing.");
        return remarks;
    }

    static double[,]? Covariance(EmpiricalObjective objective, double[] best, double variance)
    {
        int n = objective.Count, d = objective.Dimensions;
        if (n <= d)
            return null;
        double[] residuals = new double[n], jacobian = new double[n * d], scale = new double[d];
        objective.Evaluate(best, residuals, jacobian);
        for (int i = 0; i < jacobian.Length; i++)
            scale[i % d] += jacobian[i] * jacobian[i];
        if (!jacobian.All(double.IsFinite) || scale.Any(sum => sum == 0))
            return null;
        scale = [.. scale.Select(Math.Sqrt)];
        double[,]? covariance = new Triangulation(jacobian, residuals, n, d, [.. Enumerable.Range(0, d)], scale).InverseNormal();
        for (int i = 0; i < d * d && covariance is not null; i++)
            covariance[i / d, i % d] *= variance;
        return covariance;
    }

    static List<EmpiricalEstimate> Estimates(
        EmpiricalModel model, string timeUnit, double[] best, double[,]? covariance, int freedom, double confidence)
    {
        double t = freedom > 0 ? StudentT.InvCDF(0, 1, freedom, 0.5 + confidence / 2) : double.NaN;
        return [.. model.Parameters.Select((about, j) =>
        {
            double error = covariance is null ? double.NaN : Math.Sqrt(covariance[j, j]);
            return new EmpiricalEstimate(about, about.UnitIn(timeUnit), best[j], error, best[j] - t * error, best[j] + t * error)
            {
                Identifiability = freedom <= 0 ? Identifiability.Unknown : covariance is null ? Identifiability.NotPinnedDown
                    : Said(best[j], t * error),
            };
        })];
    }

    static Identifiability Said(double value, double half) => (half / Math.Abs(value)) switch
    {
        < 0.3 => Identifiability.PinnedDown,
        < 1 => Identifiability.Partly,
        _ => Identifiability.NotPinnedDown,
    };

    static double[,]? Correlations(double[,]? covariance)
    {
        if (covariance is null)
            return null;
        int d = covariance.GetLength(0);
        double[,] all = new double[d, d];
        for (int i = 0; i < d; i++)
            for (int j = 0; j < d; j++)
                all[i, j] = covariance[i, j] / Math.Sqrt(covariance[i, i] * covariance[j, j]);
        return all;
    }

    /// <summary>Best first by AICc; after them those that were fitted to fewer points.</summary>
    static EmpiricalFit[] Ranked(EmpiricalFit[] fits, EmpiricalPoints points)
    {
        int all = points.Used.Count(used => used);
        EmpiricalFit[] order = [.. fits.OrderBy(fit => fit.Criteria.Points == all && !fit.Model.LogLinear ? 0 : 1)
            .ThenBy(Criterion).ThenBy(fit => fit.Criteria.Parameters).ThenBy(fit => fit.Model.Rank)];
        for (int i = 0; i < order.Length; i++)
            order[i] = order[i] with
            {
                SameCurveAs = order[..i]
                .FirstOrDefault(other => other.SameCurveAs is null && IsSame(other, order[i]))?.Model.Name
            };
        double[] criteria = [.. order.Select(fit => fit.Criteria.Points == all && !fit.Model.LogLinear && fit.SameCurveAs is null
            ? Criterion(fit) : double.PositiveInfinity)];
        double[] weights = InformationCriteria.AkaikeWeights(criteria);
        for (int i = 0; i < order.Length; i++)
            if (double.IsFinite(criteria[i]))
                order[i] = order[i] with { AkaikeWeight = weights[i] };
        return order;
    }

    static bool IsSame(EmpiricalFit a, EmpiricalFit b) =>
        a.Used.SequenceEqual(b.Used) && a.Predicted.Zip(b.Predicted)
            .Where((_, j) => a.Used[j]).All(pair => Math.Abs(pair.First - pair.Second) < SameCurve);

    /// <summary>AICc of residuals no smaller than the last digit of any laboratory's, so that exact data rank models too.</summary>
    static double Criterion(EmpiricalFit fit)
    {
        FitCriteria of = fit.Criteria;
        double floor = 1e-18 * of.Points;
        double value = InformationCriteria.AicCorrected(Math.Max(of.WeightedSse, floor), of.Points, of.Parameters);
        return double.IsNaN(value) ? double.PositiveInfinity : value;
    }

    static EmpiricalFit WithProfiles(EmpiricalFit fit, EmpiricalPoints points, EmpiricalOptions options)
    {
        int n = fit.Criteria.Points, d = fit.Parameters.Count;
        if (n <= d || fit.Model.LogLinear)
            return fit;
        double[] best = [.. fit.Parameters.Select(parameter => parameter.Value)];
        EmpiricalObjective objective = points.Objective(fit.Model, fit.Used);
        double[] raw = new double[n];
        objective.Evaluate(best, raw, []);
        objective.Loss = fit.Loss;
        double limit = fit.Loss is { } loss
            ? fit.Criteria.WeightedSse + loss.RiseVariance(raw, d) * FisherSnedecor.InvCDF(1, n - d, options.Confidence)
            : options.Weights == PointWeights.InverseVariance
            ? fit.Criteria.WeightedSse + ChiSquared.InvCDF(1, options.Confidence)
            : fit.Criteria.WeightedSse * (1 + FisherSnedecor.InvCDF(1, n - d, options.Confidence) / (n - d));
        var profile = new LikelihoodProfile(
            objective, [.. fit.Model.Parameters.Select(p => p.Low)], [.. fit.Model.Parameters.Select(p => p.High)], best, limit);
        return fit with
        {
            Parameters =
            [.. fit.Parameters.Select((estimate, j) => Profiled(estimate, profile.Interval(j, 2 * estimate.StandardError)))]
        };
    }

    static EmpiricalEstimate Profiled(EmpiricalEstimate estimate, (double Low, double High) interval) => estimate with
    {
        ProfileLow = interval.Low,
        ProfileHigh = interval.High,
        Identifiability = (double.IsFinite(interval.Low), double.IsFinite(interval.High)) switch
        {
            (true, true) => Said(estimate.Value, (interval.High - interval.Low) / 2) is Identifiability.PinnedDown
                ? Identifiability.PinnedDown : Identifiability.Partly,
            (true, false) => Identifiability.AtLeast,
            (false, true) => Identifiability.AtMost,
            _ => Identifiability.NotPinnedDown,
        },
    };
}
