using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Compartments;

namespace SurrogateEngine.Kernels.Systems.Sphere;

/// <summary>h df/dt at the beginning of a step, by a dual number in the time: the states are held, everything else follows.</summary>
partial struct SphereSystem<TModel, T, TWorkspace, TGrid, TMethod>
{
    void TimeDerivatives()
    {
        TWorkspace r = workspace;
        var held = new JacobianColumn<TWorkspace, T>(r, JacobianColumn<TWorkspace, T>.None, TimeField);
        SphereStates<TModel, T, TWorkspace, TGrid>.Rates(ref model, held, grid, Dual<T>.Seed(time), 0, 0);
        for (int s = 0; s < Count; s++)
            r[s, TimeField] = step * r[s, TimeField];
    }
}
