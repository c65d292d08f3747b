using SurrogateEngine.Trainers;
using TorchSharp;

namespace SurrogateEngine.Tests.Training;

public sealed class PredictTests
{
    static readonly CurveSet Set = FirstOrderRelease.Curves(5000);

    Surrogate surrogate = null!;

    [OneTimeSetUp]
    public void Train() => surrogate = Trainer.Train(FirstOrderRelease.SmallPlan with
    {
        Network = FirstOrderRelease.SmallPlan.Network with { Width = 24 },
        Schedule = FirstOrderRelease.SmallPlan.Schedule with { Epochs = 2 },
    }, Set);

    [OneTimeTearDown]
    public void Release() => surrogate.Dispose();

    [TestCase(1), TestCase(3), TestCase(16), TestCase(17), TestCase(100), TestCase(4097)]
    public void A_curve_does_not_depend_on_who_else_is_asked_for(int chunk)
    {
        var whole = new float[Set.Curves.Length];
        surrogate.Predict(Set.Parameters.Span, Set.Count, whole);
        int inputs = Set.Space.Parameters.Count, points = Set.Space.Points, rows = Math.Min(Set.Count, chunk * 50);
        var parts = new float[rows * points];
        for (int at = 0; at < rows; at += chunk)
        {
            int count = Math.Min(chunk, rows - at);
            surrogate.Predict(Set.Parameters.Span.Slice(at * inputs, count * inputs), count, parts.AsSpan(at * points, count * points));
        }
        parts.ShouldBe(whole[..parts.Length]);
    }

    [Test]
    public void Threads_change_nothing()
    {
        torch.set_num_threads(1);
        var one = surrogate.Predict(Set.Formulation(11));
        var manyByOne = new float[Set.Curves.Length];
        surrogate.Predict(Set.Parameters.Span, Set.Count, manyByOne);
        torch.set_num_threads(2);
        surrogate.Predict(Set.Formulation(11)).ShouldBe(one);
        var manyByTwo = new float[Set.Curves.Length];
        surrogate.Predict(Set.Parameters.Span, Set.Count, manyByTwo);
        manyByTwo.ShouldBe(manyByOne);
    }

    [Test]
    public void Several_callers_at_once_get_what_one_gets()
    {
        var alone = new float[Set.Curves.Length];
        surrogate.Predict(Set.Parameters.Span, Set.Count, alone);
        var together = new float[4][];
        Parallel.For(0, together.Length, caller =>
        {
            var curves = new float[Set.Curves.Length];
            surrogate.Predict(Set.Parameters.Span, Set.Count, curves);
            together[caller] = curves;
        });
        foreach (var curves in together)
            curves.ShouldBe(alone);
    }

    [Test]
    public void An_impossible_formulation_gives_no_numbers_and_disturbs_no_other()
    {
        double[] formulations = [0.5, -1, .. Set.Formulation(0)];
        var curves = new float[2 * Set.Space.Points];
        surrogate.Predict(formulations, 2, curves);
        curves[..Set.Space.Points].ShouldAllBe(q => float.IsNaN(q));
        curves[Set.Space.Points..].ShouldBe(surrogate.Predict(Set.Formulation(0)));
    }

    [Test]
    public void Formulations_outside_the_trained_ranges_are_marked()
    {
        var inRange = new bool[3];
        surrogate.InRange([0.5, 1, 0.2, 1, 0.5, 2.1], inRange);
        inRange.ShouldBe([true, false, false]);
        surrogate.InRange([0.9, 0.05]).ShouldBeTrue();
    }

    [Test]
    public void Spans_of_the_wrong_size_are_refused()
    {
        Should.Throw<ArgumentException>(() => surrogate.Predict(new double[3], 2, new float[16]));
        Should.Throw<ArgumentException>(() => surrogate.Predict(new double[4], 2, new float[15]));
    }

    [Test]
    public void Nothing_asked_nothing_given() => surrogate.Predict([], 0, []);
}
