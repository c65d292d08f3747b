using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Tests.Tabular;

/// <summary>Support vector machines beside what is known of them.</summary>
public sealed class SupportVectorTests
{
    [Test]
    public void Two_points_have_the_margin_that_is_known()
    {
        // f(x) = a (K(x, x1) - K(x, x2)) is 1 at x1, so a = 1 / (1 - K(x1, x2)), and the offset vanishes.
        SupportVectorPredictor found = SupportVectorLearner.Classification([[0.0], [1.0]], [1, 0], gamma: 0.7, limit: 100, default);

        double a = 1 / (1 - Math.Exp(-0.7));
        found.Coefficients.Select(Math.Abs).ShouldBe([a, a], 1e-5);
        found.Bias.ShouldBe(0, 1e-6);
        found.Decision([0.0]).ShouldBe(1, 1e-5);
    }

    [TestCase(0.5)]
    [TestCase(20.0)]
    public void Classification_meets_its_optimality_conditions(double limit)
    {
        var (x, y) = Rows(120);
        double[] c = [.. y.Select(value => value > 0.5 ? 1.0 : 0)];
        SupportVectorPredictor found = SupportVectorLearner.Classification(x, c, 0.4, limit, default);

        found.Coefficients.Sum().ShouldBe(0, 1e-6);
        for (int i = 0; i < x.Length; i++)
        {
            double a = Math.Abs(Coefficient(found, x[i])), margin = (c[i] > 0.5 ? 1 : -1) * found.Decision(x[i]);
            if (a < 1e-9)
                margin.ShouldBeGreaterThan(1 - 2e-3);
            else if (a > limit - 1e-9)
                margin.ShouldBeLessThan(1 + 2e-3);
            else
                margin.ShouldBe(1, 2e-3);
        }
    }

    [TestCase(0.5)]
    [TestCase(20.0)]
    public void Regression_meets_its_optimality_conditions(double limit)
    {
        var (x, y) = Rows(120);
        const double epsilon = 0.2;
        SupportVectorPredictor found = SupportVectorLearner.Regression(x, y, 0.4, limit, epsilon, default);

        found.Coefficients.Sum().ShouldBe(0, 1e-6);
        for (int i = 0; i < x.Length; i++)
        {
            double a = Coefficient(found, x[i]), residual = y[i] - found.Decision(x[i]);
            if (Math.Abs(a) < 1e-9)
                Math.Abs(residual).ShouldBeLessThan(epsilon + 2e-3);
            else if (Math.Abs(a) > limit - 1e-9)
                (Math.Sign(a) * residual).ShouldBeGreaterThan(epsilon - 2e-3);
            else
                residual.ShouldBe(Math.Sign(a) * epsilon, 2e-3);
        }
    }

    [Test]
    public void Separable_classes_are_separated() // 003.03
    {
        var random = new RandomStream(4);
        double[] a = [.. Enumerable.Range(0, 80).Select(i => random.Unit() + (i % 2 == 0 ? 0 : 1.5))];
        TabularData features = new([TabularColumn.Numeric("a", a)]);
        var target = TabularTarget.From(TabularColumn.Categorical("c", a.Select(x => x > 1.2 ? "high" : "low")));

        double[][] p = TabularLearners.All.Get("svm").Fit(features, target).Predict(features);

        p.Select(row => row[0] > 0.5 ? 0.0 : 1.0).ShouldBe(target.Values);
    }

    static double Coefficient(SupportVectorPredictor machine, double[] row)
    {
        int at = Array.FindIndex(machine.Vectors, vector => ReferenceEquals(vector, row));
        return at < 0 ? 0 : machine.Coefficients[at];
    }

    static (double[][] X, double[] Y) Rows(int count)
    {
        var (features, target) = Planted.Table(count, TabularTask.Regression, seed: 8, noise: 0.5);
        return (FeatureEncoding.Fit(features, scaled: true).Apply(features), target.Values);
    }
}
