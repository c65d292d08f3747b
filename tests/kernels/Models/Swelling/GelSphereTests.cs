using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class GelSphereTests : ModelSuite
{
    protected override ReleaseModel Subject { get; } = new GelSphereModel();

    protected override string Effects => "-+??--+??????";

    /// <summary>Single precision knows the difference of mixing and elasticity in a gel swollen thirtyfold to no more than this.</summary>
    protected override double Accuracy => 1e-3;

    protected override double[] Balance(double[] row) => [1, 1, 0];

    [Test]
    public void Gels_swell_as_far_as_the_equation_says()
    {
        foreach ((string[] words, double[] row) in References.Oracle("flory_rehner.csv", words: 1))
        {
            // Columns: chi, Mc and Mn in kg/mol, fixed charge and salt in mol/m3, polymer's share.
            double Share(double salt) => FloryRehner.Share(new Real64(row[0]), FloryRehner.Chains(new Real64(row[1]), new Real64(row[2])),
                new Real64(row[3]), new Real64(salt)).V;
            Share(Math.Max(1, row[4])).ShouldBe(row[5], 1e-7 * row[5], words[0]);
            FloryRehner.Share(new Real32((float)row[0]), FloryRehner.Chains(new Real32((float)row[1]), new Real32((float)row[2])),
                new Real32((float)row[3]), new Real32((float)Math.Max(1, row[4]))).V.ShouldBe((float)row[5], (float)(1e-4 * row[5]));
        }
    }

    [Test]
    public void A_well_swollen_gel_follows_the_power_of_three_fifths()
    {
        // p = (n V1 / (1/2 - chi))^(3/5) for few crosslinks and a good solvent.
        Real64 chains = new(0.5);
        double share = FloryRehner.Share(new Real64(0.1), chains, new Real64(0), new Real64(1)).V;
        share.ShouldBe(Math.Pow(0.5 * 1.8e-5 / 0.4, 0.6), 0.02 * share);
    }

    [Test]
    public void The_share_changes_with_the_interaction_as_its_derivative_says()
    {
        Dual<Real64> At(double chi) => FloryRehner.Share(
            Dual<Real64>.Seed(new Real64(chi)), Dual<Real64>.FromDouble(200), Dual<Real64>.FromDouble(300), Dual<Real64>.FromDouble(10));
        double difference = (At(0.45 + 1e-6).V.V - At(0.45 - 1e-6).V.V) / 2e-6;
        At(0.45).D.V.ShouldBe(difference, 1e-6 * Math.Abs(difference));
    }

    [Test]
    public void It_releases_like_a_sphere_that_swells_as_far()
    {
        double[] times = [0.1, 1, 4];
        BatchOptions neutral = SwellingSphereTests.Exact with { Schedule = new([0], [7]) };
        Real64 chains = FloryRehner.Chains(new Real64(5), new Real64(75));
        double share = FloryRehner.Share(new Real64(0.45), chains, new Real64(0), new Real64(1)).V;
        double[] gel = Batches.Solve(Subject, [100, 3e5, 1.2, 1, 1, 1, 2, 5, 75, 0.45, 0, 1, 5], neutral, times);
        double[] given = Batches.Solve(new SwellingSphereModel(), [100, 3e5, 1.2, 1, 1, 1, 2 * Math.Sqrt(5), 1 / share],
            SwellingSphereTests.Exact, times);
        gel.Zip(given, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-8);
    }

    [Test]
    public void Base_swells_a_gel_of_acids_and_salt_holds_it()
    {
        double Swollen(double salt, double pH) => Batches.Solve(Subject, [100, 3e5, 1.2, 1, 1, 1, 2, 5, 75, 0.45, 1000, salt, 5],
            SwellingSphereTests.Exact with { Schedule = new([0], [pH]) }, [48])[1];
        Swollen(10, 8).ShouldBe(13.5372719, 1e-3 * 13.5);
        Swollen(10, 2).ShouldBe(7.69994768, 1e-2 * 7.7);
        Swollen(150, 8).ShouldBe(8.68065645, 1e-3 * 8.7);
    }
}
