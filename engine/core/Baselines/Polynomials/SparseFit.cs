using SurrogateEngine.Trainers;

namespace SurrogateEngine.Baselines.Polynomials;

/// <summary>
/// Grows a sparse polynomial toward the terms that matter and keeps the number of terms that does best on validation curves;
/// its coefficients are then fitted to all curves.
/// </summary>
sealed class SparseFit
{
    /// <summary>Fewest curves a coefficient may be fitted to: with fewer the fit follows the sampling, not the curves.</summary>
    const double CurvesATerm = 2;

    /// <summary>Growth ends where the validation error has grown by so much over its best.</summary>
    const double Hopeless = 1.5;

    readonly PolynomialChaosOptions options;
    readonly CurveLink link;
    readonly CurveSpace space;
    readonly UnitBox box;
    readonly LowerSet terms;
    readonly LearnedPart validation;
    readonly PrincipalCurves principal;
    readonly TermColumns seen, unseen;
    readonly NormalEquations equations, others;
    readonly int most;
    int best;

    public SparseFit(CurveSet set, BaselineRows rows, CurveLink link, PolynomialChaosOptions options)
    {
        space = set.Space;
        (this.options, this.link) = (options, link);
        box = new UnitBox(set.Space.Parameters);
        terms = new LowerSet(box.Dimensions);
        var train = new LearnedPart(set, rows.Train, link);
        validation = new LearnedPart(set, rows.Validation, link);
        principal = new PrincipalCurves(train.Linked, train.Weights);
        (seen, unseen) = (train.Columns(terms, box), validation.Columns(terms, box));
        (equations, others) = (train.Equations(seen, principal), validation.Equations(unseen, principal));
        most = (int)Math.Clamp(rows.Train.Length / CurvesATerm, 1, options.MaxTerms);
    }

    /// <summary>Smallest validation error so far.</summary>
    public double BestError { get; private set; } = double.PositiveInfinity;

    /// <summary>Grows to a number of terms, or as far as more of them help.</summary>
    public void Grow(int size)
    {
        size = Math.Min(size, most);
        while (true)
        {
            double[][] coefficients = Fitted(out double error);
            int before = terms.Count, room = size - before;
            if (room > 0 && error <= Hopeless * BestError)
                terms.Grow(Importance(coefficients), Math.Min(room, Math.Max(box.Dimensions, (int)(options.Growth * before))),
                    options.MaxDegree);
            if (terms.Count == before)
                return;
        }
    }

    /// <summary>The best polynomial, its coefficients fitted to the validation curves too.</summary>
    public SparsePolynomial Result()
    {
        others.Update(best);
        return new(space, box, terms.First(best), principal, link, equations.SolveWith(others, best));
    }

    double[][] Fitted(out double error)
    {
        seen.Update();
        unseen.Update();
        equations.Update(terms.Count);
        double[][] coefficients = equations.Solve();
        error = validation.Error(unseen, principal, coefficients);
        if (error < BestError)
            (best, BestError) = (terms.Count, error);
        return coefficients;
    }

    // The terms are orthonormal, so a term's part of the variance is the sum of its squared coefficients.
    static double[] Importance(double[][] coefficients)
    {
        var importance = new double[coefficients[0].Length];
        foreach (double[] ofMode in coefficients)
            for (int term = 0; term < importance.Length; term++)
                importance[term] += ofMode[term] * ofMode[term];
        return importance;
    }
}
