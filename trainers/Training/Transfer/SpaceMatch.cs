using SurrogateEngine.Kernels;

namespace SurrogateEngine.Trainers;

/// <summary>Which parameters, outputs and points of a space stand where in another one: a place in the source for each of the target's, or
/// -1.</summary>
sealed class SpaceMatch
{
    /// <summary>Compares two spaces.</summary>
    /// <param name="source">What the source maps.</param>
    /// <param name="target">What is to be mapped.</param>
    /// <param name="transforms">Transform of each of the target's outputs.</param>
    /// <param name="givesCurves">Whether the source's network gives curves; one that gives states has no outputs in common with any
    /// other.</param>
    public SpaceMatch(SurrogateCard source, CurveSpace target, IReadOnlyList<string> transforms, bool givesCurves = true)
    {
        CurveSpace space = source.Space;
        Inputs = [.. target.Parameters.Select(wanted => IndexOf(space.Parameters, had => IsSame(had, wanted)))];
        bool sameTimes = givesCurves && space.TimeUnit == target.TimeUnit && space.Times.SequenceEqual(target.Times);
        Outputs = [.. target.Outputs.Select((wanted, output) => !sameTimes ? -1 : IndexOf(space.Outputs, had =>
            had.Name == wanted.Name && had.Unit == wanted.Unit
            && source.Transforms[IndexOf(space.Outputs, other => other == had)] == transforms[output]))];
        int times = target.Times.Count;
        Points = [.. Outputs.SelectMany(output => Enumerable.Range(0, times).Select(time => output < 0 ? -1 : output * times + time))];
        InputsAgree = IsIdentity(Inputs, space.Parameters.Count);
        OutputsAgree = IsIdentity(Outputs, space.Outputs.Count);
    }

    /// <summary>Place of each of the target's parameters.</summary>
    public int[] Inputs { get; }

    /// <summary>Place of each of the target's outputs.</summary>
    public int[] Outputs { get; }

    /// <summary>Place of each of the target's points.</summary>
    public int[] Points { get; }

    /// <summary>Whether both have the same parameters in the same order.</summary>
    public bool InputsAgree { get; }

    /// <summary>Whether both have the same outputs in the same order, at the same times and with the same transforms.</summary>
    public bool OutputsAgree { get; }

    // A parameter that was fixed told the source nothing, so it knows nothing of one that varies.
    static bool IsSame(Parameter had, Parameter wanted) =>
        had.Name == wanted.Name && had.Unit == wanted.Unit && had.Scale == wanted.Scale
        && (had.High > had.Low || wanted.High == wanted.Low);

    static int IndexOf<T>(IReadOnlyList<T> all, Func<T, bool> fits) =>
        all.Select((item, k) => fits(item) ? k : -1).FirstOrDefault(k => k >= 0, -1);

    static bool IsIdentity(int[] places, int count) => places.SequenceEqual(Enumerable.Range(0, count));
}
