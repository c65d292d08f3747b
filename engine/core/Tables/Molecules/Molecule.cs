namespace SurrogateEngine.Tables.Molecules;

/// <summary>An atom that is no hydrogen.</summary>
/// <param name="Element">Its symbol.</param>
/// <param name="IsAromatic">Whether it was written as aromatic.</param>
/// <param name="Charge">Formal charge.</param>
/// <param name="Hydrogens">Hydrogens named in its brackets; -1 where its valence says how many.</param>
public sealed record Atom(string Element, bool IsAromatic, int Charge, int Hydrogens);

/// <summary>A bond.</summary>
/// <param name="A">Index of one atom.</param>
/// <param name="B">Index of the other.</param>
/// <param name="Order">1, 2, 3, or 1.5 between aromatic atoms.</param>
public sealed record Bond(int A, int B, double Order);

/// <summary>
/// A molecule as a graph, read from SMILES (Weininger, J. Chem. Inf. Comput. Sci. 28, 1988): organic subset and bracket atoms, bonds,
/// branches,
/// ring closures, aromatic atoms and several parts. Which side of a double bond or a center something is on is left out.
/// </summary>
public sealed class Molecule
{
    static readonly Dictionary<string, (double Mass, int[] Valences)> Elements = new()
    {
        ["H"] = (1.008, [1]),
        ["B"] = (10.81, [3]),
        ["C"] = (12.011, [4]),
        ["N"] = (14.007, [3, 5]),
        ["O"] = (15.999, [2]),
        ["F"] = (18.998, [1]),
        ["Na"] = (22.990, [1]),
        ["Si"] = (28.085, [4]),
        ["P"] = (30.974, [3, 5]),
        ["S"] = (32.06, [2, 4, 6]),
        ["Cl"] = (35.45, [1]),
        ["K"] = (39.098, [1]),
        ["Ca"] = (40.078, [2]),
        ["Se"] = (78.971, [2, 4, 6]),
        ["Br"] = (79.904, [1]),
        ["I"] = (126.904, [1]),
        ["Pt"] = (195.084, [2, 4]),
    };

    readonly List<int>[] neighbors;

    Molecule(IReadOnlyList<Atom> atoms, IReadOnlyList<Bond> bonds)
    {
        (Atoms, Bonds) = (atoms, bonds);
        neighbors = [.. atoms.Select(_ => new List<int>())];
        for (int k = 0; k < bonds.Count; k++)
        {
            neighbors[bonds[k].A].Add(k);
            neighbors[bonds[k].B].Add(k);
        }
    }

    /// <summary>Its atoms but for hydrogens.</summary>
    public IReadOnlyList<Atom> Atoms { get; }

    /// <summary>Bonds between them.</summary>
    public IReadOnlyList<Bond> Bonds { get; }

    /// <summary>Number of rings: bonds that a tree of its atoms does not need.</summary>
    public int Rings => Bonds.Count - Atoms.Count + Parts();

    /// <summary>Molar mass in g/mol, hydrogens included.</summary>
    public double Mass => Enumerable.Range(0, Atoms.Count).Sum(i => Elements[Atoms[i].Element].Mass + HydrogensOf(i) * Elements["H"].Mass);

    /// <summary>Bonds of an atom.</summary>
    public IEnumerable<Bond> BondsOf(int atom) => neighbors[atom].Select(k => Bonds[k]);

    /// <summary>Number of an atom's neighbors.</summary>
    public int Degree(int atom) => neighbors[atom].Count;

    /// <summary>The atom at the other end of a bond.</summary>
    public static int Other(Bond bond, int atom) => bond.A == atom ? bond.B : bond.A;

    /// <summary>Hydrogens at an atom: those written, or as many as its least valence allows.</summary>
    public int HydrogensOf(int atom)
    {
        Atom at = Atoms[atom];
        if (at.Hydrogens >= 0)
            return at.Hydrogens;
        // Two aromatic bonds take three valences of carbon, two of others, which have a lone pair in the ring.
        double used = at.IsAromatic ? BondsOf(atom).Sum(bond => bond.Order == 1.5 ? 1 : bond.Order) + (at.Element == "C" ? 1 : 0)
            : BondsOf(atom).Sum(bond => bond.Order);
        if (at.IsAromatic && at.Element != "C")
            return 0;
        foreach (int valence in Elements[at.Element].Valences)
            if (valence >= used)
                return (int)(valence - used);
        return 0;
    }

    /// <summary>Reads SMILES; null where it is none.</summary>
    public static Molecule? Parse(string smiles)
    {
        try
        {
            return new Reader(smiles.Trim()).Read();
        }
        catch (FormatException)
        {
            return null;
        }
    }

