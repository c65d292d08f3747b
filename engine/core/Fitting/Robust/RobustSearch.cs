namespace SurrogateEngine.Fitting;

/// <summary>
/// Goes on from least squares to a robust loss: the scale of the residuals and the best point are found in turns. Tukey's loss has several
/// minima, so that it begins where Huber's ends and keeps that scale, as MM-estimates do (Yohai, Ann. Stat. 15 (1987) 642).
/// </summary>
static class RobustSearch
{
    const int Turns = 20;
    const double Enough = 1e-3;

    /// <summary>Ends of least squares from which the robust search goes on.</summary>
    const int Ends = 4;

    /// <summary>Finds the scale.</summary>
    /// <param name="kind">The loss.</param>
    /// <param name="scale">Scale that is known already, as where residuals are in units of measured standard deviations; NaN if
    /// not.</param>
    /// <param name="parameters">Fitted parameters.</param>
    /// <param name="residuals">Residuals of the best point so far, before any loss.</param>
    /// <param name="minimize">Minimizes a loss from the best point so far and returns the residuals there, before the loss.</param>
    /// <returns>The loss, minimized last.</returns>
    public static RobustLoss Run(LossKind kind, double scale, int parameters, double[] residuals, Func<RobustLoss, double[]> minimize)
    {
        LossKind first = kind == LossKind.Tukey ? LossKind.Huber : kind;
        if (double.IsFinite(scale))
        {
            if (first != kind)
                minimize(new RobustLoss(first, scale));
            var known = new RobustLoss(kind, scale);
            minimize(known);
            return known;
        }

        var loss = new RobustLoss(first, RobustLoss.ScaleOf(first, residuals, parameters));
        for (int turn = 0; turn < Turns; turn++)
        {
            double next = RobustLoss.ScaleOf(first, minimize(loss), parameters);
            if (Math.Abs(next - loss.Scale) <= Enough * loss.Scale)
                break;
            loss = new RobustLoss(first, next);
        }

        var last = new RobustLoss(kind, loss.Scale);
        minimize(last);
        return last;
    }

    /// <summary>Goes on from where least squares ended, with the loss that is left in <paramref name="objective"/>.</summary>
    /// <returns>Where each search ended, and the sum of squared roots there.</returns>
    public static (double[] Point, double Sum)[] Refine(IBatchResiduals objective, LossKind kind, (double[] Point, double Sum)[] ends)
    {
        if (kind == LossKind.Squares)
            return ends;
        ends = [.. ends.OrderBy(end => end.Sum).Take(Ends)];
        var search = new LeastSquares(objective);
        objective.Loss = Run(kind, objective.Weighted ? 1 : double.NaN, objective.Dimensions, Raw(ends), loss =>
        {
            objective.Loss = loss;
            ends = search.Refine([.. ends.Select(end => end.Point)]);
            objective.Loss = null;
            return Raw(ends);
        });
        double[] sums = new double[ends.Length];
        objective.Evaluate([.. ends.SelectMany(end => end.Point)], ends.Length, new double[ends.Length * objective.Points], sums);
        return [.. ends.Select((end, i) => (end.Point, sums[i]))];

        double[] Raw((double[] Point, double Sum)[] of) => RawResiduals(objective, of.MinBy(end => end.Sum).Point);
    }

    /// <summary>Residuals of a point before the loss.</summary>
    public static double[] RawResiduals(IBatchResiduals objective, double[] point)
    {
        RobustLoss? loss = objective.Loss;
        objective.Loss = null;
        double[] residuals = new double[objective.Points];
        objective.Evaluate(point, 1, residuals, new double[1]);
        objective.Loss = loss;
        return residuals;
    }
}
