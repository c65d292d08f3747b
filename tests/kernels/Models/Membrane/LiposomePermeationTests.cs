using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class LiposomePermeationTests : ModelSuite
{
    protected override ReleaseModel Subject { get; } = new LiposomePermeationModel();

    protected override string Effects => "+--?-?-";

    protected override double[] Balance(double[] row) => [1, 1];

    static readonly BatchOptions Exact = new() { Precision = Precision.Double, RelativeTolerance = 1e-9, AbsoluteTolerance = 1e-13 };

    [Test]
    public void Permeation_between_two_volumes_is_one_exponential()
    {
        foreach (double[] row in References.Oracle("liposome_permeation.csv"))
        {
            // Columns: P (m/s), r (m), pKa, pH in, pH out, K, volume of lipid, volume inside over all, t (s), k, F at the end, F.
            double[] curves = Batches.Solve(Subject, [row[0] * 3.6e12, 1e9 * row[1], row[2], row[3], row[5] * row[6], 0, row[7]],
                Exact with { Schedule = new([0], [row[4]]) }, [row[8] / 3600]);
            curves[0].ShouldBe(row[11], 1e-8 + 1e-7 * row[11], string.Join(',', row));
        }
    }

    [Test]
    public void A_weak_base_gathers_where_it_is_acid()
    {
        // At equilibrium c_i / c_o = (1 + 10^(pKa - pH_i)) / (1 + 10^(pKa - pH_o)).
        double left = 1 - Batches.Solve(Subject, [1e6, 50, 8.2, 5, 0, 0, 0.1], Exact with { Schedule = new([0], [7.4]) }, [1e4])[0];
        double ratio = (1 + Math.Pow(10, 3.2)) / (1 + Math.Pow(10, 0.8));
        (left / (1 - left)).ShouldBe(ratio * 0.1 / 0.9, 1e-5);
    }

    [Test]
    public void A_charged_surface_draws_ions_of_the_other_sign()
    {
        foreach (double[] row in References.Oracle("ion_partition_potential.csv").Where(row => row[0] == 1))
        {
            // All of the drug is charged, so that the rate falls by 1 + K phi exp(-F psi / R T).
            double Rate(double psi, double partition) => -Math.Log(1 - Batches.Solve(
                Subject, [1e9, 100, 14, 7, partition, psi, 1e-9], Exact with { Schedule = new([0], [7]) }, [0.1])[0]);
            (Rate(0, 0) / Rate(row[1], 2) - 1).ShouldBe(2 * row[2], 1e-5 * row[2]);
        }
    }
}
