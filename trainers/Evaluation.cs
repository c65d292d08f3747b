namespace SurrogateEngine.Trainers;

/// <summary>Errors over a set of curves in five numbers.</summary>
/// <param name="Curves">Curves judged.</param>
/// <param name="RelL2Mean">Mean over curves of |prediction - curve| / |curve| (Euclidean norms over outputs and times).</param>
/// <param name="RelL2P50">Its median.</param>
/// <param name="RelL2P99">Its 99th percentile.</param>
/// <param name="RelL2Max">Its largest value.</param>
/// <param name="Rmse">Root mean square error over all points.</param>
public sealed record ErrorSummary(int Curves, double RelL2Mean, double RelL2P50, double RelL2P99, double RelL2Max, double Rmse);

/// <summary>How a surrogate does on curves it may not have seen.</summary>
/// <param name="Summary">All errors in five numbers.</param>
/// <param name="RelL2">Relative L2 error of each curve, shape [count].</param>
/// <param name="RmseAtTime">Root mean square error at each time, shape [outputs, times].</param>
/// <param name="WorstAtTime">Largest absolute error at each time, shape [outputs, times].</param>
/// <param name="Predicted">The predicted curves, shape [count, outputs, times].</param>
public sealed record Evaluation(ErrorSummary Summary, double[] RelL2, double[] RmseAtTime, double[] WorstAtTime, float[] Predicted)
{
    /// <summary>Predicts every row of a set and compares.</summary>
    /// <exception cref="CurveSetException">The set's parameters, outputs or times are not the surrogate's.</exception>
    public static Evaluation Of(Surrogate surrogate, CurveSet set) => throw new NotImplementedException();
}
