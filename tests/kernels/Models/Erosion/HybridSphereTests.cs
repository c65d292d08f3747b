using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class HybridSphereTests : ModelSuite
{
    protected override ReleaseModel Subject { get; } = new HybridSphereModel();

    protected override string Effects => "-?????????" + "????????????";

    protected override double[] Balance(double[] row) => [1 - row[6], 1, 0, 0, 1];

    static double[] Formulation(double mass, double k, params double[] network) => [100, mass, 2, 65, k, 0, 0, 1, .. network];

    [Test]
    public void Without_neurons_it_is_a_power_of_the_mass()
    {
        double[] times = [1, 10, 60], zeros = new double[4];
        // kM / Mw of scission-sphere is a power of -1.
        double[] network = [Math.Log(300.0 / 20), -1, .. zeros, .. zeros, .. zeros];
        double[] hybrid = Batches.Solve(Subject, Formulation(40, 2e-4, network), ScissionSphereTests.Exact, times);
        double[] row = [100, 40, 2, 65, 2e-4, 0, 0, 1, 0, 300];
        double[] known = Batches.Solve(new ScissionSphereModel(), row, ScissionSphereTests.Exact, times);
        hybrid.Zip(known, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-7);
    }

    [Test]
    public void A_neuron_is_a_step_of_the_logarithm()
    {
        double[] times = [5, 20], zeros = new double[4];
        // tanh(8 (x + 3)) is 1 for all masses above 2 kDa: D doubles.
        double[] stepped = [2, 0, Math.Log(2), 0, 0, 0, 8, 1, 1, 1, 24, 0, 0, 0];
        double[] plain = [2 + Math.Log(2), 0, .. zeros, .. zeros, .. zeros];
        double[] one = Batches.Solve(Subject, Formulation(40, 1e-5, stepped), ScissionSphereTests.Exact, times);
        double[] other = Batches.Solve(Subject, Formulation(40, 1e-5, plain), ScissionSphereTests.Exact, times);
        one.Zip(other, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-6);
    }
}
