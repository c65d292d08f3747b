using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Sensitivities;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels.Systems.Network;

/// <summary>Where a node's workspace slot keeps what; its first field is the amount.</summary>
interface INodeSlot
{
    /// <summary>Numbers of a slot.</summary>
    static abstract int Fields { get; }

    /// <summary>The amounts that rates are computed of.</summary>
    static abstract int StageValue { get; }

    /// <summary>Receives the rates of change.</summary>
    static abstract int Rates { get; }

    /// <summary>The inputs, in the slots of the first nodes.</summary>
    static abstract int TimeInputs { get; }
}

/// <summary>The slot of a Rosenbrock method: the amount, every k, then these.</summary>
readonly struct StiffSlot<TMethod> : INodeSlot where TMethod : struct, IRosenbrock
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int StageValue
    {
        [MethodImpl(Inline)]
        get => TMethod.Stages + 1;
    }

    public static int Rates
    {
        [MethodImpl(Inline)]
        get => TMethod.Stages + 2;
    }

    /// <summary>What the stages before add to a right-hand side.</summary>
    public static int Carry
    {
        [MethodImpl(Inline)]
        get => TMethod.Stages + 3;
    }

    /// <summary>h df/dt.</summary>
    public static int TimeDerivative
    {
        [MethodImpl(Inline)]
        get => TMethod.Stages + 4;
    }

    /// <summary>The first of three coefficients of the curve within a step.</summary>
    public static int Curve
    {
        [MethodImpl(Inline)]
        get => TMethod.Stages + 5;
    }

    /// <summary>The inputs; their derivatives by the time lie behind them.</summary>
    public static int TimeInputs
    {
        [MethodImpl(Inline)]
        get => TMethod.Stages + 8;
    }

    public static int Fields
    {
        [MethodImpl(Inline)]
        get => TMethod.Stages + 10;
    }
}

/// <summary>The slot of an explicit method: the amount, every stage's derivative, then these.</summary>
readonly struct ExplicitSlot<TMethod> : INodeSlot where TMethod : struct, IRungeKutta
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int StageValue
    {
        [MethodImpl(Inline)]
        get => TMethod.Stages + 1;
    }

    public static int Rates
    {
        [MethodImpl(Inline)]
        get => TMethod.Stages + 2;
    }

    public static int TimeInputs
    {
        [MethodImpl(Inline)]
        get => TMethod.Stages + 3;
    }

    public static int Fields
    {
        [MethodImpl(Inline)]
        get => TMethod.Stages + 4;
    }
}

/// <summary>The slot of a point of a physics residual; see <see cref="PointFields"/>.</summary>
readonly struct PointSlot : INodeSlot
{
    public static int StageValue => PointFields.State;

    public static int Rates => PointFields.Cotangent;

    public static int TimeInputs => PointFields.Weight;

    public static int Fields => PointFields.Count;
}
