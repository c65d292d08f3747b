using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Network;

namespace SurrogateEngine.Kernels;

/// <summary>Drug in the core of a sphere that a shell of another material surrounds.</summary>
sealed class CoreShellSphereModel : ReleaseModel
{
    const string Chitosan = "chitosan cores in polycaprolactone shells: github.com/ashleefv/LayeredSpheres_DDSdesign";

    /// <inheritdoc/>
    public override string Name => "core-shell-sphere";

    /// <inheritdoc/>
    public override int Version => 2;

    /// <inheritdoc/>
    public override string Summary => "diffusion from a loaded core through a shell of another material, with partition between them and burst";

    /// <inheritdoc/>
    public override string Source => Chitosan;

    /// <inheritdoc/>
    public override string Mechanism => "diffusion";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        "dc1/dt = D1 lap c1,  r < R1;  dc2/dt = D2 exp(g t) lap c2,  R1 < r < R1 + d",
        "c1 = k c2 and D1 dc1/dr = D2 exp(g t) dc2/dr at R1,  c2 = 0 at R1 + d",
        "dB/dt = -kb B,  dQ/dt = kb B + J;  of the rest of the dose the share s starts in the shell, 1 - s in the core",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "At the start core and shell are each evenly loaded.",
        "The medium is a sink.",
        "The core stays what it is; the shell may become more permeable, evenly and exponentially.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "More than two layers.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "Expansion in the modes of the layered sphere: within 1e-3 of the dose; mean time of release within 0.3 %.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("R1", "um", 2, 20, Scale.Log, "radius of the core", Chitosan) { SizePower = 1 },
        new("d", "um", 0.2, 4, Scale.Log, "thickness of the shell", Chitosan) { SizePower = 1 },
        new("D1", "um2/d", 0.01, 10, Scale.Log, "diffusivity in the core", Chitosan),
        new("D2", "um2/d", 0.001, 1, Scale.Log, "diffusivity in the shell", Chitosan),
        new("k", "", 0.1, 10, Scale.Log, "concentration in the core over that in the shell where they meet", Chitosan),
        new("phi", "", 0.01, 0.5, Scale.Log, "fraction of the dose in the burst pool", Chitosan) { DomainLow = 0, DomainHigh = 1 },
        new("kb", "1/d", 1, 50, Scale.Log, "burst rate", Chitosan) { DomainLow = 0 },
        new("s", "", 0.001, 0.5, Scale.Log, "share of the dose outside the burst pool that starts in the shell", Chitosan)
        {
            DomainLow = 0,
            DomainHigh = 1,
        },
        new("g", "1/d", 1e-4, 0.03, Scale.Log, "rate at which the logarithm of the shell's diffusivity grows as it degrades; 0 for none",
            "polycaprolactone thins out within months to years")
        {
            DomainLow = 0,
        },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Output> Outputs { get; } =
    [
        new("Q", "", "fraction of the dose released"),
        new("shell", "", "fraction of the dose in the shell"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Geometric(1e-2, 180, 64);

    /// <inheritdoc/>
    public override string DefaultSolver => "rodas5p";

    /// <inheritdoc/>
    public override ModelProgram<T> Program<T>() => new NetworkProgram<CoreShellSphere<T>, T>();
}

/// <summary>
/// Amounts in the shells of a grid, thinner and thinner outward in the core, of equal thickness around it: flux through a face over its
/// area is D (c - c_next) / distance, where core and shell meet (c1 - k c2) / (h1 / (2 D1) + k h2 / (2 D2)), and at the
/// surface c2 D2 / (h2 / 2). Then the burst pool and what is released. Everything is over 4 pi / 3.
/// </summary>
readonly struct CoreShellSphere<T>(T radius, T thickness, T inCore, T inShell, T partition, T phi, T kb, T outer, T growth)
    : INetworkModel<CoreShellSphere<T>, T>
    where T : unmanaged, IReal<T>
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Shells of the core and of the shell.</summary>
    const int Inner = 32, Outer = 20;

    /// <summary>Radius of the core over the thickness of its outermost shell.</summary>
    const int Faces = Inner * Inner;

    const int Burst = Inner + Outer, Released = Burst + 1;

    readonly T phi = phi, kb = kb, partition = partition, outer = outer, growth = growth;

    /// <summary>6 D / h1^2 in the core, whose outermost shell is h1 thick, 3 D / h2^2 in the shell, and the shell's inner radius over
    /// h2.</summary>
    readonly T coreRate = 6 * inCore * T.FromDouble((double)Faces * Faces) / (radius * radius);
    readonly T shellRate = 3 * inShell * T.FromDouble(Outer * Outer) / (thickness * thickness);
    readonly T innerFaces = T.FromDouble(Outer) * radius / thickness;

    /// <summary>The face between them lets through 3 / (h1 (h1 / (2 D1) + k h2 / (2 D2))): h1 times each of the terms, over 3.</summary>
    readonly T coreSide = T.FromDouble(0.5 / (3.0 * Faces * Faces)) * radius * radius / inCore;
    readonly T shellSide = T.FromDouble(0.5 / (3.0 * Faces * Outer)) * partition * radius * thickness / inShell;

    /// <summary>Volume of a core shell whose place is given in h1 over that of one in h2.</summary>
    readonly T coreVolume = radius * radius * radius / (thickness * thickness * thickness)
        * T.FromDouble(1.0 * Outer * Outer * Outer / ((double)Faces * Faces * Faces));

    public static int Nodes => Released + 1;

    public static int Outputs => 2;

    public static CoreShellSphere<T> From<TParameters>(TParameters row) where TParameters : struct, IParameters<T> =>
        new(row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8]);

