using SurrogateEngine.Statistics;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Fitting;

/// <summary>
/// The mechanistic model refines a fit: solved again at the parameters that the surrogate found, and then let finish the search itself,
/// because the best point of an approximation is where it flatters the data most.
/// </summary>
static class MechanisticRefinement
{
    /// <summary>Ends of the surrogate's search from which the model goes on.</summary>
    public const int Starts = 4;

    public static MechanisticCheck Of(
        FitData data, ICurveModel surrogate, IMechanisticModel mechanistic, SearchSpace space, (double[] Point, double Sum)[] ends,
        double[] best, FitWatch watch)
    {
        double[] grid = [.. surrogate.Space.Times], all = [.. grid.Concat(data.Times).Distinct().Order()];
        ICurveModel solved = mechanistic.At(all);
        double[] formulation = space.ToFormulation(best);
        double[] curve = FitData.Curve(solved, formulation), approximate = FitData.Curve(surrogate, formulation);
        double[] onGrid = Pick(grid), atPoints = Pick(data.Times);
        return new MechanisticCheck(onGrid, data.Quality(atPoints),
            100 * ErrorMetrics.MaxAbsolute(onGrid, approximate), 100 * ErrorMetrics.Rmse(onGrid, approximate),
            Refine(data, mechanistic, solved, grid, all, space, [.. ends.OrderBy(end => end.Sum).Take(Starts).Select(end => end.Point)],
                watch))
        {
            MaxDifferenceAtPointsPercent = 100 * ErrorMetrics.MaxAbsolute(atPoints, data.Read(surrogate, approximate)),
            InterpolationErrorPercent = 100 * ErrorMetrics.MaxAbsolute(atPoints, data.Read(surrogate, onGrid)),
        };

        double[] Pick(double[] times) => At(all, curve, times);
    }

    /// <summary>The search goes on at the measured times alone: there is nothing between them to be read.</summary>
    static RefinedFit Refine(
        FitData data, IMechanisticModel mechanistic, ICurveModel solved, double[] grid, double[] all, SearchSpace space,
        double[][] starts, FitWatch watch)
    {
        var objective = new FitObjective(mechanistic.At(data.Times), space, data, watch);
        double[] values = space.ToFormulation(new LeastSquares(objective).Refine(starts).MinBy(end => end.Sum).Point);
        double[] curve = FitData.Curve(solved, values), atPoints = At(all, curve, data.Times);
        return new RefinedFit(values, At(all, curve, grid), data.Quality(atPoints)) { AtPoints = atPoints };
    }

    /// <summary>Values at some of the times of a curve.</summary>
    static double[] At(double[] all, double[] curve, double[] times) => [.. times.Select(time => curve[Array.BinarySearch(all, time)])];
}
