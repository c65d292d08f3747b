using SurrogateEngine.Explain;
using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Engine.Core.Explain;

/// <summary>Sobol, Morris, effects, and all of them on the mechanistic model: requirement 000.15.</summary>
public sealed class SensitivityTests
{
    /// <summary>Closed forms: V = a^2/8 + b pi^4/5 + b^2 pi^8/18 + 1/2, V1 = (1 + b pi^4/5)^2/2, V2 = a^2/8, V13 = 8 b^2 pi^8/225.
    /// </summary>
    [Test]
    public void Indices_of_ishigami_are_within_a_hundredth_of_the_closed_form()
    {
        double p4 = Math.Pow(Math.PI, 4), p8 = p4 * p4, v = 49 / 8.0 + 0.1 * p4 / 5 + 0.01 * p8 / 18 + 0.5;
        double v1 = Math.Pow(1 + 0.1 * p4 / 5, 2) / 2, v2 = 49 / 8.0, v13 = 8 * 0.01 * p8 / 225;
        SobolIndices found = SobolIndices.Of(PlantedModel.Ishigami, 8192, 100);

        found.Variance[0].ShouldBe(v, 0.01 * v);
        double[] first = [v1 / v, v2 / v, 0], total = [(v1 + v13) / v, v2 / v, v13 / v];
        for (int i = 0; i < 3; i++)
        {
            found.Inputs[i].First[0].ShouldBe(first[i], 0.01);
            found.Inputs[i].Total[0].ShouldBe(total[i], 0.01);
            found.Inputs[i].FirstLow[0].ShouldBeLessThan(first[i]);
            found.Inputs[i].FirstHigh[0].ShouldBeGreaterThan(first[i] - 1e-9);
            found.Inputs[i].TotalLow[0].ShouldBeLessThan(total[i] + 1e-9);
            found.Inputs[i].TotalHigh[0].ShouldBeGreaterThan(total[i] - 1e-9);
        }

        found.Interactions[0].ShouldBe(v13 / v, 0.02);
        found.Predictions.ShouldBe(8192 * 5);
    }

    [Test]
    public void An_output_that_does_not_vary_has_no_indices() =>
        SobolIndices.Of(new PlantedModel(0, 1, 2, _ => [1]), 64, 10).Inputs[0].First[0].ShouldBe(double.NaN);

    [Test]
    public void Morris_finds_slopes_and_bends()
    {
        var model = new PlantedModel(0, 2, 3, x => [5 * x[0] - 2 * x[1] + x[2] * x[2]]);
        ElementaryEffects[] found = MorrisScreening.Of(model);

        // Over the whole range: slope times 2.
        found[0].Mean[0].ShouldBe(10, 1e-9);
        found[1].Mean[0].ShouldBe(-4, 1e-9);
        found[1].MeanSize[0].ShouldBe(4, 1e-9);
        found[1].Deviation[0].ShouldBe(0, 1e-9);
        found[2].Deviation[0].ShouldBeGreaterThan(0.3);
    }

    [Test]
    public void Partial_dependence_is_the_function_of_an_additive_model()
    {
        double[][] rows = InputRows.Even(PlantedModel.Truth.Inputs, 512);
        EffectCurve found = EffectCurves.PartialDependence(PlantedModel.Truth, rows, 1);
        double mean = 3 * rows.Average(row => row[0]);
        for (int k = 0; k < found.At.Length; k++)
            found.Effect[k][0].ShouldBe(mean + found.At[k] * found.At[k], 1e-9);
        found.Density.Sum().ShouldBe(1, 1e-9);
    }

    /// <summary>Where x1 = x2 in all rows, the local effect of x1 in x1 x2 is x1^2 / 2 + c, while partial dependence asks for rows that do
    /// not exist.</summary>
    [Test]
    public void Accumulated_effects_keep_to_the_rows_that_exist()
    {
        var model = new PlantedModel(0, 1, 2, x => [x[0] * x[1]]);
        double[][] rows = [.. Enumerable.Range(0, 1000).Select(i => new[] { i / 999.0, i / 999.0 })];
        EffectCurve found = EffectCurves.AccumulatedLocal(model, rows, 0);
        for (int k = 0; k < found.At.Length; k++)
            found.Effect[k][0].ShouldBe(found.At[k] * found.At[k] / 2 - 1.0 / 6, 2e-3);
    }

    /// <summary>Levels c, a, b go with x as 0.5, 1 and 2 do: between neighbors the rows exist, and x is held while the level steps.
    /// </summary>
    [Test]
    public void Levels_of_a_category_stand_beside_those_whose_rows_are_alike()
    {
        double[] effects = [1, 4, 0], middles = [1, 2, 0.5];
        var model = new PlantedModel(0, 1, 2, row => [effects[(int)row[1]] + 3 * row[0]])
        {
            Inputs = [new("x", "", 0, 3, false, []), new("kind", "", 0, 2, false, ["a", "b", "c", "never"])],
        };
        double[][] rows = [.. Enumerable.Range(0, 300).Select(i => new[] { middles[i % 3] + 0.6 * (i / 300.0), i % 3 })];

        EffectCurve found = EffectCurves.AccumulatedLocal(model, [.. rows, [0.1, double.NaN]], 1);

        int[] order = [.. found.At.Select(level => (int)level)];
        order.ShouldBe(order[0] == 2 ? [2, 0, 1] : [1, 0, 2], "a lies between the others");
        for (int k = 0; k < 3; k++)
            found.Effect[k][0].ShouldBe(effects[order[k]] - 5.0 / 3, 1e-9, "what goes with x is not the category's");
        found.Density.Sum().ShouldBe(300 / 301.0, 1e-9);
    }

    static CurveExplainable Release()
    {
        ReleaseModel model = Catalog.Get("burst-erosion");
        return new(new MechanisticModel(model, CurveSpace.Of(model)));
    }

    [Test]
    public void The_mechanistic_model_is_explained_over_time()
    {
        CurveExplainable model = Release();
        SobolIndices found = SobolIndices.Of(model, 128, 20);

        model.Inputs.Count.ShouldBeGreaterThan(2);
        found.Inputs.Count.ShouldBe(model.Inputs.Count);
        int last = model.Outputs.Count - 1;
        found.Inputs.Sum(input => input.Total[last]).ShouldBeGreaterThan(0.9);
        found.Inputs.ShouldAllBe(input => input.Total[last] > input.First[last] - 0.1);
    }

    [Test]
    public void Traces_of_the_mechanistic_model_add_up_and_its_gradients_too()
    {
        CurveExplainable model = Release();
        double[][] background = InputRows.Even(model.Inputs, 8);
        double[] row = [.. model.Inputs.Select(input => input.At(0.7))], middle = [.. model.Inputs.Select(input => input.At(0.5))];

        KernelShap.Of(model, row, background).Residual.ShouldBeLessThan(1e-6);
        PathGradients.Integrated(model, row, middle, 1e-5).Residual.ShouldBeLessThan(1e-3);
    }
}
