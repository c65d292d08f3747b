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
    const int Starts = 4;

    public static MechanisticCheck Of(
        FitData data, ICurveModel surrogate, ICurveModel mechanistic, SearchSpace space, (double[] Point, double Sum)[] ends, double[] best)
    {
        double[] formulation = space.ToFormulation(best);
        double[] curve = FitData.Curve(mechanistic, formulation), approximate = FitData.Curve(surrogate, formulation);
        return new MechanisticCheck(curve, data.Quality(data.Read(mechanistic, curve)),
            100 * ErrorMetrics.MaxAbsolute(curve, approximate), 100 * ErrorMetrics.Rmse(curve, approximate),
            Refine(data, mechanistic, space, [.. ends.OrderBy(end => end.Sum).Take(Starts).Select(end => end.Point)]));
    }

    static RefinedFit Refine(FitData data, ICurveModel mechanistic, SearchSpace space, double[][] starts)
    {
        var objective = new FitObjective(mechanistic, space, data.Times, data.Released, data.Deviation);
        double[] values = space.ToFormulation(new LeastSquares(objective).Refine(starts).MinBy(end => end.Sum).Point);
        double[] curve = FitData.Curve(mechanistic, values);
        return new RefinedFit(values, curve, data.Quality(data.Read(mechanistic, curve)));
    }
}
