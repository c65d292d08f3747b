using SurrogateEngine.Trainers;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Training;

public sealed class TransformTests
{
    static readonly double[] Fractions = [1e-5, 1e-3, 0.02, 0.3, 0.632, 0.9, 0.99, 0.9999];

    [TestCase("raw"), TestCase("log"), TestCase("cloglog")]
    public void A_curve_survives_the_round_trip(string name)
    {
        using var scope = NewDisposeScope();
        var transform = CurveTransform.All.Get(name);
        var q = tensor(Fractions, [Fractions.Length]);
        var back = transform.Inverse_(transform.Forward(q));
        var values = back.data<double>().ToArray();
        for (int i = 0; i < values.Length; i++)
            values[i].ShouldBe(Fractions[i], 1e-12 * Fractions[i] + 1e-15);
    }

    [TestCase("raw"), TestCase("log"), TestCase("cloglog")]
    public void The_derivative_is_the_derivative_of_the_inverse(string name)
    {
        using var scope = NewDisposeScope();
        var transform = CurveTransform.All.Get(name);
        var q = tensor(Fractions, [Fractions.Length]);
        var z = transform.Forward(q);
        const double h = 1e-6;
        var up = transform.Inverse_(z + h).data<double>().ToArray();
        var down = transform.Inverse_(z - h).data<double>().ToArray();
        var derivative = transform.Derivative(q).data<double>().ToArray();
        for (int i = 0; i < derivative.Length; i++)
            derivative[i].ShouldBe((up[i] - down[i]) / (2 * h), 1e-6 * derivative[i] + 1e-9);
    }

    [Test]
    public void Cloglog_of_a_first_order_release_is_log_k_plus_log_t()
    {
        using var scope = NewDisposeScope();
        double[] times = [0.01, 0.1, 1, 5];
        const double k = 0.7;
        var q = tensor(times.Select(t => 1 - Math.Exp(-k * t)).ToArray(), [times.Length]);
        var z = CurveTransform.All.Get("cloglog").Forward(q).data<double>().ToArray();
        for (int j = 0; j < times.Length; j++)
            z[j].ShouldBe(Math.Log(k * times[j]), 1e-10);
    }

    [Test]
    public void Nothing_and_everything_released_stay_finite()
    {
        using var scope = NewDisposeScope();
        var transform = CurveTransform.All.Get("cloglog");
        var back = transform.Inverse_(transform.Forward(tensor(new float[] { 0, 1 }, [2]))).data<float>().ToArray();
        back[0].ShouldBe(1e-6f, 1e-9f);
        back[1].ShouldBe(1 - 1e-6f, 1e-7f);
    }

    [Test]
    public void Two_outputs_each_keep_their_own_transform()
    {
        using var scope = NewDisposeScope();
        var set = FirstOrderRelease.Curves(FirstOrderRelease.SpaceOfTwo, 300);
        int[] rows = [.. Enumerable.Range(0, 300)];
        var names = TransformChoice.Of("auto", set, rows);
        names.ShouldBe(["cloglog", "raw"]);
        using var transform = OutputTransform.Fit(names, set, rows);
        var z = transform.ToNetwork(set.CurveTensor(rows));
        z.mean([0]).abs().max().item<float>().ShouldBeLessThan(1e-4f);
        z.square().mean([0]).sub(1).abs().max().item<float>().ShouldBeLessThan(1e-3f);
        var back = transform.ToCurves_(z).Floats();
        var truth = set.Curves.Span;
        for (int i = 0; i < truth.Length; i++)
            back[i].ShouldBe(truth[i], 1e-5f * Math.Max(1, Math.Abs(truth[i])));
    }

    [Test]
    public void An_output_beyond_one_is_refused_for_cloglog()
    {
        var set = FirstOrderRelease.Curves(FirstOrderRelease.SpaceOfTwo, 20);
        var refusal = Should.Throw<RefusedException>(() => TransformChoice.Of("cloglog", set, [0, 1, 2]));
        refusal.Message.ShouldContain("Output left");
        refusal.Message.ShouldContain("\"transform\"");
    }

    [Test]
    public void A_time_at_which_all_curves_agree_is_not_scaled()
    {
        var space = FirstOrderRelease.Space with { Times = [0, 1] };
        var set = FirstOrderRelease.Curves(space, 50);
        int[] rows = [.. Enumerable.Range(0, 50)];
        using var transform = OutputTransform.Fit(["cloglog"], set, rows);
        transform.Deviation[0].ShouldBe(1);
        transform.Deviation[1].ShouldNotBe(1);
    }
}
