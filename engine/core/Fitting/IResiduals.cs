namespace SurrogateEngine.Fitting;

/// <summary>Residuals whose sum of squares is to be made small, with their exact derivatives.</summary>
interface IResiduals
{
    /// <summary>How many residuals there are.</summary>
    int Count { get; }

    /// <summary>How many parameters.</summary>
    int Dimensions { get; }

    /// <summary>Evaluates them at <paramref name="parameters"/>.</summary>
    /// <param name="parameters">Shape [Dimensions].</param>
    /// <param name="residuals">Receives shape [Count].</param>
    /// <param name="jacobian">Receives shape [Count, Dimensions], derivatives of residuals; empty where they are not wanted.</param>
    void Evaluate(ReadOnlySpan<double> parameters, Span<double> residuals, Span<double> jacobian);
}
