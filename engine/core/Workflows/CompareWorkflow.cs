using SurrogateEngine.Data;
using SurrogateEngine.Profiles;
using SurrogateEngine.Report;
using SurrogateEngine.Report.Svg;
using SurrogateEngine.Statistics;

namespace SurrogateEngine.Workflows;

/// <summary>Which two profiles to compare.</summary>
public sealed record CompareRequest
{
    /// <summary>File of the reference; without a test it holds both, the reference first.</summary>
    public required string Reference { get; init; }

    /// <summary>File of the test; null where the file of the reference holds both.</summary>
    public string? Test { get; init; }

    /// <summary>What the headers do not say.</summary>
    public ProfileOptions Reading { get; init; } = new();

    /// <summary>Which points enter f2.</summary>
    public SimilarityRule Rule { get; init; } = SimilarityRule.Fda;

    /// <summary>Resamplings of the bootstrap.</summary>
    public int Samples { get; init; } = 5000;

    /// <summary>HTML report to write; null writes none.</summary>
    public string? Report { get; init; }

    /// <summary>Picture of both profiles to write, .svg or .png; null writes none.</summary>
    public string? Plot { get; init; }

    /// <summary>Replace files that are there already.</summary>
    public bool Force { get; init; }

    /// <summary>Another seed draws other units.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>Two profiles compared; percent of the dose, times in the reference's unit.</summary>
public sealed record CompareResult
{
    /// <summary>The reference.</summary>
    public required MeasuredProfile Reference { get; init; }

    /// <summary>The test.</summary>
    public required MeasuredProfile Test { get; init; }

    /// <summary>Times that both have, without the start.</summary>
    public required double[] Times { get; init; }

    /// <summary>Their means, or single units where they are known.</summary>
    public required UnitTable Units { get; init; }

    /// <summary>The rule of <see cref="F2"/>.</summary>
    public required SimilarityRule Rule { get; init; }

    /// <summary>Leading points in f1 and f2.</summary>
    public required int Points { get; init; }

    /// <summary>Difference factor over these points.</summary>
    public required double F1 { get; init; }

    /// <summary>Similarity factor over these points.</summary>
    public required double F2 { get; init; }

    /// <summary>Similarity factor over all common points.</summary>
    public required double F2OfAll { get; init; }

    /// <summary>Rescigno's indices of order 1 and 2 over all common points.</summary>
    public required (double First, double Second) Rescigno { get; init; }

    /// <summary>f2 by the bootstrap; null without single units.</summary>
    public BootstrapResult? Bootstrap { get; init; }

    /// <summary>Distance of the means over these points; null without enough units.</summary>
    public MahalanobisResult? Mahalanobis { get; init; }

    /// <summary>Analysis of variance at each common time; null without single units.</summary>
    public IReadOnlyList<(double F, double Probability)>? Anova { get; init; }

    /// <summary>What the user should know, rules that are not kept among it.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }
}

/// <summary>Compares two measured profiles.</summary>
public static class CompareWorkflow
{
    const int Units = 12, LeastPoints = 3;
    const double Early = 20, Later = 10, Confidence = 0.9;

    /// <summary>Runs it.</summary>
    /// <exception cref="RefusedException">A file can't be understood, the two have too few times in common, or an output can't be
    /// written.</exception>
    public static CompareResult Run(CompareRequest request)
    {
        var outputs = new OutputFiles(request.Reference, request.Test);
        outputs.Require(request.Report, request.Force, OutputKind.Report);
        outputs.Require(request.Plot, request.Force, OutputKind.Plot);
        CompareResult result = Compared(request);
        if (request.Plot is { } picture)
            PlotFile.Write(new PlotSheet([.. CompareSection.Charts(result).Select(chart => chart with { Headed = true, Width = 620 })])
            {
                Provenance = Provenance.Facts([result.Reference, result.Test]),
            }, picture);
        if (request.Report is { } page)
            HtmlReport.Write(Page(request, result), page);
        return result;
    }

    static ReportModel Page(CompareRequest request, CompareResult result) => new()
    {
        Title = $"{result.Reference.Name} and {result.Test.Name}",
        Subtitle = "two measured profiles compared",
        Made = Manifest.ThisSoftware,
        Provenance = [Provenance.Of(result.Reference), Provenance.Of(result.Test)],
        Comparisons = [result],
        Commands =
        [
            ShellText.Line(["surrogate", "compare", request.Reference, .. request.Test is { } test ? (string[])[test] : [],
                .. request.Reading.Words(), "--rule", request.Rule.ToString().ToLowerInvariant(), "--samples", $"{request.Samples}"]),
        ],
    };

