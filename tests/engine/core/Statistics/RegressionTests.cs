using SurrogateEngine.Statistics;

namespace SurrogateEngine.Tests.Engine.Core.Statistics;

/// <summary>Correlation and linear regression: requirement 003.08.</summary>
public sealed class RegressionTests
{
    static readonly double[] Mpg = ReferenceValues.Of("cars.data.mpg"), Weight = ReferenceValues.Of("cars.data.wt");

    static LinearRegression Cars() => new(["wt", "hp", "qsec"], Rows("cars", "wt", "hp", "qsec"), Mpg);

    static double[][] Rows(string set, params string[] columns)
    {
        double[][] of = [.. columns.Select(column => ReferenceValues.Of($"{set}.data.{column}"))];
        return [.. Enumerable.Range(0, of[0].Length).Select(i => of.Select(column => column[i]).ToArray())];
    }

    [Test]
    public void Correlations_are_those_of_r()
    {
        Correlation pearson = Correlation.Pearson(Mpg, Weight), spearman = Correlation.Spearman(Mpg, Weight);
        Correlation kendall = Correlation.Kendall(Mpg, Weight);
        new[] { pearson.Coefficient, pearson.Probability, pearson.Low, pearson.High }.ShouldAgree(ReferenceValues.Of("cars.pearson"));
        new[] { spearman.Coefficient, spearman.Probability }.ShouldAgree(ReferenceValues.Of("cars.spearman"));
        new[] { kendall.Coefficient, kendall.Probability }.ShouldAgree(ReferenceValues.Of("cars.kendall"));
        spearman.Low.ShouldBeLessThan(spearman.Coefficient);
        kendall.High.ShouldBeGreaterThan(kendall.Coefficient);
    }

    /// <summary>Hollander and Wolfe (1973, page 185), an example of R's documentation.</summary>
    [Test]
    public void The_tau_of_tuna_is_exact()
    {
        Correlation tuna = Correlation.Kendall([44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1],
            [2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8]);
        new[] { tuna.Coefficient, tuna.Probability }.ShouldAgree(ReferenceValues.Of("tuna.kendall"));
    }

    [Test]
    public void Regression_and_its_intervals_are_those_of_r()
    {
        LinearRegression cars = Cars();
        string[] names = ["(Intercept)", "wt", "hp", "qsec"];
        for (int i = 0; i < 4; i++)
        {
            Coefficient of = cars.Coefficients[i];
            new[] { of.Estimate, of.Error, of.T, of.Probability, of.Low, of.High }.ShouldAgree(ReferenceValues.Of($"cars.lm.{names[i]}"));
        }

        new[] { cars.ResidualDeviation, cars.R2, cars.AdjustedR2, cars.F, cars.FProbability }
            .ShouldAgree(ReferenceValues.Of("cars.lm.fit"));
        (double value, double meanLow, double meanHigh, double low, double high) = cars.Predict([3, 120, 18]);
        new[] { value, meanLow, meanHigh }.ShouldAgree(ReferenceValues.Of("cars.lm.mean"));
        new[] { value, low, high }.ShouldAgree(ReferenceValues.Of("cars.lm.new"));
    }

    [Test]
    public void Leverage_distance_and_residuals_are_those_of_r()
    {
        IReadOnlyList<RegressionPoint> points = Cars().Points;
        points.Select(point => point.Leverage).ToArray().ShouldAgree(ReferenceValues.Of("cars.lm.hat"));
        points.Select(point => point.CookDistance).ToArray().ShouldAgree(ReferenceValues.Of("cars.lm.cook"));
        points.Select(point => point.Standardized).ToArray().ShouldAgree(ReferenceValues.Of("cars.lm.rstandard"));
        points.Select(point => point.Studentized).ToArray().ShouldAgree(ReferenceValues.Of("cars.lm.rstudent"));
        points.Sum(point => point.Leverage).ShouldBe(4, 1e-12);
    }

    /// <summary>Certified by NIST's Statistical Reference Datasets; the columns are nearly alike. R's table counts in thousands.</summary>
    [Test]
    public void Longleys_coefficients_are_the_certified_ones()
    {
        string[] columns = ["GNP.deflator", "GNP", "Unemployed", "Armed.Forces", "Population", "Year"];
        double[] certified = [-3482258.63459582, 15.0618722713733, -0.358191792925910E-01, -2.02022980381683, -1.03322686717359,
            -0.511041056535807E-01, 1829.15146461355];
        double[] scale = [1, 1, 1000, 10, 10, 1000, 1];
        double[][] rows = [.. Rows("longley", columns).Select(row => row.Select((value, j) => value * scale[j + 1]).ToArray())];
        LinearRegression found = new(columns, rows, [.. ReferenceValues.Of("longley.data.Employed").Select(value => 1000 * value)]);

        found.Coefficients.Select(of => of.Estimate).ToArray().ShouldAgree(certified);
        found.Coefficients[0].Error.ShouldBe(890420.383607373, 1e-8 * 890420);
        found.R2.ShouldBe(0.995479004577296, 1e-12);
        found.ResidualDeviation.ShouldBe(304.854073561965, 1e-8 * 304);
    }

    /// <summary>Wampler1 of the same: y = 1 + x + ... + x^5 at 0 to 20, exactly.</summary>
    [Test]
    public void Wamplers_polynomial_is_found()
    {
        double[][] rows = [.. Enumerable.Range(0, 21).Select(x => Enumerable.Range(1, 5).Select(k => Math.Pow(x, k)).ToArray())];
        LinearRegression found = new(["x", "x2", "x3", "x4", "x5"], rows, [.. rows.Select(row => 1 + row.Sum())]);
        found.Coefficients.ShouldAllBe(of => Math.Abs(of.Estimate - 1) < 1e-7);
    }

    [Test]
    public void Columns_that_follow_from_one_another_are_refused() =>
        Should.Throw<ArgumentException>(() => new LinearRegression(["a", "b"], [[1, 2], [2, 4], [3, 6], [4, 8.0]], [1, 2, 4, 3]));
}
