using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Fresh samples as batches: batch n is always the same rows of the source, none of which is seen twice, so a run that was
/// resumed learns what an uninterrupted one learns.
/// </summary>
sealed unsafe class StreamedRows : BatchSource
{
    // Enough samples in a block to keep every lane of the solver busy until its end.
    const int FewestRowsInBlock = 8192;

    // A row with its derivatives is as much work as several.
    const int FewestRowsWithSensitivities = 2048;

    readonly ICurveSource source;
    readonly long firstRow;
    readonly InputScaling scaling;
    readonly OutputTransform transform;
    readonly PointwiseWeights weighting;
    readonly int batchesInBlock, threads, members;
    readonly StagedRows stagedInputs;
    readonly StagedRows? stagedCurves, stagedSensitivities;
    readonly SensitivityRotation? sensitivities;
    readonly Device device;
    CurveStream? stream;
    CurveBlock? block;

    /// <param name="source">Where samples come from.</param>
    /// <param name="firstRow">The first row to learn; those before it served other ends.</param>
    /// <param name="scaling">Formulations to inputs.</param>
    /// <param name="transform">Curves to targets.</param>
    /// <param name="plan">Batch, rows of an epoch, losses and threads.</param>
    /// <param name="device">Where batches are learned.</param>
    public StreamedRows(ICurveSource source, long firstRow, InputScaling scaling, OutputTransform transform, TrainingPlan plan,
        Device device)
    {
        (this.source, this.firstRow, this.scaling, this.device) = (source, firstRow, scaling, device);
        this.transform = transform.On(device);
        weighting = new PointwiseWeights(plan, source.Space);
        members = plan.Network.Members;
        Rows = plan.Data.Batch;
        Batches = Math.Max(1, plan.Data.EpochRows / Rows);
        sensitivities = SensitivityRotation.Of(plan, source.Space);
        RequireRoom(plan, (long)source.Space.Points * (sensitivities is null ? 1 : scaling.Count));
        stagedInputs = new(members * Rows, scaling.Count, device);
        if (members > 1)
            stagedCurves = new(members * Rows, source.Space.Points, device);
        if (sensitivities is not null)
            stagedSensitivities = new(members * Rows, (long)source.Space.Points * scaling.Count, device);
        batchesInBlock = Math.Max(1, (sensitivities is null ? FewestRowsInBlock : FewestRowsWithSensitivities) / Rows);
        threads = plan.Runtime.SimulationThreads > 0 ? plan.Runtime.SimulationThreads : Math.Max(1, Environment.ProcessorCount / 2);
    }

    static void RequireRoom(TrainingPlan plan, long valuesOfRow)
    {
        long most = Array.MaxLength / (valuesOfRow * plan.Network.Members);
        if (plan.Data.Batch > most)
            throw new RefusedException(
                $"batch is {plan.Data.Batch}, and so many curves with what goes along do not fit into one table: give at most {most}.");
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
        var learned = new float[all];
        for (int member = 0; member < members; member++)
        {
            int row = RowOf(number, member);
            scaling.Scale(at.Parameters.AsSpan(row * scaling.Count, Rows * scaling.Count),
                inputs.Floats().Slice(member * Rows * scaling.Count, Rows * scaling.Count));
            at.Learned.AsSpan(row, Rows).CopyTo(learned.AsSpan(member * Rows));
        }
        inputs = stagedInputs.Sent(inputs);
        Tensor curves = Curves(at, number);
        var weights = weighting.Root(curves, transform.Derivative(curves)).mul_(DeviceTensors.Of(learned, [all, 1], device));
        return new(inputs, weights, transform.ToNetwork(curves).mul_(weights))
        {
            Sensitivities = sensitivities is null ? null : Sensitivities(at, number, curves, learned)
        };
    }

