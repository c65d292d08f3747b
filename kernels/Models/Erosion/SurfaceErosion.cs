using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Compartments;

namespace SurrogateEngine.Kernels;

/// <summary>A body that loses the same thickness everywhere in the same time.</summary>
sealed class SurfaceErosionModel : ReleaseModel
{
    const string Hopfenberg = "Hopfenberg, ACS Symp. Ser. 33 (1976) 26";
    const string Number = "erosion number: Burkersroda, Schedl & Goepferich, Biomaterials 23 (2002) 4221";

    /// <inheritdoc/>
    public override string Name => "surface-erosion";

    /// <inheritdoc/>
    public override int Version => 2;

    /// <inheritdoc/>
    public override string Summary => "erosion from the surface of slabs, cylinders and spheres, with the erosion number that says whether it is one";

    /// <inheritdoc/>
    public override string Source => Hopfenberg;

    /// <inheritdoc/>
    public override string Mechanism => "erosion";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        "dM/dt = -n (v/a) M^(1 - 1/n),  dF/dt = -dM/dt   (F = 1 - (1 - v t/a)^n)",
        "eps = pi lam a^2 / (4 Dw ln(a / x0))",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "Drug is evenly spread and leaves with the matrix.",
        "The shape stays what it is.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "An erosion number below one: the body erodes all through; use plga-sphere.",
        "n is the geometry and not a number to fit.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "Closed form for n = 1, 2, 3: 1e-4; table of erosion numbers: 1e-6.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("a", "um", 50, 5000, Scale.Log, "half thickness or radius", Hopfenberg) { SizePower = 1 },
        new("v", "um/d", 1, 200, Scale.Log, "speed at which the surface recedes", Hopfenberg) { DomainLow = 0 },
        new("n", "", 1, 3, Scale.Linear, "1 for a slab, 2 for a cylinder, 3 for a sphere", Hopfenberg) { DomainHigh = 10 },
        new("lam", "1/d", 0.0005, 200, Scale.Log, "rate at which the polymer's bonds hydrolyze", Number) { DomainLow = 0 },
        new("Dw", "um2/d", 10000, 1000000, Scale.Log, "diffusivity of water in it", Number),
        new("x0", "nm", 0.3, 3, Scale.Log, "distance between bonds, (Mn / (NA (N - 1) rho))^(1/3)", Number),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Output> Outputs { get; } =
    [
        new("F", "", "fraction of the dose released"),
        new("eps", "1", "erosion number: above 1 from the surface, below 1 in bulk"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Geometric(1e-2, 60, 64);

    /// <inheritdoc/>
    public override string DefaultSolver => "rodas5p";

    /// <inheritdoc/>
    public override double DefaultRelativeTolerance => 1e-5;

    /// <inheritdoc/>
    public override double DefaultAbsoluteTolerance => 1e-7;

    /// <inheritdoc/>
    public override ModelProgram<T> Program<T>() => new CompartmentProgram<SurfaceErosion<T>, T, State3<T>>();
}

/// <summary>
/// dM/dt = -n (v/a) M^(1 - 1/n),  dF/dt = -dM/dt; the third state is the erosion number and stays.
/// </summary>
readonly struct SurfaceErosion<T>(T speed, T exponent, T number) : ICompartmentModel<SurfaceErosion<T>, T, State3<T>>
    where T : unmanaged, IReal<T>
{
    readonly T speed = speed, exponent = exponent, number = number;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Outputs => 2;

    [MethodImpl(Inline)]
    public static SurfaceErosion<T> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T>
    {
        T size = parameters[0], n = parameters[2];
        T number = T.FromDouble(Math.PI / 4) * parameters[3] * (size * size) / (parameters[4] * T.Log(1000 * size / parameters[5]));
        return new(n * parameters[1] / size, 1 - 1 / n, number);
    }

    public State3<T> Start => new(T.FromDouble(1), T.FromDouble(0), number);

    [MethodImpl(Inline)]
    public State3<T> Rate(T t, State3<T> y)
    {
        T release = speed * Shrinking.Power(y.A, exponent);
        return new(-release, release, T.FromDouble(0));
    }

    [MethodImpl(Inline)]
    public T Output(State3<T> y, int output) => output == 0 ? y.B : y.C;
}
