using SurrogateEngine.Kernels;

namespace SurrogateEngine.Trainers;

/// <summary>
/// What keeps a surrogate that learns on from forgetting: old curves among the new ones (Ratcliff, 1990), from the data set they came from
/// or, where that is gone, from the surrogate itself, which says what it knows (Robins, "Catastrophic forgetting, rehearsal and
/// pseudorehearsal", 1995).
/// </summary>
public static class Replay
{
    const int MostRepeats = 32;

    /// <summary>Formulations over all that a surrogate was trained on, with the curves that it predicts.</summary>
    /// <param name="source">Who remembers.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">Another seed gives others.</param>
    public static CurveSet FromMemory(Surrogate source, int count, ulong seed = 1)
    {
        CurveSpace space = source.Space;
        int inputs = space.Parameters.Count;
        var parameters = new double[count * inputs];
        var random = new RandomStream(seed);
        for (int i = 0; i < parameters.Length; i++)
            parameters[i] = space.Parameters[i % inputs].At(random.Unit());
        var curves = new float[count * space.Points];
        source.Predict(parameters, count, curves);
        return new CurveSet(space, parameters, curves, source.Card.DatasetHash);
    }

    /// <summary>New curves and old ones as one set over the ranges of both. New rows are repeated, at most 32 times, until they are a third
    /// of it: a few experiments would be lost among thousands of old curves.</summary>
    /// <param name="fresh">What is new.</param>
    /// <param name="old">What is not to be forgotten.</param>
    /// <exception cref="RefusedException">Both are not curves of one model at the same times.</exception>
    public static CurveSet Join(CurveSet fresh, CurveSet old)
    {
        CurveSpace space = Common(fresh.Space, old.Space);
        int repeats = (int)Math.Clamp(Math.Ceiling(0.5 * old.Count / fresh.Count), 1, MostRepeats);
        double[] parameters =
            [.. Enumerable.Repeat(fresh.Parameters, repeats).Append(old.Parameters).SelectMany(part => part.ToArray())];
        float[] curves = [.. Enumerable.Repeat(fresh.Curves, repeats).Append(old.Curves).SelectMany(part => part.ToArray())];
        return new CurveSet(space, parameters, curves, fresh.Hash);
    }

    static CurveSpace Common(CurveSpace fresh, CurveSpace old)
    {
        if (fresh.Model != old.Model || fresh.ModelVersion != old.ModelVersion || !fresh.Times.SequenceEqual(old.Times)
            || fresh.TimeUnit != old.TimeUnit || !fresh.Outputs.SequenceEqual(old.Outputs) || fresh.Conditions != old.Conditions
            || !fresh.Parameters.Select(one => (one.Name, one.Unit)).SequenceEqual(old.Parameters.Select(one => (one.Name, one.Unit))))
            throw new RefusedException($"Old curves of {old.Model} cannot be replayed with new ones of {fresh.Model}: model, version, outputs, times and schedule must be the same.");
        return fresh with
        {
            Parameters = [.. fresh.Parameters.Zip(old.Parameters, (now, then) => Union(now, then))],
        };
    }

    static Parameter Union(Parameter now, Parameter then) =>
        then with { Low = Math.Min(now.Low, then.Low), High = Math.Max(now.High, then.High) };
}
