using System.Runtime.CompilerServices;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>
/// One explicit step of states in registers: its stage derivatives and where it leads. It is filled field by field
/// where it lies: put together elsewhere and copied, it would cost a fifth of the step.
/// </summary>
struct ExplicitStep<TVector> : IStageDerivatives<TVector> where TVector : unmanaged
{
    /// <summary>Stages there is room for; the derivatives of a method of more lie in a workspace, see
    /// <see cref="Systems.ExplicitStepper{TEquations, T, TWorkspace, TGrid, TMethod}"/>.</summary>
    public const int MostStages = 7;

    /// <summary>Stage derivatives; a method of fewer leaves the rest alone.</summary>
    public TVector K1, K2, K3, K4, K5, K6, K7;

    /// <summary>States at the end of the step.</summary>
    public TVector Next;

    /// <inheritdoc/>
    public TVector this[int stage]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        readonly get => stage switch { 1 => K1, 2 => K2, 3 => K3, 4 => K4, 5 => K5, 6 => K6, _ => K7 };
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set
        {
            switch (stage)
            {
                case 1: K1 = value; break;
                case 2: K2 = value; break;
                case 3: K3 = value; break;
                case 4: K4 = value; break;
                case 5: K5 = value; break;
                case 6: K6 = value; break;
                default: K7 = value; break;
            }
        }
    }
}
