using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>
/// A Rosenbrock method in its usual form. Its k_i are sums of u_i = h (f(Y_i) + J k_i + gamma_i h df/dt), and a step moves the states by
/// sum b_i u_i, which is sum m_i k_i in exact arithmetic. In floating-point arithmetic it is not: the k of Rodas5P are sums of terms up
/// to 120 times as large as they, and what each state rounds there is mass lost or won, 1 to 3e-6 in a trajectory in single precision.
/// Flows take from one state what they give to another, whatever they round: sum b_i u_i keeps the mass. The b_i follow from the
/// coefficients as a number <typeparamref name="T"/> holds them, for those are what the k_i are made with.
/// </summary>
static class FlowWeights<TMethod, T>
    where TMethod : struct, IRosenbrock
    where T : unmanaged, IReal<T>
{
    // Without a static constructor, so that these are constants to the compiler, on a device as well.
    static readonly (double[] Stages, double Time) weights = Compute();

    /// <summary>b_i of a stage.</summary>
    public static class Of<TStage>
        where TStage : struct, IStage
    {
        public static readonly double Value = weights.Stages[TStage.Index - 1];
    }

    /// <summary>sum b_i gamma_i, the weight of h df/dt in a step.</summary>
    public static readonly double Time = weights.Time;

    static (double[] Stages, double Time) Compute()
    {
        var method = new Recorded { Stages = [] };
        TMethod.Step(ref method);
        int n = method.Stages.Count;
        double inverse = 1 / Held(1 / TMethod.Gamma), time = 0;
        double[] m = [.. method.Stages[n - 1].A, 1];
        var b = new double[n];
        // k_i = (u_i + sum_j c_ij k_j) / (1 / gamma): what is added to k_i moves the step by m_i and by what later k make of it.
        for (int i = n - 1; i >= 0; i--)
        {
            double moves = m[i];
            for (int later = i + 1; later < n; later++)
                moves += b[later] * method.Stages[later].C[i];
            b[i] = moves * inverse;
            time += b[i] * method.Stages[i].TimeWeight;
        }

        return (b, time);
    }

    /// <summary>A coefficient as it enters the arithmetic.</summary>
    static double Held(double x) => T.Epsilon > 1e-10 ? (float)x : x;

    /// <summary>Takes down the coefficients of every stage.</summary>
    struct Recorded : IStiffSystem
    {
        public List<(double[] A, double[] C, double TimeWeight)> Stages;

        public readonly void Solve<TStage, TNext>() where TStage : struct, IStage where TNext : struct, IStage
        {
            int before = TStage.Index - 1;
            double[] a = TStage.AddsToStageValue
                ? [.. Stages[before - 1].A, 1]
                : [.. Enumerable.Range(1, before).Select(j => Held(TStage.A(j)))];
            Stages.Add((a, [.. Enumerable.Range(1, before).Select(j => Held(TStage.C(j)))], TStage.TimeWeight));
        }
    }
}
