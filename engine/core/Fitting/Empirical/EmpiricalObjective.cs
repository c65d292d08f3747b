using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Fitting.Empirical;

/// <summary>Weighted differences between a formula and measured points, percent of the dose, with derivatives by dual numbers.</summary>
/// <param name="model">The formula.</param>
/// <param name="times">Times, shape [points].</param>
/// <param name="measured">Released percent, shape [points].</param>
/// <param name="roots">Square roots of the weights, shape [points].</param>
/// <param name="censored">Which points are only known to lie between zero and the value measured; null without any.</param>
sealed class EmpiricalObjective(
    EmpiricalModel model, double[] times, double[] measured, double[] roots, bool[]? censored = null) : IResiduals
{
    /// <summary>By how much a residual counts; null is its square.</summary>
    public RobustLoss? Loss { get; set; }

    public int Count => times.Length;

    public int Dimensions { get; } = model.Parameters.Count;

    public void Evaluate(ReadOnlySpan<double> parameters, Span<double> residuals, Span<double> jacobian)
    {
        Values(model, parameters, times, residuals, jacobian);
        for (int i = 0; i < times.Length; i++)
            residuals[i] = (residuals[i] - measured[i]) * roots[i];
        for (int i = 0; i < jacobian.Length; i++)
            jacobian[i] *= roots[i / Dimensions];
        for (int i = 0; i < times.Length && censored is not null; i++)
            if (censored[i] && residuals[i] < 0)
            {
                residuals[i] = 0;
                if (!jacobian.IsEmpty)
                    jacobian.Slice(i * Dimensions, Dimensions).Clear();
            }

        if (Loss is null)
            return;
        for (int i = 0; i < jacobian.Length; i++)
            jacobian[i] *= Loss.RootDerivative(residuals[i / Dimensions]);
        for (int i = 0; i < times.Length; i++)
            residuals[i] = Loss.Root(residuals[i]);
    }

    /// <summary>
    /// Released percent at some times, and its derivatives by the parameters where they are wanted, shape [times, Dimensions].
    /// </summary>
    public static void Values(EmpiricalModel model, ReadOnlySpan<double> parameters, double[] times, Span<double> values,
        Span<double> jacobian)
    {
        int d = parameters.Length;
        Span<Real64> plain = stackalloc Real64[d];
        for (int j = 0; j < d; j++)
            plain[j] = new Real64(parameters[j]);
        for (int i = 0; i < times.Length; i++)
            values[i] = At<Real64>(model, times[i], plain).V;
        if (jacobian.IsEmpty)
            return;
        Span<Dual3<Real64>> seeded = stackalloc Dual3<Real64>[d];
        for (int first = 0; first < d; first += Dual3<Real64>.Directions)
        {
            for (int j = 0; j < d; j++)
                seeded[j] = Dual3<Real64>.Seed(plain[j], j - first);
            for (int i = 0; i < times.Length; i++)
            {
                Dual3<Real64> value = At<Dual3<Real64>>(model, times[i], seeded);
                Span<double> row = jacobian.Slice(i * d, d);
                row[first] = value.A.V;
                if (first + 1 < d)
                    row[first + 1] = value.B.V;
                if (first + 2 < d)
                    row[first + 2] = value.C.V;
            }
        }
    }

    static T At<T>(EmpiricalModel model, double time, ReadOnlySpan<T> c) where T : unmanaged, IReal<T> =>
        time > 0 || !model.StartsAtZero ? model.Released(T.FromDouble(time), c) : T.FromDouble(0);
}
