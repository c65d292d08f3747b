using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels.Systems.Sphere;

/// <summary>
/// A stage of the chain of one species and one receptor: stage value, rates, carry and elimination in one pass outward, then
/// one pass inward. The same equations as in SphereSystem.Stages.cs with plain numbers in place of blocks.
/// </summary>
partial struct SphereSystem<TModel, T, TWorkspace, TGrid, TMethod>
{
    void SolveStage1<TStage, TNext>() where TStage : struct, IStage where TNext : struct, IStage
    {
        SolvePools1<TStage>();
        ForwardEliminate1<TStage>();
        // Autonomous pools wait for nobody but themselves. Their next stage is a long chain of few numbers: the back substitution hides it.
        BackSubstitute1<TStage, TNext>();
    }

    /// <summary>Stage value of one state, kept because a later stage may build on it.</summary>
    [MethodImpl(Inline)]
    static T Form<TStage>(TWorkspace r, int state) where TStage : struct, IStage
    {
        T stageValue = StageSums.StageValue<TStage, T, TWorkspace>(r, state, StageValue);
        r[state, StageValue] = stageValue;
        return stageValue;
    }

    /// <summary>Stage value of a shell, which the stage before has left; the first stage finds the state itself.</summary>
    [MethodImpl(Inline)]
    static T Prepared<TStage>(TWorkspace r, int shell) where TStage : struct, IStage =>
        TStage.Index > 1 ? r[shell, StageValue] : r[shell, 0];

    /// <summary>(flux in - flux out) / volume and what was prepared for it.</summary>
    [MethodImpl(Inline)]
    static T Carried1<TStage>(TWorkspace r, int shell, T inverseVolume, T gain) where TStage : struct, IStage
    {
        if (TStage.Index > 1)
            return T.Axpy(inverseVolume, gain, r[shell, TStage.Index]);
        T rate = T.Scale(inverseVolume, gain);
        return TModel.DependsOnTime ? T.Axpy(T.FromDouble(TStage.TimeWeight), r[shell, TimeField], rate) : rate;
    }

    /// <summary>rate + carry / h, and gamma_i h df/dt where there is one, of one state.</summary>
    [MethodImpl(Inline)]
    static T Carried<TStage>(TWorkspace r, int state, T rate, T perStep) where TStage : struct, IStage
    {
        if (TModel.DependsOnTime)
            rate = T.Axpy(T.FromDouble(TStage.TimeWeight), r[state, TimeField], rate);
        return StageSums.AddCarry<TStage, T, TWorkspace>(rate, perStep, r, state);
    }

    void SolvePools1<TStage>() where TStage : struct, IStage
    {
        TWorkspace r = workspace;
        int first = FirstPool;
        T a = Form<TStage>(r, first);
        T b = TModel.AutonomousPools > 1 ? Form<TStage>(r, first + 1) : default;
        T c = TModel.AutonomousPools > 2 ? Form<TStage>(r, first + 2) : default;
        T t = T.Fma(T.FromDouble(TStage.Alpha), step, time);
        var pools = new Vec3<T>(a, b, c);
        sharedNow = model.SharedCoefficients(pools, t);
        Vec3<T> rates = model.PoolRates(pools, t);
        a = Carried<TStage>(r, first, rates.A, inverseStep);
        if (TModel.AutonomousPools > 1)
            b = Carried<TStage>(r, first + 1, rates.B, inverseStep);
        if (TModel.AutonomousPools > 2)
            c = Carried<TStage>(r, first + 2, rates.C, inverseStep);
        r[first, TStage.Index] = Row1(r, first, a, b, c);
        if (TModel.AutonomousPools > 1)
            r[first + 1, TStage.Index] = Row1(r, first + 1, a, b, c);
        if (TModel.AutonomousPools > 2)
            r[first + 2, TStage.Index] = Row1(r, first + 2, a, b, c);
    }

    /// <summary>One row of the autonomous pools' inverse times their right-hand side.</summary>
    [MethodImpl(Inline)]
    static T Row1(TWorkspace r, int state, T a, T b, T c)
    {
        T sum = r[state, Column] * a;
        if (TModel.AutonomousPools > 1)
            sum = T.Fma(r[state, Column + 1], b, sum);
        return TModel.AutonomousPools > 2 ? T.Fma(r[state, Column + 2], c, sum) : sum;
    }

    /// <summary>From the center through the surface into the receptor.</summary>
    void ForwardEliminate1<TStage>() where TStage : struct, IStage
    {
        TWorkspace r = workspace;
        TGrid g = grid;
        int last = g.Shells - 1, firstPool = FirstPool;
        T kA = r[firstPool, TStage.Index];
        T kB = TModel.AutonomousPools > 1 ? r[firstPool + 1, TStage.Index] : default;
        T kC = TModel.AutonomousPools > 2 ? r[firstPool + 2, TStage.Index] : default;
        Vec3<T> shared = sharedNow;
        T fluxIn = default, solved = default;
        T here = Prepared<TStage>(r, 0);
        T diffusivity = model.Diffusivity(new Vec3<T>(here), shared).A;
        for (int i = 0; i < last; i++)
        {
            T next = Prepared<TStage>(r, i + 1);
            T outer = TModel.UniformDiffusivity ? diffusivity : model.Diffusivity(new Vec3<T>(next), shared).A;
            T flux = SphereFace<TModel, T>.Flux(SphereFace<TModel, T>.Weight(g.Conductance(i)), diffusivity, outer, here - next);
            T right = Carried1<TStage>(r, i, g.InverseVolume(i), fluxIn - flux);
            if (TModel.Reacts)
                right += model.Reaction(new Vec3<T>(here), shared).A;
            solved = Eliminate1<TStage>(r, i, right, kA, kB, kC, solved);
            (here, diffusivity, fluxIn) = (next, outer, flux);
        }

        T receptor = Form<TStage>(r, last + 1);
        T surfaceFlux = model.SurfaceFlux(new Vec3<T>(here), new Vec3<T>(g.Conductance(last) * diffusivity), new Vec3<T>(receptor),
            shared).A;
        T outermost = Carried1<TStage>(r, last, g.InverseVolume(last), fluxIn - surfaceFlux);
        if (TModel.Reacts)
            outermost += model.Reaction(new Vec3<T>(here), shared).A;
        solved = Eliminate1<TStage>(r, last, outermost, kA, kB, kC, solved);
        SolveReceptor1<TStage>(receptor, surfaceFlux, solved);
    }

