using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels;

/// <summary>Sites that bind drug, at equilibrium.</summary>
static class BindingSites
{
    /// <summary>
    /// c of c + b = 1 and b = K (1 - load b) c: the positive root of K load c^2 + (1 + K - K load) c = 1, in whichever of
    /// its two forms adds numbers of one sign.
    /// </summary>
    /// <param name="affinity">K, bound over free drug while most sites are empty.</param>
    /// <param name="load">Drug over sites.</param>
    public static T FreeAtEquilibrium<T>(T affinity, T load) where T : unmanaged, IReal<T>
    {
        T sites = affinity * load, middle = 1 + affinity - sites;
        T root = T.Sqrt(middle * middle + 4 * sites);
        return T.Select(T.Less(middle, T.FromDouble(0)), (root - middle) / (2 * sites), 2 / (root + middle));
    }
}
