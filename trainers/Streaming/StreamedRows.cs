using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Fresh scenarios as batches: batch n is always the same rows of the source, none of which is seen twice, so a run that was
/// resumed learns what an uninterrupted one learns.
/// </summary>
sealed partial class StreamedRows : BatchSource
{
    // Enough scenarios in a block to keep every lane of the solver busy until its end.
    const int FewestRowsInBlock = 8192;

    // A row with its derivatives is as much work as several.
    const int FewestRowsWithSlopes = 2048;

    readonly ICurveSource source;
    readonly long firstRow;
    readonly InputScaling scaling;
    readonly OutputTransform transform;
    readonly PointWeights weighting;
    readonly int batchesInBlock, threads, members;
    readonly StagedRows stagedInputs;
    readonly StagedRows? stagedCurves, stagedSlopes;
    readonly SlopeTurns? slopes;
    readonly Device device;
    CurveStream? stream;
    CurveBlock? block;

    /// <param name="source">Where scenarios come from.</param>
    /// <param name="firstRow">The first row to learn; those before it served other ends.</param>
    /// <param name="scaling">Formulations to inputs.</param>
    /// <param name="transform">Curves to targets.</param>
    /// <param name="plan">Batch, rows of an epoch, losses and threads.</param>
    /// <param name="device">Where batches are learnt.</param>
    public StreamedRows(ICurveSource source, long firstRow, InputScaling scaling, OutputTransform transform, TrainingPlan plan, Device device)
    {
        (this.source, this.firstRow, this.scaling, this.device) = (source, firstRow, scaling, device);
        this.transform = transform.On(device);
        weighting = new PointWeights(plan, source.Space);
        members = plan.Members;
        Rows = plan.Batch;
        Batches = Math.Max(1, plan.EpochRows / Rows);
        slopes = SlopeTurns.Of(plan, source.Space);
        RequireRoom(plan, (long)source.Space.Points * (slopes is null ? 1 : scaling.Count));
        stagedInputs = new(members * Rows, scaling.Count, device);
        if (members > 1) stagedCurves = new(members * Rows, source.Space.Points, device);
        if (slopes is not null) stagedSlopes = new(members * Rows, (long)source.Space.Points * scaling.Count, device);
        batchesInBlock = Math.Max(1, (slopes is null ? FewestRowsInBlock : FewestRowsWithSlopes) / Rows);
        threads = plan.SimulationThreads > 0 ? plan.SimulationThreads : Math.Max(1, Environment.ProcessorCount / 2);
    }

    static void RequireRoom(TrainingPlan plan, long valuesOfRow)
    {
        long most = Array.MaxLength / (valuesOfRow * plan.Members);
        if (plan.Batch > most)
            throw new RefusedException($"batch is {plan.Batch}, and so many curves with what goes along do not fit into one table: give at most {most}.");
    }

    public override int Batches { get; }

    public override int Rows { get; }

    /// <summary>Who waited for whom.</summary>
    public override WaitingTimes? Waiting => stream?.Waiting;

    public override Batch Get(int epoch, int batch)
    {
        long number = (long)epoch * Batches + batch;
        CurveBlock at = Block(number / batchesInBlock);
        int all = members * Rows;
        Tensor inputs = stagedInputs.Next();
        var learnt = new float[all];
        for (int member = 0; member < members; member++)
        {
            int row = RowOf(number, member);
            scaling.Scale(at.Parameters.AsSpan(row * scaling.Count, Rows * scaling.Count), inputs.Floats().Slice(member * Rows * scaling.Count, Rows * scaling.Count));
            at.Learnt.AsSpan(row, Rows).CopyTo(learnt.AsSpan(member * Rows));
        }
        inputs = stagedInputs.Sent(inputs);
        Tensor curves = Curves(at, number);
        var weights = weighting.Root(curves, transform.Slope(curves)).mul_(DeviceTensors.Of(learnt, [all, 1], device));
        return new(inputs, weights, transform.ToNetwork(curves).mul_(weights)) { Slopes = slopes is null ? null : Slopes(at, number, curves, learnt) };
    }

    // One network learns a part of the block where it lies; several learn parts that do not lie together.
    Tensor Curves(CurveBlock from, long number)
    {
        if (members == 1) return from.CurveTensor.narrow(0, RowOf(number, 0), Rows).On(device);
        int points = source.Space.Points;
        Tensor next = stagedCurves!.Next();
        for (int member = 0; member < members; member++)
            from.Curves.Span.Slice(RowOf(number, member) * points, Rows * points).CopyTo(next.Floats()[(member * Rows * points)..]);
        return stagedCurves.Sent(next);
    }

    SlopeTargets Slopes(CurveBlock from, long number, Tensor curves, float[] learnt)
    {
        int inputs = scaling.Count, points = source.Space.Points, blockRows = batchesInBlock * Rows;
        Tensor next = stagedSlopes!.Next();
        Span<float> to = next.Floats(), stretch = new float[inputs];
        to.Clear();
        for (int row = 0; row < learnt.Length; row++)
        {
            int at = RowOf(number, row / Rows) + row % Rows;
            scaling.Stretch(from.Parameters.AsSpan(at * inputs, inputs), stretch);
            for (int k = 0; k < from.By.Length; k++)
            {
                // What a failed trajectory left in a curve that was put in order is not to be taught.
                float size = learnt[row] > 0 ? stretch[from.By[k]] : float.NaN;
                var own = from.Slopes.AsSpan((k * blockRows + at) * points, points);
                for (int point = 0; point < points; point++) to[(row * points + point) * inputs + from.By[k]] = own[point] * size;
            }
        }
        var targets = SlopeTable.Of(curves, stagedSlopes.Sent(next).reshape(learnt.Length, points, inputs), transform);
        return slopes!.Shares(from.By) is { } shares ? targets with { Shares = DeviceTensors.Of(shares, [inputs], device) } : targets;
    }

    public override void Dispose()
    {
        stream?.Dispose();
        prepared?.Dispose();
        transform.Dispose();
        stagedInputs.Dispose();
        stagedCurves?.Dispose();
        stagedSlopes?.Dispose();
    }

    // Members learn the batches of a block in orders of their own: all its rows, none of them twice.
    int RowOf(long number, int member) => (int)((number + (long)member * batchesInBlock / members) % batchesInBlock) * Rows;

    CurveBlock Block(long number)
    {
        if (block?.Number == number) return block;
        bool isNext = block?.Number == number - 1;
        if (block is not null && isNext) stream!.GiveBack(block);
        if (!isNext)
        {
            stream?.Dispose();
            stream = new CurveStream(source, firstRow, batchesInBlock * Rows, number, threads, slopes, device);
        }
        return block = stream!.Take();
    }
}
