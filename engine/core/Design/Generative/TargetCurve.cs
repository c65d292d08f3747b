using SurrogateEngine.Fitting;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Design;

/// <summary>
/// The whole curve that a generator is asked for, from a wanted release at some times. It follows the training curve that comes nearest to
/// them, moved by what that misses: straight between the wanted times, by as much as at the first and last beyond them.
/// </summary>
/// <param name="Curve">Of the first output, shape [times] of the generator's space.</param>
/// <param name="NearestMiss">Root mean squared miss of the nearest training curve, share of the dose: how unlike anything learned the
/// wanted release is.</param>
public sealed record TargetCurve(float[] Curve, double NearestMiss)
{
    /// <summary>Completes a goal.</summary>
    /// <param name="goal">What is wanted at some times; its limits, at most and at least, are met where a training curve meets
    /// them.</param>
    /// <param name="generator">Who is to be asked.</param>
    public static TargetCurve Of(DesignGoal goal, Generator generator)
    {
        CurveSpace space = generator.Space;
        int times = space.Times.Count, nearest = 0;
        var reader = new MonotoneCurve(space.Times, goal.Times);
        double[] read = new double[goal.Times.Length], best = [];
        double least = double.PositiveInfinity;
        for (int row = 0; row < generator.ReferenceCount; row++)
        {
            reader.Read(generator.ReferenceCurve(row), read);
            double miss = Miss(goal, read);
            if (miss < least)
                (least, nearest, best) = (miss, row, [.. read]);
        }

        float[] curve = generator.ReferenceCurve(nearest).ToArray();
        double[] missed = [.. goal.Times.Select((time, k) => goal.Points.Where(point => point.Time == time)
            .Select(point => point.Miss(best[k])).MaxBy(Math.Abs))];
        for (int j = 0; j < times; j++)
        {
            if (space.Times[j] > 0)
                curve[j] = (float)Math.Clamp(curve[j] - Between(goal.Times, missed, space.Times[j]), 0, 1);
        }

        return new(curve, least);
    }

    /// <summary>Root mean squared miss of releases at the goal's times, share of the dose.</summary>
    public static double Miss(DesignGoal goal, ReadOnlySpan<double> released)
    {
        double sum = 0;
        foreach (GoalPoint point in goal.Points)
        {
            double miss = point.Miss(released[Array.BinarySearch(goal.Times, point.Time)]);
            sum += miss * miss;
        }

        return Math.Sqrt(sum / goal.Points.Count);
    }

    static double Between(double[] times, double[] values, double time)
    {
        int after = Array.FindIndex(times, one => one >= time);
        return after < 0 ? values[^1] : after == 0 ? values[0]
            : values[after - 1] + (values[after] - values[after - 1]) * (time - times[after - 1]) / (times[after] - times[after - 1]);
    }
}
