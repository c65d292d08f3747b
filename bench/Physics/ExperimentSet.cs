using SurrogateEngine.Benchmarks;
using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Bench.Physics;

/// <summary>Formulations and curves of a problem, inside its ranges or around them.</summary>
static class ExperimentSet
{
    /// <summary>Where the test sets begin in the endless list of formulations.</summary>
    const long Unseen = 1_000_000;

    /// <summary>How far apart the formulations of two seeds begin.</summary>
    public const int RowsOfASeed = 10_000;

    /// <summary>The formulations a training may look at, curves and all; another seed has others.</summary>
    public static CurveSet ToLearn(ProblemSet problem, int count, int seed) =>
        Solve(problem, problem.Parameters((long)seed * RowsOfASeed, count));

    /// <summary>Formulations inside the ranges that no training sees.</summary>
    public static CurveSet Inside(ProblemSet problem, int count) => Solve(problem, problem.Parameters(Unseen, count));

    /// <summary>Formulations of ranges widened at both ends, of which at least one parameter lies outside the training's.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="count">How many to draw; those inside are left out.</param>
    /// <param name="widen">Share of a range's width, on its scale, added at either end.</param>
    public static CurveSet Outside(ProblemSet problem, int count, double widen)
    {
        IReadOnlyList<Parameter> ranges = problem.Model.Parameters;
        double[] drawn = problem.Parameters(2 * Unseen, count);
        List<double> kept = [];
        foreach (double[] row in drawn.Chunk(ranges.Count))
        {
            for (int j = 0; j < row.Length; j++)
            {
                double fraction = Fraction(ranges[j], row[j]);
                row[j] = Math.Clamp(ranges[j].At(fraction * (1 + 2 * widen) - widen), ranges[j].DomainLow, ranges[j].DomainHigh);
            }
            if (row.Where((value, j) => value < ranges[j].Low || value > ranges[j].High).Any())
                kept.AddRange(row);
        }
        return Solve(problem, [.. kept]);
    }

    static double Fraction(Parameter range, double value) => range.Scale == Scale.Log
        ? Math.Log(value / range.Low) / Math.Log(range.High / range.Low)
        : (value - range.Low) / (range.High - range.Low);

    static CurveSet Solve(ProblemSet problem, double[] parameters)
    {
        var curves = new float[parameters.Length / problem.Model.Parameters.Count * problem.CurveLength];
        HostBatchSolver.Solve(problem.Model, parameters, problem.Times.ToArray(), curves, new Outcome[curves.Length / problem.CurveLength]);
        return new(CurveSpace.Of(problem.Model), parameters, curves);
    }
}
