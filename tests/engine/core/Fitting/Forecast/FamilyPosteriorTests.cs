using SurrogateEngine.Fitting;

namespace SurrogateEngine.Tests.Engine.Core.Fitting.Forecast;

/// <summary>Importance sampling against quadrature.</summary>
public sealed class FamilyPosteriorTests
{
    static readonly double[] Measured = [0.31, 0.33, 0.29];

    /// <summary>(1 + sum/0.01^2)^(-(n + 1)/2): the likelihood with its error integrated out.</summary>
    static double Likelihood(double[] released) =>
        Math.Pow(1 + Measured.Zip(released, (a, b) => (a - b) * (a - b)).Sum() / (0.01 * 0.01), -(Measured.Length + 1) / 2.0);

    [Test]
    public void Evidence_and_mean_of_one_parameter_are_those_of_quadrature()
    {
        const int steps = 20_000;
        double[] levels = [.. Enumerable.Range(0, steps).Select(i => (i + 0.5) / steps)];
        double[] likelihoods = [.. levels.Select(level => Likelihood([level, level, level]))];
        double evidence = likelihoods.Average(), mean = levels.Zip(likelihoods, (a, b) => a * b).Average() / evidence;

        FamilyPosterior posterior = FamilyPosterior.Of(new Level(1), Measured, 4, 1);

        posterior.LogEvidence.ShouldBe(Math.Log(evidence), 0.02);
        posterior.Weights.Select((weight, i) => weight * posterior.Released[4 * i + 3]).Sum().ShouldBe(mean, 5e-4);
        posterior.EffectiveDraws.ShouldBeGreaterThan(1000);
    }

    [Test]
    public void Evidence_of_two_parameters_is_that_of_quadrature()
    {
        const int steps = 800;
        double evidence = 0;
        for (int i = 0; i < steps; i++)
            for (int j = 0; j < steps; j++)
            {
                double level = (i + 0.5) / steps, slope = (j + 0.5) / steps;
                evidence += Likelihood([level + 0.1 * slope, level + 0.2 * slope, level + 0.3 * slope]) / (steps * steps);
            }

        FamilyPosterior.Of(new Level(2), Measured, 4, 1).LogEvidence.ShouldBe(Math.Log(evidence), 0.05);
    }

    /// <summary>u + 0.1 v at four times, v zero in the family of one parameter.</summary>
    sealed class Level(int dimensions) : IForecastFamily
    {
        public string Name => "level";

        public int Dimensions => dimensions;

        public void Predict(ReadOnlySpan<double> points, int count, Span<double> released)
        {
            for (int i = 0; i < count; i++)
                for (int j = 0; j < 4; j++)
                    released[4 * i + j] = points[dimensions * i] + (dimensions > 1 ? 0.1 * (j + 1) * points[dimensions * i + 1] : 0);
        }
    }
}
