namespace SurrogateEngine.Tables.Molecules;

/// <summary>Figures of a molecule that can be read off its graph: size, composition, groups that lipids are made of, chains.</summary>
public static class MoleculeDescriptors
{
    /// <summary>Names in the order of <see cref="Of"/>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "mass", "heavy atoms", "N", "O", "S", "P", "halogens", "rings", "aromatic atoms", "C=C", "donors", "acceptors", "charge",
        "tertiary amines", "secondary amines", "esters", "amides", "carbonates", "disulfides", "hydroxyls", "ethers", "branchings",
        "chain ends", "longest chain", "second chain", "third chain", "rotatable",
    ];

    /// <summary>The figures.</summary>
    public static double[] Of(Molecule molecule)
    {
        int n = molecule.Atoms.Count;
        int[] all = [.. Enumerable.Range(0, n)];
        int[] chains = [.. Chains(molecule).OrderDescending().Concat([0, 0, 0]).Take(3)];
        return
        [
            molecule.Mass, n, Count("N"), Count("O"), Count("S"), Count("P"), Count("F") + Count("Cl") + Count("Br") + Count("I"),
            molecule.Rings, molecule.Atoms.Count(atom => atom.IsAromatic),
            molecule.Bonds.Count(bond => bond.Order == 2 && Is(bond.A, "C") && Is(bond.B, "C")),
            all.Count(i => (Is(i, "N") || Is(i, "O")) && molecule.HydrogensOf(i) > 0), Count("N") + Count("O"),
            molecule.Atoms.Sum(atom => atom.Charge),
            Amines(0), Amines(1), all.Count(i => IsCarbonyl(i) && Singly(i, "O") == 1 && Singly(i, "N") == 0),
            all.Count(i => IsCarbonyl(i) && Singly(i, "N") >= 1), all.Count(i => IsCarbonyl(i) && Singly(i, "O") == 2),
            molecule.Bonds.Count(bond => Is(bond.A, "S") && Is(bond.B, "S")),
            all.Count(i => Is(i, "O") && molecule.HydrogensOf(i) > 0),
            all.Count(i => Is(i, "O") && molecule.Degree(i) == 2 && !molecule.BondsOf(i).Any(bond => IsCarbonyl(Molecule.Other(bond, i)))),
            all.Count(i => molecule.Degree(i) > 2), all.Count(i => Is(i, "C") && molecule.Degree(i) == 1),
            .. chains.Select(length => (double)length),
            molecule.Bonds.Count(bond => bond.Order == 1 && molecule.Degree(bond.A) > 1 && molecule.Degree(bond.B) > 1),
        ];

        int Count(string element) => molecule.Atoms.Count(atom => atom.Element == element);
        bool Is(int i, string element) => molecule.Atoms[i].Element == element;
        bool IsCarbonyl(int i) => Is(i, "C") && molecule.BondsOf(i).Any(bond => bond.Order == 2 && Is(Molecule.Other(bond, i), "O"));
        int Singly(int i, string element) => molecule.BondsOf(i).Count(bond => bond.Order == 1 && Is(Molecule.Other(bond, i), element));
        int Amines(int hydrogens) => all.Count(i => Is(i, "N") && !molecule.Atoms[i].IsAromatic && molecule.HydrogensOf(i) == hydrogens
            && molecule.Degree(i) == 3 - hydrogens && molecule.BondsOf(i).All(bond => bond.Order == 1 && !IsCarbonyl(Molecule.Other(bond,
                i))));
    }

    /// <summary>Lengths of unbranched chains of carbon that end in a methyl: tails.</summary>
    static IEnumerable<int> Chains(Molecule molecule)
    {
        for (int start = 0; start < molecule.Atoms.Count; start++)
        {
            if (molecule.Atoms[start].Element != "C" || molecule.Degree(start) != 1)
                continue;
            int length = 1, previous = -1, atom = start;
            while (true)
            {
                int[] next = [.. molecule.BondsOf(atom).Select(bond => Molecule.Other(bond, atom)).Where(other => other != previous)];
                if (next.Length != 1 || molecule.Atoms[next[0]].Element != "C" || molecule.Degree(next[0]) > 2)
                    break;
                (previous, atom) = (atom, next[0]);
                length++;
            }

            yield return length;
        }
    }
}
