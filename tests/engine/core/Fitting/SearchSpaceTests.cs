using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Fitting;

public sealed class SearchSpaceTests
{
    static readonly Parameter[] Parameters =
    [
        new("R", "nm", 50, 500, Scale.Log, "", ""), new("alpha", "", 0.5, 5, Scale.Linear, "", ""),
        new("k", "1/d", 0.005, 0.2, Scale.Log, "", ""), new("beta", "", 3, 3, Scale.Linear, "", ""),
    ];

    [Test]
    public void Many_formulations_at_once_are_those_one_by_one_and_do_not_depend_on_each_other()
    {
        const int count = 51, stride = 5;
        var space = new SearchSpace(Parameters, new Dictionary<string, double>());
        var random = new Random(3);
        double[] points = [.. Enumerable.Range(0, count * stride).Select(_ => random.NextDouble())];
        (points[0], points[1], points[2]) = (0, 1, 1);
        double[] rows = new double[count * Parameters.Length];
        double[] alone = new double[Parameters.Length], single = new double[Parameters.Length];
        space.ToFormulations(points, stride, count, rows);
        for (int i = 0; i < count; i++)
        {
            space.ToFormulation(points.AsSpan(i * stride, space.Free.Length), single);
            space.ToFormulations(points.AsSpan(i * stride), stride, 1, alone);
            for (int p = 0; p < Parameters.Length; p++)
            {
                double value = rows[i * Parameters.Length + p];
                value.ShouldBe(alone[p], $"point {i}, {Parameters[p].Name}");
                value.ShouldBe(single[p], 1e-13 * single[p]);
                value.ShouldBeInRange(Parameters[p].Low, Parameters[p].High);
            }
        }
    }
}
