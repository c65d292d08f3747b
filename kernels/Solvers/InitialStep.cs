using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>The length of the first step of a system whose states lie in workspace slots.</summary>
static class InitialStep
{
    const double Move = 0.05;

    /// <summary>
    /// A first step in which states, whose rates are in field 1, move by a twentieth of their size, root mean square; a state
    /// counts as at least as large as where its absolute tolerance takes over. One that starts empty, as a receptor does, has no
    /// size to compare with and would ask for steps a thousand times too short: it is left out.
    /// </summary>
    public static T Of<T, TWorkspace>(TWorkspace workspace, int count, Tolerance<T> tolerance)
        where T : unmanaged, IReal<T>
        where TWorkspace : struct, IWorkspace<T>
    {
        T floor = tolerance.Absolute / tolerance.Relative, sum = T.FromDouble(0);
        for (int s = 0; s < count; s++)
        {
            T size = T.Abs(workspace[s, 0]);
            T speed = workspace[s, 1] * T.Inverse(size + floor);
            sum += T.Select(T.Less(T.FromDouble(0), size), speed * speed, T.FromDouble(0));
        }

        return T.FromDouble(Move) * T.Sqrt(T.Whole(count) / T.Max(sum, T.FromDouble(1e-20)));
    }
}
