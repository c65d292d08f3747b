using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// The trained parameters where the tensor library keeps them, and their gradients end to end in one flat buffer. Each parameter's
/// part begins on a cache line.
/// </summary>
sealed unsafe class FusedParameters : IDisposable
{
    readonly Parameter[] parameters;
    readonly Dictionary<nint, long> offsets = [];
    readonly AlignedMemory gradients;

    /// <summary>Room for the gradients of parameters on the host.</summary>
    public FusedParameters(Parameter[] parameters)
    {
        this.parameters = parameters;
        long at = 0;
        foreach (var parameter in parameters)
        {
            offsets[(nint)parameter.Pointer()] = at;
            at += AlignedMemory.Padded(parameter.numel());
        }
        gradients = new AlignedMemory(at);
    }

    /// <summary>Where a parameter's gradient goes, shaped as the parameter; null where it is not trained.</summary>
    public float* GradientOf(Tensor parameter) => offsets.TryGetValue((nint)parameter.Pointer(), out long at) ? gradients.Data + at : null;

    /// <summary>Every trained parameter.</summary>
    public IReadOnlyList<Parameter> Trained => parameters;

    public void Dispose() => gradients.Dispose();
}
