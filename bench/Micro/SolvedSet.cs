using SurrogateEngine.Benchmarks;
using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Bench.Micro;

/// <summary>Formulations of a benchmark problem with their curves, as a trainer wants them.</summary>
static class SolvedSet
{
    public static CurveSet Of(string problem, int count)
    {
        ProblemSet set = ProblemSet.Find(problem)!;
        double[] parameters = set.Parameters(0, count);
        var curves = new float[count * set.CurveLength];
        HostBatchSolver.Solve(set.Model, parameters, set.Times.ToArray(), curves, new Outcome[count]);
        return new(CurveSpace.Of(set.Model), parameters, curves);
    }
}
