using System.Numerics.Tensors;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Formulations of a training, scaled, to measure how far a new one is from them. Ranges alone do not tell: a table whose
/// parameters hang together leaves most of its box empty.
/// </summary>
sealed class TrainingReferenceSet
{
    /// <summary>The distance is that to this many-th nearest formulation: one odd row makes no neighborhood.</summary>
    public const int Neighbors = 5;

    const int MostRows = 2048, RowsAtOnce = 256;

    // One column a parameter, so that all rows are compared side by side.
    readonly float[][] columns;

    public TrainingReferenceSet(NamedArray rows)
    {
        Rows = rows;
        int inputs = (int)rows.Shape[1];
        columns = [.. Enumerable.Range(0, inputs).Select(j => rows.Values.Where((_, i) => i % inputs == j).ToArray())];
    }

    /// <summary>The formulations, shape [rows, parameters].</summary>
    public NamedArray Rows { get; }

    /// <summary>Picks formulations spread evenly over the training rows of a set.</summary>
    public static TrainingReferenceSet Of(CurveSet set, ReadOnlySpan<int> rows, InputScaling scaling)
    {
        int count = Math.Min(MostRows, rows.Length);
        var values = new float[count * scaling.Count];
        for (int i = 0; i < count; i++)
            scaling.Scale(set.Formulation(rows[(int)((long)i * rows.Length / count)]), values.AsSpan(i * scaling.Count, scaling.Count));
        return new(new("reference", [count, scaling.Count], values));
    }

    /// <summary>Distance of each formulation to its fifth nearest of the reference set, per root of the number of parameters.</summary>
    /// <param name="scaled">Shape [count, parameters].</param>
    public float[] Distances(float[] scaled)
    {
        int count = scaled.Length / columns.Length;
        var distances = new float[count];
        Parallel.For(0, (count + RowsAtOnce - 1) / RowsAtOnce, part =>
        {
            int rows = columns[0].Length;
            float[] squares = new float[rows], difference = new float[rows];
            for (int row = part * RowsAtOnce; row < Math.Min(count, (part + 1) * RowsAtOnce); row++)
                distances[row] = Distance(scaled.AsSpan(row * columns.Length, columns.Length), squares, difference);
        });
        return distances;
    }

    float Distance(ReadOnlySpan<float> formulation, float[] squares, float[] difference)
    {
        Array.Clear(squares);
        for (int j = 0; j < columns.Length; j++)
        {
            TensorPrimitives.Subtract(columns[j], formulation[j], difference);
            TensorPrimitives.MultiplyAdd(difference, difference, squares, squares);
        }
        return MathF.Sqrt(Nearest(squares) / columns.Length);
    }

    static float Nearest(float[] squares)
    {
        Span<float> best = stackalloc float[Neighbors];
        best.Fill(float.NaN);
        int found = 0;
        foreach (float square in squares)
        {
            if (found == Neighbors && !(square < best[^1]))
                continue;
            int at = found < Neighbors ? found++ : Neighbors - 1;
            for (; at > 0 && best[at - 1] > square; at--)
                best[at] = best[at - 1];
            best[at] = square;
        }
        return best[found - 1];
    }
}
