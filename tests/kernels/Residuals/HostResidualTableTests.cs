using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Residuals;

/// <summary>What goes in and out of a residual: shapes, kinds of table, memory.</summary>
public sealed class HostResidualTableTests
{
    [Test]
    public void A_table_that_does_not_fit_is_refused()
    {
        using var physics = new HostResidual(new BurstErosionLaw());
        Should.Throw<ArgumentException>(() => physics.Evaluate(new double[6], new double[3], new double[11], new double[11], new double[11])).Message.ShouldContain("states");
        Should.Throw<ArgumentException>(() => physics.Evaluate(new double[6], new double[3], new double[12], new double[12], new double[1])).Message.ShouldContain("residual");
        Should.Throw<ArgumentException>(() => physics.Evaluate(new double[6], new double[2], new double[12], new double[12], new double[12])).Message.ShouldContain("times");
        Should.Throw<ArgumentException>(() => physics.PullBack(new double[6], new double[3], new double[12], new double[12], new double[12], new double[5])).Message.ShouldContain("toParameters");
        Should.Throw<ArgumentException>(() => new HostResidual(new PlgaSphereLaw(), new() { Shells = 1 })).Message.ShouldContain("1 shells");
        HostResidual.States(new BurstErosionLaw()).ShouldBe(4);
        HostResidual.States(new PlgaLocalLaw()).ShouldBe(98);
    }

    [Test]
    public void An_empty_batch_is_no_work()
    {
        using var physics = new HostResidual(new PlgaSphereLaw());
        Should.NotThrow(() => physics.Evaluate(ReadOnlySpan<double>.Empty, [], [], [], []));
        Should.NotThrow(() => physics.PullBack(ReadOnlySpan<double>.Empty, [], [], [], [], []));
    }

    [Test]
    public void Every_scenario_may_have_its_own_times()
    {
        var law = new PlgaSphereLaw();
        Proposal at = Proposal.For(law, law.DefaultShells);
        int count = at.Parameters.Length / law.Parameters.Count;
        using var physics = new HostResidual(law);
        double[] shared = new double[at.States.Length], own = new double[at.States.Length];
        physics.Evaluate(at.Parameters, at.Times, at.States, at.Slopes, shared);
        physics.Evaluate(at.Parameters, [.. Enumerable.Repeat(at.Times, count).SelectMany(t => t)], at.States, at.Slopes, own);
        own.ShouldBe(shared);
    }

    [Test]
    public void Float_tables_hold_the_same_numbers()
    {
        var law = new PlgaLocalLaw();
        Proposal at = Proposal.For(law, law.DefaultShells);
        using var physics = new HostResidual(law, new() { Number = Number.Single });
        static float[] Single(double[] x) => [.. x.Select(v => (float)v)];
        static double[] Rounded(double[] x) => [.. x.Select(v => (double)(float)v)];
        double[] residual = new double[at.States.Length], toStates = new double[at.States.Length], toParameters = new double[at.Parameters.Length];
        float[] residual32 = new float[at.States.Length], toStates32 = new float[at.States.Length], toParameters32 = new float[at.Parameters.Length];
        physics.Evaluate(Single(at.Parameters), Single(at.Times), Single(at.States), Single(at.Slopes), residual32);
        physics.Evaluate(Rounded(at.Parameters), Rounded(at.Times), Rounded(at.States), Rounded(at.Slopes), residual);
        residual32.ShouldBe(Single(residual));
        physics.PullBack(Single(at.Parameters), Single(at.Times), Single(at.States), Single(at.Slopes), toStates32, toParameters32);
        physics.PullBack(Rounded(at.Parameters), Rounded(at.Times), Rounded(at.States), Rounded(at.Slopes), toStates, toParameters);
        toStates32.ShouldBe(Single(toStates));
        for (int k = 0; k < toParameters.Length; k++)
            toParameters32[k].ShouldBe((float)toParameters[k], 1e-5f * Math.Abs((float)toParameters[k]));
    }

    [Test]
    public void Gradients_of_the_states_alone_are_the_same_ones()
    {
        var law = new PlgaLocalLaw();
        Proposal at = Proposal.For(law, law.DefaultShells);
        using var physics = new HostResidual(law);
        double[] both = new double[at.States.Length], alone = new double[at.States.Length];
        physics.PullBack(at.Parameters, at.Times, at.States, at.Slopes, both, new double[at.Parameters.Length]);
        physics.PullBack(at.Parameters, at.Times, at.States, at.Slopes, alone, []);
        alone.ShouldBe(both);
    }

    [TestCase(1)]
    [TestCase(3)]
    public void A_warm_residual_allocates_nothing(int threads)
    {
        var law = new PlgaSphereLaw();
        Proposal at = Proposal.For(law, law.DefaultShells, count: 100);
        using var physics = new HostResidual(law, new() { Threads = threads });
        double[] residual = new double[at.States.Length], toStates = new double[at.States.Length], toParameters = new double[at.Parameters.Length];
        long least = long.MaxValue;
        for (int run = 0; run < 6; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            physics.Evaluate(at.Parameters, at.Times, at.States, at.Slopes, residual);
            physics.PullBack(at.Parameters, at.Times, at.States, residual, toStates, toParameters);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        least.ShouldBe(0);
    }
}
