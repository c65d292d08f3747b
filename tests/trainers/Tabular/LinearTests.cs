using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Tests.Tabular;

/// <summary>Coordinate descent beside closed forms and optimality conditions.</summary>
public sealed class LinearTests
{
    [Test]
    public void Ridge_solves_the_normal_equations()
    {
        var (x, y) = Rows(80);
        const double penalty = 0.3;
        LinearPredictor found = ElasticNet.Linear(x, y, penalty, 0, default);

        // The gradient of 1/(2n) sum r^2 + penalty/2 |b|^2 vanishes, and so does the mean residual.
        double[] r = [.. x.Select((row, i) => y[i] - found.Predict(row))];
        r.Average().ShouldBe(0, 1e-6);
        for (int j = 0; j < x[0].Length; j++)
            (-r.Select((value, i) => value * x[i][j]).Average() + penalty * found.Weights[j]).ShouldBe(0, 1e-6);
    }

    [Test]
    public void Lasso_meets_its_optimality_conditions_and_drops_the_noise()
    {
        var (x, y) = Rows(200);
        const double penalty = 0.2;
        LinearPredictor found = ElasticNet.Linear(x, y, penalty, 1, default);

        double[] r = [.. x.Select((row, i) => y[i] - found.Predict(row))];
        for (int j = 0; j < x[0].Length; j++)
        {
            double correlation = r.Select((value, i) => value * x[i][j]).Average();
            if (found.Weights[j] != 0)
                correlation.ShouldBe(penalty * Math.Sign(found.Weights[j]), 1e-6);
            else
                Math.Abs(correlation).ShouldBeLessThanOrEqualTo(penalty + 1e-6);
        }

        found.Weights[0].ShouldNotBe(0);
        found.Weights[2].ShouldBe(0);
    }

    [TestCase(0.0)]
    [TestCase(1.0)]
    public void Logistic_regression_meets_its_optimality_conditions(double lasso)
    {
        var (x, y) = Rows(150);
        double[] c = [.. y.Select(value => value > 0.5 ? 1.0 : 0)];
        const double penalty = 0.05;
        LinearPredictor found = ElasticNet.Logistic(x, c, penalty, lasso, default);

        double[] r = [.. x.Select((row, i) => c[i] - found.Predict(row))];
        r.Average().ShouldBe(0, 1e-5);
        for (int j = 0; j < x[0].Length; j++)
        {
            double gradient = r.Select((value, i) => value * x[i][j]).Average() - penalty * (1 - lasso) * found.Weights[j];
            if (lasso == 1 && found.Weights[j] == 0)
                Math.Abs(gradient).ShouldBeLessThanOrEqualTo(penalty + 1e-5);
            else
                gradient.ShouldBe(penalty * lasso * Math.Sign(found.Weights[j]), 1e-5);
        }
    }

    static (double[][] X, double[] Y) Rows(int count)
    {
        var (features, target) = Planted.Table(count, TabularTask.Regression, seed: 8);
        return (FeatureEncoding.Fit(features.Without(["solvent"]), scaled: true).Apply(features), target.Values);
    }
}
