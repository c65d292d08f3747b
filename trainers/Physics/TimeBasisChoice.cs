using SurrogateEngine.Kernels;

namespace SurrogateEngine.Trainers;

/// <summary>Where the scale of time turns from even in t to even in log t: the law's own states decide.</summary>
static class TimeBasisChoice
{
    const int Candidates = 10, MostSnapshots = 32;

    /// <summary>The basis whose polynomials miss simulated states least at the output times.</summary>
    public static TimeBasis Of(ReleaseLaw law, ReadOnlySpan<double> formulations, IReadOnlyList<double> times, int nodes)
    {
        double end = times[^1], first = Math.Max(1e-6 * end, times[0] > 0 ? times[0] : times[Math.Min(1, times.Count - 1)]);
        formulations = formulations[..Math.Min(formulations.Length, MostSnapshots * law.Parameters.Count)];
        TimeBasis? best = null;
        double least = double.PositiveInfinity;
        for (int candidate = 0; candidate < Candidates; candidate++)
        {
            var basis = new TimeBasis(nodes, first * Math.Pow(0.5 * end / first, candidate / (Candidates - 1.0)), end);
            double missed = Missed(law, formulations, times, basis);
            if (best is null || missed < least) (best, least) = (basis, missed);
        }
        return best!;
    }

    /// <summary>Mean square of what interpolation between the nodes misses, each state in units of its own spread.</summary>
    static double Missed(ReleaseLaw law, ReadOnlySpan<double> formulations, IReadOnlyList<double> times, TimeBasis basis)
    {
        double[] asked = [.. times.Where(t => t > 0)];
        double[] all = [.. basis.Times.Concat(asked).Distinct().Order()];
        int[] nodes = [.. basis.Times.Select(t => Array.BinarySearch(all, t))], outputs = [.. asked.Select(t => Array.BinarySearch(all, t))];
        double[][] joins = [.. asked.Select(basis.At)];
        var seen = StateSnapshots.Of(law, formulations, all);
        double[] missed = new double[seen.StateCount], size = new double[seen.StateCount];
        for (int row = 0; row < seen.Count; row++)
            for (int i = 0; i < asked.Length; i++)
                for (int state = 0; state < seen.StateCount; state++)
                {
                    double At(int time) => seen.States[(row * all.Length + time) * seen.StateCount + state] - seen.Starts[row * seen.StateCount + state];
                    double joined = 0;
                    for (int k = 0; k < nodes.Length; k++) joined += joins[i][k] * At(nodes[k]);
                    double truth = At(outputs[i]);
                    missed[state] += (joined - truth) * (joined - truth);
                    size[state] += truth * truth;
                }
        return missed.Zip(size, (m, s) => s > 0 ? m / s : 0).Sum();
    }
}
