namespace SurrogateEngine.Trainers;

/// <summary>
/// What curves that begin at zero are made of: a polynomial over each <see cref="ChebyshevElement"/>, one after the other without a jump.
/// A model without a schedule has one element from 0 to the end. One with a schedule has one from event to event: where conditions
/// change at once a curve has a corner, which no single polynomial follows; none of these ever straddles an event. The beginning,
/// t = 0, is no node: a deviation from the start is zero there by definition, so the initial condition is met exactly.
/// </summary>
sealed class TimeBasis
{
    readonly ChebyshevElement[] elements;
    readonly int[] firsts;
    readonly bool hasEvents;

    /// <param name="elements">From 0 to the end, each beginning where the one before ends.</param>
    /// <param name="hasEvents">Whether conditions may change at once where an element ends.</param>
    public TimeBasis(IReadOnlyList<ChebyshevElement> elements, bool hasEvents = false)
    {
        (this.elements, this.hasEvents) = ([.. elements], hasEvents);
        firsts = [.. elements.Select((_, i) => elements.Take(i).Sum(element => element.Count))];
        Times = [.. elements.SelectMany(element => element.Times)];
        Stretch = [.. elements.SelectMany(element => element.Stretch)];
        Integral = Joined();
    }

    /// <summary>Nodes after t = 0.</summary>
    public int Count => Times.Length;

    /// <summary>Times of the nodes, ascending; a node at an event is the state right before it.</summary>
    public double[] Times { get; }

    /// <summary>dt/ds at each node.</summary>
    public double[] Stretch { get; }

    /// <summary>Values at node j of the curve that begins at 0 and has derivative 1 by s at node k, 0 at the others; row-major [j,
    /// k].</summary>
    public double[] Integral { get; }

    /// <summary>What the curve at a time takes of each node's value; t = 0, where it is zero, is left out.</summary>
    public double[] At(double t)
    {
        int element = ElementOf(t), first = firsts[element];
        double[] own = elements[element].At(t), weights = new double[Count];
        own.AsSpan(1).CopyTo(weights.AsSpan(first));
        // An element begins where the one before ended.
        if (element > 0)
            weights[first - 1] = own[0];
        return weights;
    }

    /// <summary>Times of the nodes at which a model finds the conditions of the node's own element, though it rounds them to single
    /// precision.</summary>
    public double[] TimesWithin(bool single) => !hasEvents ? Times : [.. elements.SelectMany(element => element.Times.Select(t => single
        ? Math.Clamp((float)t, MathF.BitIncrement((float)element.Begin), MathF.BitDecrement((float)element.End))
        : Math.Clamp(t, Math.BitIncrement(element.Begin), Math.BitDecrement(element.End))))];

    /// <summary>The element of a time; that which ends there if it is an event.</summary>
    public int ElementOf(double t)
    {
        int element = 0;
        while (element < elements.Length - 1 && t > elements[element].End)
            element++;
        return element;
    }

    // Lower triangular by blocks: an element goes on from the last value of the one before.
    double[] Joined()
    {
        var joined = new double[Count * Count];
        for (int element = 0; element < elements.Length; element++)
            for (int j = 0; j < elements[element].Count; j++)
            {
                int row = (firsts[element] + j) * Count;
                if (element > 0)
                    joined.AsSpan((firsts[element] - 1) * Count, firsts[element]).CopyTo(joined.AsSpan(row));
                elements[element].Integral.AsSpan(j * elements[element].Count, elements[element].Count)
                    .CopyTo(joined.AsSpan(row + firsts[element]));
            }
        return joined;
    }
}
