using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Tests.Kernels.Solvers;

/// <summary>The coefficients of the explicit methods, by what must hold of any such table: all derivatives are one here.</summary>
public sealed class ExplicitWeightsTests
{
    static ExplicitStep<Real64> Ones => new() { K1 = new(1), K2 = new(1), K3 = new(1), K4 = new(1), K5 = new(1), K6 = new(1), K7 = new(1) };

    [Test]
    public void Every_stage_looks_where_its_weights_take_a_clock()
    {
        Misfit<Bosh3>().ShouldBeLessThan(1e-15);
        Misfit<Dopri5>().ShouldBeLessThan(1e-14);
        Misfit<Tsit5>().ShouldBeLessThan(1e-14);
    }

    [Test]
    public void Both_methods_of_a_pair_agree_on_a_constant_rate()
    {
        Error<Bosh3>().ShouldBe(0, 1e-15);
        Error<Dopri5>().ShouldBe(0, 1e-15);
        Error<Tsit5>().ShouldBe(0, 1e-15);
    }

    [Test]
    public void The_curve_of_a_constant_rate_is_a_line()
    {
        Coefficient<Bosh3>().ShouldBe(0, 1e-15);
        Coefficient<Dopri5>().ShouldBe(0, 1e-13);
        Coefficient<Tsit5>().ShouldBe(0, 1e-13);
    }

    static double Misfit<TMethod>() where TMethod : struct, IRungeKutta
    {
        var stages = new Stages([]);
        TMethod.Step(ref stages);
        stages.Misfits.Count.ShouldBe(TMethod.Stages - 1);
        return stages.Misfits.Max();
    }

    static double Error<TMethod>() where TMethod : struct, IRungeKutta
    {
        ExplicitStep<Real64> k = Ones;
        return TMethod.Error<Real64, Real64, ExplicitStep<Real64>>(new(1), ref k).V;
    }

    static double Coefficient<TMethod>() where TMethod : struct, IRungeKutta
    {
        ExplicitStep<Real64> k = Ones;
        return TMethod.Dense(new(0.5), new(3), new Real64(0.5), ref k).At(new(0.3)).V - 3.15;
    }

    /// <summary>Writes down how far each stage's weights are from adding up to its node.</summary>
    readonly struct Stages(List<double> misfits) : IExplicitSystem
    {
        public List<double> Misfits { get; } = misfits;

        public void Take<TStage>() where TStage : struct, IExplicitStage
        {
            TStage.Index.ShouldBe(Misfits.Count + 2);
            ExplicitStep<Real64> k = Ones;
            Misfits.Add(Math.Abs(TStage.StageValue<Real64, Real64, ExplicitStep<Real64>>(new(1), new(0), ref k).V - TStage.C));
        }
    }
}
