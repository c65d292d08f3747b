using MathNet.Numerics.LinearAlgebra;

namespace SurrogateEngine.Fitting;

/// <summary>Residuals of many points of the unit cube at once, with derivatives: what searches, regions and posteriors ask for.</summary>
interface IBatchResiduals
{
    /// <summary>Residuals of a point.</summary>
    int Points { get; }

    /// <summary>Searched parameters.</summary>
    int Dimensions { get; }

    /// <summary>True when residuals are in units of the measured standard deviation.</summary>
    bool Weighted { get; }

    /// <summary>By how much a residual counts; null is its square.</summary>
    RobustLoss? Loss { get; set; }

    /// <summary>Evaluates <paramref name="count"/> points.</summary>
    /// <param name="points">Shape [count, Dimensions], inside the unit cube.</param>
    /// <param name="count">How many.</param>
    /// <param name="residuals">Receives shape [count, Points], after <see cref="Loss"/>: <see cref="RobustLoss.Root"/>.</param>
    /// <param name="sums">Receives the sum of their squares, shape [count]; infinite where there is no curve.</param>
    void Evaluate(ReadOnlySpan<double> points, int count, Span<double> residuals, Span<double> sums);

    /// <summary>Derivatives of the residuals by the coordinates of the cube.</summary>
    /// <param name="points">Shape [count, Dimensions], inside the unit cube.</param>
    /// <param name="count">How many.</param>
    /// <returns>Shape [Points, Dimensions] for each; 0 where there is none.</returns>
    Matrix<double>[] Jacobians(ReadOnlySpan<double> points, int count);
}
