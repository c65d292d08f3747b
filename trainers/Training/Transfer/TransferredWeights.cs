using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>The weights of a source, put where a network of another space needs them.</summary>
sealed class TransferredWeights
{
    readonly string place;
    readonly Dictionary<string, NamedArray> source;
    readonly Dictionary<string, WeightLayout> layouts;
    readonly SpaceMatch match;
    readonly CurveSpace space;
    readonly float apart;

    /// <param name="place">The source's file.</param>
    /// <param name="source">Its weights.</param>
    /// <param name="layouts">What the plan's network needs.</param>
    /// <param name="match">What stands where in the source.</param>
    /// <param name="space">What is to be mapped.</param>
    /// <param name="apart">Share of fresh weights added to those taken, where they are learned.</param>
    /// <exception cref="RefusedException">The source's network is another one than the plan's.</exception>
    public TransferredWeights(string place, IReadOnlyList<NamedArray> source, IReadOnlyList<WeightLayout> layouts, SpaceMatch match,
        CurveSpace space, float apart = 0)
    {
        (this.place, this.match, this.space, this.apart) = (place, match, space, apart);
        this.source = source.ToDictionary(array => array.Name);
        this.layouts = layouts.ToDictionary(layout => layout.Name);
        var shares = layouts.ToLookup(layout => layout.Layer, ShareOf);
        string[] order = WeightLayout.LayersInOrder(layouts);
        Whole = [.. order.Where(layer => shares[layer].All(share => share == Share.Whole))];
        Fresh = [.. order.Where(layer => shares[layer].All(share => share == Share.None))];
        Partly = [.. order.Except(Whole).Except(Fresh)];
    }

    enum Share { None, Part, Whole }

    /// <summary>Layers taken as they are, from the input to the output.</summary>
    public string[] Whole { get; }

    /// <summary>Layers of which a part is taken.</summary>
    public string[] Partly { get; }

    /// <summary>Layers of which nothing is taken.</summary>
    public string[] Fresh { get; }

    /// <summary>A fresh network's weights with the source's put in.</summary>
    public NamedArray[] Into(nn.Module<Tensor, Tensor> network)
    {
        var learned = network.named_parameters().Select(parameter => parameter.name).ToHashSet();
        return [.. Weights.Of(network).Select(weight => Into(weight, learned.Contains(weight.Name) ? apart : 0))];
    }

    NamedArray Into(NamedArray fresh, float share)
    {
        int[][]? places = PlacesOf(layouts[fresh.Name], fresh.Shape);
        if (places is null || places.Any(along => along.All(at => at < 0)))
            return fresh;
        NamedArray had = source[fresh.Name];
        float[] values = [.. fresh.Values];
        for (int i = 0; i < values.Length; i++)
        {
            long from = 0, rest = i, block = values.Length;
            bool known = true, newInput = false;
            for (int k = 0; k < places.Length; k++)
            {
                block /= fresh.Shape[k];
                int at = places[k][rest / block];
                rest %= block;
                from = from * had.Shape[k] + at;
                known &= at >= 0;
                newInput |= at < 0 && layouts[fresh.Name].Roles[k] == DimensionRole.Inputs;
            }

            // A parameter the source does not know says nothing at first, so that what it knows stays true.
            values[i] = known ? had.Values[from] + share * values[i] : newInput ? 0 : values[i];
        }

        return fresh with { Values = values };
    }

    Share ShareOf(WeightLayout layout)
    {
        NamedArray had = Source(layout);
        int[][]? places = PlacesOf(layout, layout.Sizes);
        return places is null || places.Any(along => along.All(at => at < 0)) ? Share.None
            : places.Zip(had.Shape, (along, size) => along.Length == size && along.All(at => at >= 0)).All(whole => whole) ? Share.Whole
            : Share.Part;
    }

    // Places in the source along every dimension, or null where the two cannot be told to mean the same.
    int[][]? PlacesOf(WeightLayout layout, long[] shape)
    {
        NamedArray had = Source(layout);
        var places = new int[shape.Length][];
        for (int k = 0; k < shape.Length; k++)
        {
            if (Along(layout, k, shape[k], had.Shape[k]) is not { } along)
                return null;
            places[k] = along;
        }

        return places;
    }

    int[]? Along(WeightLayout layout, int dimension, long size, long sourceSize)
    {
        DimensionRole role = layout.Roles[dimension];
        bool same = size == sourceSize && !role.HasFlag(DimensionRole.States) && (match.InputsAgree || !role.HasFlag(DimensionRole.Inputs))
            && (match.OutputsAgree || !role.HasFlag(DimensionRole.Outputs));
        if (same)
            return [.. Enumerable.Range(0, (int)size)];
        return role switch
        {
            DimensionRole.Inner => throw WarmStartRules.OtherShape(place, layout.Name, sourceSize, size),
            DimensionRole.Inputs when size == space.Parameters.Count => match.Inputs,
            DimensionRole.Outputs when size == space.Points => match.Points,
            DimensionRole.Outputs when size == space.Outputs.Count => match.Outputs,
            _ => null,
        };
    }

    NamedArray Source(WeightLayout layout) =>
        source.TryGetValue(layout.Name, out var had) && had.Shape.Length == layout.Roles.Length
            ? had
            : throw WarmStartRules.NoSuchWeight(place, layout.Name);
}
