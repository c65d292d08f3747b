using SurrogateEngine.Fitting;

namespace SurrogateEngine.Tests.Engine.Core.Fitting;

/// <summary>The batched search, with exact derivatives at every step and with updated ones.</summary>
public sealed class LeastSquaresTests
{
    static readonly double[] Days = [0.25, 0.5, 1, 2, 3, 5, 7, 10, 14, 18, 21, 25, 28];

    [TestCase(1)]
    [TestCase(4)]
    public void It_comes_to_the_same_point_however_often_derivatives_are_solved(int every)
    {
        var model = new WeibullPredictor();
        var profile = new SurrogateEngine.Profiles.MeasuredProfile
        {
            Name = "made",
            Origin = "test",
            Days = Days,
            Released = [.. Days.Select(day => WeibullPredictor.At(day, 0.9, 6, 0.8))],
        };
        var data = new FitData(profile, model.Space);
        var space = new SearchSpace(model.Space.Parameters, new Dictionary<string, double> { ["scale"] = 1 });
        var objective = new FitObjective(model, space, data, new FitWatch(0, null, default));

        (double[] point, double sum) = new LeastSquares(objective, new SearchEffort { JacobianEvery = every }).Refine([[0.3, 0.3, 0.6]])[0];

        sum.ShouldBeLessThan(1e-7);
        space.ToFormulation(point).ShouldBe([0.9, 6, 0.8, 1], 0.01);
    }
}
