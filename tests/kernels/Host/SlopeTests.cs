using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Host;

/// <summary>d(curve)/d(parameter) by dual numbers against central differences, for every law and every parameter.</summary>
public sealed class SlopeTests
{
    static IEnumerable<ReleaseLaw> Laws => Catalog.Laws;

    static readonly double[] Times = [0.01, 0.3, 2, 11, 30];

    static EnsembleOptions Exact(Number number) => new() { Number = number, RelativeTolerance = 1e-8, AbsoluteTolerance = 1e-11 };

    [TestCaseSource(nameof(Laws))]
    public void Slopes_equal_central_differences(ReleaseLaw law)
    {
        double[] middle = [.. law.Parameters.Select(parameter => parameter.At(0.6))];
        int[] all = [.. Enumerable.Range(0, middle.Length)];
        int length = law.Outputs.Count * Times.Length;
        double[] slopes = Slopes(law, middle, all, Exact(Number.Double));
        foreach (int column in all)
        {
            const double relativeStep = 1e-4;
            double[] up = [.. middle], down = [.. middle];
            up[column] *= 1 + relativeStep;
            down[column] *= 1 - relativeStep;
            double[] above = Ensembles.Solve(law, up, Exact(Number.Double), Times), below = Ensembles.Solve(law, down, Exact(Number.Double), Times);
            for (int k = 0; k < length; k++)
            {
                // Compared as the change of the curve with the logarithm of the parameter; the error of a curve is in proportion to it.
                double difference = (above[k] - below[k]) / (2 * relativeStep);
                (slopes[column * length + k] * middle[column]).ShouldBe(difference, 2e-5 * Math.Max(1, Math.Max(Math.Abs(difference), Math.Abs(above[k]))), $"{law.Name}, {law.Parameters[column].Name}, value {k}");
            }
        }
    }

    [TestCaseSource(nameof(Laws))]
    public void Kinds_of_number_agree_and_curves_are_those_of_a_plain_run(ReleaseLaw law)
    {
        double[] middle = [.. law.Parameters.Select(parameter => parameter.Middle)];
        double[] wide = Slopes(law, middle, [1], Exact(Number.Double));
        Slopes(law, middle, [1], Exact(Number.Real64)).Zip(wide, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-6);
        Slopes(law, middle, [1], new() { Number = Number.Single }).Zip(wide, (a, b) => Math.Abs(a - b) * middle[1]).Max().ShouldBeLessThan(2e-3);

        var curves = new double[law.Outputs.Count * Times.Length];
        HostEnsemble.RunWithSlopes(law, middle, [0], Times, curves, new double[curves.Length], new Outcome[1], Exact(Number.Double));
        curves.Zip(Ensembles.Solve(law, middle, Exact(Number.Double), Times), (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-7);
    }

    [Test]
    public void Curves_are_those_of_a_plain_run_bit_for_bit(
        [ValueSource(nameof(Laws))] ReleaseLaw law, [Values(Number.Single, Number.Double, Number.Real32, Number.Real64)] Number number)
    {
        var options = new EnsembleOptions { Number = number };
        double[] formulations = [.. new[] { 0.2, 0.5, 0.7 }.SelectMany(at => law.Parameters.Select(parameter => parameter.At(at)))];
        double[] plain = new double[3 * law.Outputs.Count * Times.Length], curves = new double[plain.Length];
        HostEnsemble.Run(law, formulations, Times, plain.AsMemory(), new Outcome[3], options);
        HostEnsemble.RunWithSlopes(law, formulations, [0], Times, curves, new double[plain.Length], new Outcome[3], options);
        curves.ShouldBe(plain);
    }

    [Test]
    public void A_column_that_does_not_exist_is_refused() =>
        Should.Throw<ArgumentException>(() => Slopes(new BurstErosionLaw(), [0.3, 1, 0.1, 0.1, 0.1, 1], [6], new())).Message.ShouldContain("no parameter 6");

    static double[] Slopes(ReleaseLaw law, double[] parameters, int[] by, EnsembleOptions options)
    {
        var curves = new double[law.Outputs.Count * Times.Length];
        var slopes = new double[by.Length * curves.Length];
        var outcomes = new Outcome[1];
        HostEnsemble.RunWithSlopes(law, parameters, by, Times, curves, slopes, outcomes, options);
        outcomes[0].ShouldBe(Outcome.Finished);
        return slopes;
    }
}
