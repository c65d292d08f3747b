using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Embedded.Torch;

/// <summary>Quasi-Newton steps on functions whose minimum is known.</summary>
public sealed class LbfgsTests
{
    private DisposeScope scope = null!;

    [SetUp]
    public void Open() => scope = NewDisposeScope();

    [TearDown]
    public void Close() => scope.Dispose();

    [Test]
    public void A_badly_scaled_bowl_is_found_where_descent_is_lost()
    {
        var scales = tensor([1.0, 10, 100, 1000]);
        var parameter = new Parameter(ones(4, float64));
        using var optimizer = optim.LBFGS([parameter], lr: 1, max_iter: 60, tolerange_grad: 1e-9, tolerance_change: 1e-14);
        var calls = 0;
        optimizer.step(() =>
        {
            calls++;
            optimizer.zero_grad();
            var loss = ((parameter - 0.3).square() * scales).sum();
            loss.backward();
            return loss;
        });
        (parameter - 0.3).abs().max().item<double>().ShouldBeLessThan(1e-6);
        calls.ShouldBeLessThan(60);
    }

    [Test]
    public void The_second_step_follows_the_curvature_of_the_first()
    {
        // f = 2 x^2 from x = 1: first x - lr / |g| g = 0.5 at lr 0.5; then y / s gives the curvature 4 exactly, so d = -x.
        var parameter = new Parameter(ones(1, float64));
        using var optimizer = optim.LBFGS([parameter], lr: 0.5, max_iter: 2, max_eval: 10);
        optimizer.step(() => Bowl(optimizer, parameter)).item<double>().ShouldBe(2);
        parameter.item<double>().ShouldBe(0.25, 1e-12);
        // The memory goes on: half of the way that is left.
        optimizer.step(() => Bowl(optimizer, parameter)).item<double>().ShouldBe(0.125, 1e-12);
        parameter.item<double>().ShouldBe(0.0625, 1e-12);
    }

    [Test]
    public void It_stops_at_a_flat_place_and_at_its_number_of_evaluations()
    {
        var parameter = new Parameter(zeros(1, float64));
        using var optimizer = optim.LBFGS([parameter]);
        optimizer.step(() => Bowl(optimizer, parameter));
        parameter.item<double>().ShouldBe(0);
        var (other, calls) = (new Parameter(ones(1, float64)), 0);
        using var few = optim.LBFGS([other], lr: 0.1, max_iter: 50, max_eval: 3);
        few.step(() =>
        {
            calls++;
            return Bowl(few, other);
        });
        calls.ShouldBe(3);
        Should.Throw<ArgumentNullException>(() => few.step()).Message.ShouldContain("closure");
    }

    [Test]
    public void Schedules_set_its_rate()
    {
        var parameter = new Parameter(ones(1, float64));
        using var optimizer = optim.LBFGS([parameter], lr: 0.8);
        var schedule = optim.lr_scheduler.StepLR(optimizer, 1, 0.5);
        schedule.step();
        optimizer.LearningRate.ShouldBe(0.4);
    }

    private static Tensor Bowl(LBFGS optimizer, Parameter parameter)
    {
        optimizer.zero_grad();
        var loss = parameter.square().sum() * 2;
        loss.backward();
        return loss;
    }
}
