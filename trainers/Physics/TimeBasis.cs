namespace SurrogateEngine.Trainers;

/// <summary>
/// What curves that begin at zero are made of: a polynomial over each <see cref="TimePiece"/>, one after the other without a jump.
/// A law without a schedule has one piece from 0 to the end. One with a schedule has one from edge to edge: where conditions
/// change at once a curve has a corner, which no single polynomial follows; none of these ever straddles an edge. The beginning,
/// t = 0, is no node: a deviation from the start is zero there by definition, so the initial condition is met exactly.
/// </summary>
sealed class TimeBasis
{
    readonly TimePiece[] pieces;
    readonly int[] firsts;
    readonly bool hasEdges;

    /// <param name="pieces">From 0 to the end, each beginning where the one before ends.</param>
    /// <param name="hasEdges">Whether conditions may change at once where a piece ends.</param>
    public TimeBasis(IReadOnlyList<TimePiece> pieces, bool hasEdges = false)
    {
        (this.pieces, this.hasEdges) = ([.. pieces], hasEdges);
        firsts = [.. pieces.Select((_, i) => pieces.Take(i).Sum(piece => piece.Count))];
        Times = [.. pieces.SelectMany(piece => piece.Times)];
        Stretch = [.. pieces.SelectMany(piece => piece.Stretch)];
        Integral = Joined();
    }

    /// <summary>Nodes after t = 0.</summary>
    public int Count => Times.Length;

    /// <summary>Times of the nodes, ascending; a node at an edge is the state right before it.</summary>
    public double[] Times { get; }

    /// <summary>dt/ds at each node.</summary>
    public double[] Stretch { get; }

    /// <summary>Values at node j of the curve that begins at 0 and has slope 1 by s at node k, 0 at the others; row-major [j, k].</summary>
    public double[] Integral { get; }

    /// <summary>What the curve at a time takes of each node's value; t = 0, where it is zero, is left out.</summary>
    public double[] At(double t)
    {
        int piece = PieceOf(t), first = firsts[piece];
        double[] own = pieces[piece].At(t), weights = new double[Count];
        own.AsSpan(1).CopyTo(weights.AsSpan(first));
        // A piece begins where the one before ended.
        if (piece > 0) weights[first - 1] = own[0];
        return weights;
    }

    /// <summary>Times of the nodes at which a law finds the conditions of the node's own piece, though it rounds them to single precision.</summary>
    public double[] TimesWithin(bool single) => !hasEdges ? Times : [.. pieces.SelectMany(piece => piece.Times.Select(t => single
        ? Math.Clamp((float)t, MathF.BitIncrement((float)piece.Begin), MathF.BitDecrement((float)piece.End))
        : Math.Clamp(t, Math.BitIncrement(piece.Begin), Math.BitDecrement(piece.End))))];

    /// <summary>The piece of a time; that which ends there if it is an edge.</summary>
    public int PieceOf(double t)
    {
        int piece = 0;
        while (piece < pieces.Length - 1 && t > pieces[piece].End) piece++;
        return piece;
    }

    // Lower triangular by blocks: a piece goes on from the last value of the one before.
    double[] Joined()
    {
        var joined = new double[Count * Count];
        for (int piece = 0; piece < pieces.Length; piece++)
            for (int j = 0; j < pieces[piece].Count; j++)
            {
                int row = (firsts[piece] + j) * Count;
                if (piece > 0) joined.AsSpan((firsts[piece] - 1) * Count, firsts[piece]).CopyTo(joined.AsSpan(row));
                pieces[piece].Integral.AsSpan(j * pieces[piece].Count, pieces[piece].Count).CopyTo(joined.AsSpan(row + firsts[piece]));
            }
        return joined;
    }
}
