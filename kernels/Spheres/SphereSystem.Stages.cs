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
        AddRates(stage);
        SolveGroup(stage, 0, SphereCoupling<TLaw, T>.GroupSize(0));
        SolveGroup(stage, 1, SphereCoupling<TLaw, T>.GroupSize(1));
        SolveGroup(stage, 2, SphereCoupling<TLaw, T>.GroupSize(2));
    }

    void SolveDrivers(int stage, T t)
    {
        driversNow = Load(FirstDriver, TLaw.Drivers, Argument);
        climateNow = law.Climate(driversNow, t);
        Few<T> rates = law.DriverRates(driversNow, t);
        AddTo(FirstDriver, TLaw.Drivers, stage, rates);
        MultiplyInPlace(FirstDriver, TLaw.Drivers, Column, stage);
    }

    /// <summary>From the centre to the surface: fluxes and rates, and what the drivers add.</summary>
    void AddRates(int stage)
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
            T outA = default, outB = default, outC = default;
            if (SphereCoupling<TLaw, T>.Moves(0))
            {
                outA = Through(r, state, outer, g, dA, nextA);
                r[state, stage] = T.Axpy(volume, inA - outA, r[state, stage]);
            }

            if (TLaw.Species > 1 && SphereCoupling<TLaw, T>.Moves(1))
            {
                outB = Through(r, state + 1, outer + 1, g, dB, nextB);
                r[state + 1, stage] = T.Axpy(volume, inB - outB, r[state + 1, stage]);
            }

            if (TLaw.Species > 2 && SphereCoupling<TLaw, T>.Moves(2))
            {
                outC = Through(r, state + 2, outer + 2, g, dC, nextC);
                r[state + 2, stage] = T.Axpy(volume, inC - outC, r[state + 2, stage]);
            }

            ReactAt(state, stage);
            (dA, dB, dC) = (nextA, nextB, nextC);
            (inA, inB, inC) = (outA, outB, outC);
        }

        Surface(stage, inA, inB, inC, dA, dB, dC);
    }

    /// <summary>Flux through a face: g (D + D_next)/2 (c - c_next), where g is already halved.</summary>
    [MethodImpl(Inline)]
    static T Through(TRows r, int state, int outer, T g, T diffusivity, T diffusivityNext) =>
        g * (TLaw.UniformDiffusivity ? diffusivity : diffusivity + diffusivityNext) * (r[state, Argument] - r[outer, Argument]);

    [MethodImpl(Inline)]
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
        AddProduct(FirstBath, TLaw.Baths, Column, TLaw.Drivers, FirstDriver, stage);
        ReactAt(state, stage);
    }

    /// <summary>Reaction and what the drivers add, onto the right-hand side.</summary>
    [MethodImpl(Inline)]
    void ReactAt(int state, int stage)
    {
        if (TLaw.Reacts)
            AddTo(state, TLaw.Species, stage, law.Reaction(Load(state, TLaw.Species, Argument), climateNow));
        if (TLaw.FeltDrivers > 0)
            AddProduct(state, TLaw.Species, Column, TLaw.FeltDrivers, FirstDriver, stage);
    }

    /// <summary>The species of one group, and the baths with the last: elimination outward, substitution inward.</summary>
    void SolveGroup(int stage, int first, int size)
    {
        if (size == 0)
            return;
        bool outermost = first + size == TLaw.Species;
        int local = SphereCoupling<TLaw, T>.Local(first, size);
        AddEarlier(stage, first, size);
        if (local >= 0)
            SolveWithLocal(stage, local, first + first + 1 - local, outermost);
        else if (size == 1)
            SolveChain(stage, first, outermost);
        else
            SolveBlocks(stage, first, size, outermost);
    }

    /// <summary>A species that stays in its shell and the chain of the other, see EliminateLocal.</summary>
    void SolveWithLocal(int stage, int local, int other, bool outermost)
    {
        TRows r = rows;
        for (int i = 0; i < grid.Shells; i++)
            r[i * TLaw.Species + local, stage] = r[i * TLaw.Species + local, stage] * r[i * TLaw.Species + local, Diagonal + local];
        AddOther(stage, other, local);
        if (outermost)
            AddProduct(FirstBath, TLaw.Baths, Lower + local, 1, FirstBath - TLaw.Species + local, stage);
        SolveChain(stage, other, outermost);
        for (int i = 0; i < grid.Shells; i++)
        {
            int state = i * TLaw.Species + local, partner = i * TLaw.Species + other;
            r[state, stage] = T.Fma(-r[state, Diagonal + other], r[partner, stage], r[state, stage]);
        }
    }

    /// <summary>What groups that are solved already add to the rates of a group, in every shell and in the baths.</summary>
    void AddEarlier(int stage, int first, int size)
    {
        for (int species = first; species < first + size; species++)
        {
            for (int by = 0; by < first; by++)
            {
                if (SphereCoupling<TLaw, T>.Couples(species, by))
                    AddOther(stage, species, by);
            }
        }

        if (first > 0 && first + size == TLaw.Species)
            AddProduct(FirstBath, TLaw.Baths, Lower, first, FirstBath - TLaw.Species, stage);
    }

    /// <summary>What another species, which is solved already, adds to the rate of a species in every shell.</summary>
    void AddOther(int stage, int species, int by)
    {
        if (SphereCoupling<TLaw, T>.Diffusivity(species, by))
            AddColumn(stage, species, by);
        else
            AddOwnShell(stage, species, by);
    }

    /// <summary>The other species of the shell and of both its neighbours.</summary>
    void AddColumn(int stage, int species, int by)
    {
        TRows r = rows;
        int last = grid.Shells - 1;
        T before = T.Of(0), here = r[by, stage];
        for (int i = 0; i <= last; i++)
        {
            int state = i * TLaw.Species + species;
            T next = i < last ? r[state - species + TLaw.Species + by, stage] : T.Of(0);
            T sum = T.Fma(-r[state, Diagonal + by], here, r[state, stage]);
            if (i > 0)
                sum = T.Fma(r[state, Lower + by], before, sum);
            if (i < last)
                sum = T.Fma(r[state, Upper + by], next, sum);
            r[state, stage] = sum;
            (before, here) = (here, next);
        }
    }

    /// <summary>The other species of the shell alone.</summary>
    void AddOwnShell(int stage, int species, int by)
    {
        TRows r = rows;
        for (int i = 0; i < grid.Shells; i++)
        {
            int state = i * TLaw.Species;
            r[state + species, stage] = T.Fma(-r[state + species, Diagonal + by], r[state + by, stage], r[state + species, stage]);
        }
    }

    /// <summary>A group of one species: what goes from shell to shell stays in a register.</summary>
    void SolveChain(int stage, int species, bool outermost)
    {
        TRows r = rows;
        int last = grid.Shells - 1;
        T neighbour = r[species, stage];
        for (int i = 1; i <= last; i++)
        {
            int state = i * TLaw.Species + species;
            neighbour = T.Fma(r[state, Lower + species], neighbour, r[state, stage]);
            r[state, stage] = neighbour;
        }

        int end = last * TLaw.Species + species;
        if (outermost)
        {
            SolveBaths(stage, species, 1);
            MultiplyInPlace(end, 1, Diagonal + species, stage);
            AddProduct(end, 1, Upper, TLaw.Baths, FirstBath, stage);
        }
        else
        {
            MultiplyInPlace(end, 1, Diagonal + species, stage);
        }

        neighbour = r[end, stage];
        for (int i = last - 1; i >= 0; i--)
        {
            int state = i * TLaw.Species + species;
            neighbour = T.Fma(r[state, Upper + species], neighbour, r[state, Diagonal + species] * r[state, stage]);
            r[state, stage] = neighbour;
        }
    }

    /// <summary>A group of several species, a block for each shell.</summary>
    void SolveBlocks(int stage, int first, int size, bool outermost)
    {
        int last = grid.Shells - 1, end = last * TLaw.Species + first;
        for (int i = 1; i <= last; i++)
            AddProduct(i * TLaw.Species + first, size, Lower + first, size, (i - 1) * TLaw.Species + first, stage);
        if (outermost)
            SolveBaths(stage, first, size);
        MultiplyInPlace(end, size, Diagonal + first, stage);
        if (outermost)
            AddProduct(end, size, Upper, TLaw.Baths, FirstBath, stage);
        for (int i = last - 1; i >= 0; i--)
            SubstituteAt(i * TLaw.Species + first, first, size, stage);
    }

    void SubstituteAt(int state, int first, int size, int stage)
    {
        MultiplyInPlace(state, size, Diagonal + first, stage);
        AddProduct(state, size, Upper + first, size, state + TLaw.Species, stage);
    }

    /// <summary>The baths, from the last shell's species of their group.</summary>
    void SolveBaths(int stage, int first, int size)
    {
        AddProduct(FirstBath, TLaw.Baths, Lower + first, size, FirstBath - TLaw.Species + first, stage);
        MultiplyInPlace(FirstBath, TLaw.Baths, Diagonal, stage);
    }
}
