using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels.Spheres;

/// <summary>
/// One stage for any number of species: form its argument in every state, then rates and elimination outward, then
/// substitution inward. Numbers go from method to method by reference and blocks stay in the records: a structure of
/// several vectors handed over by value costs more than the arithmetic done with it.
/// </summary>
partial struct SphereSystem<TLaw, T, TRows, TGrid, TMethod>
{
    /// <inheritdoc/>
    public void Solve<TStage, TNext>() where TStage : struct, IStage where TNext : struct, IStage
    {
        if (Simple)
        {
            SolveStage1<TStage, TNext>();
            return;
        }

        Combine<TStage>();
        SolveStage(TStage.Index, T.Fma(T.Of(TStage.Node), step, time));
    }

    /// <summary>The argument goes to its own field, the carry over h to the stage's.</summary>
    void Combine<TStage>() where TStage : struct, IStage
    {
        TRows r = rows;
        T perStep = inverseStep;
        int count = Count;
        for (int s = 0; s < count; s++)
        {
            r[s, Argument] = StageSums.Argument<TStage, T, TRows>(r, s, Argument);
            T right = TLaw.DependsOnTime ? T.Scale(T.Of(TStage.TimeWeight), r[s, TimeField]) : T.Of(0);
            r[s, TStage.Index] = StageSums.AddCarry<TStage, T, TRows>(right, perStep, r, s);
        }
    }

    void SolveStage(int stage, T t)
    {
        SolveDrivers(stage, t);
        SweepOut(stage);
        SolveBaths(stage);
        SweepIn(stage);
    }

    void SolveDrivers(int stage, T t)
    {
        driversNow = Load(FirstDriver, TLaw.Drivers, Argument);
        climateNow = law.Climate(driversNow, t);
        Few<T> rates = law.DriverRates(driversNow, t);
        AddTo(FirstDriver, TLaw.Drivers, stage, rates);
        MultiplyInPlace(FirstDriver, TLaw.Drivers, Column, stage);
    }

    /// <summary>From the centre to the surface: fluxes, rates and forward elimination in one pass.</summary>
    void SweepOut(int stage)
    {
        TRows r = rows;
        int last = grid.Shells - 1;
        T inA = default, inB = default, inC = default;
        DiffusivityAt(0, out T dA, out T dB, out T dC);
        for (int i = 0; i < last; i++)
        {
            int state = i * TLaw.Species, outer = state + TLaw.Species;
            DiffusivityAt(outer, out T nextA, out T nextB, out T nextC);
            T g = TLaw.UniformDiffusivity ? grid.Conductance(i) : T.Of(0.5) * grid.Conductance(i);
            T volume = grid.InverseVolume(i);
            T outA = Through(r, state, outer, g, dA, nextA), outB = default, outC = default;
            r[state, stage] = T.Axpy(volume, inA - outA, r[state, stage]);
            if (TLaw.Species > 1)
            {
                outB = Through(r, state + 1, outer + 1, g, dB, nextB);
                r[state + 1, stage] = T.Axpy(volume, inB - outB, r[state + 1, stage]);
            }

            if (TLaw.Species > 2)
            {
                outC = Through(r, state + 2, outer + 2, g, dC, nextC);
                r[state + 2, stage] = T.Axpy(volume, inC - outC, r[state + 2, stage]);
            }

            EliminateAt(i, stage);
            (dA, dB, dC) = (nextA, nextB, nextC);
            (inA, inB, inC) = (outA, outB, outC);
        }

        Surface(stage, inA, inB, inC, dA, dB, dC);
    }

    /// <summary>Flux through a face: g (D + D_next)/2 (c - c_next), where g is already halved.</summary>
    [MethodImpl(Inline)]
    static T Through(TRows r, int state, int outer, T g, T diffusivity, T diffusivityNext) =>
        g * (TLaw.UniformDiffusivity ? diffusivity : diffusivity + diffusivityNext) * (r[state, Argument] - r[outer, Argument]);

    void DiffusivityAt(int state, out T a, out T b, out T c)
    {
        Few<T> diffusivity = law.Diffusivity(Load(state, TLaw.Species, Argument), climateNow);
        (a, b, c) = (diffusivity.A, diffusivity.B, diffusivity.C);
    }

    /// <summary>The last shell and, for the baths, the rates that its flux gives them.</summary>
    void Surface(int stage, T inA, T inB, T inC, T dA, T dB, T dC)
    {
        int last = grid.Shells - 1, state = last * TLaw.Species;
        Few<T> shell = Load(state, TLaw.Species, Argument), baths = Load(FirstBath, TLaw.Baths, Argument);
        Few<T> flux = law.SurfaceFlux(shell, grid.Conductance(last) * new Few<T>(dA, dB, dC), baths, climateNow);
        AddTo(state, TLaw.Species, stage, grid.InverseVolume(last) * (new Few<T>(inA, inB, inC) - flux));
        AddTo(FirstBath, TLaw.Baths, stage, law.BathRates(baths, flux, driversNow));
        EliminateAt(last, stage);
    }

    /// <summary>Reaction, what the drivers add, and what elimination of the shell before left, onto the right-hand side.</summary>
    void EliminateAt(int shell, int stage)
    {
        int state = shell * TLaw.Species;
        if (TLaw.Reacts)
            ReactAt(state, stage);
        if (TLaw.FeltDrivers > 0)
            AddProduct(state, TLaw.Species, Column, TLaw.FeltDrivers, FirstDriver, stage);
        if (shell > 0)
            AddProduct(state, TLaw.Species, Lower, TLaw.Species, state - TLaw.Species, stage);
    }

    void ReactAt(int state, int stage) =>
        AddTo(state, TLaw.Species, stage, law.Reaction(Load(state, TLaw.Species, Argument), climateNow));

    void SolveBaths(int stage)
    {
        AddProduct(FirstBath, TLaw.Baths, Column, TLaw.Drivers, FirstDriver, stage);
        AddProduct(FirstBath, TLaw.Baths, Lower, TLaw.Species, FirstBath - TLaw.Species, stage);
        MultiplyInPlace(FirstBath, TLaw.Baths, Diagonal, stage);
    }

    /// <summary>From the surface back to the centre: what follows from the outer neighbour.</summary>
    void SweepIn(int stage)
    {
        int last = grid.Shells - 1;
        MultiplyInPlace(last * TLaw.Species, TLaw.Species, Diagonal, stage);
        AddProduct(last * TLaw.Species, TLaw.Species, Upper, TLaw.Baths, FirstBath, stage);
        for (int i = last - 1; i >= 0; i--)
            SubstituteAt(i * TLaw.Species, stage);
    }

    void SubstituteAt(int state, int stage)
    {
        MultiplyInPlace(state, TLaw.Species, Diagonal, stage);
        AddProduct(state, TLaw.Species, Upper, TLaw.Species, state + TLaw.Species, stage);
    }
}
