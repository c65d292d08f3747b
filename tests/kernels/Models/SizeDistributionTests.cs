using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

/// <summary>Particles of many sizes around any model that has a size.</summary>
public sealed class SizeDistributionTests
{
    static readonly BatchOptions Exact = new()
    {
        Precision = Precision.Double,
        RelativeTolerance = 1e-8,
        AbsoluteTolerance = 1e-11,
        Shells = 100,
    };

    [Test]
    public void Spheres_of_many_sizes_release_as_the_table_says()
    {
        ReleaseModel model = Catalog.Get("diffusion-sphere+sizes");
        foreach (double[] row in References.Oracle("sphere_size_distribution.csv").Where(row => row[0] <= 0.5 && row[1] >= 3e-3))
        {
            double cv = Math.Sqrt(Math.Exp(row[0] * row[0]) - 1);
            Batches.Solve(model, [1, 1, 1e12, 1e12, 0, 1, cv], Exact, [row[1]])[0].ShouldBe(row[2], 1.2e-3, string.Join(',', row));
        }
    }

    [Test]
    public void A_wide_distribution_begins_faster_and_ends_later()
    {
        ReleaseModel model = Catalog.Get("diffusion-sphere+sizes");
        double[] narrow = Batches.Solve(model, [1, 1, 1e12, 1e12, 0, 1, 0], Exact, [0.003, 0.3]);
        double[] wide = Batches.Solve(model, [1, 1, 1e12, 1e12, 0, 1, 0.5], Exact, [0.003, 0.3]);
        wide[0].ShouldBeGreaterThan(narrow[0]);
        wide[1].ShouldBeLessThan(narrow[1]);
        double[] one = Batches.Solve(((MappedModel)model).Inner, [1, 1, 1e12, 1e12, 0, 1], Exact, [0.003, 0.3]);
        narrow.Zip(one, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-9);
    }

    static IEnumerable<string> Sized => Catalog.All.Where(SizeDistribution.Applies).Select(model => model.Name);

    [TestCaseSource(nameof(Sized))]
    public void Any_model_with_a_size_has_one(string name)
    {
        ReleaseModel one = Catalog.Get(name), many = Catalog.Get(name + "+sizes");
        double[] row = ModelSuite.Draw(one, 1), times = [one.DefaultTimes[20], one.DefaultTimes[50]];
        double[] single = Batches.Solve(one, row, times: times), none = Batches.Solve(many, [.. row, 0], times: times);
        double[] spread = Batches.Solve(many, [.. row, 0.4], times: times);
        single.Zip(none, (a, b) => Math.Abs(a - b) / Math.Max(1, Math.Abs(a))).Max().ShouldBeLessThan(1e-4);
        single.Zip(spread, (a, b) => Math.Abs(a - b)).Max().ShouldBeGreaterThan(1e-6, "the spread acts");
    }

    [Test]
    public void Derivatives_by_the_spread_are_those_of_differences()
    {
        ReleaseModel model = Catalog.Get("plga-sphere+sizes");
        double[] times = [0.5, 5, 20];
        double[] At(double cv) => Batches.Solve(model, [100, 10, 2, 0.05, 6, 0.1, 4, 30, cv], Exact with { Shells = 20 }, times);
        var curves = new double[times.Length];
        var slopes = new double[times.Length];
        HostBatchSolver.SolveWithSensitivities(model, (double[])[100, 10, 2, 0.05, 6, 0.1, 4, 30, 0.3], [model.Parameters.Count - 1], times,
            curves, slopes, new Outcome[1], Exact with { Shells = 20 });
        for (int i = 0; i < times.Length; i++)
            slopes[i].ShouldBe((At(0.301)[i] - At(0.299)[i]) / 0.002, 1e-4);
    }

    [Test]
    public void A_model_without_a_size_has_none() =>
        Should.Throw<RefusedException>(() => SizeDistribution.Of(Catalog.Get("burst-erosion"))).Message
            .ShouldContain("has no particle size");
}
