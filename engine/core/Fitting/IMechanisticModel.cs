using SurrogateEngine.Trainers;

namespace SurrogateEngine.Fitting;

/// <summary>
/// A model that can be solved at whatever times it is asked for, so that what is said of it is never read between times of another
/// grid: the mechanistic model that checks a fit.
/// </summary>
public interface IMechanisticModel : ICurveModel
{
    /// <summary>The same model with its curves at other times.</summary>
    /// <param name="times">Output times, ascending, in the model's time unit.</param>
    ICurveModel At(IReadOnlyList<double> times);
}
