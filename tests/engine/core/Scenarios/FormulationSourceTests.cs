using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Tests.Scenarios;

public sealed class FormulationSourceTests
{
    static double[,] Draw(string json, int rows)
    {
        Scenario scenario = Scenario.Parse(json);
        var flat = new double[rows * scenario.Parameters.Count];
        scenario.Formulations().Fill(0, rows, flat);
        var table = new double[rows, scenario.Parameters.Count];
        Buffer.BlockCopy(flat, 0, table, 0, flat.Length * sizeof(double));
        return table;
    }

    [TestCase("burst-erosion", "ref_p1.csv")]
    [TestCase("plga-sphere", "ref_p2.csv")]
    public void The_benchmark_sampler_reproduces_the_reference_formulations(string model, string file)
    {
        double[,] drawn = Draw($$"""{ "model": "{{model}}", "sampler": "benchmark", "samples": 64 }""", 64);
        string[] lines = [.. File.ReadLines(Path.Combine(TestContext.CurrentContext.TestDirectory, "data", "problems", file)).Skip(1)];
        lines.Length.ShouldBe(64);
        for (int i = 0; i < 64; i++)
        {
            string[] cells = lines[i].Split(',');
            for (int j = 0; j < drawn.GetLength(1); j++)
            {
                double reference = double.Parse(cells[j + 1], CultureInfo.InvariantCulture);
                drawn[i, j].ShouldBe(reference, reference * 1e-15);
            }
        }
    }

    [Test]
    public void A_log_range_is_even_in_the_logarithm_and_a_linear_one_in_the_value()
    {
        double[,] drawn = Draw(
            """{ "model": "plga-sphere", "parameters": { "tau": { "scale": "linear", "unit": "d" } }, "samples": 1024 }""", 1024);
        Enumerable.Range(0, 1024).Count(i => drawn[i, 0] < Math.Sqrt(50 * 500)).ShouldBe(512);
        Enumerable.Range(0, 1024).Count(i => drawn[i, 1] < (0.1 + 100) / 2).ShouldBe(512);
    }

    [Test]
    public void Holding_one_parameter_leaves_the_others_as_they_were()
    {
        double[,] free = Draw("""{ "model": "plga-sphere" }""", 32);
        double[,] held = Draw("""{ "model": "plga-sphere", "parameters": { "k": "0.1 1/d" } }""", 32);
        for (int i = 0; i < 32; i++)
            for (int j = 0; j < 8; j++)
                held[i, j].ShouldBe(j == 3 ? 0.1 : free[i, j]);
    }

    [Test]
    public void No_fraction_leaves_the_range() =>
        Prop.ForAll(
            Gen.Choose(1, 1_000_000).Select(n => n / 997.0).ToArbitrary(),
            Gen.Choose(1, 1_000_000).Select(n => 1 + n / 991.0).ToArbitrary(),
            Gen.Choose(0, int.MaxValue).Select(n => n / (double)int.MaxValue).ToArbitrary(),
            (low, factor, fraction) => Enum.GetValues<Scale>().All(scale =>
            {
                var range = new ParameterRange("p", "", low, low * factor, scale);
                return range.At(fraction) >= range.Low && range.At(fraction) <= range.High;
            })).QuickCheckThrowOnFailure();
}
