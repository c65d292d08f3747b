using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>The length of the first step of a system whose states lie in records.</summary>
static class InitialStep
{
    const double Move = 0.05;

    /// <summary>
    /// A first step in which states, whose rates are in field 1, move by a twentieth of their size, root mean square; a state
    /// counts as at least as large as where its absolute tolerance takes over. One that starts empty, as a receptor does, has no
    /// size to compare with and would ask for steps a thousand times too short: it is left out.
    /// </summary>
    public static T Of<T, TRows>(TRows rows, int count, Tolerance<T> tolerance)
        where T : unmanaged, IReal<T>
        where TRows : struct, IRows<T>
    {
        T floor = tolerance.Absolute / tolerance.Relative, sum = T.Of(0);
        for (int s = 0; s < count; s++)
        {
            T size = T.Abs(rows[s, 0]);
            T pace = rows[s, 1] * T.Inverse(size + floor);
            sum += T.Select(T.Less(T.Of(0), size), pace * pace, T.Of(0));
        }

        return T.Of(Move) * T.Sqrt(T.Whole(count) / T.Max(sum, T.Of(1e-20)));
    }
}
