using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class DiffusionSlabTests : DiffusionSuite
{
    protected override ReleaseModel Subject { get; } = new DiffusionSlabModel();

    static IEnumerable<(double Tau, double Released)> Sink(double from) =>
        References.Oracle("slab_cylinder_perfect_sink.csv").Where(row => row[0] >= from).Select(row => (row[0], row[1]));

    [Test]
    public void A_hundred_shells_meet_the_series_to_a_thousandth() => Error(Sink(0.003), 100).ShouldBeLessThan(1e-3);

    [Test]
    public void The_error_falls_with_the_square_of_the_shells_thickness() =>
        Math.Log2(Error(Sink(0.01), 40) / Error(Sink(0.01), 80)).ShouldBeInRange(1.8, 2.2);

    [Test]
    public void A_finite_receptor_and_a_film_follow_Crank()
    {
        foreach ((string[] words, double[] row) in References.Oracle("slab_cylinder_bath_biot.csv", words: 2))
        {
            if (words[0] != "slab" || row[1] < 3e-3)
                continue;
            double released = words[1] == "bath"
                ? Released(row[1], Infinite, row[0], Exact(100)) * (1 + row[0]) / row[0]
                : Released(row[1], row[0], Infinite, Exact(100));
            released.ShouldBe(row[2], 1e-3, $"{words[1]} {row[0]} {row[1]}");
        }
    }
}
