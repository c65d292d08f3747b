namespace SurrogateEngine.Trainers;

/// <content>Batches for the fused step: from the block of curves to targets in one pass.</content>
sealed unsafe partial class StreamedRows
{
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
