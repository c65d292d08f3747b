using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class DiffusionSphereTests : DiffusionSuite
{
    protected override ReleaseModel Subject { get; } = new DiffusionSphereModel();

    static IEnumerable<(double Tau, double Released)> Sink(double from) =>
        References.Oracle("sphere_perfect_sink.csv").Where(row => row[0] >= from).Select(row => (row[0], row[1]));

    [Test]
    public void A_hundred_shells_meet_the_series_to_a_thousandth() => Error(Sink(0.003), 100).ShouldBeLessThan(1e-3);

    [Test]
    public void Graded_shells_meet_it_from_the_first_instant_on() => Error(Sink(1e-5), 100, 100).ShouldBeLessThan(1e-3);

    [Test]
    public void The_error_falls_with_the_square_of_the_shells_thickness()
    {
        double coarse = Error(Sink(0.01), 40), middle = Error(Sink(0.01), 80), fine = Error(Sink(0.01), 160);
        Math.Log2(coarse / middle).ShouldBeInRange(1.8, 2.2);
        Math.Log2(middle / fine).ShouldBeInRange(1.8, 2.2);
    }

    [Test]
    public void A_finite_receptor_follows_Crank()
    {
        foreach (double[] row in References.Oracle("sphere_finite_bath.csv").Where(row => row[1] >= 3e-3))
            (Released(row[1], Infinite, row[0], Exact(100)) / row[3]).ShouldBe(row[2], 1e-3);
    }

    [Test]
    public void A_film_follows_Crank()
    {
        foreach (double[] row in References.Oracle("sphere_biot.csv").Where(row => row[1] >= 3e-3))
            Released(row[1], row[0], Infinite, Exact(100)).ShouldBe(row[2], 1e-3);
    }
}
