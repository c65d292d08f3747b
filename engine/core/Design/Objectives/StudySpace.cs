using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Design;

/// <summary>The unit box in which a study searches: continuous parameters over their range, choices in equal shares of theirs.</summary>
sealed class StudySpace
{
    readonly SearchSpace space;
    readonly double[]?[] choices;
    readonly bool discrete;
    readonly double[] spreads;

    /// <exception cref="RefusedException">A given value lies outside of its range.</exception>
    public StudySpace(IReadOnlyList<Parameter> parameters, DesignStudy study)
    {
        space = new SearchSpace(parameters, study.Fixed);
        choices = [.. space.Free.Select(p => study.Choices.GetValueOrDefault(parameters[p].Name))];
        Genes = [.. choices.Select(values => new Gene(values?.Length ?? 0))];
        Width = parameters.Count;
        spreads = [.. space.Free.Select(p => study.SpreadOf.GetValueOrDefault(parameters[p].Name, study.Spread))];
        discrete = choices.Any(values => values is not null);
    }

    /// <summary>The variables.</summary>
    public IReadOnlyList<Gene> Genes { get; }

    /// <summary>Parameters of a formulation.</summary>
    public int Width { get; }

    /// <summary>Writes the formulation at a point, shape [genes], into <paramref name="row"/>, shape [parameters].</summary>
    public void ToFormulation(ReadOnlySpan<double> point, Span<double> row)
    {
        space.ToFormulation(point, row);
        Choose(point, row);
    }

    /// <summary>Writes the formulations at many points.</summary>
    /// <inheritdoc cref="SearchSpace.ToFormulations"/>
    public void ToFormulations(ReadOnlySpan<double> points, int stride, int count, Span<double> rows)
    {
        space.ToFormulations(points, stride, count, rows);
        for (int i = 0; i < (discrete ? count : 0); i++)
            Choose(points[(i * stride)..], rows.Slice(i * Width, Width));
    }

    void Choose(ReadOnlySpan<double> point, Span<double> row)
    {
        for (int j = 0; j < choices.Length; j++)
        {
            if (choices[j] is { } values)
                row[space.Free[j]] = values[Genes[j].Choice(point[j])];
        }
    }

    /// <summary>A point as it is made: every continuous parameter with a relative error, given in standard deviations.</summary>
    public double[] Made(ReadOnlySpan<double> point, ReadOnlySpan<double> errors)
    {
        double[] made = point.ToArray();
        for (int j = 0; j < made.Length; j++)
        {
            if (choices[j] is null)
                made[j] = Math.Clamp(space.Scaled(point, j, 1 + spreads[j] * errors[j]), 0, 1);
        }

        return made;
    }
}
