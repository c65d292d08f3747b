using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Compartments;

/// <summary>
/// The current states as dual numbers of which one is the variable; rates stored here leave their derivatives in a field of
/// the records. With no variable among the states they are constants.
/// </summary>
readonly struct JacobianColumn<TRows, T>(TRows rows, int variable, int field) : IRows<Dual<T>>
    where TRows : struct, IRows<T>
    where T : unmanaged, IReal<T>
{
    readonly TRows rows = rows;
    readonly int variable = variable, field = field;

    /// <summary>The variable where there is none.</summary>
    public const int None = -1;

    public Dual<T> this[int state, int column]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            TRows r = rows;
            return new(r[state, column], state == variable ? T.Of(1) : T.Of(0));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set
        {
            TRows r = rows;
            r[state, field] = value.D;
        }
    }
}

/// <summary>A row whose values are constants to a dual number.</summary>
readonly struct LiftedRow<TRow, T>(TRow row) : IRow<Dual<T>>
    where TRow : struct, IRow<T>
    where T : unmanaged, IReal<T>
{
    readonly TRow row = row;

    public Dual<T> this[int column]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Dual<T>.Lift(row[column]);
    }
}