    static CompareResult Compared(CompareRequest request)
    {
        (MeasuredProfile reference, MeasuredProfile test) = Profiles(request);
        (int[] r, int[] t) = Common(reference, test);
        if (r.Length < LeastPoints)
            throw new RefusedException(
                $"{reference.Name} and {test.Name} have {r.Length} {(r.Length == 1 ? "time" : "times")} in common after the start and f2 needs {LeastPoints}; measure at the same times.");
        double[] times = [.. r.Select(j => reference.TimesIn(reference.TimeUnit)[j])];
        var units = new UnitTable(Of(reference, r), Of(test, t));
        double[] meanR = units.ReferenceMean, meanT = units.TestMean;
        int points = ProfileComparison.Points(request.Rule, meanR, meanT);
        var cut = new UnitTable([.. units.Reference.Select(unit => unit[..points])], [.. units.Test.Select(unit => unit[..points])]);
        return new CompareResult
        {
            Reference = reference,
            Test = test,
            Times = times,
            Units = units,
            Rule = request.Rule,
            Points = points,
            F1 = SimilarityFactors.F1(meanR.AsSpan(0, points), meanT.AsSpan(0, points)),
            F2 = SimilarityFactors.F2(meanR.AsSpan(0, points), meanT.AsSpan(0, points)),
            F2OfAll = SimilarityFactors.F2(meanR, meanT),
            Rescigno = (ProfileComparison.Rescigno(1, times, meanR, meanT), ProfileComparison.Rescigno(2, times, meanR, meanT)),
            Bootstrap = ProfileComparison.BootstrapF2(units, points, request.Samples, Confidence, request.Seed),
            Mahalanobis = ProfileComparison.Mahalanobis(cut, Confidence),
            Anova = ProfileComparison.Anova(units),
            Remarks = [.. reference.Remarks.Concat(test.Remarks).Distinct(), .. Rules(request.Rule, units, points)],
        };
    }

    static (MeasuredProfile Reference, MeasuredProfile Test) Profiles(CompareRequest request)
    {
        if (request.Test is { } test)
            return (BuiltInProfiles.Open(request.Reference, request.Reading), BuiltInProfiles.Open(test, request.Reading));
        IReadOnlyList<MeasuredProfile> both = ProfileReader.ReadAll(request.Reference, request.Reading);
        return both.Count == 2
            ? (both[0], both[1])
            : throw new RefusedException($"{request.Reference}: {both.Count} {(both.Count == 1 ? "profile is" : "profiles are")} here; name a second file, or give one with two profiles.");
    }

    static (int[] Reference, int[] Test) Common(MeasuredProfile reference, MeasuredProfile test)
    {
        var r = new List<int>();
        var t = new List<int>();
        for (int j = 0; j < reference.Count; j++)
            for (int k = 0; k < test.Count && reference.Days[j] > 0; k++)
                if (Math.Abs(reference.Days[j] - test.Days[k]) <= 1e-6 * reference.Days[j])
                {
                    r.Add(j);
                    t.Add(k);
                }

        return ([.. r], [.. t]);
    }

    static double[][] Of(MeasuredProfile profile, int[] points) => profile.Units is { } units
        ? [.. units.Select(unit => points.Select(j => 100 * unit[j]).ToArray())]
        : [[.. points.Select(j => 100 * profile.Released[j])]];

    static IEnumerable<string> Rules(SimilarityRule rule, UnitTable units, int points)
    {
        string name = rule.ToString().ToUpperInvariant();
        if (points < LeastPoints)
            yield return $"{points} points enter f2 by the rule of the {name} and {LeastPoints} are needed: measure earlier.";
        if (units.Reference.Length < Units || units.Test.Length < Units)
            yield return $"The {name} asks for {Units} units of each; here are {units.Reference.Length} and {units.Test.Length}.";
        foreach ((string product, double[][] all) in new[] { ("reference", units.Reference), ("test", units.Test) })
            for (int j = 0; j < points && all.Length > 1; j++)
            {
                double mean = all.Average(unit => unit[j]);
                double cv = 100 * Math.Sqrt(all.Sum(unit => Math.Pow(unit[j] - mean, 2)) / (all.Length - 1)) / mean, most = j == 0 ? Early
                    : Later;
                if (cv > most)
                    yield return $"Units of the {product} vary by {NumberText.Digits(cv, 3)} % at point {j + 1}, more than the {most} % up to which f2 of means is accepted: use the bootstrap.";
            }
    }
}
