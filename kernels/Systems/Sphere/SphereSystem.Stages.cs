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
        SolveStage(TStage.Index, T.Fma(T.FromDouble(TStage.Alpha), step, time));
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

    void SolveStage(int stage, T t)
    {
        SolvePools(stage, t);
        AddRates(stage);
        SolveGroup(stage, 0, SphereCoupling<TModel, T>.GroupSize(0));
        SolveGroup(stage, 1, SphereCoupling<TModel, T>.GroupSize(1));
        SolveGroup(stage, 2, SphereCoupling<TModel, T>.GroupSize(2));
    }

    void SolvePools(int stage, T t)
    {
        poolsNow = Load(FirstPool, TModel.AutonomousPools, StageValue);
        sharedNow = model.SharedCoefficients(poolsNow, t);
        Vec3<T> rates = model.PoolRates(poolsNow, t);
        AddTo(FirstPool, TModel.AutonomousPools, stage, rates);
        MultiplyInPlace(FirstPool, TModel.AutonomousPools, Column, stage);
    }

    /// <summary>From the center to the surface: fluxes and rates, and what the autonomous pools add.</summary>
    void AddRates(int stage)
    {
        TWorkspace r = workspace;
        int last = grid.Shells - 1;
        T inA = default, inB = default, inC = default;
        DiffusivityAt(0, out T dA, out T dB, out T dC);
        for (int i = 0; i < last; i++)
        {
            int state = i * TModel.Species, outer = state + TModel.Species;
            DiffusivityAt(outer, out T nextA, out T nextB, out T nextC);
            T g = TModel.UniformDiffusivity ? grid.Conductance(i) : T.FromDouble(0.5) * grid.Conductance(i);
            T volume = grid.InverseVolume(i);
            T outA = default, outB = default, outC = default;
            if (SphereCoupling<TModel, T>.Moves(0))
            {
                outA = Through(r, state, outer, g, dA, nextA);
                r[state, stage] = T.Axpy(volume, inA - outA, r[state, stage]);
            }

            if (TModel.Species > 1 && SphereCoupling<TModel, T>.Moves(1))
            {
                outB = Through(r, state + 1, outer + 1, g, dB, nextB);
                r[state + 1, stage] = T.Axpy(volume, inB - outB, r[state + 1, stage]);
            }

            if (TModel.Species > 2 && SphereCoupling<TModel, T>.Moves(2))
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
    static T Through(TWorkspace r, int state, int outer, T g, T diffusivity, T diffusivityNext) =>
        g * (TModel.UniformDiffusivity ? diffusivity : diffusivity + diffusivityNext) * (r[state, StageValue] - r[outer, StageValue]);

    [MethodImpl(Inline)]
    void DiffusivityAt(int state, out T a, out T b, out T c)
    {
        Vec3<T> diffusivity = model.Diffusivity(Load(state, TModel.Species, StageValue), sharedNow);
        (a, b, c) = (diffusivity.A, diffusivity.B, diffusivity.C);
    }

    /// <summary>The last shell and, for the receptors, the rates that its flux gives them.</summary>
    void Surface(int stage, T inA, T inB, T inC, T dA, T dB, T dC)
    {
        int last = grid.Shells - 1, state = last * TModel.Species;
        Vec3<T> shell = Load(state, TModel.Species, StageValue), receptors = Load(FirstReceptor, TModel.Receptors, StageValue);
        Vec3<T> flux = model.SurfaceFlux(shell, grid.Conductance(last) * new Vec3<T>(dA, dB, dC), receptors, sharedNow);
        AddTo(state, TModel.Species, stage, grid.InverseVolume(last) * (new Vec3<T>(inA, inB, inC) - flux));
        AddTo(FirstReceptor, TModel.Receptors, stage, model.ReceptorRates(receptors, flux, poolsNow));
        AddProduct(FirstReceptor, TModel.Receptors, Column, TModel.AutonomousPools, FirstPool, stage);
        ReactAt(state, stage);
    }

    /// <summary>Reaction and what the autonomous pools add, onto the right-hand side.</summary>
    [MethodImpl(Inline)]
    void ReactAt(int state, int stage)
    {
        if (TModel.Reacts)
            AddTo(state, TModel.Species, stage, model.Reaction(Load(state, TModel.Species, StageValue), sharedNow));
        if (TModel.CoupledPools > 0)
            AddProduct(state, TModel.Species, Column, TModel.CoupledPools, FirstPool, stage);
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
