namespace SurrogateEngine.Design;

/// <summary>The volume that a set of points dominates below a reference point, all objectives to be small: exact, by slicing one objective
/// after the other (Knowles 2002).</summary>
public static class Hypervolume
{
    /// <summary>The volume.</summary>
    /// <param name="points">Objective values, each of the reference's length.</param>
    /// <param name="reference">A point worse than all that count.</param>
    public static double Of(IEnumerable<double[]> points, double[] reference)
    {
        double[][] inside = [.. points.Where(point => point.Zip(reference, (value, limit) => value < limit).All(below => below))];
        return inside.Length == 0 ? 0 : Slice(inside, reference, reference.Length);
    }

    static double Slice(double[][] points, double[] reference, int dimensions)
    {
        if (dimensions == 1)
            return reference[0] - points.Min(point => point[0]);
        double[][] sorted = [.. points.OrderBy(point => point[dimensions - 1])];
        if (dimensions == 2)
            return Staircase(sorted, reference);
        double volume = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            double next = i + 1 < sorted.Length ? sorted[i + 1][dimensions - 1] : reference[dimensions - 1];
            double depth = next - sorted[i][dimensions - 1];
            if (depth > 0)
                volume += depth * Slice(sorted[..(i + 1)], reference, dimensions - 1);
        }

        return volume;
    }

    /// <summary>Two objectives, points by the second ascending.</summary>
    static double Staircase(double[][] sorted, double[] reference)
    {
        double area = 0, least = reference[0];
        for (int i = 0; i < sorted.Length; i++)
        {
            least = Math.Min(least, sorted[i][0]);
            double next = i + 1 < sorted.Length ? sorted[i + 1][1] : reference[1];
            area += (reference[0] - least) * (next - sorted[i][1]);
        }

        return area;
    }
}
