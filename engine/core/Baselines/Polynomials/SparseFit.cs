using SurrogateEngine.Trainers;

namespace SurrogateEngine.Baselines.Polynomials;

/// <summary>
/// Grows a sparse polynomial towards the terms that matter and keeps the number of terms that does best on validation curves;
/// its coefficients are then fitted to all curves.
/// </summary>
sealed class SparseFit(CurveSet set, BaselineRows rows, CurveLink link, PolynomialChaosOptions options)
{
    /// <summary>Fewest curves a coefficient may be fitted to: with fewer the fit follows the sampling, not the curves.</summary>
    const double CurvesATerm = 2;

    /// <summary>Growth ends where the validation error has grown by so much over its best.</summary>
    const double Hopeless = 1.5;

    /// <summary>Fits.</summary>
    public SparsePolynomial Run()
    {
        var box = new UnitBox(set.Space.Parameters);
        var terms = new LowerSet(box.Dimensions);
        LearntPart train = new(set, rows.Train, link), validation = new(set, rows.Validation, link);
        var principal = new PrincipalCurves(train.Linked, train.Weights);
        TermColumns seen = train.Columns(terms, box), unseen = validation.Columns(terms, box);
        NormalEquations equations = train.Equations(seen, principal), others = validation.Equations(unseen, principal);
        int most = (int)Math.Clamp(rows.Train.Length / CurvesATerm, 1, options.MaxTerms), best = 0;
        double bestError = double.PositiveInfinity;
        while (true)
        {
            seen.Update();
            unseen.Update();
            equations.Update(terms.Count);
            double[,] coefficients = equations.Solve(terms.Count);
            double error = validation.Error(unseen, principal, coefficients);
            if (error < bestError)
                (best, bestError) = (terms.Count, error);
            int room = most - terms.Count;
            if (room <= 0 || error > Hopeless * bestError)
                break;
            int before = terms.Count;
            terms.Grow(Importance(coefficients), Math.Min(room, Math.Max(box.Dimensions, (int)(options.Growth * terms.Count))), options.MaxDegree);
            if (terms.Count == before)
                break;
        }

        others.Update(best);
        return new(box, terms.First(best), principal, link, equations.Solve(best, others), bestError);
    }

    // The terms are orthonormal, so a term's part of the variance is the sum of its squared coefficients.
    static double[] Importance(double[,] coefficients)
    {
        var importance = new double[coefficients.GetLength(0)];
        for (int term = 0; term < importance.Length; term++)
            for (int k = 0; k < coefficients.GetLength(1); k++)
                importance[term] += coefficients[term, k] * coefficients[term, k];
        return importance;
    }
}
