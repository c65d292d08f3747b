using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>Rows in memory, in a new order every epoch and for every member of an ensemble. The order follows from seed, epoch and member alone.</summary>
sealed class ShuffledRows : BatchSource
{
    const int Chunk = 8192;

    readonly Tensor inputs, targets, rootWeights;
    readonly SlopeTargets? slopes;
    readonly long[][] orders;
    readonly long seed;
    int orderedFor = -1;

    public ShuffledRows(CurveSet set, int[] rows, InputScaling scaling, OutputTransform transform, TrainingPlan plan)
    {
        seed = plan.Seed;
        Rows = Math.Min(plan.Batch, rows.Length);
        orders = [.. Enumerable.Range(0, plan.Members).Select(_ => new long[rows.Length])];
        var weighting = new PointWeights(plan, set.Space);
        using var scope = NewDisposeScope();
        inputs = empty(rows.Length, scaling.Count);
        targets = empty(rows.Length, set.Space.Points);
        rootWeights = empty(rows.Length, set.Space.Points);
        for (int i = 0; i < rows.Length; i++)
            scaling.Scale(set.Formulation(rows[i]), inputs.Floats().Slice(i * scaling.Count, scaling.Count));
        for (int at = 0; at < rows.Length; at += Chunk)
        {
            int count = Math.Min(Chunk, rows.Length - at);
            using var part = NewDisposeScope();
            var curves = set.CurveTensor(rows.AsSpan(at, count));
            var root = weighting.Root(curves, transform.Slope(curves));
            rootWeights.narrow(0, at, count).copy_(root);
            targets.narrow(0, at, count).copy_(transform.ToNetwork(curves).mul_(root));
        }
        scope.Detach(inputs, targets, rootWeights);
        if (plan.Losses.GetValueOrDefault("sobolev") > 0) slopes = SlopeTable.Of(set, rows, scaling, transform);
    }

    public override int Batches => orders[0].Length / Rows;

    public override int Rows { get; }

    public override Batch Get(int epoch, int batch)
    {
        if (orderedFor != epoch) Shuffle(epoch);
        long[] chosen = [.. orders.SelectMany(order => order.AsSpan(batch * Rows, Rows).ToArray())];
        var rows = tensor(chosen, [chosen.Length]);
        return new(inputs.index_select(0, rows), rootWeights.index_select(0, rows), targets.index_select(0, rows))
        {
            Slopes = slopes is null ? null : new(slopes.Weights.index_select(0, rows), slopes.Slopes.index_select(0, rows)),
        };
    }

    public override void Dispose()
    {
        inputs.Dispose();
        targets.Dispose();
        rootWeights.Dispose();
        slopes?.Weights.Dispose();
        slopes?.Slopes.Dispose();
    }

    void Shuffle(int epoch)
    {
        for (int member = 0; member < orders.Length; member++) Shuffle(orders[member], Mix64.Of((ulong)seed, (ulong)epoch, (ulong)member));
        orderedFor = epoch;
    }

    // Fisher and Yates, with numbers counted off from (seed, epoch, member).
    static void Shuffle(long[] order, ulong stream)
    {
        for (int i = 0; i < order.Length; i++) order[i] = i;
        for (int i = order.Length - 1; i > 0; i--)
        {
            int j = (int)Math.BigMul(Mix64.Of(stream + (ulong)i), (ulong)i + 1, out _);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }
}
