namespace SurrogateEngine.Trainers;

/// <summary>Where the scale of time of each element turns from even in t to even in log t: the model's own states decide.</summary>
static class TimeBasisChoice
{
    const int Candidates = 10, MostSnapshots = 32, ChecksBehindAnEvent = 12;

    /// <summary>The basis whose polynomials miss simulated states least at the output times.</summary>
    public static TimeBasis Of(ConditionedModel model, JumpTerms jumps, ReadOnlySpan<double> formulations, IReadOnlyList<double> times,
        int nodes)
    {
        formulations = formulations[..Math.Min(formulations.Length, MostSnapshots * model.Model.Parameters.Count)];
        double[] bounds = [0, .. model.Events, times[^1]], asked = Asked(bounds, times);
        var best = new ChebyshevElement[model.Elements];
        var least = new double[model.Elements];
        for (int candidate = 0; candidate < Candidates; candidate++)
        {
            ChebyshevElement[] elements =
                [.. best.Select((_, i) => Candidate(bounds[i], bounds[i + 1], asked, nodes, candidate / (Candidates - 1.0)))];
            double[] missed = Missed(model, jumps, formulations, asked, new TimeBasis(elements));
            for (int i = 0; i < elements.Length; i++)
                if (best[i] is null || missed[i] < least[i])
                    (best[i], least[i]) = (elements[i], missed[i]);
        }
        return new TimeBasis(best, hasEvents: model.Schedule is not null);
    }

    /// <summary>Output times, and behind an event a few more: what happens there counts even where nobody looks.</summary>
    static double[] Asked(double[] bounds, IReadOnlyList<double> times)
    {
        var behindEvents = Enumerable.Range(1, bounds.Length - 2).SelectMany(i =>
            Enumerable.Range(1, ChecksBehindAnEvent).Select(k =>
                bounds[i] + (bounds[i + 1] - bounds[i]) * Math.Pow(0.5, ChecksBehindAnEvent - k)));
        return [.. times.Where(t => t > 0).Concat(behindEvents).Distinct().Order()];
    }

    static ChebyshevElement Candidate(double begin, double end, double[] asked, int nodes, double share)
    {
        double length = end - begin, first = Math.Max(1e-6 * length, asked.First(t => t > begin) - begin);
        return new(nodes, first * Math.Pow(0.5 * length / first, share), begin, end);
    }

    /// <summary>Mean square of what interpolation between the nodes misses within each element, each state in units of its own spread
    /// there.</summary>
    static double[] Missed(ConditionedModel model, JumpTerms jumps, ReadOnlySpan<double> formulations, double[] asked, TimeBasis basis)
    {
        double[] all = [.. basis.Times.Concat(asked).Distinct().Order()];
        int[] nodes = [.. basis.Times.Select(t => Array.BinarySearch(all, t))],
            outputs = [.. asked.Select(t => Array.BinarySearch(all, t))];
        int[] elements = [.. asked.Select(basis.ElementOf)];
        double[][] joins = [.. asked.Select(basis.At)];
        var seen = StateSnapshots.Of(model, formulations, all);
        int states = seen.StateCount;
        double[] missed = new double[model.Elements * states], size = new double[missed.Length], moved = new double[all.Length * states];
        for (int row = 0; row < seen.Count; row++)
        {
            for (int time = 0; time < all.Length; time++)
                seen.Deviation(row, time, jumps, moved.AsSpan(time * states, states));
            for (int i = 0; i < asked.Length; i++)
                for (int state = 0; state < states; state++)
                {
                    double joined = 0;
                    for (int k = 0; k < nodes.Length; k++)
                        joined += joins[i][k] * moved[nodes[k] * states + state];
                    double truth = moved[outputs[i] * states + state];
                    missed[elements[i] * states + state] += (joined - truth) * (joined - truth);
                    size[elements[i] * states + state] += truth * truth;
                }
        }
        return [.. Enumerable.Range(0, model.Elements).Select(element => Enumerable.Range(element * states, states)
            .Sum(at => size[at] > 0 ? missed[at] / size[at] : 0))];
    }
}
