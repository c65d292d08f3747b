using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels;

/// <summary>A sphere of which all is known but how its diffusivity follows the molar mass: that a small network learns.</summary>
sealed class HybridSphereModel : ScissionModel
{
    const string Universal = "universal differential equations: Rackauckas et al., arXiv 2001.04385";

    /// <inheritdoc/>
    public override string Name => "hybrid-sphere";

    /// <inheritdoc/>
    public override string Summary =>
        "diffusion out of a sphere whose chains are cut at random, with a learnt diffusivity: a network of the molar mass inside the model";

    /// <inheritdoc/>
    public override string Source => $"{Moments}; {Universal}";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        .. Kinetics,
        "ln(D / (nm2/d)) = b + g x + v1 tanh(w1 x + c1) + ... + v4 tanh(w4 x + c4),  x = ln(Mw / 20 kDa)",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "The network's fourteen numbers mean nothing alone: learn them from curves of many polymers, surrogate fit --share.",
        "Molar masses that no curve has gone through: beyond them the network goes on as a power of the mass.",
        "A law that is known: use scission-sphere.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "A power of the mass and a constant, which the network holds exactly: the sphere's series, within 2e-3 of the dose.",
        "A hidden D(Mw) from 20 noisy curves: within 15 % where curves went, and better beyond them than a network alone.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        .. Common,
        Weight("b", 3, 8, "logarithm of the diffusivity at 20 kDa without the network"),
        Weight("g", -1.5, 0, "power of the mass that the network bends"),
        .. Enumerable.Range(1, 4).Select(i => Weight($"v{i}", -0.5, 0.5, $"weight of neuron {i} in the logarithm of the diffusivity")),
        .. Enumerable.Range(1, 4).Select(i => Weight($"w{i}", 0.3, 2, $"weight of the mass in neuron {i}")),
        .. Enumerable.Range(1, 4).Select(i => Weight($"c{i}", -1, 1, $"offset of neuron {i}")),
    ];

    static Parameter Weight(string name, double low, double high, string meaning) =>
        new(name, "", low, high, Scale.Linear, meaning, Universal) { DomainLow = -50, DomainHigh = 50 };

    /// <inheritdoc/>
    public override ModelProgram<T> Program<T>() => new SphereProgram<Scission<T, LearntDiffusivity<T>>, T>();
}

/// <summary>A neuron of one input: v tanh(w x + c).</summary>
readonly struct Neuron<T>(T v, T w, T c) where T : unmanaged, IReal<T>
{
    readonly T v = v, w = w, c = c;

    /// <summary>tanh(u) = 1 - 2 / (exp(2 u) + 1), held where it is 1 to rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public R Of<R>(R x) where R : unmanaged, IReal<R>, IOver<R, T>
    {
        R u = R.Max(R.FromDouble(-15), R.Min(R.FromDouble(15), w * x + R.Lift(c)));
        return v * (1 - 2 / (R.Exp(u + u) + 1));
    }
}

/// <summary>ln D = b + g x + sum of four neurons,  x = ln(Mw / 20 kDa).</summary>
readonly struct LearntDiffusivity<T>(T level, T power, T units, Neuron<T> one, Neuron<T> two, Neuron<T> three, Neuron<T> four)
    : IDegradingDiffusivity<LearntDiffusivity<T>, T>
    where T : unmanaged, IReal<T>
{
    readonly T level = level, power = power, units = units;
    readonly Neuron<T> one = one, two = two, three = three, four = four;

    public static LearntDiffusivity<T> From<TParameters>(TParameters row) where TParameters : struct, IParameters<T> => new(
        row[8], row[9], row[3] * T.FromDouble(1 / 20_000.0), new(row[10], row[14], row[18]), new(row[11], row[15], row[19]),
        new(row[12], row[16], row[20]), new(row[13], row[17], row[21]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public R Of<R>(R number, R weight) where R : unmanaged, IReal<R>, IOver<R, T>
    {
        R x = R.Log(units * weight);
        return R.Exp(R.Lift(level) + power * x + one.Of(x) + two.Of(x) + three.Of(x) + four.Of(x));
    }
}
