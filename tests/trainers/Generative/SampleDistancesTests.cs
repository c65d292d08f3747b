using SurrogateEngine.Trainers;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Training.Generative;

public sealed class SampleDistancesTests
{
    [Test]
    public void The_energy_distance_of_two_points_and_of_a_sample_with_itself_is_known()
    {
        using var scope = NewDisposeScope();
        Tensor a = tensor(new float[] { 0, 0 }, [1, 2]), b = tensor(new float[] { 3, 4 }, [1, 2]);
        // 2 |a - b| with nothing to subtract.
        SampleDistances.Energy(a, b).item<double>().ShouldBe(10, 1e-12);
        Tensor some = tensor(new float[] { 1, 2, 3, 4, 5, 7 }, [3, 2]);
        SampleDistances.Energy(some, some).item<double>().ShouldBe(0, 1e-9);
    }

    [Test]
    public void Kolmogorov_and_Smirnov_count_the_largest_step_between_both()
    {
        SampleDistances.KolmogorovSmirnov([1, 2, 3, 4], [1, 2, 3, 4]).ShouldBe(0);
        SampleDistances.KolmogorovSmirnov([1, 2], [3, 4]).ShouldBe(1);
        SampleDistances.KolmogorovSmirnov([1, 2, 3, 4], [3, 4, 5, 6]).ShouldBe(0.5);
    }

    [Test]
    public void The_area_under_the_curve_is_the_share_of_pairs_in_order()
    {
        SampleDistances.AreaUnderCurve([2, 3], [0, 1]).ShouldBe(1);
        SampleDistances.AreaUnderCurve([0, 1], [2, 3]).ShouldBe(0);
        // Pairs 1-1 (tie), 1-2, 3-1, 3-2: 0.5 + 0 + 1 + 1 of four.
        SampleDistances.AreaUnderCurve([1, 3], [1, 2]).ShouldBe(2.5 / 4);
    }

    [Test]
    public void The_mean_distance_of_pairs_is_per_root_of_the_columns()
    {
        // Sides 1 and 1 and the diagonal of a right triangle, in two columns.
        SampleDistances.MeanPairwise([0, 0, 1, 0, 0, 1], 2).ShouldBe((2 + Math.Sqrt(2)) / 3 / Math.Sqrt(2), 1e-6);
        SampleDistances.MeanPairwise([1, 2], 2).ShouldBe(double.NaN);
    }
}
