using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Systems.Compartments;

/// <summary>
/// The current states as dual numbers of which one is the variable; rates stored here leave their derivatives in a field of
/// the workspace. With no variable among the states they are constants.
/// </summary>
readonly struct JacobianColumn<TWorkspace, T>(TWorkspace workspace, int variable, int field) : IWorkspace<Dual<T>>
    where TWorkspace : struct, IWorkspace<T>
    where T : unmanaged, IReal<T>
{
    readonly TWorkspace workspace = workspace;
    readonly int variable = variable, field = field;

    /// <summary>The variable where there is none.</summary>
    public const int None = -1;

    public Dual<T> this[int state, int column]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            TWorkspace r = workspace;
            return new(r[state, column], state == variable ? T.FromDouble(1) : T.FromDouble(0));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set
        {
            TWorkspace r = workspace;
            r[state, field] = value.D;
        }
    }
}

/// <summary>A row whose values are constants to a dual number.</summary>
readonly struct LiftedParameters<TParameters, T>(TParameters row) : IParameters<Dual<T>>
    where TParameters : struct, IParameters<T>
    where T : unmanaged, IReal<T>
{
    readonly TParameters row = row;

    public Dual<T> this[int column]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Dual<T>.Lift(row[column]);
    }
}