    // One network learns a part of the block where it lies; several learn parts that do not lie together.
    Tensor Curves(CurveBlock from, long number)
    {
        if (members == 1)
            return from.CurveTensor.narrow(0, RowOf(number, 0), Rows).On(device);
        int points = source.Space.Points;
        Tensor next = stagedCurves!.Next();
        for (int member = 0; member < members; member++)
            from.Curves.Span.Slice(RowOf(number, member) * points, Rows * points).CopyTo(next.Floats()[(member * Rows * points)..]);
        return stagedCurves.Sent(next);
    }

    SensitivityTargets Sensitivities(CurveBlock from, long number, Tensor curves, float[] learned)
    {
        int inputs = scaling.Count, points = source.Space.Points, blockRows = batchesInBlock * Rows;
        Tensor next = stagedSensitivities!.Next();
        Span<float> to = next.Floats(), stretch = new float[inputs];
        to.Clear();
        for (int row = 0; row < learned.Length; row++)
        {
            int at = RowOf(number, row / Rows) + row % Rows;
            scaling.Stretch(from.Parameters.AsSpan(at * inputs, inputs), stretch);
            for (int k = 0; k < from.By.Length; k++)
            {
                // What a failed trajectory left in a curve that was put in order is not to be taught.
                float size = learned[row] > 0 ? stretch[from.By[k]] : float.NaN;
                var own = from.Sensitivities.AsSpan((k * blockRows + at) * points, points);
                for (int point = 0; point < points; point++)
                    to[(row * points + point) * inputs + from.By[k]] = own[point] * size;
            }
        }
        var targets = SensitivityTargetTable.Of(curves, stagedSensitivities.Sent(next).reshape(learned.Length, points, inputs), transform);
        return sensitivities!.Shares(from.By) is { } shares ? targets with { Shares = DeviceTensors.Of(shares, [inputs], device) }
            : targets;
    }

    public override void Dispose()
    {
        stream?.Dispose();
        prepared?.Dispose();
        transform.Dispose();
        stagedInputs.Dispose();
        stagedCurves?.Dispose();
        stagedSensitivities?.Dispose();
    }

    // Members learn the batches of a block in orders of their own: all its rows, none of them twice.
    int RowOf(long number, int member) => (int)((number + (long)member * batchesInBlock / members) % batchesInBlock) * Rows;

    CurveBlock Block(long number)
    {
        if (block?.Number == number)
            return block;
        bool isNext = block?.Number == number - 1;
        if (block is not null && isNext)
            stream!.GiveBack(block);
        if (!isNext)
        {
            stream?.Dispose();
            stream = new CurveStream(source, firstRow, batchesInBlock * Rows, number, threads, sensitivities, device);
        }
        return block = stream!.Take();
    }

    AlignedMemory? prepared;
    FusedTargets? targets;

    public override FusedBatch Locate(int epoch, int batch)
    {
        targets ??= FusedTargets.Of(transform, weighting);
        if (targets is null || sensitivities is not null)
            return base.Locate(epoch, batch);
        long number = (long)epoch * Batches + batch;
        CurveBlock at = Block(number / batchesInBlock);
        int points = source.Space.Points, all = members * Rows;
        prepared ??= new AlignedMemory((long)all * (scaling.Count + 2 * points));
        float* inputs = prepared.Data, roots = inputs + (long)all * scaling.Count, wanted = roots + (long)all * points;
        float* curves = at.CurveTensor.Pointer();
        for (int member = 0; member < members; member++)
        {
            int row = RowOf(number, member), first = member * Rows;
            scaling.Scale(at.Parameters.AsSpan(row * scaling.Count, Rows * scaling.Count),
                new Span<float>(inputs + (long)first * scaling.Count, Rows * scaling.Count));
            fixed (float* learned = &at.Learned[row])
                targets.Run(curves + (long)row * points, learned, Rows, roots + (long)first * points, wanted + (long)first * points);
        }
        return new(inputs, roots, wanted, null, all);
    }
}
