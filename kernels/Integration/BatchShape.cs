using SurrogateEngine.Kernels.Integration;

namespace SurrogateEngine.Kernels.Integration;

/// <summary>Refuses a batch whose tables do not fit together, before any work is done.</summary>
static class BatchShape
{
    /// <summary>Checks everything a caller can get wrong and finds the solver.</summary>
    public static SolverEntry Check(ReleaseModel model, int parameters, ReadOnlySpan<double> times, long curves, int outcomes,
        BatchOptions options)
    {
        Times(times);
        Length(nameof(parameters), parameters, (long)outcomes * model.Parameters.Count);
        Length(nameof(curves), curves, (long)outcomes * model.Outputs.Count * times.Length);
        Positive("relative tolerance", options.RelativeTolerance ?? model.DefaultRelativeTolerance);
        Positive("absolute tolerance", options.AbsoluteTolerance ?? model.DefaultAbsoluteTolerance);
        if (options.MaxSteps is < 1 or > 1 << 24)
            throw new ArgumentException($"max steps is {options.MaxSteps}; give a number from 1 to {1 << 24}.");
        Sphere(model, options);
        if (options.Delays is { } delays)
            Length(nameof(delays), delays.Length, outcomes);
        string name = options.Solver ?? model.DefaultSolver;
        return Catalog.Methods.Find(name)
            ?? throw new ArgumentException($"There is no solver '{name}'; there are {string.Join(", ", Catalog.Methods.Names)}.");
    }

    /// <summary>Refuses shells or a grading that no sphere has.</summary>
    public static void Sphere(ReleaseModel model, BatchOptions options)
    {
        if (model.DefaultShells > 0 && options.Shells is < 2 or > 10_000)
            throw new ArgumentException($"A sphere of {options.Shells} shells cannot be solved; give 2 to 10000.");
        if (!(options.Grading >= 1) || options.Grading > 1000)
            throw new ArgumentException($"A grading of {options.Grading} cannot be solved; give 1 (uniform shells) to 1000.");
    }

    /// <summary>Checks what derivatives are asked for; where curves come late, the column behind the last is the delay.</summary>
    public static void CheckSensitivities(ReleaseModel model, ReadOnlySpan<int> by, int curves, int sensitivities, BatchOptions options)
    {
        if (by.IsEmpty)
            throw new ArgumentException("No parameter to differentiate by was named; name at least one.");
        foreach (int column in by)
        {
            if (column < 0 || column >= model.Parameters.Count + (options.Delays is null ? 0 : 1))
                throw new ArgumentException(
                    $"There is no parameter {column} to differentiate by; '{model.Name}' has {model.Parameters.Count}.");
        }

        Length(nameof(sensitivities), sensitivities, (long)by.Length * curves);
    }

    static void Times(ReadOnlySpan<double> times)
    {
        if (times.IsEmpty)
            throw new ArgumentException("There are no output times; give at least one.");
        if (times.Length >= 1 << 24)
            // counted in single precision
            throw new ArgumentException($"There are {times.Length} output times; give fewer than {1 << 24}.");
        for (int j = 0; j < times.Length; j++)
        {
            if (!double.IsFinite(times[j]) || times[j] < 0)
                throw new ArgumentException($"Output time {j} is {times[j]}; times are finite and not negative.");
            if (j > 0 && times[j] <= times[j - 1])
                throw new ArgumentException($"Output time {j} ({times[j]}) does not come after time {j - 1} ({times[j - 1]}).");
        }

        if (times[^1] == 0)
            throw new ArgumentException("The last output time is 0; give one after the start.");
    }

    /// <summary>Refuses a table of another length.</summary>
    public static void Length(string name, long actual, long expected)
    {
        if (actual != expected)
            throw new ArgumentException($"The table of {name} holds {actual} numbers where {expected} are needed.");
    }

    static void Positive(string name, double value)
    {
        if (!(value > 0) || !double.IsFinite(value))
            throw new ArgumentException($"The {name} is {value}; give a number above zero.");
    }
}
