using SurrogateEngine.Kernels;

namespace SurrogateEngine.Trainers;

/// <summary>Solves a set's formulations once more, for the derivatives of their curves.</summary>
static class ModelSensitivities
{
    /// <summary>Columns of the parameters that vary; by the others nobody asks.</summary>
    public static IEnumerable<int> Varied(CurveSpace space) =>
        Enumerable.Range(0, space.Parameters.Count).Where(j => space.Parameters[j].High > space.Parameters[j].Low);

    /// <summary>d(curve)/d(parameter) of some rows.</summary>
    /// <returns>Shape [rows, outputs, times, parameters]; NaN from where a trajectory failed.</returns>
    /// <exception cref="RefusedException">The set's model is not one of the catalog's, or of another version.</exception>
    public static float[] Of(CurveSet set, ReadOnlySpan<int> rows)
    {
        var space = set.Space;
        var model = Catalog.Find(space.Model);
        if (model is null || model.Version != space.ModelVersion)
            throw new RefusedException(
                $"The loss sobolev needs the curves' derivatives, and {space.Model} version {space.ModelVersion} is no model that could give them: leave sobolev out of the plan's losses.");
        int inputs = space.Parameters.Count, points = space.Points;
        int[] by = [.. Varied(space)];
        var parameters = new double[rows.Length * inputs];
        for (int i = 0; i < rows.Length; i++)
            set.Formulation(rows[i]).CopyTo(parameters.AsSpan(i * inputs));
        double[] curves = new double[rows.Length * points], sensitivities = new double[by.Length * curves.Length];
        HostBatchSolver.SolveWithSensitivities(model, parameters, by, space.Times.ToArray(), curves, sensitivities,
            new Outcome[rows.Length],
            new BatchOptions { Schedule = space.Conditions?.ToSchedule() });
        var turned = new float[curves.Length * inputs];
        for (int k = 0; k < by.Length; k++)
            for (int at = 0; at < curves.Length; at++)
                turned[at * inputs + by[k]] = (float)sensitivities[k * curves.Length + at];
        return turned;
    }
}
