using MathNet.Numerics.LinearAlgebra;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Fitting;

/// <summary>The next measurements of a joint fit: of which profile, and when.</summary>
static class JointNextTimes
{
    const int Candidates = 80;

    /// <summary>An error no smaller than this, share of the dose: nobody measures better.</summary>
    const double LeastError = 1e-3;

    public static IEnumerable<NextTime> Of(JointProblem problem, JointEnd end, JointOptions options)
    {
        JointObjective objective = end.Objective;
        int n = objective.Points, d = objective.Dimensions;
        if (d == 0)
            return [];
        double[] raw = RobustSearch.RawResiduals(objective, end.Best);
        RobustLoss? loss = objective.Loss;
        objective.Loss = null;
        Matrix<double> jacobian = objective.Jacobians(end.Best, 1)[0];
        objective.Loss = loss;
        // Residuals of weighted points are in standard deviations already.
        double error = objective.Weighted ? 1 : Math.Max(LeastError, loss?.Scale ?? Math.Sqrt(raw.Sum(r => r * r) / Math.Max(1, n - d)));
        var rows = new List<Matrix<double>>();
        var places = new List<(string Profile, double Time)>();
        for (int i = 0; i < end.Profiles.Length; i++)
        {
            FitData data = problem.Data[end.Profiles[i]];
            double last = options.NextUntil ?? 2 * data.Times[^1];
            double[] times = [.. TimeGrid.Geometric(Math.Min(data.Times[0] / 4, last / 100), last, Candidates / 2)
                .Concat(Enumerable.Range(1, Candidates / 2).Select(k => last * k / (Candidates / 2))).Distinct().Order()];
            double own = objective.Weighted ? data.Deviation!.Average() : error;
            rows.Add(objective.Sensitivities(end.Best, i, times) / own);
            string name = end.Profiles.Length > 1 || problem.Profiles.Count > 1 ? problem.Profiles[end.Profiles[i]].Name : "";
            places.AddRange(times.Select(time => (name, time)));
        }

        Matrix<double> candidates = rows.Aggregate((all, more) => all.Stack(more));
        (int[] chosen, double[] narrowing) = NextTimes.Choose(jacobian / error, candidates, options.Next);
        return chosen.Select((place, k) => new NextTime(places[place].Time, places[place].Profile, narrowing[k]));
    }
}
