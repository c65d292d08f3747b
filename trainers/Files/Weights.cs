using System.Numerics.Tensors;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace SurrogateEngine.Trainers;

/// <summary>The crossing between named arrays and a network's weights: its parameters, and the buffers it means to keep.</summary>
static class Weights
{
    /// <summary>A copy of a network's weights, in the order in which it registered them.</summary>
    public static IReadOnlyList<NamedArray> Of(nn.Module<Tensor, Tensor> network)
    {
        using var scope = NewDisposeScope();
        return [.. Kept(network).Select(w => new NamedArray(w.Name, w.Values.shape, w.Values.OnHost().Floats().ToArray()))];
    }

    /// <summary>Overwrites a network's weights.</summary>
    /// <exception cref="RefusedException">Names or shapes are not the network's, or a weight is not finite.</exception>
    public static void Load(nn.Module<Tensor, Tensor> network, IReadOnlyList<NamedArray> arrays, string place)
    {
        var byName = arrays.ToDictionary(a => a.Name);
        foreach (var (name, parameter) in Kept(network))
        {
            if (!byName.Remove(name, out var array))
                throw new RefusedException(
                    $"{place}: the weights lack {name}, which the network of its plan needs: copy the file again or train anew.");
            if (!array.Shape.AsSpan().SequenceEqual(parameter.shape))
                throw new RefusedException(
                    $"{place}: {name} has shape [{string.Join(", ", array.Shape)}] where the network of its plan has [{string.Join(", ", parameter.shape)}]: copy the file again or train anew.");
            if (!TensorPrimitives.IsFiniteAll<float>(array.Values))
                throw new RefusedException(
                    $"{place}: {name} holds a value that is not a finite number: the training diverged or the file is damaged; train anew with a lower learning_rate.");
            parameter.Write(array.Values);
        }
        if (byName.Count > 0)
            throw new RefusedException(
                $"{place}: the weights hold {byName.Keys.First()}, which the network of its plan does not have: copy the file again or train anew.");
    }

    static IEnumerable<(string Name, Tensor Values)> Kept(nn.Module<Tensor, Tensor> network)
    {
        var derived = Derived(network, "").ToHashSet();
        return
        [
            .. network.named_parameters().Select(p => (p.name, (Tensor)p.parameter)),
            .. network.named_buffers().Where(b => !derived.Contains(b.name)).Select(b => (b.name, b.buffer)),
        ];
    }

    static IEnumerable<string> Derived(nn.Module module, string prefix) =>
    [
        .. module is IDerivesBuffers ? module.named_buffers(recurse: false).Select(b => prefix + b.name) : [],
        .. module.named_children().SelectMany(child => Derived(child.module, $"{prefix}{child.name}.")),
    ];
}

/// <summary>Numbers with a name and a shape, row-major: what a weights file holds.</summary>
sealed record NamedArray(string Name, long[] Shape, float[] Values);

/// <summary>
/// A module whose own buffers all follow from what it was made with, and so are not saved with the weights. To TorchSharp they are
/// ordinary buffers: 0.107 neither moves nor disposes of buffers that are registered as not persistent.
/// </summary>
interface IDerivesBuffers;
