using SurrogateEngine.Kernels;
using SurrogateEngine.Sampling;

namespace SurrogateEngine.Benchmarks;

/// <summary>
/// A benchmark problem: a model, its tolerances and an endless numbered list of formulations, the first of which have
/// reference curves. Two solvers can be compared on it, in speed and in error.
/// </summary>
public sealed class ProblemSet
{
    ProblemSet(string name, ReleaseModel model)
    {
        Name = name;
        Model = model;
    }

    /// <summary>Every problem this build knows.</summary>
    public static IReadOnlyList<ProblemSet> All { get; } =
    [
        new("p1", new BurstErosionModel()), new("p2", new PlgaSphereModel()), new("p3", new PlgaLocalModel()),
        new("two-species", new AffinitySphereModel()), new("five-state", new NanocarrierPlasmaModel()), new("i1", new MousePbpkModel()),
    ];

    /// <summary>Short name, e.g. <c>p2</c>.</summary>
    public string Name { get; }

    /// <summary>The model to be solved, over its usual ranges.</summary>
    public ReleaseModel Model { get; }

    /// <summary>Relative tolerance that makes solvers comparable.</summary>
    public double RelativeTolerance => Model.DefaultRelativeTolerance;

    /// <summary>Absolute tolerance that makes solvers comparable.</summary>
    public double AbsoluteTolerance => Model.DefaultAbsoluteTolerance;

    /// <summary>Output times of every curve, in the model's time unit.</summary>
    public IReadOnlyList<double> Times => Model.DefaultTimes;

    /// <summary>Values of one formulation's curves: outputs times output times.</summary>
    public int CurveLength => Model.Outputs.Count * Times.Count;

    /// <summary>The problem of that name, or null.</summary>
    public static ProblemSet? Find(string name) => All.FirstOrDefault(problem => problem.Name == name);

    /// <summary>A problem of any model, by the model's name; it has no reference curves.</summary>
    public static ProblemSet Of(ReleaseModel model) => new(model.Name, model);

    /// <summary>Formulations <paramref name="first"/> to <paramref name="first"/> + <paramref name="count"/> - 1, in the model's
    /// units.</summary>
    /// <returns>Row-major, shape [count, parameters].</returns>
    public double[] Parameters(long first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var sampler = new BenchmarkSampler(Model.Parameters.Count);
        var rows = new double[count * sampler.Dimensions];
        sampler.Fill(first, count, rows);
        for (int k = 0; k < rows.Length; k++)
            rows[k] = Model.Parameters[k % sampler.Dimensions].At(rows[k]);
        return rows;
    }

    /// <summary>Reads the problem's reference curves.</summary>
    /// <param name="path">A CSV file: an id, the parameters in the model's order, then a column <c>NAME_j</c> for every output and
    /// time.</param>
    /// <exception cref="RefusedException">The file is missing, or is not such a table.</exception>
    public ReferenceSet ReadReference(string path) => ReferenceReader.Read(this, path);
}
