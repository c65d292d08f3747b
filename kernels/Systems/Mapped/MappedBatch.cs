using System.Numerics;
using System.Runtime.InteropServices;
using SurrogateEngine.Kernels.Integration;

namespace SurrogateEngine.Kernels;

/// <summary>Solves a mapped model by its inner one, in pieces, so that a distribution of sizes takes no more memory than it must.</summary>
static class MappedBatch
{
    /// <summary>Numbers of a piece's curves, about.</summary>
    const int PieceNumbers = 1 << 22;

    /// <summary>Differences relative to a variable's size: the error of the quotient is then about 1e-10.</summary>
    static readonly double Step = Math.Cbrt(2.2e-16);

    /// <summary>Solves the inner model for a table of its parameters.</summary>
    public delegate BatchReport InnerSolve<TOut>(
        ReadOnlyMemory<double> parameters, Memory<TOut> curves, Memory<Outcome> outcomes, BatchOptions options);

    /// <summary>Solves the inner model for a table of its parameters, with derivatives by some columns.</summary>
    public delegate BatchReport InnerDerive(ReadOnlyMemory<double> parameters, int[] by, Memory<double> curves,
        Memory<double> sensitivities, Memory<Outcome> outcomes, BatchOptions options);

    /// <summary>Curves of a batch.</summary>
    public static BatchReport Solve<TOut>(MappedModel model, ReadOnlyMemory<double> parameters, ReadOnlyMemory<double> times,
        Memory<TOut> curves, Memory<Outcome> outcomes, BatchOptions options, InnerSolve<TOut> solve)
        where TOut : unmanaged, IFloatingPointIeee754<TOut>
    {
        options = SolverChoice.Resolve(model, parameters.Span, times.Span, options);
        BatchShape.Check(model, parameters.Length, times.Span, curves.Length, outcomes.Length, options);
        int points = model.Outputs.Count * times.Length;
        BatchReport total = default;
        foreach (var (first, count) in Pieces(outcomes.Length, model.Nodes * points))
        {
            double[] rows = model.Rows(parameters.Span.Slice(first * model.Parameters.Count, count * model.Parameters.Count));
            BatchOptions own = Own(model, parameters.Span, options, first, count);
            Memory<TOut> into = curves.Slice(first * points, count * points);
            Memory<Outcome> ends = outcomes.Slice(first, count);
            if (model.Nodes == 1)
            {
                total = Sum(total, solve(rows, into, ends, own), count);
                continue;
            }

            TOut[] parts = new TOut[count * model.Nodes * points];
            var partEnds = new Outcome[count * model.Nodes];
            total = Sum(total, solve(rows, parts, partEnds, own), count);
            Mix(model, parts, into.Span, points);
            Worst(partEnds, ends.Span, model.Nodes);
        }

        return total;
    }

    /// <summary>Curves with derivatives: those of the inner model times those of the mapping.</summary>
    public static BatchReport Derive(MappedModel model, ReadOnlyMemory<double> parameters, int[] by, ReadOnlyMemory<double> times,
        Memory<double> curves, Memory<double> sensitivities, Memory<Outcome> outcomes, BatchOptions options, InnerDerive derive)
    {
        options = SolverChoice.Resolve(model, parameters.Span, times.Span, options);
        BatchShape.Check(model, parameters.Length, times.Span, curves.Length, outcomes.Length, options);
        BatchShape.CheckSensitivities(model, by, curves.Length, sensitivities.Length, options);
        int points = model.Outputs.Count * times.Length, inner = model.Inner.Parameters.Count;
        BatchReport total = default;
        foreach (var (first, count) in Pieces(outcomes.Length, model.Nodes * points * (2 + inner)))
        {
            ReadOnlySpan<double> own = parameters.Span.Slice(first * model.Parameters.Count, count * model.Parameters.Count);
            double[][] mapping = [.. Mapping(model, own, by)];
            // What no variable moves need not be solved for.
            int[] moved = [.. Enumerable.Range(0, inner + 1).Where(p =>
                Array.Exists(mapping, one => Enumerable.Range(0, count * model.Nodes).Any(i => one[i * (inner + 1) + p] != 0)))];
            moved = moved.Length == 0 ? [0] : moved;
            double[] rows = model.Rows(own), parts = new double[count * model.Nodes * points];
            double[] slopes = new double[moved.Length * parts.Length];
            var partEnds = new Outcome[count * model.Nodes];
            total = Sum(total, derive(rows, moved, parts, slopes, partEnds, Own(model, parameters.Span, options, first, count)), count);
            Mix<double>(model, parts, curves.Span.Slice(first * points, count * points), points);
            Worst(partEnds, outcomes.Span.Slice(first, count), model.Nodes);
            for (int k = 0; k < by.Length; k++)
            {
                var column = new double[parts.Length];
                for (int sample = 0; sample < partEnds.Length; sample++)
                    for (int m = 0; m < moved.Length; m++)
                        if (mapping[k][sample * (inner + 1) + moved[m]] is not 0 and double slope)
                            for (int j = 0; j < points; j++)
                                column[sample * points + j] += slope * slopes[m * parts.Length + sample * points + j];
                Mix<double>(model, column, sensitivities.Span.Slice(k * curves.Length + first * points, count * points), points);
            }
        }

        return total;
    }

