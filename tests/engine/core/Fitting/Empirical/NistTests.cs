using System.Globalization;
using SurrogateEngine.Fitting;
using SurrogateEngine.Fitting.Empirical;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Tests.Engine.Core.Fitting.Empirical;

/// <summary>Certified values of NIST's Statistical Reference Datasets, reached from both published starts.</summary>
public sealed class NistTests
{
    const double Digits = 1e-7;

    [Test]
    public void Certified_values_are_reached(
        [Values("Misra1a", "Hahn1", "Rat43", "MGH09", "Bennett5", "BoxBOD")] string name, [Values(1, 2)] int start)
    {
        NistProblem problem = NistProblem.Read(name);
        double[] point = [.. problem.Certified.Select(row => row[start - 1])], low = [.. point.Select(_ => double.NegativeInfinity)];
        var objective = new EmpiricalObjective(Model(name), problem.X, problem.Y, [.. problem.X.Select(_ => 1.0)]);
        var search = new LevenbergMarquardt(objective, low, [.. low.Select(value => -value)]);

        search.Minimize(point);

        search.Sum.ShouldBe(problem.Sum, Digits * problem.Sum, $"{search.Iterations} iterations, at {string.Join(", ", point)}");
        double[] jacobian = new double[problem.X.Length * point.Length], residuals = new double[problem.X.Length];
        objective.Evaluate(point, residuals, jacobian);
        double[] scale = [.. Enumerable.Range(0, point.Length)
            .Select(j => Math.Sqrt(problem.X.Select((_, i) => jacobian[i * point.Length + j]).Sum(value => value * value)))];
        double[,] covariance =
            new Triangulation(jacobian, residuals, problem.X.Length, point.Length, [.. Enumerable.Range(0, point.Length)],
                scale).InverseNormal()!;
        for (int j = 0; j < point.Length; j++)
        {
            double[] certified = problem.Certified[j];
            point[j].ShouldBe(certified[2], Digits * Math.Abs(certified[2]), $"b{j + 1}");
            Math.Sqrt(covariance[j, j] * search.Sum / (problem.X.Length - point.Length))
                .ShouldBe(certified[3], 1e-6 * certified[3], $"standard deviation of b{j + 1}");
        }
    }

    static EmpiricalModel Model(string name) => name switch
    {
        "Misra1a" or "BoxBOD" => new Saturation(),
        "Hahn1" => new CubicOverCubic(),
        "Rat43" => new Richards(),
        "MGH09" => new LinearOverQuadratic(),
        _ => new ShiftedPower(),
    };

    sealed record NistProblem(double[] X, double[] Y, double[][] Certified, double Sum)
    {
        public static NistProblem Read(string name)
        {
            string[] lines = File.ReadAllLines(Repository.Locate($"tests/data/nist/{name}.dat"));
            double[][] data = [.. lines.Skip(60).Where(line => line.Trim().Length > 0).Select(Numbers)];
            return new NistProblem(
                [.. data.Select(row => row[1])], [.. data.Select(row => row[0])],
                [.. lines.Where(line => line.TrimStart().StartsWith('b') && line.Contains('=') && !line.Contains('y'))
                    .Select(line => Numbers(line.Split('=')[1]))],
                Numbers(lines.First(line => line.StartsWith("Residual Sum of Squares")).Split(':')[1])[0]);
        }

        static double[] Numbers(string line) =>
            [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
    }

    abstract class Formula(int parameters) : EmpiricalModel
    {
        public override string Name => GetType().Name;

        public override string Title => Name;

        public override string Source => "NIST StRD";

        public override bool StartsAtZero => false;

        public override IReadOnlyList<EmpiricalParameter> Parameters { get; } =
            [.. Enumerable.Range(1, parameters).Select(j => Signed($"b{j}", "", "", 0, 1))];
    }

    sealed class Saturation() : Formula(2)
    {
        public override string Formula => "b1 (1 - e^(-b2 x))";

        public override T Released<T>(T x, ReadOnlySpan<T> b) => b[0] * (1 - T.Exp(-(b[1] * x)));
    }

    sealed class CubicOverCubic() : Formula(7)
    {
        public override string Formula => "(b1 + b2 x + b3 x^2 + b4 x^3)/(1 + b5 x + b6 x^2 + b7 x^3)";

        public override T Released<T>(T x, ReadOnlySpan<T> b) =>
            (b[0] + x * (b[1] + x * (b[2] + x * b[3]))) / (1 + x * (b[4] + x * (b[5] + x * b[6])));
    }

    sealed class Richards() : Formula(4)
    {
        public override string Formula => "b1/(1 + e^(b2 - b3 x))^(1/b4)";

        public override T Released<T>(T x, ReadOnlySpan<T> b) => b[0] / Formulas.Power(1 + T.Exp(b[1] - b[2] * x), 1 / b[3]);
    }

    sealed class LinearOverQuadratic() : Formula(4)
    {
        public override string Formula => "b1 (x^2 + x b2)/(x^2 + x b3 + b4)";

        public override T Released<T>(T x, ReadOnlySpan<T> b) => b[0] * (x * (x + b[1])) / (x * (x + b[2]) + b[3]);
    }

    sealed class ShiftedPower() : Formula(3)
    {
        public override string Formula => "b1 (b2 + x)^(-1/b3)";

        public override T Released<T>(T x, ReadOnlySpan<T> b) => b[0] * Formulas.Power(b[1] + x, -(1 / b[2]));
    }
}
