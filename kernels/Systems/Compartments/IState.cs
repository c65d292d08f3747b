using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Systems.Compartments;

/// <summary>The states of a compartment model, or the species of a shell of many, as one value that lives in registers.</summary>
public interface IState<TSelf, T> : IVector<TSelf, T> where TSelf : unmanaged, IState<TSelf, T> where T : unmanaged, IReal<T>
{
    /// <summary>How many states.</summary>
    static abstract int Count { get; }

    static abstract TSelf operator +(TSelf x, TSelf y);

    static abstract TSelf operator -(TSelf x, TSelf y);

    /// <summary>State by state.</summary>
    static abstract TSelf operator *(TSelf x, TSelf y);

    /// <summary>Lane by lane.</summary>
    static abstract TSelf Select(T mask, TSelf yes, TSelf no);

    /// <summary>Sum over states of (x / (absolute + relative max(|a|, |b|)))^2.</summary>
    static abstract T ErrorNormSquared(TSelf x, TSelf a, TSelf b, Tolerance<T> tolerance);

    /// <summary>Sum over states of x y.</summary>
    static abstract T Dot(TSelf x, TSelf y);

    /// <summary>The states in a field of a workspace, of which <paramref name="first"/> is the first.</summary>
    static abstract TSelf Load<TWorkspace>(TWorkspace workspace, int first, int field) where TWorkspace : struct, IWorkspace<T>;

    /// <summary>Puts the states into a field of a workspace, of which <paramref name="first"/> is the first.</summary>
    void Store<TWorkspace>(TWorkspace workspace, int first, int field) where TWorkspace : struct, IWorkspace<T>;
}
