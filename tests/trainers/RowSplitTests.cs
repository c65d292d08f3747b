using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training;

public sealed class RowSplitTests
{
    [Test]
    public void Shares_are_what_was_asked_for_and_every_row_has_one_place()
    {
        var split = RowSplit.Of(FirstOrderRelease.Curves(20_000), 0.1, 0.05);
        split.Test.Length.ShouldBeInRange(900, 1100);
        split.Validation.Length.ShouldBeInRange(1850, 2150);
        split.Train.Concat(split.Validation).Concat(split.Test).Order().ShouldBe(Enumerable.Range(0, 20_000));
    }

    [Test]
    public void A_formulation_keeps_its_place_whatever_the_order_and_whoever_is_added()
    {
        var set = FirstOrderRelease.Curves(500);
        int[] backwards = [.. Enumerable.Range(0, 500).Reverse()];
        var few = RowSplit.Of(FirstOrderRelease.Curves(100), 0.1, 0.1);
        var all = RowSplit.Of(set, 0.1, 0.1);
        all.Test.Where(row => row < 100).ShouldBe(few.Test);
        RowSplit.Of(set.Rows(backwards), 0.1, 0.1).Test.Select(row => 499 - row).Order().ShouldBe(all.Test);
    }

    [Test]
    public void Failed_trajectories_are_left_out()
    {
        var set = FirstOrderRelease.Curves(50);
        var curves = set.Curves.ToArray();
        curves[7 * set.Space.Points + 3] = float.NaN;
        var split = RowSplit.Of(new CurveSet(set.Space, set.Parameters, curves), 0.1, 0.1);
        split.LeftOut.ShouldBe([7]);
        (split.Train.Length + split.Validation.Length + split.Test.Length).ShouldBe(49);
    }

    [Test]
    public void Two_tables_of_different_length_are_refused() =>
        Should.Throw<RefusedException>(() => new CurveSet(FirstOrderRelease.Space, new double[8], new float[24]))
            .Message.ShouldContain("same data set");
}
