using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Tests.Kernels.Solvers;

/// <summary>The coefficients of the explicit methods, by what must hold of any such table.</summary>
public sealed class ExplicitSumsTests
{
    [Test]
    public void Every_stage_looks_where_its_weights_take_a_clock()
    {
        Misfit<Bosh3>().ShouldBeLessThan(1e-15);
        Misfit<Dopri5>().ShouldBeLessThan(1e-14);
        Misfit<Tsit5>().ShouldBeLessThan(1e-14);
    }

    [Test]
    public void Both_methods_of_a_pair_agree_on_a_constant_rate_and_the_curve_is_then_a_line()
    {
        Sum<Bosh3>(Bosh3.Error).ShouldBe(0, 1e-15);
        Sum<Dopri5>(Dopri5.Error).ShouldBe(0, 1e-15);
        Sum<Tsit5>(Tsit5.Error).ShouldBe(0, 1e-15);
        Sum<Dopri5>(Dopri5.Quartic).ShouldBe(0, 1e-13);
        Sum<Tsit5>(Tsit5.Quartic).ShouldBe(0, 1e-13);
    }

    /// <summary>Sums take the slopes of all stages by their weights: with k_j = 10^j each weight has its own place.</summary>
    [Test]
    public void Sums_weigh_every_slope()
    {
        var k = new ExplicitStep<Real64> { K1 = new(1e1), K2 = new(1e2), K3 = new(1e3), K4 = new(1e4), K5 = new(1e5), K6 = new(1e6), K7 = new(1e7) };
        double expected = 0;
        for (int j = 1; j <= 7; j++)
            expected += 0.5 * Tsit5.Error(j) * Math.Pow(10, j);
        ExplicitSums.Error<Tsit5, Real64, Real64, ExplicitStep<Real64>>(new(0.5), ref k).V.ShouldBe(expected, 1e-9);
    }

    static double Sum<TMethod>(Func<int, double> weights) where TMethod : struct, IRungeKutta => Enumerable.Range(1, TMethod.Stages).Sum(weights);

    static double Misfit<TMethod>() where TMethod : struct, IRungeKutta
    {
        var stages = new Stages([]);
        TMethod.Step(ref stages);
        stages.Misfits.Count.ShouldBe(TMethod.Stages - 1);
        return stages.Misfits.Max();
    }

    /// <summary>Writes down how far each stage's weights are from adding up to its node.</summary>
    readonly struct Stages(List<double> misfits) : IExplicitSystem
    {
        public List<double> Misfits { get; } = misfits;

        public void Take<TStage>() where TStage : struct, IExplicitStage
        {
            TStage.Index.ShouldBe(Misfits.Count + 2);
            TStage.A(TStage.Index).ShouldBe(0);
            Misfits.Add(Math.Abs(Enumerable.Range(1, TStage.Index - 1).Sum(TStage.A) - TStage.Node));
        }
    }
}
