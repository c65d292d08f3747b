namespace SurrogateEngine.Fitting;

/// <summary>
/// The ends of a likelihood region along each coordinate. A walk through the region seldom comes to its corners, so from the outermost
/// member along a coordinate the profile of the sum of squares is followed outward (Bates &amp; Watts, Nonlinear Regression Analysis and
/// Its Applications, 1988, ch. 6): the coordinate is held a stride farther out, all others adapt by least squares, and where the sum then
/// exceeds the limit the stride shrinks. Long thin valleys are followed that way. All ends are sought in lock-step.
/// </summary>
/// <param name="objective">The residuals.</param>
sealed class RegionEnds(IBatchResiduals objective)
{
    const int Rounds = 14, Iterations = 2;
    const double FirstStride = 0.15, LongestStride = 0.3, LastStride = 3e-4;

    /// <summary>Shares of the stride that are tried at once.</summary>
    static readonly double[] Shares = [1.0 / 3, 2.0 / 3, 1];

    readonly int d = objective.Dimensions;

    /// <summary>Parameter sets tried at most.</summary>
    public static long Tries(int dimensions) =>
        (long)Rounds * 2 * dimensions * Shares.Length * (2 + Iterations * (dimensions + LeastSquares.TriesAtOnce));

    /// <summary>Seeks the ends.</summary>
    /// <param name="lowest">The member with the smallest coordinate, of each coordinate.</param>
    /// <param name="highest">The member with the largest.</param>
    /// <param name="visit">Evaluates points and takes those that belong; returns which do.</param>
    public void Seek(double[][] lowest, double[][] highest, Func<double[][], bool[]> visit)
    {
        var search = new LeastSquares(objective, new SearchEffort { Iterations = Iterations });
        List<End> open = [.. Enumerable.Range(0, d).SelectMany(j => (End[])[new(j, -1, lowest[j]), new(j, 1, highest[j])])];
        double[][] settled = Settle(search, open, [.. open.Select(end => end.Point)]);
        bool[] kept = visit(settled);
        for (int e = 0; e < open.Count; e++)
            open[e].Point = kept[e] ? settled[e] : open[e].Point;
        for (int round = 0; round < Rounds; round++)
        {
            open.RemoveAll(end => !end.IsOpen);
            if (open.Count == 0)
                return;
            double[][] trials = Settle(search, [.. open.SelectMany(end => Enumerable.Repeat(end, Shares.Length))],
                [.. open.SelectMany(end => Shares.Select(end.Ahead))]);
            bool[] inside = visit(trials);
            for (int e = 0; e < open.Count; e++)
            {
                int first = e * Shares.Length;
                open[e].Take(trials[first..(first + Shares.Length)], inside[first..(first + Shares.Length)]);
            }
        }
    }

    /// <summary>Lets all coordinates adapt but for that of each end.</summary>
    static double[][] Settle(LeastSquares search, List<End> ends, double[][] points) =>
        [.. search.Refine(points, [.. ends.Select(end => end.Coordinate)]).Select(end => end.Point)];

    /// <summary>One end under search: the farthest member yet.</summary>
    sealed class End(int coordinate, int sign, double[] point)
    {
        double[]? before;
        double stride = FirstStride;

        public int Coordinate => coordinate;

        public double[] Point { get; set; } = point;

        public bool IsOpen => stride > LastStride && (sign > 0 ? Point[coordinate] < 1 : Point[coordinate] > 0);

        /// <summary>A point farther out by a share of the stride, the other coordinates going on as before.</summary>
        public double[] Ahead(double share)
        {
            double target = Math.Clamp(Point[coordinate] + sign * share * stride, 0, 1);
            double moved = before is null ? 0 : Point[coordinate] - before[coordinate];
            double factor = moved == 0 ? 0 : Math.Min(3, (target - Point[coordinate]) / moved);
            double[] next = [.. Point.Select((value, j) => Math.Clamp(value + factor * (value - before?[j] ?? 0), 0, 1))];
            next[coordinate] = target;
            return next;
        }

        /// <summary>Goes to the farthest trial that belongs; the next stride ends where the first beyond it did not.</summary>
        public void Take(double[][] trials, bool[] inside)
        {
            int farthest = Array.LastIndexOf(inside, true);
            if (farthest >= 0)
                (before, Point) = (Point, trials[farthest]);
            stride = farthest == Shares.Length - 1
                ? Math.Min(2 * stride, LongestStride)
                : stride * (Shares[farthest + 1] - (farthest < 0 ? 0 : Shares[farthest]));
        }
    }
}
