using MathNet.Numerics.Integration;
using MathNet.Numerics.LinearAlgebra;
using SurrogateEngine.Baselines.Polynomials;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Baselines.Polynomials;

/// <summary>The parts of which a polynomial chaos expansion is made, each against another way to compute it.</summary>
public sealed class LeastSquaresPartsTests
{
    [Test]
    public void Terms_are_orthonormal_for_the_uniform_distribution()
    {
        var rule = new GaussLegendreRule(-1, 1, 12);
        var terms = new LowerSet(1);
        terms.AddTotalDegree(9);
        var columns = new TermColumns(terms, [rule.Abscissas], Ones(12));
        columns.Update();
        for (int i = 0; i < terms.Count; i++)
            for (int j = 0; j < terms.Count; j++)
            {
                double product = Enumerable.Range(0, 12).Sum(q => rule.Weights[q] / 2 * columns[i][q] * columns[j][q]);
                product.ShouldBe(i == j ? 1 : 0, 1e-12);
            }
    }

    [Test]
    public void Normal_equations_agree_with_the_QR_decomposition_also_when_they_grew()
    {
        const int rows = 1500;
        double[][] points = Random(3, rows), targets = Random(2, rows);
        var terms = new LowerSet(3);
        var columns = new TermColumns(terms, points, Ones(rows));
        var equations = new NormalEquations(columns, targets);
        for (int degree = 1; degree <= 4; degree++)
        {
            terms.AddTotalDegree(degree);
            columns.Update();
            equations.Update(terms.Count);
            equations.Solve();
        }

        Matrix<double> design = Matrix<double>.Build.DenseOfColumnArrays(Enumerable.Range(0, terms.Count).Select(term => columns[term]));
        Matrix<double> expected = design.QR().Solve(Matrix<double>.Build.DenseOfColumnArrays(targets));
        (Matrix<double>.Build.DenseOfColumnArrays(equations.Solve()) - expected).InfinityNorm().ShouldBeLessThan(1e-6);
    }

    [Test]
    public void Two_parts_of_the_rows_solve_as_all_of_them()
    {
        double[][] points = Random(2, 90), targets = Random(1, 90);
        var terms = new LowerSet(2);
        terms.AddTotalDegree(3);
        NormalEquations Equations(Range part)
        {
            double[] ones = Ones(90)[part];
            var columns = new TermColumns(terms, [.. points.Select(x => x[part])], ones);
            columns.Update();
            var equations = new NormalEquations(columns, [.. targets.Select(t => t[part])]);
            equations.Update(terms.Count);
            return equations;
        }

        double[] whole = Equations(..).Solve()[0], parts = Equations(..40).SolveWith(Equations(40..), terms.Count)[0];
        for (int term = 0; term < terms.Count; term++)
            parts[term].ShouldBe(whole[term], 1e-9);
    }

    [Test]
    public void Modes_carry_the_curves_and_no_more_are_kept_than_needed()
    {
        double[][] shapes = Random(3, 20), scores = Random(3, 50);
        double[][] curves = [.. Enumerable.Range(0, 50).Select(row => Enumerable.Range(0, 20)
            .Select(j => 1 + Enumerable.Range(0, 3).Sum(k => scores[k][row] * shapes[k][j])).ToArray())];
        var principal = new PrincipalCurves(curves, Ones(50));
        principal.Count.ShouldBe(3);
        foreach (double[] curve in curves)
        {
            double[] again = principal.CurveOf(principal.ScoresOf(curve));
            for (int j = 0; j < curve.Length; j++)
                again[j].ShouldBe(curve[j], 1e-9);
        }
    }

    static double[] Ones(int count) => [.. Enumerable.Repeat(1.0, count)];

    static double[][] Random(int arrays, int count) =>
        [.. Enumerable.Range(0, arrays).Select(k => Enumerable.Range(0, count).Select(i => 2 * RowSplit.Place([count, k, i]) - 1)
        .ToArray())];
}
