using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim.lr_scheduler;

namespace SurrogateEngine.Tests.Embedded.Torch;

/// <summary>Learning rates against the closed forms.</summary>
public sealed class ScheduleTests
{
    [Test]
    public void Steps_lines_powers_and_functions()
    {
        Rates(static o => StepLR(o, 3, 0.5), 7).ShouldBe(Each(7, static e => Math.Pow(0.5, e / 3)), 1e-12);
        Rates(static o => MultiStepLR(o, [2, 5], 0.1), 7).ShouldBe(Each(7, static e => e < 2 ? 1 : e < 5 ? 0.1 : 0.01), 1e-12);
        Rates(static o => ExponentialLR(o, 0.9), 7).ShouldBe(Each(7, static e => Math.Pow(0.9, e)), 1e-12);
        Rates(static o => LinearLR(o, 0.25, 1, 4), 7).ShouldBe(Each(7, static e => 0.25 + 0.75 * Math.Min(4, e) / 4), 1e-12);
        Rates(static o => LambdaLR(o, static e => 1.0 / (1 + e)), 7).ShouldBe(Each(7, static e => 1.0 / (1 + e)), 1e-12);
    }

    [Test]
    public void Constants_and_powers()
    {
        Rates(static o => ConstantLR(o, 0.25, 3), 6).ShouldBe(Each(6, static e => e < 3 ? 0.25 : 1), 1e-12);
        Rates(static o => PolynomialLR(o, 4, 2), 6).ShouldBe(Each(6, static e => Math.Pow(1 - Math.Min(4, e) / 4.0, 2)), 1e-12);
    }

    [Test]
    public void Schedules_follow_each_other()
    {
        var rates = Rates(static o => SequentialLR(o, [LinearLR(o, 0.25, 1, 4), CosineAnnealingLR(o, 6)], [4]), 10);
        rates.ShouldBe(Each(10, static e => e < 4 ? 0.25 + 0.75 * e / 4 : (1 + Math.Cos(Math.PI * (e - 4) / 6)) / 2), 1e-9);
        var (optimizer, parameter) = Adam();
        Should.Throw<ArgumentException>(() => SequentialLR(optimizer, [StepLR(optimizer, 1)], [3])).Message.ShouldContain("one more than the number of milestones");
        parameter.Dispose();
    }

    [Test]
    public void A_cosine_falls_to_its_floor() =>
        Rates(static o => CosineAnnealingLR(o, 10, 0.1), 11).ShouldBe(Each(11, static e => 0.1 + 0.9 * (1 + Math.Cos(Math.PI * e / 10)) / 2), 1e-9);

    [Test]
    public void One_cycle_climbs_and_falls_and_moves_the_momentum_the_other_way()
    {
        var (optimizer, parameter) = Adam();
        var schedule = OneCycleLR(optimizer, max_lr: 2, total_steps: 11, pct_start: 0.3);
        var (rates, momenta) = (new List<double>(), new List<double>());
        for (var i = 0; i < 11; i++)
        {
            rates.Add(optimizer.ParamGroups.First().LearningRate);
            momenta.Add(((optim.IBetas)optimizer.ParamGroups.First()).Betas.Item1);
            if (i < 10) schedule.step();
        }
        rates[0].ShouldBe(2.0 / 25, 1e-12);
        rates.Max().ShouldBe(2, 0.1);
        rates[^1].ShouldBe(2.0 / 25 / 1e4, 1e-12);
        momenta[0].ShouldBe(0.95, 1e-12);
        momenta.Min().ShouldBe(0.85, 0.01);
        Should.Throw<InvalidOperationException>(() =>
        {
            schedule.step();
            schedule.step();
        });
        parameter.Dispose();
    }

    [Test]
    public void A_plateau_lowers_the_rate()
    {
        var (optimizer, parameter) = Adam();
        var schedule = ReduceLROnPlateau(optimizer, factor: 0.5, patience: 1);
        foreach (var loss in (double[])[5, 4, 4, 4, 3, 3]) schedule.step(loss);
        optimizer.ParamGroups.First().LearningRate.ShouldBe(0.5);
        Should.Throw<InvalidOperationException>(schedule.step);
        parameter.Dispose();
    }

    private static (Adam Optimizer, Parameter Parameter) Adam()
    {
        var parameter = new Parameter(zeros(1));
        return (optim.Adam([parameter], 1.0), parameter);
    }

    private static double[] Rates(Func<optim.Optimizer, LRScheduler> create, int epochs)
    {
        var (optimizer, parameter) = Adam();
        var schedule = create(optimizer);
        var rates = new double[epochs];
        for (var i = 0; i < epochs; i++, schedule.step()) rates[i] = optimizer.ParamGroups.First().LearningRate;
        parameter.Dispose();
        return rates;
    }

    private static double[] Each(int epochs, Func<int, double> rate) => [.. Enumerable.Range(0, epochs).Select(rate)];
}
