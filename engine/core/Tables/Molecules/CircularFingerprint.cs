namespace SurrogateEngine.Tables.Molecules;

/// <summary>
/// How often each kind of neighborhood occurs in a molecule, folded to a fixed number of places by a hash: extended-connectivity
/// fingerprints (Rogers &amp; Hahn, J. Chem. Inf. Model. 50, 2010), as counts.
/// </summary>
public static class CircularFingerprint
{
    /// <summary>The counts.</summary>
    /// <param name="radius">Largest number of bonds from a neighborhood's center.</param>
    /// <param name="places">Length of the result.</param>
    public static double[] Of(Molecule molecule, int radius = 2, int places = 64)
    {
        double[] counts = new double[places];
        ulong[] codes = [.. Enumerable.Range(0, molecule.Atoms.Count).Select(i =>
        {
            Atom atom = molecule.Atoms[i];
            ulong element = atom.Element.Aggregate(0UL, (hash, c) => SplitMix64.Hash(hash ^ c));
            return SplitMix64.Hash(element, (ulong)(molecule.Degree(i) * 100 + molecule.HydrogensOf(i) * 10 + (atom.IsAromatic ? 5 : 0)),
                (ulong)(atom.Charge + 10));
        })];
        for (int step = 0; ; step++)
        {
            foreach (ulong code in codes)
                counts[(int)(code % (ulong)places)]++;
            if (step == radius)
                return counts;
            codes = [.. Enumerable.Range(0, codes.Length).Select(i => molecule.BondsOf(i)
                .Select(bond => SplitMix64.Hash(codes[Molecule.Other(bond, i)], (ulong)(2 * bond.Order)))
                .Order().Aggregate(SplitMix64.Hash(codes[i], (ulong)step + 1), (hash, one) => SplitMix64.Hash(hash, one)))];
        }
    }
}
