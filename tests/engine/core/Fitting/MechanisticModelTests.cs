using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Engine.Core.Fitting;

public sealed class MechanisticModelTests
{
    [TestCase("burst-erosion")]
    [TestCase("plga-sphere")]
    public void Its_gradient_is_that_of_finite_differences(string name)
    {
        ReleaseModel releaseModel = Catalog.Models.Get(name);
        var space = CurveSpace.Of(releaseModel);
        var fine = new BatchOptions { RelativeTolerance = 1e-9, AbsoluteTolerance = 1e-12, Precision = Precision.Double };
        ICurveModel model = new MechanisticModel(releaseModel, space, fine);
        int inputs = releaseModel.Parameters.Count, points = space.Points;
        double[] middle = [.. releaseModel.Parameters.Select(parameter => parameter.Middle)], gradient = new double[inputs * points];
        var curve = new float[points];
        model.PredictWithGradient(middle, 1, curve, gradient);
        for (int p = 0; p < inputs; p++)
        {
            double step = 1e-4 * middle[p];
            double[] up = Solve(p, step), down = Solve(p, -step);
            double[] difference = [.. up.Zip(down, (a, b) => (a - b) / (2 * step))];
            double steepest = difference.Max(Math.Abs);
            for (int j = 0; j < points; j++)
                gradient[p * points + j].ShouldBe(difference[j], 1e-4 * steepest, $"{releaseModel.Parameters[p].Name} at {j}");
        }

        double[] Solve(int p, double step)
        {
            double[] moved = [.. middle];
            moved[p] += step;
            var solved = new double[points];
            HostBatchSolver.Solve(releaseModel, moved, releaseModel.DefaultTimes.ToArray(), solved, new Outcome[1], fine);
            return solved;
        }
    }

    [Test]
    public void By_a_parameter_that_the_space_holds_fixed_the_gradient_is_zero()
    {
        ReleaseModel releaseModel = Catalog.Models.Get("burst-erosion");
        var space = CurveSpace.Of(releaseModel,
            [.. releaseModel.Parameters.Select((about, p) => p == 1 ? about with { Low = 2, High = 2 } : about)]);
        ICurveModel model = new MechanisticModel(releaseModel, space);
        double[] gradient = new double[releaseModel.Parameters.Count * space.Points];
        model.PredictWithGradient([.. space.Parameters.Select(parameter => parameter.Middle)], 1, new float[space.Points], gradient);
        gradient[space.Points..(2 * space.Points)].ShouldAllBe(value => value == 0);
        gradient[..space.Points].ShouldContain(value => value != 0);
    }
}
