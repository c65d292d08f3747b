using SurrogateEngine.Trainers;

namespace SurrogateEngine.Baselines;

/// <summary>A classical way to learn curves from formulations, for a neural surrogate to be compared with.</summary>
public interface IBaseline
{
    /// <summary>Name in tables.</summary>
    string Name { get; }

    /// <summary>Learns the curves of a set; rows that are not finite are left out. Same set, same result.</summary>
    /// <exception cref="RefusedException">The set has too few rows, or a library that this needs is not installed.</exception>
    IFittedBaseline Fit(CurveSet set);
}

/// <summary>A baseline that has learned. Its derivatives are differences.</summary>
public interface IFittedBaseline : ICurveModel, IDisposable
{
    /// <summary>What was chosen while fitting, for people: degrees, terms, trees.</summary>
    string Setting { get; }
}
