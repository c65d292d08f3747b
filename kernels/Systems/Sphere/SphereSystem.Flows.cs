using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels.Systems.Sphere;

/// <summary>
/// Receptors and pools are moved by what flowed into them, see <see cref="FlowWeights{TMethod, T}"/>: into the receptors, what the shells
/// have lost, whatever they rounded.
/// </summary>
partial struct SphereSystem<TModel, T, TWorkspace, TGrid, TMethod>
{
    /// <summary>
    /// True in single precision; double precision keeps the mass to 1e-12 as it is. Where species react, what left them is known only if
    /// nothing else happens to their sum: fast reactions round by more than there is to correct. The chain of one species is left alone:
    /// it would lose a tenth of its speed to keep 2e-6 of the mass.
    /// </summary>
    static bool BalancesFlows
    {
        [MethodImpl(Inline)]
        get => !Simple && FlowBalance<TMethod, T, TWorkspace>.IsNeeded && (!TModel.Reacts || TModel.ReactionsKeepTotal);
    }

    [MethodImpl(Inline)]
    readonly void AddFlows<TStage>(int state, int count, int field, Vec3<T> x) where TStage : struct, IStage
    {
        if (!BalancesFlows)
            return;
        FlowBalance<TMethod, T, TWorkspace>.Add<TStage>(workspace, state, field, x.A);
        if (count > 1)
            FlowBalance<TMethod, T, TWorkspace>.Add<TStage>(workspace, state + 1, field, x.B);
        if (count > 2)
            FlowBalance<TMethod, T, TWorkspace>.Add<TStage>(workspace, state + 2, field, x.C);
    }

    /// <summary>The new states of the shells, and what all of them have lost, which goes beside the flux out of the last one.</summary>
    T FinishShells(Tolerance<T> tolerance)
    {
        TWorkspace r = workspace;
        TGrid g = grid;
        T sum = T.FromDouble(0), a = T.FromDouble(0), b = T.FromDouble(0), c = T.FromDouble(0);
        for (int i = 0; i < g.Shells; i++)
        {
            int state = i * TModel.Species;
            T volume = g.Volume(i);
            a = T.Fma(volume, Finish(r, state, tolerance, ref sum), a);
            if (TModel.Species > 1)
                b = T.Fma(volume, Finish(r, state + 1, tolerance, ref sum), b);
            if (TModel.Species > 2)
                c = T.Fma(volume, Finish(r, state + 2, tolerance, ref sum), c);
        }

        Store(FirstReceptor - TModel.Species, TModel.Species, Flows + 1, new(a, b, c));
        return sum;
    }

    /// <summary>Finishes one state and adds its error.</summary>
    /// <returns>How much less it is than before the step.</returns>
    [MethodImpl(Inline)]
    static T Finish(TWorkspace r, int state, Tolerance<T> tolerance, ref T sum)
    {
        T error = r[state, TMethod.Stages], before = r[state, 0], next = r[state, StageValue] + error;
        r[state, StageValue] = next;
        sum += tolerance.Square(error, before, next);
        return before - next;
    }

    /// <summary>Corrects the new receptors and pools.</summary>
    void Balance()
    {
        TWorkspace r = workspace;
        int lastShell = FirstReceptor - TModel.Species;
        Dual<T> t = TModel.DependsOnTime ? new(time, T.FromDouble(FlowWeights<TMethod, T>.Time) * step) : Dual<T>.Lift(time);
        Vec3<Dual<T>> pools = Moved(FirstPool, TModel.AutonomousPools);
        AddTo(FirstPool, TModel.AutonomousPools, Flows, Derivative(model.PoolRates(pools, t)));
        // Of the flux through the surface, what the stages do not say of what the shells have lost.
        Vec3<T> flux = Load(lastShell, TModel.Species, Flows), rest = Released() - flux;
        AddTo(FirstReceptor, TModel.Receptors, Flows, Derivative(model.ReceptorRates(Moved(FirstReceptor, TModel.Receptors),
            new(new(flux.A, rest.A), new(flux.B, rest.B), new(flux.C, rest.C)), pools)));
        FlowBalance<TMethod, T, TWorkspace>.Defect(r, FirstReceptor, Count, Flows, StageValue, inverseStep);
        MultiplyInPlace(FirstPool, TModel.AutonomousPools, Column, Flows);
        AddProduct(FirstReceptor, TModel.Receptors, Column, TModel.AutonomousPools, FirstPool, Flows);
        MultiplyInPlace(FirstReceptor, TModel.Receptors, Diagonal, Flows);
        FlowBalance<TMethod, T, TWorkspace>.Correct(r, FirstReceptor, Count, Flows, StageValue);
    }

    /// <summary>One to three states at the beginning of the step as dual numbers along the sum of their moves.</summary>
    [MethodImpl(Inline)]
    readonly Vec3<Dual<T>> Moved(int state, int count)
    {
        Vec3<T> x = Load(state, count, 0), along = Load(state, count, Flows + 1);
        return new(new(x.A, along.A), new(x.B, along.B), new(x.C, along.C));
    }

    /// <summary>What each species that moves has lost in a step, with the species that it reacts with, over h.</summary>
    readonly Vec3<T> Released()
    {
        Vec3<T> lost = Load(FirstReceptor - TModel.Species, TModel.Species, Flows + 1);
        return inverseStep * new Vec3<T>(Together(0, lost), TModel.Species > 1 ? Together(1, lost) : default,
            TModel.Species > 2 ? Together(2, lost) : default);
    }

    [MethodImpl(Inline)]
    static T Together(int species, Vec3<T> lost)
    {
        T sum = SphereCoupling<TModel, T>.React(species, 0) ? lost.A : T.FromDouble(0);
        if (TModel.Species > 1 && SphereCoupling<TModel, T>.React(species, 1))
            sum += lost.B;
        return TModel.Species > 2 && SphereCoupling<TModel, T>.React(species, 2) ? sum + lost.C : sum;
    }
}
