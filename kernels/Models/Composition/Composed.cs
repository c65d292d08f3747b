using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels;

/// <summary>
/// Species c (dissolved), then b (bound), s (solid) and l (lost) as far as they are there, over all drug in the body at the start:
/// dc/dt = (D/R^2) g lap c - wb + ws - kl c,  db/dt = wb = koff (K (1 - load b) c - b),  ds/dt = -ws = -kd s^(2/3) (cs - c),
/// dl/dt = kl c;  pools m, dm/dt = -k m (1 + beta (1 - m)), and B, dB/dt = -kb B;  dQ/dt = kb B + (1 - phi) J.
/// g = exp(alpha (1 - m)) times what stimuli make of it, which changes at events only, as k does.
/// </summary>
readonly struct Composed<T, TMechanisms, TGeometry> : ISphereModel<Composed<T, TMechanisms, TGeometry>, T>
    where T : unmanaged, IReal<T>
    where TMechanisms : struct, IMechanisms
    where TGeometry : struct, IGeometry
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    readonly T rate, phi, core, kb, outside, film, k, beta, alpha, affinity, koff, load, solubility, dissolution, loss;

    static bool HasB => TMechanisms.Burst;
    static bool HasM => TMechanisms.Degradation;

    /// <summary>Places of solid and lost drug among the species.</summary>
    static int Solid => TMechanisms.Binding ? 2 : 1;
    static int Lost => 1 + (TMechanisms.Binding ? 1 : 0) + (TMechanisms.Dissolution ? 1 : 0);

    public static int Species => Lost + (TMechanisms.Loss ? 1 : 0);
    public static int AutonomousPools => HasB && HasM ? 2 : 1;
    public static int Receptors => 1;
    public static int CoupledPools => HasM ? 1 : 0;
    public static int Outputs => Species + (HasM ? 1 : 0);
    public static int Inputs => Columns<TMechanisms>.End - Columns<TMechanisms>.WarmthInput;
    public static bool UniformDiffusivity => true;
    public static bool Reacts => Species > 1;
    public static bool ReactionsKeepTotal => true;

    Composed(T rate, T phi, T kb, T kappa, T film, Vec3<T> degradation, Vec3<T> binding, T solubility, T dissolution, T loss)
    {
        (this.rate, this.phi, this.kb, this.film) = (rate, phi, kb, film);
        core = 1 - phi;
        outside = TMechanisms.Receptor ? 1 / (core * kappa) : T.FromDouble(0);
        (k, beta, alpha) = (degradation.A, degradation.B, degradation.C);
        (affinity, koff, load) = (binding.A, binding.B, binding.C);
        (this.solubility, this.dissolution, this.loss) = (solubility, dissolution, loss);
    }

    [MethodImpl(Inline)]
    static T At<TParameters>(TParameters row, bool here, int column) where TParameters : struct, IParameters<T> =>
        here ? row[column] : T.FromDouble(0);

    public static Composed<T, TMechanisms, TGeometry> From<TParameters>(TParameters row) where TParameters : struct, IParameters<T>
    {
        T radius = row[Columns<TMechanisms>.Radius], rate = row[Columns<TMechanisms>.Diffusivity] / (radius * radius);
        int degradation = Columns<TMechanisms>.Degradation, binding = Columns<TMechanisms>.Binding;
        T film = T.FromDouble(TGeometry.Dimensions) * (At(row, TMechanisms.Film, Columns<TMechanisms>.Film) * rate);
        T hydrolysis = At(row, TMechanisms.Degradation, degradation);
        return new(
            rate * Opened(row),
            At(row, TMechanisms.Burst, Columns<TMechanisms>.Burst),
            At(row, TMechanisms.Burst, Columns<TMechanisms>.Burst + 1),
            At(row, TMechanisms.Receptor, Columns<TMechanisms>.Receptor),
            film,
            new(TMechanisms.Degradation ? hydrolysis * Quickened(row) : hydrolysis,
                At(row, TMechanisms.Degradation, degradation + 1), At(row, TMechanisms.Degradation, degradation + 2)),
            new(At(row, TMechanisms.Binding, binding), At(row, TMechanisms.Binding, binding + 1),
                At(row, TMechanisms.Binding, binding + 2)),
            At(row, TMechanisms.Dissolution, Columns<TMechanisms>.Dissolution),
            At(row, TMechanisms.Dissolution, Columns<TMechanisms>.Dissolution + 1),
            At(row, TMechanisms.Loss, Columns<TMechanisms>.Loss));
    }

    /// <summary>What stimuli make of the diffusivity.</summary>
    static T Opened<TParameters>(TParameters row) where TParameters : struct, IParameters<T>
    {
        T g = T.FromDouble(1);
        if (TMechanisms.Temperature)
            g *= Arrhenius.Factor(row[Columns<TMechanisms>.Temperature], row[Columns<TMechanisms>.WarmthInput]);
        if (TMechanisms.Collapse)
        {
            int at = Columns<TMechanisms>.Collapse;
            g *= 1 + (row[at + 2] - 1) / (1 + T.Exp((row[at] - row[Columns<TMechanisms>.WarmthInput]) / row[at + 1]));
        }

        if (TMechanisms.Protonation)
        {
            int at = Columns<TMechanisms>.Protonation;
            g *= 1 + (row[at + 2] - 1) * Ionization.Cooperative(row[at + 1], row[at], row[Columns<TMechanisms>.AcidInput]);
        }

        if (TMechanisms.Light)
        {
            int at = Columns<TMechanisms>.Light;
            T light = row[Columns<TMechanisms>.LightInput];
            g *= 1 + row[at + 1] * light / (row[at] + light);
        }

        return g;
    }

    /// <summary>What stimuli make of the hydrolysis.</summary>
    static T Quickened<TParameters>(TParameters row) where TParameters : struct, IParameters<T>
    {
        T g = T.FromDouble(1);
        if (TMechanisms.Temperature)
            g *= Arrhenius.Factor(row[Columns<TMechanisms>.Temperature + 1], row[Columns<TMechanisms>.WarmthInput]);
        if (TMechanisms.Enzyme)
        {
            int at = Columns<TMechanisms>.Enzyme;
            T enzyme = row[Columns<TMechanisms>.EnzymeInput];
            g *= 1 + row[at + 1] * enzyme / (row[at] + enzyme);
        }

        return g;
    }

    public Vec3<T> StartShell
    {
        get
        {
            if (TMechanisms.Dissolution)
                return TMechanisms.Binding ? new(T.FromDouble(0), T.FromDouble(0), T.FromDouble(1)) : new(T.FromDouble(0), T.FromDouble(1));
            if (!TMechanisms.Binding)
                return new(T.FromDouble(1));
            T free = BindingSites.FreeAtEquilibrium(affinity, load);
            return new(free, affinity * free / (1 + load * (affinity * free)));
        }
    }

    public Vec3<T> StartPools => HasM ? new(T.FromDouble(1), phi) : new(phi);
    public Vec3<T> StartReceptors => new(T.FromDouble(0));

    [MethodImpl(Inline)]
    public Vec3<R> SharedCoefficients<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T> =>
        HasM ? new(rate * R.Exp(alpha * (1 - pools.A))) : new(R.Lift(rate));

    [MethodImpl(Inline)]
    public Vec3<R> Diffusivity<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T> => new(shared.A);

    [MethodImpl(Inline)]
    public Vec3<R> Reaction<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T>
    {
        if (Species == 1)
            return default;
        R free = shell.A, bound = R.FromDouble(0), dissolved = R.FromDouble(0), lost = R.FromDouble(0);
        if (TMechanisms.Binding)
            bound = koff * (affinity * (free * (1 - load * shell.B)) - shell.B);
        if (TMechanisms.Dissolution)
        {
            R solid = Shrinking.Power(Solid == 2 ? shell.C : shell.B, R.FromDouble(2.0 / 3));
            dissolved = dissolution * (solid * (R.Lift(solubility) - free));
        }

        if (TMechanisms.Loss)
            lost = loss * free;
        R second = TMechanisms.Binding ? bound : TMechanisms.Dissolution ? -dissolved : lost;
        R third = TMechanisms.Binding && TMechanisms.Dissolution ? -dissolved : lost;
        R change = dissolved - bound - lost;
        return Species == 2 ? new(change, second) : new(change, second, third);
    }

    [MethodImpl(Inline)]
    public Vec3<R> PoolRates<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T>
    {
        R burst = -(kb * (HasM ? pools.B : pools.A));
        return HasM ? new(-(k * (pools.A * (1 + beta * (1 - pools.A)))), burst) : new(burst);
    }

    [MethodImpl(Inline)]
    public Vec3<R> SurfaceFlux<R>(Vec3<R> shell, Vec3<R> conductance, Vec3<R> receptors, Vec3<R> shared)
        where R : unmanaged, IReal<R>, IOver<R, T>
    {
        R through = TMechanisms.Film ? conductance.A / (1 + conductance.A / R.Lift(film)) : conductance.A;
        return new(through * (TMechanisms.Receptor ? shell.A - outside * receptors.A : shell.A));
    }

    [MethodImpl(Inline)]
    public Vec3<R> ReceptorRates<R>(Vec3<R> receptors, Vec3<R> flux, Vec3<R> pools) where R : unmanaged, IReal<R>, IOver<R, T> =>
        HasB ? new(kb * (HasM ? pools.B : pools.A) + core * flux.A) : new(flux.A);

    /// <summary>Released, then what mechanisms add: polymer, then species after the first.</summary>
    [MethodImpl(Inline)]
    public T Output<TView>(TView view, int output) where TView : struct, ISphereView<T> =>
        output == 0 ? view.Receptor(0)
        : HasM && output == 1 ? view.AutonomousPool(0)
        : view.Mean(HasM ? output - 1 : output);
}
