using SurrogateEngine.Trainers;

namespace SurrogateEngine.Baselines.Polynomials;

/// <summary>Some rows of a set, ready for least squares: points of the cube, what is learned of their curves, and their weights.</summary>
sealed class LearnedPart
{
    readonly CurveSet set;
    readonly int[] rows;
    readonly CurveLink link;
    readonly double[] roots;

    public LearnedPart(CurveSet set, int[] rows, CurveLink link)
    {
        (this.set, this.rows, this.link) = (set, rows, link);
        Linked = [.. rows.Select(row => set.Curve(row).ToArray().Select(q => link.Forward(q)).ToArray())];
        Weights = [.. rows.Select(row => link.Weight(set.Curve(row)))];
        roots = [.. Weights.Select(Math.Sqrt)];
    }

    /// <summary>Linked curves, one array a row.</summary>
    public double[][] Linked { get; }

    /// <summary>Weight of each row.</summary>
    public double[] Weights { get; }

    /// <summary>Values of terms at the rows, times the roots of their weights.</summary>
    public TermColumns Columns(LowerSet terms, UnitBox box) => new(terms, box.Columns(set.Rows(rows).Parameters.Span), roots);

    /// <summary>Least squares for the curves' coordinates.</summary>
    public NormalEquations Equations(TermColumns columns, PrincipalCurves principal)
    {
        double[][] targets = [.. Enumerable.Range(0, principal.Count).Select(_ => new double[rows.Length])];
        for (int row = 0; row < rows.Length; row++)
        {
            double[] scores = principal.ScoresOf(Linked[row]);
            for (int k = 0; k < scores.Length; k++)
                targets[k][row] = roots[row] * scores[k];
        }

        return new(columns, targets);
    }

    /// <summary>Mean relative L2 error of the curves that coefficients give.</summary>
    public double Error(TermColumns columns, PrincipalCurves principal, double[][] coefficients)
    {
        double[][] weighted = columns.Combine(coefficients);
        double sum = 0;
        var scores = new double[principal.Count];
        for (int row = 0; row < rows.Length; row++)
        {
            for (int k = 0; k < scores.Length; k++)
                scores[k] = weighted[k][row] / roots[row];
            sum += link.RelativeError<double>(principal.CurveOf(scores), set.Curve(rows[row]));
        }

        return sum / rows.Length;
    }
}
