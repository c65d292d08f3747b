using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Tests.Kernels.Systems.Multispecies;
using SurrogateEngine.Tests.Kernels.Systems.Network;
using SurrogateEngine.Tests.Kernels.Systems.Sphere;

namespace SurrogateEngine.Tests.Kernels.Solvers;

/// <summary>Methods of more stages than sums are written out for where they stand, of 18 and 13, on every shape of system.</summary>
public sealed class ManyStagesTests
{
    static IEnumerable<ReleaseModel> Models =>
        [new BurstErosionModel(), MildSpheres.Plga, MildSpheres.PlgaLocal, new MousePbpkModel(), new SuccessionModel()];

    [Test]
    public void A_Rosenbrock_method_takes_the_steps_of_the_one_it_was_made_of([ValueSource(nameof(Models))] ReleaseModel model)
    {
        double[] row = MildSpheres.Formulations(model, 1);
        foreach (double theta in (double[])[0.3, 1])
            ShouldBeAlike(EqualSteps.Walk(model, new StiffEntry<LateRodas5P>(), row, 0.2, 40, theta),
                EqualSteps.Walk(model, Catalog.Methods.Find("rodas5p")!, row, 0.2, 40, theta));
    }

    [Test]
    public void Two_half_steps_in_one_are_two_steps([ValueSource(nameof(Models))] ReleaseModel model)
    {
        double[] row = MildSpheres.Formulations(model, 1);
        int outputs = model.Outputs.Count;
        double[] whole = EqualSteps.Walk(model, new ExplicitEntry<TwiceDopri5>(), row, 0.02, 40);
        double[] halves = EqualSteps.Walk(model, Catalog.Methods.Find("dopri5")!, row, 0.02, 80);
        ShouldBeAlike(whole, [.. Enumerable.Range(0, whole.Length).Select(k => halves[(k / outputs * 2 + 1) * outputs + k % outputs])]);
    }

    [Test]
    public void Within_such_a_step_the_curve_is_the_cubic_through_both_ends([ValueSource(nameof(Models))] ReleaseModel model)
    {
        if (model is MousePbpkModel)
            model = new CarrierModel(); // smooth at the start, where mouse-pbpk's release begins with a power of the time
        double[] row = MildSpheres.Formulations(model, 1);
        double[] cubic = EqualSteps.Walk(model, new ExplicitEntry<TwiceDopri5>(), row, 5e-3, 20, theta: 0.25);
        double[] exact = EqualSteps.Walk(model, Catalog.Methods.Find("dopri5")!, row, 5e-3, 20, theta: 0.25);
        for (int k = 0; k < cubic.Length; k++)
            cubic[k].ShouldBe(exact[k], 1e-7 * Math.Max(1, Math.Abs(exact[k])));
    }

    static void ShouldBeAlike(double[] actual, double[] expected)
    {
        expected.ShouldContain(x => Math.Abs(x) > 1e-6);
        for (int k = 0; k < actual.Length; k++)
            actual[k].ShouldBe(expected[k], 1e-11 * Math.Max(1, Math.Abs(expected[k])));
    }
}
