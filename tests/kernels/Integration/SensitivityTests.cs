using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Integration;

/// <summary>d(curve)/d(parameter) by dual numbers against central differences, for every model and every parameter.</summary>
public sealed class SensitivityTests
{
    static IEnumerable<ReleaseModel> Models => Catalog.Models;

    static IEnumerable<ReleaseModel> AndCompositions => [.. Models, .. Composed.Select(name => Catalog.Get(name))];

    static readonly string[] Composed =
    [
        "diffusion+burst+receptor+degradation+temperature", "diffusion+cylinder+burst+dissolution+loss", "diffusion+receptor+film+binding+protonation",
    ];

    static readonly double[] Times = [0.01, 0.3, 2, 11, 30];

    static BatchOptions Exact(Precision number) => new() { Precision = number, RelativeTolerance = 1e-8, AbsoluteTolerance = 1e-11 };

    [TestCaseSource(nameof(AndCompositions))]
    public void Sensitivities_equal_central_differences(ReleaseModel model)
    {
        double[] middle = [.. model.Parameters.Select(parameter => parameter.At(0.6))];
        int[] all = [.. Enumerable.Range(0, middle.Length)];
        int length = model.Outputs.Count * Times.Length;
        double[] sensitivities = Sensitivities(model, middle, all, Exact(Precision.Double));
        foreach (int column in all)
        {
            const double relativeStep = 1e-4;
            double[] up = [.. middle], down = [.. middle];
            up[column] *= 1 + relativeStep;
            down[column] *= 1 - relativeStep;
            double[] above = Batches.Solve(model, up, Exact(Precision.Double), Times),
                below = Batches.Solve(model, down, Exact(Precision.Double), Times);
            for (int k = 0; k < length; k++)
            {
                // Compared as the change of the curve with the logarithm of the parameter; the error of a curve is in proportion to it.
                double difference = (above[k] - below[k]) / (2 * relativeStep);
                (sensitivities[column * length + k] * middle[column])
                    .ShouldBe(difference, 2e-5 * Math.Max(1, Math.Max(Math.Abs(difference), Math.Abs(above[k]))),
                    $"{model.Name}, {model.Parameters[column].Name}, value {k}");
            }
        }
    }

    [TestCaseSource(nameof(Models))]
    public void Kinds_of_number_agree_and_curves_are_those_of_a_plain_run(ReleaseModel model)
    {
        double[] middle = [.. model.Parameters.Select(parameter => parameter.Middle)];
        double[] wide = Sensitivities(model, middle, [1], Exact(Precision.Double));
        Sensitivities(model, middle, [1], Exact(Precision.Real64)).Zip(wide, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-6);
        Sensitivities(model, middle, [1], new() { Precision = Precision.Single }).Zip(wide, (a, b) => Math.Abs(a - b) * middle[1]).Max()
            .ShouldBeLessThan(2e-3);

        var curves = new double[model.Outputs.Count * Times.Length];
        HostBatchSolver.SolveWithSensitivities(model, middle, [0], Times, curves, new double[curves.Length], new Outcome[1],
            Exact(Precision.Double));
        curves.Zip(Batches.Solve(model, middle, Exact(Precision.Double), Times), (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-7);
    }

    [Test]
    public void Curves_are_those_of_a_plain_run_bit_for_bit(
        [ValueSource(nameof(Models))] ReleaseModel model,
        [Values(Precision.Single, Precision.Double, Precision.Real32, Precision.Real64)] Precision number)
    {
        var options = new BatchOptions { Precision = number };
        double[] formulations = [.. new[] { 0.2, 0.5, 0.7 }.SelectMany(at => model.Parameters.Select(parameter => parameter.At(at)))];
        double[] plain = new double[3 * model.Outputs.Count * Times.Length], curves = new double[plain.Length];
        HostBatchSolver.Solve(model, formulations, Times, plain.AsMemory(), new Outcome[3], options);
        HostBatchSolver.SolveWithSensitivities(model, formulations, [0], Times, curves, new double[plain.Length], new Outcome[3], options);
        curves.ShouldBe(plain);
    }

    [Test]
    public void A_column_that_does_not_exist_is_refused() =>
        Should.Throw<ArgumentException>(() =>
            Sensitivities(new BurstErosionModel(), [0.3, 1, 0.1, 0.1, 0.1, 1], [6], new())).Message.ShouldContain("no parameter 6");

    static double[] Sensitivities(ReleaseModel model, double[] parameters, int[] by, BatchOptions options)
    {
        var curves = new double[model.Outputs.Count * Times.Length];
        var sensitivities = new double[by.Length * curves.Length];
        var outcomes = new Outcome[1];
        HostBatchSolver.SolveWithSensitivities(model, parameters, by, Times, curves, sensitivities, outcomes, options);
        outcomes[0].ShouldBe(Outcome.Finished);
        return sensitivities;
    }
}
