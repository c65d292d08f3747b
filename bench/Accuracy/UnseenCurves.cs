using SurrogateEngine.Benchmarks;
using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Bench.Accuracy;

/// <summary>Sets of curves to learn and to test on.</summary>
static class UnseenCurves
{
    /// <summary>Far behind every row that anything else draws.</summary>
    const long FirstRow = 1L << 40;

    /// <summary>Formulations of a problem that nobody learns, solved in double precision at a hundredth of a millionth.</summary>
    /// <exception cref="RefusedException">One of them failed.</exception>
    public static CurveSet Of(ProblemSet problem, int count)
    {
        double[] parameters = problem.Parameters(FirstRow, count);
        var curves = new float[count * problem.CurveLength];
        var outcomes = new Outcome[count];
        var tight = new BatchOptions { Precision = Precision.Double, RelativeTolerance = 1e-8, AbsoluteTolerance = 1e-11 };
        HostBatchSolver.Solve(problem.Model, parameters, problem.Times.ToArray(), curves, outcomes, tight);
        return outcomes.All(outcome => outcome == Outcome.Finished)
            ? new(CurveSpace.Of(problem.Model), parameters, curves)
            : throw new RefusedException($"{problem.Name}: not every reference curve could be solved at a tolerance of 1e-8.");
    }

    /// <summary>The first rows of a source.</summary>
    public static CurveSet Rows(ICurveSource source, int count)
    {
        var parameters = new double[count * source.Space.Parameters.Count];
        var curves = new float[count * source.Space.Points];
        source.Fill(0, parameters, curves, Environment.ProcessorCount, CancellationToken.None);
        return new(source.Space, parameters, curves, source.Hash);
    }
}