    int Parts()
    {
        int[] part = new int[Atoms.Count];
        int count = 0;
        for (int start = 0; start < part.Length; start++)
        {
            if (part[start] > 0)
                continue;
            var open = new Stack<int>([start]);
            part[start] = ++count;
            while (open.TryPop(out int atom))
                foreach (int other in BondsOf(atom).Select(bond => Other(bond, atom)).Where(other => part[other] == 0))
                {
                    part[other] = count;
                    open.Push(other);
                }
        }

        return count;
    }

    /// <summary>One pass over the text.</summary>
    sealed class Reader(string text)
    {
        readonly List<Atom> atoms = [];
        readonly List<Bond> bonds = [];
        readonly Stack<int> branches = new();
        readonly Dictionary<int, (int Atom, double? Order)> open = [];
        int at, previous = -1;
        double? order;

        public Molecule? Read()
        {
            while (at < text.Length)
                Next();
            return atoms.Count > 0 && open.Count == 0 && branches.Count == 0 ? new(atoms, bonds) : null;
        }

        void Next()
        {
            char c = text[at];
            switch (c)
            {
                case '(':
                    branches.Push(previous);
                    at++;
                    break;
                case ')':
                    previous = branches.TryPop(out int from) ? from : throw new FormatException();
                    at++;
                    break;
                case '-' or '/' or '\\':
                    (order, at) = (1, at + 1);
                    break;
                case '=':
                    (order, at) = (2, at + 1);
                    break;
                case '#':
                    (order, at) = (3, at + 1);
                    break;
                case ':':
                    (order, at) = (1.5, at + 1);
                    break;
                case '.':
                    (previous, order, at) = (-1, null, at + 1);
                    break;
                case '%':
                    Ring(int.Parse(text.AsSpan(at + 1, 2)));
                    at += 3;
                    break;
                case >= '0' and <= '9':
                    Ring(c - '0');
                    at++;
                    break;
                default:
                    Add(c == '[' ? Bracket() : Organic());
                    break;
            }
        }

        Atom Organic()
        {
            if (at + 1 < text.Length && text.AsSpan(at, 2) is "Cl" or "Br")
            {
                at += 2;
                return new(text.Substring(at - 2, 2), false, 0, -1);
            }

            char c = text[at++];
            return "BCNOPSFI".Contains(c) ? new(c.ToString(), false, 0, -1)
                : "bcnops".Contains(c) ? new(char.ToUpperInvariant(c).ToString(), true, 0, -1) : throw new FormatException();
        }

        Atom Bracket()
        {
            int end = text.IndexOf(']', at);
            if (end < 0)
                throw new FormatException();
            string inside = text[(at + 1)..end];
            at = end + 1;
            int i = 0;
            while (i < inside.Length && char.IsAsciiDigit(inside[i]))
                i++;
            if (i == inside.Length)
                throw new FormatException();
            bool aromatic = char.IsLower(inside[i]);
            string element = char.ToUpperInvariant(inside[i]).ToString();
            if (i + 1 < inside.Length && char.IsLower(inside[i + 1]) && Elements.ContainsKey(element + inside[i + 1]))
                element += inside[++i];
            i++;
            while (i < inside.Length && inside[i] == '@')
                i++;
            int hydrogens = 0, charge = 0;
            if (i < inside.Length && inside[i] == 'H')
                hydrogens = ++i < inside.Length && char.IsAsciiDigit(inside[i]) ? inside[i++] - '0' : 1;
            for (; i < inside.Length && inside[i] is '+' or '-'; i++)
                charge += inside[i] == '+' ? 1 : -1;
            if (i < inside.Length && char.IsAsciiDigit(inside[i]) && charge != 0)
                charge *= inside[i] - '0';
            return Elements.ContainsKey(element) ? new(element, aromatic, charge, hydrogens) : throw new FormatException();
        }

        void Add(Atom atom)
        {
            // A hydrogen written as an atom is counted with the atom it is bound to.
            if (atom.Element == "H" && previous >= 0)
            {
                if (atoms[previous].Hydrogens >= 0)
                    atoms[previous] = atoms[previous] with { Hydrogens = atoms[previous].Hydrogens + 1 };
                order = null;
                return;
            }

            atoms.Add(atom);
            if (previous >= 0)
                Join(previous, atoms.Count - 1, order);
            (previous, order) = (atoms.Count - 1, null);
        }

        void Ring(int number)
        {
            if (previous < 0)
                throw new FormatException();
            if (open.Remove(number, out var begun))
                Join(begun.Atom, previous, order ?? begun.Order);
            else
                open[number] = (previous, order);
            order = null;
        }

        void Join(int a, int b, double? given) =>
            bonds.Add(new(a, b, given ?? (atoms[a].IsAromatic && atoms[b].IsAromatic ? 1.5 : 1)));
    }
}
