namespace SurrogateEngine.Fitting.Empirical;

/// <summary>
/// How far one parameter may go, all others following it, before the sum of squares exceeds a limit (Bates &amp; Watts, Nonlinear
/// Regression Analysis, 1988, ch. 6). A side without an end is infinite: the data do not close it.
/// </summary>
sealed class LikelihoodProfile(IResiduals problem, double[] low, double[] high, double[] best, double limit)
{
    const int Doublings = 30, Halvings = 40;

    /// <summary>The interval of parameter <paramref name="j"/>.</summary>
    /// <param name="j">Which one.</param>
    /// <param name="step">First step outwards, such as its standard error.</param>
    public (double Low, double High) Interval(int j, double step) => (Side(j, step, -1), Side(j, step, 1));

    double Side(int j, double step, int direction)
    {
        double end = direction > 0 ? high[j] : low[j], open = direction * double.PositiveInfinity;
        double inside = best[j];
        if (inside == end)
            return open;
        double[] others = (double[])best.Clone();
        double size = step > 0 && double.IsFinite(step) ? step : Math.Max(Math.Abs(inside), 1e-6) * 0.1;
        for (int i = 0; i < Doublings; i++, size *= 2)
        {
            double outside = direction > 0 ? Math.Min(inside + size, end) : Math.Max(inside - size, end);
            if (Sum(j, outside, others) > limit)
                return Between(j, inside, outside, others);
            if (outside == end)
                return open;
            inside = outside;
        }

        return open;
    }

    double Between(int j, double inside, double outside, double[] others)
    {
        for (int i = 0; i < Halvings && Math.Abs(outside - inside) > 1e-6 * Math.Abs(outside); i++)
        {
            double middle = (inside + outside) / 2;
            double[] trial = (double[])others.Clone();
            if (Sum(j, middle, trial) > limit)
                outside = middle;
            else
                (inside, others) = (middle, trial);
        }

        return (inside + outside) / 2;
    }

    double Sum(int j, double value, double[] others)
    {
        double[] before = (double[])others.Clone();
        double[] lows = (double[])low.Clone(), highs = (double[])high.Clone();
        lows[j] = highs[j] = value;
        var search = new LevenbergMarquardt(problem, lows, highs);
        search.Minimize(others, 100);
        if (search.Sum > limit)
            before.CopyTo(others, 0);
        return search.Sum;
    }
}
