using SurrogateEngine.Explain;

namespace SurrogateEngine.Tests.Engine.Core.Explain;

/// <summary>Requirements 000.15, 003.13 and 004.20.</summary>
public sealed class ImportanceTests
{
    static readonly double[][] Rows = InputRows.Even(PlantedModel.Truth.Inputs, 256);

    static readonly double[][] Background = InputRows.Even(PlantedModel.Truth.Inputs, 32, 5);

    static IEnumerable<TestCaseData> Methods()
    {
        PlantedModel model = PlantedModel.Truth;
        string[] names = [.. model.Inputs.Select(input => input.Name)];
        double[][] some = [.. Rows.Take(40)];
        yield return new TestCaseData("permutation", () => PermutationImportance.Of(model, Rows, model.Predict(Rows)));
        yield return new TestCaseData("kernel SHAP",
            () => Importance.Of(names, [.. some.Select(row => KernelShap.Of(model, row, Background))]));
        yield return new TestCaseData("integrated gradients",
            () => Importance.Of(names, [.. some.Select(row => PathGradients.Integrated(model, row, [0, 0, 0]))]));
        yield return new TestCaseData("expected gradients",
            () => Importance.Of(names, [.. some.Select(row => PathGradients.Expected(model, row, Background))]));
        yield return new TestCaseData("Sobol",
            () => Importance.Of(SobolIndices.Of(model).Inputs.Select(of => (of.Input, of.Total[0], double.NaN))));
        yield return new TestCaseData("Morris",
            () => Importance.Of(MorrisScreening.Of(model).Select(of => (of.Input, of.MeanSize[0], of.Deviation[0]))));
        yield return new TestCaseData("partial dependence",
            () => Importance.Of(Enumerable.Range(0, 3).Select(i => (names[i], Span(EffectCurves.PartialDependence(model, Rows, i)), 0.0))));
        yield return new TestCaseData("accumulated local effects",
            () => Importance.Of(Enumerable.Range(0, 3).Select(i => (names[i], Span(EffectCurves.AccumulatedLocal(model, Rows, i)), 0.0))));
    }

    static double Span(EffectCurve curve) => curve.Effect.Max(at => at[0]) - curve.Effect.Min(at => at[0]);

    [TestCaseSource(nameof(Methods))]
    public void Every_method_ranks_the_planted_truth_right_000_15(string method, Func<Importance[]> of)
    {
        Importance[] found = of();

        found.Select(one => one.Input).ShouldBe(["x1", "x2", "x3"], method);
        found[0].Share.ShouldBeGreaterThan(found[1].Share);
        found[1].Share.ShouldBeGreaterThan(found[2].Share);
        found[2].Share.ShouldBe(0, 1e-3);
        (100 * found.Sum(one => one.Share)).ShouldBe(100, 1e-9);
    }

    /// <summary>The error grows by twice the variance of the part that is permuted: 2 x 3, 2 x 4/45 and nothing.</summary>
    [Test]
    public void Permutation_grows_the_error_by_twice_the_variance()
    {
        PlantedModel model = PlantedModel.Truth;
        double[][] rows = InputRows.Even(model.Inputs, 2048);
        Importance[] found = PermutationImportance.Of(model, rows, model.Predict(rows));

        found[0].Value.ShouldBe(6, 0.15);
        found[1].Value.ShouldBe(8.0 / 45, 0.01);
        found[2].Value.ShouldBe(0, 1e-12);
    }

    [Test]
    public void A_group_is_permuted_together()
    {
        // x1 - x2 of equal columns is always zero: apart both seem to matter, together nothing does.
        var model = new PlantedModel(0, 1, 2, x => [x[0] - x[1]]);
        double[][] rows = [.. Enumerable.Range(0, 100).Select(i => new[] { i / 100.0, i / 100.0 })];
        PermutationImportance.Of(model, rows, model.Predict(rows)).ShouldAllBe(one => one.Value > 0.1);
        PermutationImportance.Of(model, rows, model.Predict(rows), [[0, 1]]).ShouldHaveSingleItem().Value.ShouldBe(0, 1e-12);
    }

    [Test]
    public void The_same_seed_gives_the_same() =>
        PermutationImportance.Of(PlantedModel.Truth, Rows, PlantedModel.Truth.Predict(Rows))
            .ShouldBe(PermutationImportance.Of(PlantedModel.Truth, Rows, PlantedModel.Truth.Predict(Rows)));
}