    void SolveReceptor1<TStage>(T receptor, T flux, T outermost) where TStage : struct, IStage
    {
        TWorkspace r = workspace;
        int row = FirstReceptor, firstPool = FirstPool;
        Vec3<T> pools = Load(firstPool, TModel.AutonomousPools, StageValue);
        T right = Carried<TStage>(r, row, model.ReceptorRates(new Vec3<T>(receptor), new Vec3<T>(flux), pools).A, inverseStep);
        right = T.Fma(r[row, Lower], outermost, right);
        right = T.Fma(r[row, Column], r[firstPool, TStage.Index], right);
        if (TModel.AutonomousPools > 1)
            right = T.Fma(r[row, Column + 1], r[firstPool + 1, TStage.Index], right);
        if (TModel.AutonomousPools > 2)
            right = T.Fma(r[row, Column + 2], r[firstPool + 2, TStage.Index], right);
        r[row, TStage.Index] = right * r[row, Diagonal];
    }

    [MethodImpl(Inline)]
    static T Eliminate1<TStage>(TWorkspace r, int shell, T right, T kA, T kB, T kC, T before) where TStage : struct, IStage
    {
        if (TModel.CoupledPools > 0)
            right = T.Fma(r[shell, Column], kA, right);
        if (TModel.CoupledPools > 1)
            right = T.Fma(r[shell, Column + 1], kB, right);
        if (TModel.CoupledPools > 2)
            right = T.Fma(r[shell, Column + 2], kC, right);
        right = T.Fma(r[shell, Lower], before, right);
        r[shell, TStage.Index] = right;
        return right;
    }

    /// <summary>
    /// From the surface back to the center. Each k waits for the one outside it, so what the next stage makes of it is
    /// worked out meanwhile: its stage value and, where its k will be, what its right-hand side starts from (carry / h with
    /// gamma_i h df/dt).
    /// </summary>
    void BackSubstitute1<TStage, TNext>() where TStage : struct, IStage where TNext : struct, IStage
    {
        TWorkspace r = workspace;
        T perStep = inverseStep;
        T c1 = TNext.C(1) * perStep, c2 = TNext.C(2) * perStep, c3 = TNext.C(3) * perStep, c4 = TNext.C(4) * perStep;
        T c5 = TNext.C(5) * perStep, c6 = TNext.C(6) * perStep, c7 = TNext.C(7) * perStep;
        T outer = r[FirstReceptor, TStage.Index];
        for (int i = grid.Shells - 1; i >= 0; i--)
        {
            outer = T.Fma(r[i, Upper], outer, r[i, Diagonal] * r[i, TStage.Index]);
            r[i, TStage.Index] = outer;
            if (TNext.Index > 0)
            {
                T stageValue = TNext.AddsToStageValue ? r[i, StageValue] + outer : r[i, 0];
                T k = TStage.Index == 1 ? outer : r[i, 1];
                T right = TModel.DependsOnTime ? T.Fma(c1, k, T.Scale(T.FromDouble(TNext.TimeWeight), r[i, TimeField])) : c1 * k;
                if (!TNext.AddsToStageValue)
                    stageValue = T.Axpy(T.FromDouble(TNext.A(1)), k, stageValue);
                if (TNext.Index > 2)
                    Add<TNext>(2, c2, TStage.Index == 2 ? outer : r[i, 2], ref stageValue, ref right);
                if (TNext.Index > 3)
                    Add<TNext>(3, c3, TStage.Index == 3 ? outer : r[i, 3], ref stageValue, ref right);
                if (TNext.Index > 4)
                    Add<TNext>(4, c4, TStage.Index == 4 ? outer : r[i, 4], ref stageValue, ref right);
                if (TNext.Index > 5)
                    Add<TNext>(5, c5, TStage.Index == 5 ? outer : r[i, 5], ref stageValue, ref right);
                if (TNext.Index > 6)
                    Add<TNext>(6, c6, TStage.Index == 6 ? outer : r[i, 6], ref stageValue, ref right);
                if (TNext.Index > 7)
                    Add<TNext>(7, c7, TStage.Index == 7 ? outer : r[i, 7], ref stageValue, ref right);
                r[i, StageValue] = stageValue;
                r[i, TNext.Index] = right;
            }
        }
    }

    [MethodImpl(Inline)]
    static void Add<TNext>(int j, T c, T k, ref T stageValue, ref T right) where TNext : struct, IStage
    {
        if (!TNext.AddsToStageValue && TNext.A(j) != 0)
            stageValue = T.Axpy(T.FromDouble(TNext.A(j)), k, stageValue);
        right = T.Fma(c, k, right);
    }
}
