using SurrogateEngine.Kernels;
using SurrogateEngine.Sampling;

namespace SurrogateEngine.Benchmarks;

/// <summary>
/// A benchmark problem: a law, its tolerances and an endless numbered list of formulations, the first of which have
/// reference curves. Two solvers can be compared on it, in speed and in error.
/// </summary>
public sealed class ProblemSet
{
    ProblemSet(string name, ReleaseLaw law)
    {
        Name = name;
        Law = law;
    }

    /// <summary>Every problem this build knows.</summary>
    public static IReadOnlyList<ProblemSet> All { get; } =
    [
        new("p1", new BurstErosionLaw()), new("p2", new PlgaSphereLaw()), new("p3", new PlgaLocalLaw()),
        new("two-species", new AffinitySphereLaw()), new("five-state", new NanocarrierPlasmaLaw()), new("i1", new MousePbpkLaw()),
    ];

    /// <summary>Short name, e.g. <c>p2</c>.</summary>
    public string Name { get; }

    /// <summary>The law to be solved, over its usual ranges.</summary>
    public ReleaseLaw Law { get; }

    /// <summary>Relative tolerance that makes solvers comparable.</summary>
    public double RelativeTolerance => Law.DefaultRelativeTolerance;

    /// <summary>Absolute tolerance that makes solvers comparable.</summary>
    public double AbsoluteTolerance => Law.DefaultAbsoluteTolerance;

    /// <summary>Output times of every curve, in the law's time unit.</summary>
    public IReadOnlyList<double> Times => Law.DefaultTimes;

    /// <summary>Values of one formulation's curves: outputs times output times.</summary>
    public int CurveLength => Law.Outputs.Count * Times.Count;

    /// <summary>The problem of that name, or null.</summary>
    public static ProblemSet? Find(string name) => All.FirstOrDefault(problem => problem.Name == name);

    /// <summary>A problem of any law, by the law's name; it has no reference curves.</summary>
    public static ProblemSet Of(ReleaseLaw law) => new(law.Name, law);

    /// <summary>Formulations <paramref name="first"/> to <paramref name="first"/> + <paramref name="count"/> - 1, in the law's units.</summary>
    /// <returns>Row-major, shape [count, parameters].</returns>
    public double[] Parameters(long first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var sampler = new BenchmarkSampler(Law.Parameters.Count);
        var rows = new double[count * sampler.Dimensions];
        sampler.Fill(first, count, rows);
        for (int k = 0; k < rows.Length; k++)
            rows[k] = Law.Parameters[k % sampler.Dimensions].At(rows[k]);
        return rows;
    }

    /// <summary>Reads the problem's reference curves.</summary>
    /// <param name="path">A CSV file: an id, the parameters in the law's order, then a column <c>NAME_j</c> for every output and time.</param>
    /// <exception cref="RefusedException">The file is missing, or is not such a table.</exception>
    public ReferenceSet ReadReference(string path) => ReferenceReader.Read(this, path);
}
