namespace SurrogateEngine.Trainers;

/// <summary>Formulations and their curves, in memory.</summary>
public sealed class CurveSet
{
    /// <summary>Takes over the caller's arrays; nothing is copied.</summary>
    /// <param name="space">What the rows mean.</param>
    /// <param name="parameters">Row-major, shape [count, space.Parameters.Count], in user units.</param>
    /// <param name="curves">Row-major, shape [count, outputs, times]; a row with a value that is not finite is left out of
    /// training.</param>
    /// <param name="hash">Hash of the data set the rows come from, for provenance.</param>
    /// <param name="sensitivities">Row-major, shape [count, outputs, times, parameters], d(curve)/d(parameter) in user units; empty where
    /// nobody computed them.</param>
    /// <exception cref="RefusedException">The two shapes do not belong together.</exception>
    public CurveSet(CurveSpace space, ReadOnlyMemory<double> parameters, ReadOnlyMemory<float> curves, string hash = "",
        ReadOnlyMemory<float> sensitivities = default)
    {
        int inputs = space.Parameters.Count;
        Count = parameters.Length / inputs;
        if (parameters.Length != Count * inputs || curves.Length != (long)Count * space.Points)
            throw new RefusedException(
                $"{parameters.Length} parameter values and {curves.Length} curve values do not make rows of {inputs} parameters and {space.Points} points: check that both tables come from the same data set.");
        if (sensitivities.Length > 0 && sensitivities.Length != (long)curves.Length * inputs)
            throw new RefusedException(
                $"{sensitivities.Length} sensitivities do not make one for each of {curves.Length} points and {inputs} parameters: check that both tables come from the same simulation.");
        (Space, Parameters, Curves, Hash, Sensitivities) = (space, parameters, curves, hash, sensitivities);
    }

    /// <summary>What the rows mean.</summary>
    public CurveSpace Space { get; }

    /// <summary>Number of formulations.</summary>
    public int Count { get; }

    /// <summary>Shape [Count, parameters], row-major, in user units.</summary>
    public ReadOnlyMemory<double> Parameters { get; }

    /// <summary>Shape [Count, outputs, times], row-major.</summary>
    public ReadOnlyMemory<float> Curves { get; }

    /// <summary>d(curve)/d(parameter), shape [Count, outputs, times, parameters], row-major, in user units; empty where nobody computed
    /// them.</summary>
    public ReadOnlyMemory<float> Sensitivities { get; }

    /// <summary>Hash of the data set the rows come from; empty if they come from none.</summary>
    public string Hash { get; }

    /// <summary>The parameters of row <paramref name="row"/>.</summary>
    public ReadOnlySpan<double> Formulation(int row) => Parameters.Span.Slice(row * Space.Parameters.Count, Space.Parameters.Count);

    /// <summary>The curves of row <paramref name="row"/>, shape [outputs, times].</summary>
    public ReadOnlySpan<float> Curve(int row) => Curves.Span.Slice(row * Space.Points, Space.Points);

    /// <summary>The sensitivities of row <paramref name="row"/>, shape [outputs, times, parameters]; only where there are any.</summary>
    public ReadOnlySpan<float> Sensitivity(int row) =>
        Sensitivities.Span.Slice(row * Space.Points * Space.Parameters.Count, Space.Points * Space.Parameters.Count);

    /// <summary>All rows in blocks of at most <paramref name="rows"/>, none copied: work that goes block by block can say how far it is, be
    /// stopped, and needs little memory besides.</summary>
    public IEnumerable<CurveSet> Blocks(int rows = 4096)
    {
        int inputs = Space.Parameters.Count, points = Space.Points;
        for (int first = 0; first < Count; first += rows)
        {
            int count = Math.Min(rows, Count - first);
            yield return new CurveSet(Space, Parameters.Slice(first * inputs, count * inputs), Curves.Slice(first * points, count * points),
                Hash, Sensitivities.IsEmpty ? default : Sensitivities.Slice(first * points * inputs, count * points * inputs));
        }
    }

    /// <summary>A copy of the rows of those numbers, in that order.</summary>
    public CurveSet Rows(ReadOnlySpan<int> rows)
    {
        var parameters = new double[rows.Length * Space.Parameters.Count];
        var curves = new float[rows.Length * Space.Points];
        var sensitivities = new float[Sensitivities.IsEmpty ? 0 : parameters.Length * Space.Points];
        for (int i = 0; i < rows.Length; i++)
        {
            Formulation(rows[i]).CopyTo(parameters.AsSpan(i * Space.Parameters.Count));
            Curve(rows[i]).CopyTo(curves.AsSpan(i * Space.Points));
            if (sensitivities.Length > 0)
                Sensitivity(rows[i]).CopyTo(sensitivities.AsSpan(i * Space.Points * Space.Parameters.Count));
        }
        return new CurveSet(Space, parameters, curves, Hash, sensitivities);
    }
}
