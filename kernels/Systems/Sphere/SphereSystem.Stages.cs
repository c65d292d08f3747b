using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels.Systems.Sphere;

/// <summary>
/// One stage for any number of species: form its stage value in every state, then rates and elimination outward, then
/// substitution inward. Numbers go from method to method by reference and blocks stay in the workspace: a structure of
/// several vectors handed over by value costs more than the arithmetic done with it.
/// </summary>
partial struct SphereSystem<TModel, T, TWorkspace, TGrid, TMethod>
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
        SolveStage<TStage>(T.Fma(T.FromDouble(TStage.Alpha), step, time));
    }

    /// <summary>The stage value goes to its own field, the carry over h to the stage's.</summary>
    void Combine<TStage>() where TStage : struct, IStage
    {
        TWorkspace r = workspace;
        T perStep = inverseStep;
        int count = Count;
        for (int s = 0; s < count; s++)
        {
            r[s, StageValue] = StageSums.StageValue<TStage, T, TWorkspace>(r, s, StageValue);
            T right = TModel.DependsOnTime ? T.Scale(T.FromDouble(TStage.TimeWeight), r[s, TimeField]) : T.FromDouble(0);
            r[s, TStage.Index] = StageSums.AddCarry<TStage, T, TWorkspace>(right, perStep, r, s);
        }
    }

    void SolveStage<TStage>(T t) where TStage : struct, IStage
    {
        int stage = TStage.Index;
        SolvePools(stage, t, out Vec3<T> poolRates);
        AddFlows<TStage>(FirstPool, TModel.AutonomousPools, Flows, poolRates);
        AddRates(stage, out Vec3<T> flux, out Vec3<T> receptorRates);
        AddFlows<TStage>(FirstReceptor - TModel.Species, TModel.Species, Flows, flux);
        AddFlows<TStage>(FirstReceptor, TModel.Receptors, Flows, receptorRates);
        SolveGroup(stage, 0, SphereCoupling<TModel, T>.GroupSize(0));
        SolveGroup(stage, 1, SphereCoupling<TModel, T>.GroupSize(1));
        SolveGroup(stage, 2, SphereCoupling<TModel, T>.GroupSize(2));
        AddFlows<TStage>(FirstReceptor, TModel.Receptors, Flows + 1, Load(FirstReceptor, TModel.Receptors, stage));
        AddFlows<TStage>(FirstPool, TModel.AutonomousPools, Flows + 1, Load(FirstPool, TModel.AutonomousPools, stage));
    }

    void SolvePools(int stage, T t, out Vec3<T> rates)
    {
        poolsNow = Load(FirstPool, TModel.AutonomousPools, StageValue);
        sharedNow = model.SharedCoefficients(poolsNow, t);
        rates = model.PoolRates(poolsNow, t);
        AddTo(FirstPool, TModel.AutonomousPools, stage, rates);
        MultiplyInPlace(FirstPool, TModel.AutonomousPools, Column, stage);
    }

    /// <summary>From the center to the surface: fluxes and rates, and what the autonomous pools add. What a face passes on stays in
    /// registers.</summary>
    void AddRates(int stage, out Vec3<T> flux, out Vec3<T> receptorRates)
    {
        TWorkspace r = workspace;
        TGrid g = grid;
        int last = g.Shells - 1;
        Vec3<T> shared = sharedNow, here = Load(0, TModel.Species, StageValue), diffusivity = model.Diffusivity(here, shared);
        T hereA = here.A, hereB = here.B, hereC = here.C, dA = diffusivity.A, dB = diffusivity.B, dC = diffusivity.C;
        T inA = default, inB = default, inC = default;
        for (int i = 0; i < last; i++)
        {
            int state = i * TModel.Species, outer = state + TModel.Species;
            T nextA = r[outer, StageValue], nextB = TModel.Species > 1 ? r[outer + 1, StageValue] : default,
                nextC = TModel.Species > 2 ? r[outer + 2, StageValue] : default;
            Vec3<T> beyond = model.Diffusivity(new Vec3<T>(nextA, nextB, nextC), shared);
            T weight = SphereFace<TModel, T>.Weight(g.Conductance(i)), volume = g.InverseVolume(i);
            T outA = default, outB = default, outC = default;
            if (SphereCoupling<TModel, T>.Moves(0))
                outA = SphereFace<TModel, T>.Flux(weight, dA, beyond.A, hereA - nextA);
            if (TModel.Species > 1 && SphereCoupling<TModel, T>.Moves(1))
                outB = SphereFace<TModel, T>.Flux(weight, dB, beyond.B, hereB - nextB);
            if (TModel.Species > 2 && SphereCoupling<TModel, T>.Moves(2))
                outC = SphereFace<TModel, T>.Flux(weight, dC, beyond.C, hereC - nextC);
            AddRate(r, state, stage, new(hereA, hereB, hereC), shared, volume, inA - outA, inB - outB, inC - outC);
            (inA, inB, inC) = (outA, outB, outC);
            (hereA, hereB, hereC) = (nextA, nextB, nextC);
            (dA, dB, dC) = (beyond.A, beyond.B, beyond.C);
        }

        // The last shell and, for the receptors, the rates that its flux gives them.
        Vec3<T> receptors = Load(FirstReceptor, TModel.Receptors, StageValue);
        here = new(hereA, hereB, hereC);
        flux = model.SurfaceFlux(here, g.Conductance(last) * new Vec3<T>(dA, dB, dC), receptors, shared);
        AddRate(r, last * TModel.Species, stage, here, shared, g.InverseVolume(last), inA - flux.A, inB - flux.B, inC - flux.C);
        receptorRates = model.ReceptorRates(receptors, flux, poolsNow);
        AddTo(FirstReceptor, TModel.Receptors, stage, receptorRates);
        AddProduct(FirstReceptor, TModel.Receptors, Column, TModel.AutonomousPools, FirstPool, stage);
    }

    /// <summary>Diffusion, reaction and what the autonomous pools add, onto the right-hand side of a shell.</summary>
    [MethodImpl(Inline)]
    void AddRate(TWorkspace r, int state, int stage, Vec3<T> here, Vec3<T> shared, T volume, T gainA, T gainB, T gainC)
    {
        T a = default, b = default, c = default;
        if (TModel.Reacts)
        {
            Vec3<T> reaction = model.Reaction(here, shared);
            (a, b, c) = (reaction.A, reaction.B, reaction.C);
        }

        AddRate(r, state, 0, stage, volume, gainA, a);
        if (TModel.Species > 1)
            AddRate(r, state + 1, 1, stage, volume, gainB, b);
        if (TModel.Species > 2)
            AddRate(r, state + 2, 2, stage, volume, gainC, c);
        if (TModel.CoupledPools > 0)
            AddProduct(state, TModel.Species, Column, TModel.CoupledPools, FirstPool, stage);
    }

    [MethodImpl(Inline)]
    static void AddRate(TWorkspace r, int state, int species, int stage, T volume, T gain, T reaction)
    {
        T sum = r[state, stage];
        if (SphereCoupling<TModel, T>.Moves(species))
            sum = T.Axpy(volume, gain, sum);
        r[state, stage] = TModel.Reacts ? sum + reaction : sum;
    }

    /// <summary>The species of one group, and the receptors with the last: elimination outward, substitution inward.</summary>
    void SolveGroup(int stage, int first, int size)
    {
        if (size == 0)
            return;
        bool outermost = first + size == TModel.Species;
        int local = SphereCoupling<TModel, T>.Local(first, size);
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
        TWorkspace r = workspace;
        for (int i = 0; i < grid.Shells; i++)
            r[i * TModel.Species + local, stage] = r[i * TModel.Species + local, stage] * r[i * TModel.Species + local, Diagonal + local];
        AddOther(stage, other, local);
        if (outermost)
            AddProduct(FirstReceptor, TModel.Receptors, Lower + local, 1, FirstReceptor - TModel.Species + local, stage);
        SolveChain(stage, other, outermost);
        for (int i = 0; i < grid.Shells; i++)
        {
            int state = i * TModel.Species + local, partner = i * TModel.Species + other;
            r[state, stage] = T.Fma(-r[state, Diagonal + other], r[partner, stage], r[state, stage]);
        }
    }

    /// <summary>What groups that are solved already add to the rates of a group, in every shell and in the receptors.</summary>
    void AddEarlier(int stage, int first, int size)
    {
        for (int species = first; species < first + size; species++)
        {
            for (int by = 0; by < first; by++)
            {
                if (SphereCoupling<TModel, T>.Couples(species, by))
                    AddOther(stage, species, by);
            }
        }

        if (first > 0 && first + size == TModel.Species)
            AddProduct(FirstReceptor, TModel.Receptors, Lower, first, FirstReceptor - TModel.Species, stage);
    }

    /// <summary>What another species, which is solved already, adds to the rate of a species in every shell.</summary>
    void AddOther(int stage, int species, int by)
    {
        if (SphereCoupling<TModel, T>.Diffusivity(species, by))
            AddColumn(stage, species, by);
        else
            AddOwnShell(stage, species, by);
    }

    /// <summary>The other species of the shell and of both its neighbors.</summary>
    void AddColumn(int stage, int species, int by)
    {
        TWorkspace r = workspace;
        int last = grid.Shells - 1;
        T before = T.FromDouble(0), here = r[by, stage];
        for (int i = 0; i <= last; i++)
        {
            int state = i * TModel.Species + species;
            T next = i < last ? r[state - species + TModel.Species + by, stage] : T.FromDouble(0);
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
        TWorkspace r = workspace;
        for (int i = 0; i < grid.Shells; i++)
        {
            int state = i * TModel.Species;
            r[state + species, stage] = T.Fma(-r[state + species, Diagonal + by], r[state + by, stage], r[state + species, stage]);
        }
    }

    /// <summary>A group of one species: what goes from shell to shell stays in a register.</summary>
    void SolveChain(int stage, int species, bool outermost)
    {
        TWorkspace r = workspace;
        int last = grid.Shells - 1;
        T neighbor = r[species, stage];
        for (int i = 1; i <= last; i++)
        {
            int state = i * TModel.Species + species;
            neighbor = T.Fma(r[state, Lower + species], neighbor, r[state, stage]);
            r[state, stage] = neighbor;
        }

        int end = last * TModel.Species + species;
        if (outermost)
        {
            SolveReceptors(stage, species, 1);
            MultiplyInPlace(end, 1, Diagonal + species, stage);
            AddProduct(end, 1, Upper, TModel.Receptors, FirstReceptor, stage);
        }
        else
        {
            MultiplyInPlace(end, 1, Diagonal + species, stage);
        }

        neighbor = r[end, stage];
        for (int i = last - 1; i >= 0; i--)
        {
            int state = i * TModel.Species + species;
            neighbor = T.Fma(r[state, Upper + species], neighbor, r[state, Diagonal + species] * r[state, stage]);
            r[state, stage] = neighbor;
        }
    }

    /// <summary>A group of several species, a block for each shell.</summary>
    void SolveBlocks(int stage, int first, int size, bool outermost)
    {
        int last = grid.Shells - 1, end = last * TModel.Species + first;
        for (int i = 1; i <= last; i++)
            AddProduct(i * TModel.Species + first, size, Lower + first, size, (i - 1) * TModel.Species + first, stage);
        if (outermost)
            SolveReceptors(stage, first, size);
        MultiplyInPlace(end, size, Diagonal + first, stage);
        if (outermost)
            AddProduct(end, size, Upper, TModel.Receptors, FirstReceptor, stage);
        for (int i = last - 1; i >= 0; i--)
            SubstituteAt(i * TModel.Species + first, first, size, stage);
    }

    void SubstituteAt(int state, int first, int size, int stage)
    {
        MultiplyInPlace(state, size, Diagonal + first, stage);
        AddProduct(state, size, Upper + first, size, state + TModel.Species, stage);
    }

    /// <summary>The receptors, from the last shell's species of their group.</summary>
    void SolveReceptors(int stage, int first, int size)
    {
        AddProduct(FirstReceptor, TModel.Receptors, Lower + first, size, FirstReceptor - TModel.Species + first, stage);
        MultiplyInPlace(FirstReceptor, TModel.Receptors, Diagonal, stage);
    }
}
