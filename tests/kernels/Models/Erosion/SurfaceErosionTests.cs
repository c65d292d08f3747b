using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class SurfaceErosionTests : ModelSuite
{
    protected override ReleaseModel Subject { get; } = new SurfaceErosionModel();

    protected override string Effects => "-++000";

    protected override double[] Balance(double[] row) => [1, 1, 0];

    static readonly BatchOptions Exact = new() { Precision = Precision.Double, RelativeTolerance = 1e-9, AbsoluteTolerance = 1e-12 };

    [TestCase(1), TestCase(2), TestCase(3)]
    public void Slabs_cylinders_and_spheres_follow_Hopfenberg(double n)
    {
        double[] times = [1, 5, 9.5, 20], curves = Batches.Solve(Subject, [100, 10, n, 1, 1e5, 1], Exact, times);
        for (int j = 0; j < 4; j++)
            curves[j].ShouldBe(1 - Math.Pow(Math.Max(0, 1 - times[j] / 10), n), 1e-4);
    }

    [Test]
    public void The_erosion_number_is_that_of_the_table()
    {
        foreach ((_, double[] row) in References.Oracle("erosion_number.csv", words: 1))
        {
            // Columns: lambda (1/s), D (m2/s), Mn (kg/mol), N, rho (kg/m3), then the number at 0.1, 1 and 10 mm.
            double bond = Math.Cbrt(row[2] / (6.02214076e23 * (row[3] - 1) * row[4]));
            for (int k = 0; k < 3; k++)
            {
                double size = 100 * Math.Pow(10, k);
                double number = Batches.Solve(Subject, [size, 1, 3, row[0] * 86_400, row[1] * 86_400e12, bond * 1e9], Exact, [1])[1];
                number.ShouldBe(row[5 + k], 1e-6 * row[5 + k]);
            }
        }
    }
}
