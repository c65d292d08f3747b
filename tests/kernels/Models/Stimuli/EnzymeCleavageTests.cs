using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class EnzymeCleavageTests : ModelSuite
{
    protected override ReleaseModel Subject { get; } = new EnzymeCleavageModel();

    protected override string Effects => "+-+";

    protected override double[] Balance(double[] row) => [1, 1];

    static readonly BatchOptions Exact = new()
    {
        Precision = Precision.Double,
        RelativeTolerance = 1e-10,
        AbsoluteTolerance = 1e-13,
        Schedule = new([0], [1]),
    };

    [Test]
    public void What_is_left_is_Lamberts_function()
    {
        // S = Km W(S0/Km exp((S0 - Vmax t)/Km)), here in units of S0.
        foreach (double[] row in References.Oracle("michaelis_menten_lambertW.csv"))
        {
            (double dose, double vmax, double km, double t, double left) = (row[0], row[1], row[2], row[3], row[4]);
            Batches.Solve(Subject, [vmax / dose, km / dose, 0], Exact, [t])[0].ShouldBe(1 - left / dose, 1e-8);
        }
    }

    [Test]
    public void Far_from_saturation_it_is_of_first_order_and_at_saturation_of_zeroth()
    {
        Batches.Solve(Subject, [1e4, 1e5, 0], Exact, [5])[0].ShouldBe(1 - Math.Exp(-0.5), 1e-5);
        Batches.Solve(Subject, [0.1, 1e-6, 0], Exact, [5])[0].ShouldBe(0.5, 1e-5);
    }

    [Test]
    public void Without_the_enzyme_little_comes_out() =>
        Batches.Solve(Subject, [2, 0.5, 0.001], Exact with { Schedule = new([0, 2], [0, 1]) }, [2])[0].ShouldBe(1 - Math.Exp(-0.002), 1e-9);
}
