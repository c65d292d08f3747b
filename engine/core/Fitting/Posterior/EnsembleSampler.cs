namespace SurrogateEngine.Fitting;

/// <summary>Logarithms of a density, up to a constant, at many points at once.</summary>
/// <param name="points">Shape [count, dimensions].</param>
/// <param name="count">How many.</param>
/// <param name="logarithms">Receives shape [count]; minus infinity where the density is zero.</param>
delegate void LogDensity(ReadOnlySpan<double> points, int count, Span<double> logarithms);

/// <summary>
/// Draws from a density by ensembles of walkers with affine-invariant stretch moves: as good in long thin valleys as in round ones, without
/// derivatives and without a step size. All ensembles move in lock-step, so that each call is one large batch.
/// </summary>
static class EnsembleSampler
{
    /// <summary>Draws.</summary>
    /// <param name="density">What to draw from.</param>
    /// <param name="starts">Where walkers begin, shape [ensembles][walkers][dimensions]; an even number of walkers.</param>
    /// <param name="options">How long.</param>
    public static EnsembleDraws Run(LogDensity density, double[][][] starts, PosteriorOptions options)
    {
        var draws = new RandomStream(options.Seed);
        int ensembles = starts.Length, half = starts[0].Length / 2, d = starts[0][0].Length;
        double[][] walkers = [.. starts.SelectMany(ensemble => ensemble.Select(walker => (double[])walker.Clone()))];
        double[] logarithms = new double[walkers.Length];
        density(Flat(walkers), walkers.Length, logarithms);
        var kept = new double[options.Moves][][];
        long accepted = 0;
        for (int move = -options.Warmup; move < options.Moves; move++)
        {
            foreach (int side in new[] { 0, 1 })
            {
                int moved = Move(side);
                accepted += move >= 0 ? moved : 0;
            }

            if (move >= 0)
                kept[move] = [.. walkers];
        }

        return new EnsembleDraws(kept, ensembles, accepted / ((double)walkers.Length * options.Moves));

        int Move(int side)
        {
            int count = ensembles * half, moved = 0;
            int[] moving = [.. Enumerable.Range(0, count).Select(i => i / half * 2 * half + side * half + i % half)];
            double[] factors = [.. moving.Select(_ => StretchMove.Factor(draws))];
            double[][] trials = [.. moving.Select((walker, i) =>
            {
                int partner = i / half * 2 * half + (1 - side) * half + (int)(draws.Unit() * half);
                return StretchMove.Proposal(walkers[walker], walkers[partner], factors[i]);
            })];
            double[] there = new double[count];
            density(Flat(trials), count, there);
            for (int i = 0; i < count; i++)
            {
                int walker = moving[i];
                if (draws.Unit() < StretchMove.Weight(factors[i], d) * Math.Exp(Math.Min(50, there[i] - logarithms[walker])))
                {
                    (walkers[walker], logarithms[walker]) = (trials[i], there[i]);
                    moved++;
                }
            }

            return moved;
        }
    }

    static double[] Flat(double[][] points) => [.. points.SelectMany(point => point)];
}

/// <summary>What an ensemble sampler drew.</summary>
/// <param name="Moves">Shape [moves][ensembles * walkers][dimensions], the walkers of an ensemble side by side.</param>
/// <param name="Ensembles">How many ensembles.</param>
/// <param name="Acceptance">Share of the moves that were accepted.</param>
sealed record EnsembleDraws(double[][][] Moves, int Ensembles, double Acceptance)
{
    /// <summary>Walkers of one ensemble.</summary>
    public int Walkers => Moves[0].Length / Ensembles;

    /// <summary>Draws in all.</summary>
    public long Count => (long)Moves.Length * Moves[0].Length;

    /// <summary>Every draw of a coordinate.</summary>
    public IEnumerable<double> Of(int coordinate) => Moves.SelectMany(walkers => walkers.Select(walker => walker[coordinate]));

    /// <summary>Split R-hat of a coordinate: see <see cref="ChainDiagnostics.SplitRhat"/>; the draws of an ensemble are one
    /// chain.</summary>
    public double Rhat(int coordinate) => ChainDiagnostics.SplitRhat([.. Enumerable.Range(0, Ensembles).Select(ensemble =>
        Moves.SelectMany(walkers => walkers.Skip(ensemble * Walkers).Take(Walkers).Select(walker => walker[coordinate])).ToArray())]);

    /// <summary>Effective number of independent draws of a coordinate: see <see cref="ChainDiagnostics.EffectiveSamples"/>.</summary>
    public double EffectiveSamples(int coordinate)
    {
        double mean = Of(coordinate).Average(), variance = Of(coordinate).Sum(value => (value - mean) * (value - mean)) / (Count - 1);
        return Enumerable.Range(0, Ensembles).Sum(ensemble => ChainDiagnostics.EffectiveSamples(
            [.. Moves.Select(walkers => walkers.Skip(ensemble * Walkers).Take(Walkers).Average(walker => walker[coordinate]))], variance));
    }

    /// <summary>Evenly spread draws, at most <paramref name="most"/>.</summary>
    public double[][] Some(int most)
    {
        long take = Math.Min(most, Count);
        return [.. Enumerable.Range(0, (int)take).Select(i => i * Count / take)
            .Select(place => Moves[place / Moves[0].Length][place % Moves[0].Length])];
    }
}
