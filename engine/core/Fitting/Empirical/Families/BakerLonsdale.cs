using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Fitting.Empirical.Families;

/// <summary>Diffusion from a sphere with undissolved drug. The equation is solved for F.</summary>
sealed class BakerLonsdale : EmpiricalModel
{
    public override string Name => "baker-lonsdale";

    public override int Rank => 90;

    public override string Title => "Baker-Lonsdale";

    public override string Formula => "1.5 (1 - (1 - F/100)^(2/3)) - F/100 = k t";

    public override string Source => "Baker & Lonsdale, Controlled Release of Biologically Active Agents (1974) 15";

    public override bool Saturates => true;

    public override IReadOnlyList<EmpiricalParameter> Parameters { get; } =
    [
        Rate("k", "3 D Cs/(R^2 A)", 0.005, 1),
    ];

    public override T Released<T>(T time, ReadOnlySpan<T> c)
    {
        T left = c[0] * time;
        double at = T.Get(ref left, 0);
        if (at >= Whole)
            return T.FromDouble(100);
        double root = Root(at);
        // k t = 1.5 (1 - x^2) - (1 - x^3) with x^3 = 1 - F, so that d(k t)/dx = 3 x (x - 1) and dF/dx = -3 x^2.
        return 100 * Formulas.Known(left, 1 - root * root * root, root / (1 - root));
    }

    /// <summary>k t at which all is released.</summary>
    const double Whole = 0.5;

    /// <summary>
    /// Radius of the undissolved core over that of the sphere: the root of 1.5 (1 - x^2) - (1 - x^3) = k t between 0 and 1.
    /// </summary>
    static double Root(double right)
    {
        double low = 0, high = 1, x = 1 - Math.Sqrt(Math.Min(1, 2 * right / 3));
        for (int i = 0; i < 60 && high - low > 1e-16; i++)
        {
            double miss = 0.5 - x * x * (1.5 - x) - right;
            (low, high) = miss > 0 ? (x, high) : (low, x);
            double next = x - miss / (3 * x * (x - 1));
            next = next > low && next < high ? next : (low + high) / 2;
            if (Math.Abs(next - x) <= 1e-16)
                break;
            x = next;
        }

        return Math.Min(x, 1 - 1e-12);
    }
}
