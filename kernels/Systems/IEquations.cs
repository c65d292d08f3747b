using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels.Systems;

/// <summary>
/// A model's equations on states that lie in workspace slots: the same face for a sphere of any number of species and for compartments.
/// Whoever needs no more of a model than its rates is written once, over this. Every method takes the field it works on.
/// </summary>
interface IEquations<TSelf, T>
    where TSelf : unmanaged, IEquations<TSelf, T>
    where T : unmanaged, IReal<T>
{
    /// <summary>Curves given.</summary>
    static abstract int Outputs { get; }

    /// <summary>Outside conditions.</summary>
    static abstract int Inputs { get; }

    /// <summary>True if a rate looks at the time itself.</summary>
    static abstract bool DependsOnTime { get; }

    /// <summary>Where the states lie.</summary>
    static abstract StateLayout Layout(int shells);

    /// <summary>The equations at one row of the parameter table.</summary>
    static abstract TSelf From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T>;

    /// <summary>Puts the lanes of <paramref name="fresh"/> at the start of their trajectory; the others keep their states.</summary>
    void Initialize<TWorkspace, TGrid>(TWorkspace workspace, TGrid grid, T fresh)
        where TWorkspace : struct, IWorkspace<T>
        where TGrid : struct, IGrid<T>;

    /// <summary>Gives the lanes of <paramref name="atEvent"/> what a dose at an event adds.</summary>
    void Dose<TWorkspace, TGrid>(TWorkspace workspace, TGrid grid, T atEvent)
        where TWorkspace : struct, IWorkspace<T>
        where TGrid : struct, IGrid<T>;

    /// <summary>f(t, y) of the states in one field, into another.</summary>
    void Rates<TWorkspace, TGrid>(TWorkspace workspace, TGrid grid, T t, int from, int to)
        where TWorkspace : struct, IWorkspace<T>
        where TGrid : struct, IGrid<T>;

    /// <summary>One output of a field, as if that field were the states.</summary>
    T Output<TWorkspace, TGrid>(TWorkspace workspace, TGrid grid, int field, int output)
        where TWorkspace : struct, IWorkspace<T>
        where TGrid : struct, IGrid<T>;
}

/// <summary>The equations of a sphere: shells from the center outward (species by species), then receptors, then autonomous pools.
/// </summary>
interface ISphereEquations<TSelf, T> : IEquations<TSelf, T>
    where TSelf : unmanaged, ISphereEquations<TSelf, T>
    where T : unmanaged, IReal<T>
{
    /// <summary>Species in each shell.</summary>
    static abstract int Species { get; }

    /// <summary>Receptors.</summary>
    static abstract int Receptors { get; }

    /// <summary>Autonomous pools.</summary>
    static abstract int AutonomousPools { get; }
}