    public T Start(int node)
    {
        if (node < Inner)
            return (1 - phi) * (1 - outer) * T.Whole(CubeStep(node)) * T.FromDouble(1.0 / ((double)Faces * Faces * Faces));
        T surface = innerFaces + T.FromDouble(Outer);
        return node == Burst ? phi : node == Released ? T.FromDouble(0) : (1 - phi) * outer * ShellVolume(node - Inner)
            / (surface * surface * surface - innerFaces * innerFaces * innerFaces);
    }

    public static int TimeInputs => 1;

    /// <summary>Diffusivity of the shell over that at the start.</summary>
    [MethodImpl(Inline)]
    public R Input<R>(int input, R t) where R : unmanaged, IReal<R>, IOver<R, T> => R.Exp(growth * t);

    public void Flows<R, TFlows>(ref TFlows flows) where R : unmanaged, IReal<R>, IOver<R, T> where TFlows : struct, IFlows<R, T>
    {
        Core<R, TFlows>(ref flows);
        Shell<R, TFlows>(ref flows);
        flows.Transfer(Burst, Released, kb);
    }

    void Core<R, TFlows>(ref TFlows flows) where R : unmanaged, IReal<R>, IOver<R, T> where TFlows : struct, IFlows<R, T>
    {
        for (int i = 0; i < Inner - 1; i++)
        {
            int face = Face(i + 1), distance = Face(i + 2) - Face(i);
            T area = coreRate * (T.Whole(face * face) / T.Whole(distance));
            flows.Exchange(i, i + 1, area / T.Whole(CubeStep(i)), area / T.Whole(CubeStep(i + 1)));
        }

        R between = R.FromDouble((double)Faces * Faces) / (R.Lift(coreSide) + R.Lift(shellSide) / flows.Input(0));
        flows.VariableTransfer(Inner - 1, Inner, T.FromDouble(1.0 / CubeStep(Inner - 1)) * between);
        flows.VariableTransfer(Inner, Inner - 1, (partition * coreVolume / ShellVolume(0)) * between);
    }

    void Shell<R, TFlows>(ref TFlows flows) where R : unmanaged, IReal<R>, IOver<R, T> where TFlows : struct, IFlows<R, T>
    {
        for (int i = 0; i < Outer - 1; i++)
        {
            T face = innerFaces + T.Whole(i + 1), area = shellRate * (face * face);
            flows.VariableTransfer(Inner + i, Inner + i + 1, (area / ShellVolume(i)) * flows.Input(0));
            flows.VariableTransfer(Inner + i + 1, Inner + i, (area / ShellVolume(i + 1)) * flows.Input(0));
        }

        T surface = innerFaces + T.FromDouble(Outer);
        flows.VariableTransfer(Burst - 1, Released, (2 * (shellRate * (surface * surface)) / ShellVolume(Outer - 1)) * flows.Input(0));
    }

    /// <summary>Radius of the inner face of a core shell, in units of h1: the shells' thicknesses fall by two each.</summary>
    [MethodImpl(Inline)]
    static int Face(int i) => i * (2 * Inner - i);

    /// <summary>Volume of a core shell, in units of h1^3.</summary>
    [MethodImpl(Inline)]
    static int CubeStep(int i)
    {
        int inner = Face(i), outer = Face(i + 1);
        return (outer - inner) * (outer * outer + outer * inner + inner * inner);
    }

    /// <summary>Volume of one of the shell's shells, in units of h2^3.</summary>
    [MethodImpl(Inline)]
    T ShellVolume(int i)
    {
        T inner = innerFaces + T.Whole(i);
        return 3 * (inner * (inner + T.FromDouble(1))) + T.FromDouble(1);
    }

    [MethodImpl(Inline)]
    public T Output<TAmounts>(TAmounts y, int output) where TAmounts : struct, IAmounts<T>
    {
        T sum = y[Released];
        if (output == 1)
        {
            sum = y[Inner];
            for (int i = 1; i < Outer; i++)
                sum += y[Inner + i];
        }

        return sum;
    }
}
