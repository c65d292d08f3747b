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

/// <summary>A baseline that has learnt.</summary>
public interface IFittedBaseline : IDisposable
{
    /// <summary>What was chosen while fitting, for people: degrees, terms, trees.</summary>
    string Setting { get; }

    /// <summary>Predicts the curves of formulations.</summary>
    /// <param name="parameters">Row-major, shape [count, parameters], in user units.</param>
    /// <param name="count">Formulations.</param>
    /// <param name="curves">Receives shape [count, points].</param>
    void Predict(ReadOnlySpan<double> parameters, int count, Span<float> curves);
}
