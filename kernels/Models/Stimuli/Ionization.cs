using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels;

/// <summary>Henderson and Hasselbalch: how much of a weak acid or base, or of a carrier's groups, is protonated.</summary>
static class Ionization
{
    const double Ln10 = 2.302585092994046;

    /// <summary>10^x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T TenTo<T>(T x) where T : unmanaged, IReal<T> => T.Exp(T.FromDouble(Ln10) * x);

    /// <summary>1 / (1 + 10^(pH - pKa)): the charged share of a base, the neutral share of an acid; one half at the pKa.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Protonated<T>(T pKa, T pH) where T : unmanaged, IReal<T> => 1 / (1 + TenTo(pH - pKa));

    /// <summary>The same where n groups let go of their protons together, 1 / (1 + 10^(n (pH - pKa))).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Cooperative<T>(T n, T pKa, T pH) where T : unmanaged, IReal<T> => 1 / (1 + TenTo(n * (pH - pKa)));
}
