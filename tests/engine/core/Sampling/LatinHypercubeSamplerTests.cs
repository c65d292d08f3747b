using SurrogateEngine.Sampling;

namespace SurrogateEngine.Tests.Sampling;

public sealed class LatinHypercubeSamplerTests
{
    [Test]
    public void Every_stratum_of_every_axis_holds_one_row([Values(1, 2, 3, 7, 64, 1000, 4097)] int count)
    {
        const int dimensions = 5;
        var unit = new double[count * dimensions];
        new LatinHypercubeSampler(dimensions, count, seed: 11).Fill(0, count, unit);
        for (int d = 0; d < dimensions; d++)
            Enumerable.Range(0, count).Select(i => (int)(unit[i * dimensions + d] * count)).Order().ShouldBe(Enumerable.Range(0, count));
    }

    [Test]
    public void Rows_beyond_the_design_are_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new LatinHypercubeSampler(2, 10, 1).Fill(8, 3, new double[6]));
}
