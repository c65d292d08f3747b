using System.Globalization;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Baselines.Polynomials;

/// <summary>A polynomial for each coordinate of the curves.</summary>
sealed class SparsePolynomial(CurveSpace space, UnitBox box, LowerSet terms, PrincipalCurves principal, CurveLink link,
    double[][] coefficients) : IFittedBaseline
{
    const int Chunk = 1024;

    /// <inheritdoc/>
    public CurveSpace Space => space;

    /// <inheritdoc/>
    public string Setting => string.Create(CultureInfo.InvariantCulture,
        $"{terms.Count} Legendre terms up to total degree {Enumerable.Range(0, terms.Count).Max(terms.TotalDegree)}, {principal.Count} modes of {link.Name} curves");

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<double> parameters, int count, Span<float> curves)
    {
        int inputs = count > 0 ? parameters.Length / count : 0, points = count > 0 ? curves.Length / count : 0;
        for (int at = 0; at < count; at += Chunk)
        {
            int rows = Math.Min(Chunk, count - at);
            PredictChunk(parameters.Slice(at * inputs, rows * inputs), rows, curves.Slice(at * points, rows * points));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    void PredictChunk(ReadOnlySpan<double> parameters, int rows, Span<float> curves)
    {
        var ones = new double[rows];
        Array.Fill(ones, 1);
        var columns = new TermColumns(terms, box.Columns(parameters), ones);
        columns.Update();
        double[][] combined = columns.Combine(coefficients);
        var scores = new double[principal.Count];
        int points = curves.Length / rows;
        for (int row = 0; row < rows; row++)
        {
            for (int k = 0; k < scores.Length; k++)
                scores[k] = combined[k][row];
            double[] curve = principal.CurveOf(scores);
            for (int j = 0; j < points; j++)
                curves[row * points + j] = (float)link.Inverse(curve[j]);
        }
    }
}
