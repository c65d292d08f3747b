using SurrogateEngine.Explain;

namespace SurrogateEngine.Tests.Engine.Core.Explain;

/// <summary>Contributions that add up to a prediction: requirement 004.20.</summary>
public sealed class AttributionTests
{
    static readonly double[][] Background = InputRows.Even(PlantedModel.Ishigami.Inputs, 24);

    [Test]
    public void Shapley_values_add_up_004_20()
    {
        Attribution found = KernelShap.Of(PlantedModel.Ishigami, [1, 2, -3], Background);
        found.Residual.ShouldBeLessThan(1e-12);
        found.Base[0].ShouldBe(PlantedModel.Ishigami.Predict(Background).Average(row => row[0]), 1e-12);
    }

    /// <summary>Of x1 x2 + x3, two inputs share their product: x1 gets x1 x2 - b1 b2 halved with what one alone changes.</summary>
    [Test]
    public void A_product_is_shared_as_shapley_does()
    {
        var model = new PlantedModel(0, 1, 3, x => [x[0] * x[1] + x[2], x[2]]);
        Attribution found = KernelShap.Of(model, [2, 3, 5], [[1, 1, 1]]);

        // Orders: x1 first adds 2 - 1, x1 after x2 adds 6 - 3.
        found.Contributions[0][0].ShouldBe((1 + 3) / 2.0, 1e-12);
        found.Contributions[1][0].ShouldBe((2 + 4) / 2.0, 1e-12);
        found.Contributions[2].ShouldBe([4, 4], 1e-12);
        found.Contributions[0][1].ShouldBe(0, 1e-12);
    }

    /// <summary>Of many inputs coalitions are sampled; an additive model leaves the sample nothing to miss.</summary>
    [Test]
    public void Sampled_coalitions_find_an_additive_model_exactly()
    {
        double[] slopes = [.. Enumerable.Range(0, 20).Select(i => i - 7.5)];
        var model = new PlantedModel(0, 1, 20, x => [x.Zip(slopes, (value, slope) => value * slope).Sum()]);
        double[] row = [.. Enumerable.Range(0, 20).Select(i => 0.05 * i)];
        Attribution found = KernelShap.Of(model, row, [new double[20], [.. Enumerable.Repeat(1.0, 20)]]);

        for (int i = 0; i < 20; i++)
            found.Contributions[i][0].ShouldBe(slopes[i] * (row[i] - 0.5), 1e-9);
        found.Residual.ShouldBeLessThan(1e-9);
    }

    [Test]
    public void Sampled_coalitions_come_near_the_exact_values()
    {
        // 14 inputs, the first three of which work together.
        var model = new PlantedModel(0, 1, 14, x => [x[0] * x[1] * x[2] + x.Sum()]);
        Attribution found = KernelShap.Of(model, [.. Enumerable.Repeat(1.0, 14)], [new double[14]]);
        for (int i = 0; i < 14; i++)
            found.Contributions[i][0].ShouldBe(i < 3 ? 1 + 1.0 / 3 : 1, 0.04);
    }

    [Test]
    public void Integrated_gradients_are_the_integrals_in_closed_form()
    {
        Attribution found = PathGradients.Integrated(PlantedModel.Truth, [0.5, -0.8, 0.3], [-1, 0.2, 0]);
        found.Contributions.Select(of => of[0]).ShouldBe([3 * 1.5, 0.64 - 0.04, 0], 1e-12);
        found.Residual.ShouldBeLessThan(1e-12);
    }

    /// <summary>f = x1 x2 on logarithmic scales: along a geometric way both get their share by the logarithm.</summary>
    [Test]
    public void A_logarithmic_input_moves_by_factors()
    {
        var model = new PlantedModel(0.1, 10, 2, x => [x[0] * x[1]], x => [[x[1]], [x[0]]])
        {
            Inputs = [new("a", "", 0.1, 10, true, []), new("b", "", 0.1, 10, true, [])],
        };
        Attribution found = PathGradients.Integrated(model, [4, 2], [1, 1]);
        found.Contributions[0][0].ShouldBe(7 * Math.Log(4) / Math.Log(8), 1e-9);
        found.Contributions[1][0].ShouldBe(7 * Math.Log(2) / Math.Log(8), 1e-9);
    }

    [Test]
    public void Expected_gradients_add_up_to_the_mean_of_the_background()
    {
        double[][] background = InputRows.Even(PlantedModel.Truth.Inputs, 16);
        Attribution found = PathGradients.Expected(PlantedModel.Truth, [0.5, -0.8, 0.3], background);
        found.Residual.ShouldBeLessThan(1e-12);
        found.Base[0].ShouldBe(PlantedModel.Truth.Predict(background).Average(row => row[0]), 1e-12);
    }

    [Test]
    public void Gradients_are_asked_of_models_that_have_them() =>
        Should.Throw<ArgumentException>(() => PathGradients.Integrated(PlantedModel.Ishigami, [1, 1, 1], [0, 0, 0]));

    [Test]
    public void The_nearest_rows_are_those_by_the_scale_of_each_input()
    {
        ExplainedInput[] inputs = [new("size", "nm", 50, 150, false, []), new("k", "1/d", 0.01, 1, true, []), new("drug", "", 0, 1, false, ["A", "B"])];
        double[][] rows = [[100, 0.1, 0], [110, 0.1, 0], [100, 0.2, 1], [100, double.NaN, 0]];
        NearRow[] near = NearestRows.Of(inputs, rows, [100, 0.1, 0], 4);
        near.Select(one => one.Row).ShouldBe([0, 3, 1, 2]);
        near[2].Distance.ShouldBe(0.1 / 3, 1e-12);
        near[3].Distance.ShouldBe((Math.Log(2) / Math.Log(100) + 1) / 3, 1e-12);
    }
}
