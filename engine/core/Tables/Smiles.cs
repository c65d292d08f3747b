using SurrogateEngine.Tables.Molecules;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Tables;

/// <summary>Features of molecules for columns that hold SMILES.</summary>
public static class Smiles
{
    const int Places = 64;

    /// <summary>Adds descriptors and a fingerprint of each column's molecules to features.</summary>
    /// <param name="data">Table with the columns.</param>
    /// <param name="features">Features so far; the columns themselves are taken out of them.</param>
    /// <param name="columns">Names of columns with SMILES.</param>
    /// <exception cref="RefusedException">A cell is no SMILES.</exception>
    public static TabularData Describe(TabularData data, TabularData features, IReadOnlyList<string> columns)
    {
        features = features.Without(columns);
        foreach (string name in columns)
        {
            TabularColumn column = data[name];
            if (column.IsNumeric)
                throw new RefusedException($"{name}: SMILES are words, and this column holds numbers; name another with --smiles.");
            double[]?[] ofLevel = [.. column.Levels.Select((level, k) => !column.Codes.Contains(k) ? null : Features(Molecule.Parse(level)
                ?? throw new RefusedException($"{name}, row {Array.IndexOf(column.Codes, k) + 1}: '{level}' is no SMILES that can be read; correct it or leave it empty.")))];
            string[] names = [.. MoleculeDescriptors.Names, .. Enumerable.Range(0, Places).Select(i => $"fragment {i + 1}")];
            features = features.With([.. names.Select((one, j) => TabularColumn.Numeric($"{name}: {one}",
                [.. column.Codes.Select(code => code < 0 ? double.NaN : ofLevel[code]![j])]))]);
        }

        return features;
    }

    static double[] Features(Molecule molecule) => [.. MoleculeDescriptors.Of(molecule), .. CircularFingerprint.Of(molecule,
        places: Places)];
}