    /// <summary>The options of a piece's inner samples: each sample's schedule and delay once for every node.</summary>
    static BatchOptions Own(MappedModel model, ReadOnlySpan<double> parameters, BatchOptions options, int first, int count)
    {
        double[]? delays = null;
        if (options.Delays is not null || model.DelayColumn >= 0)
        {
            delays = new double[count * model.Nodes];
            for (int i = 0; i < delays.Length; i++)
            {
                int sample = first + i / model.Nodes;
                delays[i] = (options.Delays?[sample] ?? 0)
                    + (model.DelayColumn >= 0 ? parameters[sample * model.Parameters.Count + model.DelayColumn] : 0);
            }
        }

        return options with { Schedule = Repeated(options.Schedule, first, count, model.Nodes), Delays = delays };
    }

    /// <summary>d(inner parameter)/d(variable) for each variable asked for, shape [count * nodes, inner parameters + 1]; the last is
    /// d(delay)/d(variable).</summary>
    static List<double[]> Mapping(MappedModel model, ReadOnlySpan<double> rows, int[] by)
    {
        int inner = model.Inner.Parameters.Count, samples = rows.Length / model.Parameters.Count * model.Nodes;
        var all = new List<double[]>();
        foreach (int variable in by)
        {
            double[] one = new double[samples * (inner + 1)];
            bool isDelay = variable == model.DelayColumn || variable == model.Parameters.Count;
            double[] own = variable == model.Parameters.Count ? [] : Differences(model, rows, variable);
            for (int i = 0; i < samples; i++)
            {
                if (own.Length > 0)
                    own.AsSpan(i * inner, inner).CopyTo(one.AsSpan(i * (inner + 1)));
                one[i * (inner + 1) + inner] = isDelay ? 1 : 0;
            }

            all.Add(one);
        }

        return all;
    }

    /// <summary>d(inner parameter)/d(variable) by central differences, shape [count * nodes, inner parameters]: relations are closed
    /// formulas in double, whose differences are good to ten digits.</summary>
    static double[] Differences(MappedModel model, ReadOnlySpan<double> rows, int column)
    {
        int columns = model.Parameters.Count, count = rows.Length / columns;
        double[] up = rows.ToArray(), down = rows.ToArray(), steps = new double[count];
        for (int i = 0; i < count; i++)
        {
            Parameter variable = model.Parameters[column];
            double value = rows[i * columns + column], size = Math.Max(Math.Abs(value), 1e-3 * (variable.High - variable.Low));
            double high = Math.Min(value + Step * size, variable.DomainHigh), low = Math.Max(value - Step * size, variable.DomainLow);
            (up[i * columns + column], down[i * columns + column], steps[i]) = (high, low, high - low);
        }

        double[] above = model.Rows(up), below = model.Rows(down);
        int width = above.Length / Math.Max(1, count);
        for (int i = 0; i < above.Length; i++)
            above[i] = above[i] == below[i] ? 0 : (above[i] - below[i]) / steps[i / width];
        return above;
    }

    static IEnumerable<(int First, int Count)> Pieces(int count, int numbers)
    {
        int piece = Math.Max(1, PieceNumbers / Math.Max(1, numbers));
        for (int first = 0; first < count; first += piece)
            yield return (first, Math.Min(piece, count - first));
    }

    /// <summary>Each sample's schedule once for every node.</summary>
    static Schedule? Repeated(Schedule? schedule, int first, int count, int nodes) =>
        schedule is null or { Sets: 1 } ? schedule
            : schedule.Pick([.. Enumerable.Range(0, count * nodes).Select(i => first + i / nodes)]);

    static void Mix<TOut>(MappedModel model, ReadOnlySpan<TOut> parts, Span<TOut> curves, int points)
        where TOut : unmanaged, IFloatingPointIeee754<TOut>
    {
        for (int i = 0; i < curves.Length; i++)
        {
            double sum = 0;
            for (int node = 0; node < model.Nodes; node++)
                sum += model.Weight(node) * double.CreateTruncating(parts[(i / points * model.Nodes + node) * points + i % points]);
            curves[i] = TOut.CreateTruncating(sum);
        }
    }

    /// <summary>A sample has ended as the worst of its parts.</summary>
    static void Worst(ReadOnlySpan<Outcome> parts, Span<Outcome> ends, int nodes)
    {
        ReadOnlySpan<byte> numbers = MemoryMarshal.Cast<Outcome, byte>(parts);
        for (int i = 0; i < ends.Length; i++)
        {
            byte worst = 0;
            foreach (byte end in numbers.Slice(i * nodes, nodes))
                worst = Math.Max(worst, end);
            ends[i] = (Outcome)worst;
        }
    }

    static BatchReport Sum(BatchReport total, BatchReport piece, int samples) => new(total.Trajectories + samples,
        total.Steps + piece.Steps, total.Refused + piece.Refused, piece.LaneEfficiency);
}
