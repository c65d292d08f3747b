using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Sensitivities;

/// <summary>What goes in and out of a residual: shapes, kinds of table, memory.</summary>
public sealed class HostResidualTableTests
{
    [Test]
    public void A_table_that_does_not_fit_is_refused()
    {
        using var physics = new HostResidual(new BurstErosionModel());
        Should.Throw<ArgumentException>(() =>
            physics.Evaluate(new double[6], new double[3], new double[11], new double[11], new double[11])).Message.ShouldContain("states");
        Should.Throw<ArgumentException>(() => physics.Evaluate(new double[6], new double[3], new double[12], new double[12],
            new double[1])).Message.ShouldContain("residual");
        Should.Throw<ArgumentException>(() =>
            physics.Evaluate(new double[6], new double[2], new double[12], new double[12], new double[12])).Message.ShouldContain("times");
        Should.Throw<ArgumentException>(() => physics.VectorJacobianProduct(new double[6], new double[3], new double[12], new double[12],
            new double[12], new double[5])).Message.ShouldContain("toParameters");
        Should.Throw<ArgumentException>(() =>
            new HostResidual(new PlgaSphereModel(), new() { Shells = 1 })).Message.ShouldContain("1 shells");
        HostResidual.States(new BurstErosionModel()).ShouldBe(4);
        HostResidual.States(new PlgaLocalModel()).ShouldBe(98);
    }

    [Test]
    public void An_empty_batch_is_no_work()
    {
        using var physics = new HostResidual(new PlgaSphereModel());
        Should.NotThrow(() => physics.Evaluate(ReadOnlySpan<double>.Empty, [], [], [], []));
        Should.NotThrow(() => physics.VectorJacobianProduct(ReadOnlySpan<double>.Empty, [], [], [], [], []));
    }

    [Test]
    public void Every_sample_may_have_its_own_times()
    {
        var model = new PlgaSphereModel();
        Proposal at = Proposal.For(model, model.DefaultShells);
        int count = at.Parameters.Length / model.Parameters.Count;
        using var physics = new HostResidual(model);
        double[] shared = new double[at.States.Length], own = new double[at.States.Length];
        physics.Evaluate(at.Parameters, at.Times, at.States, at.Derivatives, shared);
        physics.Evaluate(at.Parameters, [.. Enumerable.Repeat(at.Times, count).SelectMany(t => t)], at.States, at.Derivatives, own);
        own.ShouldBe(shared);
    }

    [Test]
    public void Float_tables_hold_the_same_numbers()
    {
        var model = new PlgaLocalModel();
        Proposal at = Proposal.For(model, model.DefaultShells);
        using var physics = new HostResidual(model, new() { Precision = Precision.Single });
        static float[] Single(double[] x) => [.. x.Select(v => (float)v)];
        static double[] Rounded(double[] x) => [.. x.Select(v => (double)(float)v)];
        double[] residual = new double[at.States.Length], toStates = new double[at.States.Length],
            toParameters = new double[at.Parameters.Length];
        float[] residual32 = new float[at.States.Length], toStates32 = new float[at.States.Length],
            toParameters32 = new float[at.Parameters.Length];
        physics.Evaluate(Single(at.Parameters), Single(at.Times), Single(at.States), Single(at.Derivatives), residual32);
        physics.Evaluate(Rounded(at.Parameters), Rounded(at.Times), Rounded(at.States), Rounded(at.Derivatives), residual);
        residual32.ShouldBe(Single(residual));
        physics.VectorJacobianProduct(Single(at.Parameters), Single(at.Times), Single(at.States), Single(at.Derivatives), toStates32,
            toParameters32);
        physics.VectorJacobianProduct(Rounded(at.Parameters), Rounded(at.Times), Rounded(at.States), Rounded(at.Derivatives), toStates,
            toParameters);
        toStates32.ShouldBe(Single(toStates));
        for (int k = 0; k < toParameters.Length; k++)
            toParameters32[k].ShouldBe((float)toParameters[k], 1e-5f * Math.Abs((float)toParameters[k]));
    }

    [Test]
    public void Gradients_of_the_states_alone_are_the_same_ones()
    {
        var model = new PlgaLocalModel();
        Proposal at = Proposal.For(model, model.DefaultShells);
        using var physics = new HostResidual(model);
        double[] both = new double[at.States.Length], alone = new double[at.States.Length];
        physics.VectorJacobianProduct(at.Parameters, at.Times, at.States, at.Derivatives, both, new double[at.Parameters.Length]);
        physics.VectorJacobianProduct(at.Parameters, at.Times, at.States, at.Derivatives, alone, []);
        alone.ShouldBe(both);
    }

    [TestCase(1)]
    [TestCase(3)]
    public void A_warm_residual_allocates_nothing(int threads)
    {
        var model = new PlgaSphereModel();
        Proposal at = Proposal.For(model, model.DefaultShells, count: 100);
        using var physics = new HostResidual(model, new() { Threads = threads });
        double[] residual = new double[at.States.Length], toStates = new double[at.States.Length],
            toParameters = new double[at.Parameters.Length];
        long least = long.MaxValue;
        for (int run = 0; run < 6; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            physics.Evaluate(at.Parameters, at.Times, at.States, at.Derivatives, residual);
            physics.VectorJacobianProduct(at.Parameters, at.Times, at.States, residual, toStates, toParameters);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        least.ShouldBe(0);
    }
}
