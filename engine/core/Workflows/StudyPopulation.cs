using MathNet.Numerics.Distributions;
using SurrogateEngine.Tables;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Workflows;

/// <summary>
/// The founding study's population, drawn: size 120 +/- 15 nm, surface charge 25 +/- 5 mV, entrapment efficiency 85 +/- 8 % and release
/// time 12 +/- 3 h, independent of one another, since the study says nothing else. What the study measured on them it prints only as
/// figures, so the outcomes here follow rules of ours that are written out below; whoever learns from them learns these rules and nothing
/// about patients.
/// </summary>
public static class StudyPopulation
{
    /// <summary>Means of the treatments, percent, as the study prints them.</summary>
    static readonly (string Name, double Mean, double Deviation)[] Treatments = [("A", 90, 3), ("B", 85, 4), ("C", 88, 3.5)];

    /// <summary>Centers of the study's three clusters: size, charge, entrapment efficiency.</summary>
    public static IReadOnlyList<double[]> Centers { get; } = [[110, 20, 82], [130, 28, 88], [125, 26, 87]];

    /// <summary>
    /// Draws it. Size and charge are normal; release time is gamma, so that none is below zero; entrapment efficiency is beta on 0 to
    /// 100 %,
    /// so that none is above 100: each with the printed mean and deviation exactly. Treatments take turns, efficacy is theirs plus half a
    /// standard deviation for each standard deviation of size below its mean and of entrapment above it. A formulation responds by the
    /// logistic of 1.5 (120 - size) / 15 + (EE - 85) / 8 - 0.5 ((charge - 25) / 5)^2.
    /// </summary>
    /// <param name="rows">Formulations.</param>
    /// <param name="seed">Another seed draws others.</param>
    public static TabularData Draw(int rows, ulong seed = 1)
    {
        var draws = new RandomStream(seed);
        double[] size = new double[rows], charge = new double[rows], ee = new double[rows], release = new double[rows],
            efficacy = new double[rows];
        string[] treatment = new string[rows], response = new string[rows];
        (double a, double b) = Beta(0.85, 0.08);
        for (int i = 0; i < rows; i++)
        {
            (size[i], charge[i]) = (120 + 15 * draws.Normal(), 25 + 5 * draws.Normal());
            ee[i] = 100 * MathNet.Numerics.Distributions.Beta.InvCDF(a, b, draws.Unit());
            release[i] = Gamma.InvCDF(16, 16 / 12.0, draws.Unit());
            double small = (120 - size[i]) / 15, full = (ee[i] - 85) / 8, off = (charge[i] - 25) / 5;
            (string name, double mean, double deviation) = Treatments[i % Treatments.Length];
            treatment[i] = name;
            efficacy[i] = mean + deviation * (0.5 * small + 0.5 * full + Math.Sqrt(0.5) * draws.Normal());
            response[i] = draws.Unit() < 1 / (1 + Math.Exp(-(1.5 * small + full - 0.5 * off * off))) ? "yes" : "no";
        }

        return new(
        [
            TabularColumn.Numeric("size", size, "nm"), TabularColumn.Numeric("charge", charge, "mV"), TabularColumn.Numeric("EE", ee, "%"),
            TabularColumn.Numeric("release_time", release, "h"), TabularColumn.Categorical("treatment", treatment),
            TabularColumn.Numeric("efficacy", efficacy, "%"), TabularColumn.Categorical("responder", response),
        ]);
    }

    /// <summary>Rows around the study's three centers, as many of each, with a share of the population's scatter: their clusters.</summary>
    /// <param name="each">Rows of each cluster.</param>
    /// <param name="share">Standard deviations as a share of 15 nm, 5 mV and 8 %.</param>
    /// <param name="seed">Another seed draws others.</param>
    public static TabularData DrawClusters(int each, double share = 0.5, ulong seed = 1)
    {
        var draws = new RandomStream(seed);
        double[] scatter = [15, 5, 8];
        double[][] rows = [.. Centers.SelectMany(center => Enumerable.Range(0, each)
            .Select(_ => center.Select((value, j) => value + share * scatter[j] * draws.Normal()).ToArray()))];
        return new(
        [
            TabularColumn.Numeric("size", [.. rows.Select(row => row[0])], "nm"), TabularColumn.Numeric("charge", [.. rows.Select(row => row[1])], "mV"),
            TabularColumn.Numeric("EE", [.. rows.Select(row => row[2])], "%"),
            TabularColumn.Categorical("planted", [.. rows.Select((_, i) => $"center {i / each + 1}")]),
        ]);
    }

    static (double A, double B) Beta(double mean, double deviation)
    {
        double sum = mean * (1 - mean) / (deviation * deviation) - 1;
        return (mean * sum, (1 - mean) * sum);
    }
}
