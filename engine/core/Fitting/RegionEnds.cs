using MathNet.Numerics.LinearAlgebra;

namespace SurrogateEngine.Fitting;

/// <summary>
/// The ends of a likelihood region along each coordinate. A walk through the region seldom comes to its corners, so from the outermost
/// member along a coordinate the search goes on: a step to where the region of the linearized residuals ends along this coordinate
/// (Venzon &amp; Moolgavkar, Applied Statistics 37 (1988) 87), shortened until it stays in the region. All ends are sought in lock-step.
/// </summary>
/// <param name="objective">The residuals.</param>
/// <param name="limit">Largest sum of squares that still belongs.</param>
sealed class RegionEnds(FitObjective objective, double limit)
{
    const int Steps = 12;
    const double Enough = 1e-4, Floor = 1e-9;

    static readonly double[] Shares = [1, 0.7, 0.4, 0.15, 0.03];

    readonly int d = objective.Dimensions, n = objective.Points;

    /// <summary>Parameter sets tried at most.</summary>
    public static int Tries(int dimensions) => Steps * 2 * dimensions * (dimensions + 1 + Shares.Length);

    /// <summary>One end under search: a member of the region, and whether the coordinate is to become large.</summary>
    sealed class End(int coordinate, bool upper, double[] point)
    {
        public int Coordinate => coordinate;

        public double[] Point { get; set; } = point;

        public double Sign => upper ? 1 : -1;

        public double Outward(double[] at) => Sign * at[coordinate];

        public bool AtFace => upper ? Point[coordinate] >= 1 : Point[coordinate] <= 0;
    }

    /// <summary>Seeks the ends.</summary>
    /// <param name="lowest">The member with the smallest coordinate, of each coordinate.</param>
    /// <param name="highest">The member with the largest.</param>
    /// <param name="visit">Evaluates points and takes those that belong; returns which do.</param>
    public void Seek(double[][] lowest, double[][] highest, Func<double[][], bool[]> visit)
    {
        List<End> open = [.. Enumerable.Range(0, d).SelectMany(j => (End[])[new(j, false, lowest[j]), new(j, true, highest[j])])];
        for (int step = 0; step < Steps; step++)
        {
            open.RemoveAll(end => end.AtFace);
            if (open.Count == 0)
                return;
            double[][] trials = Trials(open);
            bool[] inside = visit(trials);
            open = [.. open.Where((end, e) =>
            {
                double[]? best = Enumerable.Range(e * Shares.Length, Shares.Length).Where(t => inside[t]).Select(t => trials[t])
                    .MaxBy(end.Outward);
                bool further = best is not null && end.Outward(best) > end.Outward(end.Point) + Enough;
                if (further)
                    end.Point = best!;
                return further;
            })];
        }
    }

    double[][] Trials(List<End> ends)
    {
        double[] flat = [.. ends.SelectMany(end => end.Point)], residuals = new double[ends.Count * n];
        objective.Evaluate(flat, ends.Count, residuals, new double[ends.Count]);
        Matrix<double>[] jacobians = objective.Jacobians(flat, ends.Count);
        return [.. ends.SelectMany((end, e) =>
        {
            double[] step = Step(end, jacobians[e], Vector<double>.Build.DenseOfArray(residuals[(e * n)..((e + 1) * n)]));
            return Shares.Select(share => end.Point.Select((value, j) => Math.Clamp(value + share * step[j], 0, 1)).ToArray());
        })];
    }

    /// <summary>
    /// To the largest coordinate for which |r + J step|² stays below the limit. Coordinates that would leave the cube are held at its
    /// faces.
    /// </summary>
    double[] Step(End end, Matrix<double> jacobian, Vector<double> residual)
    {
        double[] step = new double[d];
        List<int> moving = [.. Enumerable.Range(0, d)];
        while (true)
        {
            var part = Matrix<double>.Build.Dense(n, moving.Count, (i, a) => jacobian[i, moving[a]]);
            int own = moving.IndexOf(end.Coordinate);
            var normal = part.TransposeThisAndMultiply(part);
            normal += Matrix<double>.Build.DenseIdentity(moving.Count) * (Floor * normal.Diagonal().Maximum() + 1e-15);
            var gradient = part.TransposeThisAndMultiply(residual);
            var toBest = normal.Solve(gradient);
            var along = normal.Solve(Vector<double>.Build.Dense(moving.Count, a => a == own ? 1 : 0));
            double room = limit - residual.DotProduct(residual) + gradient.DotProduct(toBest);
            var move = along * (end.Sign * Math.Sqrt(Math.Max(0, room) / Math.Max(along[own], 1e-300))) - toBest;
            int[] leaving = [.. Enumerable.Range(0, moving.Count).Where(a => a != own
                && (end.Point[moving[a]] <= 0 && move[a] < 0 || end.Point[moving[a]] >= 1 && move[a] > 0))];
            if (leaving.Length == 0)
            {
                for (int a = 0; a < moving.Count; a++)
                    step[moving[a]] = double.IsFinite(move[a]) ? move[a] : 0;
                return step;
            }

            foreach (int a in leaving.OrderDescending())
                moving.RemoveAt(a);
        }
    }
}
