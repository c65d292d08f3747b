using System.CommandLine;
using Spectre.Console;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Profiles;
using SurrogateEngine.Statistics;
using SurrogateEngine.Workflows;
using static SurrogateEngine.NumberText;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate compare REFERENCE TEST</c>: whether two measured profiles are alike.</summary>
sealed class CompareVerb : Verb
{
    readonly Argument<string> reference = new("reference") { Description = "File of the reference profile, or of both." };
    readonly Argument<string?> test = new("test") { Description = "File of the test profile.", Arity = ArgumentArity.ZeroOrOne };
    readonly ProfileFlags reading = new();
    readonly Option<string> rule = new("--rule") { Description = "Points in f2 by fda, ema or who [default: fda].", DefaultValueFactory = _ => "fda" };
    readonly Option<long> samples = new("--samples")
    {
        Description = "Resamplings of the bootstrap [default: 5000].",
        CustomParser = NumberOption.Whole,
        DefaultValueFactory = _ => 5000
    };

    readonly Option<string?> report = CommonOptions.Report("Write an HTML report with the curves.");
    readonly Option<string?> plot = CommonOptions.Plot();
    readonly Option<bool> force = CommonOptions.Force("report or plot");

    public override string Name => "compare";

    public override int Rank => 8;

    public override string Summary => "Compare two measured profiles: f1, f2 with its bootstrap, distances, moments.";

    public override IReadOnlyList<string> Examples =>
        ["surrogate compare reference.csv test.csv --report compare.html", "surrogate compare both.csv --rule ema --json"];

    protected override IReadOnlyList<Argument> Arguments => [reference, test];

    protected override IReadOnlyList<Option> Options => [.. reading.All, rule, samples, report, plot, force];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        string word = given.GetValue(rule)!;
        if (!Enum.TryParse(word, true, out SimilarityRule said) || char.IsAsciiDigit(word[0]))
            throw new RefusedException($"surrogate compare --rule {word}: there is no such rule; use fda, ema or who.");
        long count = given.GetValue(samples);
        if (count is < 100 or > 1_000_000)
            throw new RefusedException($"surrogate compare --samples {count}: give 100 to 1,000,000.");
        CompareResult result = CompareWorkflow.Run(new CompareRequest
        {
            Reference = given.GetRequiredValue(reference),
            Test = given.GetValue(test),
            Reading = reading.Read(given),
            Rule = said,
            Samples = (int)count,
            Report = given.GetValue(report),
            Plot = given.GetValue(plot),
            Force = given.GetValue(force),
        });
        terminal.Result(Facts(result));
        if (!(terminal.Json && terminal.Quiet))
            Show(terminal, result);
        if (given.GetValue(plot) is { } picture)
            terminal.Line($"Plot: {picture}");
        if (given.GetValue(report) is { } page)
            terminal.Line($"Report: {page}");
        return CommandLine.Done;
    }

    static void Show(Terminal terminal, CompareResult of)
    {
        double[] reference = of.Units.ReferenceMean, test = of.Units.TestMean;
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumns($"time ({of.Reference.TimeUnit})", of.Reference.Name.EscapeMarkup(), of.Test.Name.EscapeMarkup(), "difference",
                "in f2", "p of ANOVA");
        for (int j = 0; j < of.Times.Length; j++)
            table.AddRow(Short(of.Times[j]), Short(reference[j]), Short(test[j]), Short(test[j] - reference[j]), j < of.Points ? "yes"
                : "no",
                of.Anova is { } anova ? Digits(anova[j].Probability, 2) : "");
        terminal.Out.Write(table);
        terminal.Line($"f2 {Digits(of.F2, 7)}, f1 {Digits(of.F1, 7)} over {of.Points} points by the rule of the {of.Rule.ToString().ToUpperInvariant()} ({(of.F2 >= 50 ? "similar" : "not similar")}: f2 from 50 up); over all {of.Times.Length}: f2 {Digits(of.F2OfAll, 7)}.");
        if (of.Bootstrap is { } bootstrap)
            terminal.Line($"Bootstrap of f2 ({Count(bootstrap.Samples)} samples, BCa): {Digits(100 * bootstrap.Confidence, 3)} % from {Digits(bootstrap.Low, 4)} to {Digits(bootstrap.High, 4)}, mean {Digits(bootstrap.Mean, 4)}.");
        if (of.Mahalanobis is { } distance)
            terminal.Line($"Mahalanobis distance {Digits(distance.Distance, 4)} ({Digits(100 * distance.Confidence, 3)} % from {Digits(distance.Low, 4)} to {Digits(distance.High, 4)}), T2 {Digits(distance.T2, 4)}, F {Digits(distance.F, 4)}, p {Digits(distance.Probability, 3)}.");
        terminal.Line($"Rescigno's indices {Digits(of.Rescigno.First, 3)} and {Digits(of.Rescigno.Second, 3)}.");
        terminal.Line($"Reference: {Moments(of.Times, reference, of.Reference.TimeUnit)}. Test: {Moments(of.Times, test, of.Test.TimeUnit)}.");
        foreach (string remark in of.Remarks)
            terminal.Remark($"Note: {remark}");
    }

    static string Moments(double[] times, double[] released, string unit) =>
        $"dissolution efficiency {Short(100 * DissolutionMoments.Efficiency(times, released, 100))} %, MDT {Short(DissolutionMoments.MeanDissolutionTime(times, released))} {unit}, VDT {Short(DissolutionMoments.VarianceOfDissolutionTime(times, released))} {unit}^2, MRT {Short(DissolutionMoments.MeanResidenceTime(times, released, 100))} {unit}";

    static object Facts(CompareResult of) => new
    {
        reference = of.Reference.Name,
        test = of.Test.Name,
        time_unit = of.Reference.TimeUnit,
        times = of.Times,
        reference_percent = of.Units.ReferenceMean,
        test_percent = of.Units.TestMean,
        rule = of.Rule.ToString().ToLowerInvariant(),
        points = of.Points,
        f1 = of.F1,
        f2 = of.F2,
        f2_of_all = of.F2OfAll,
        bootstrap = of.Bootstrap,
        mahalanobis = of.Mahalanobis,
        rescigno = new[] { of.Rescigno.First, of.Rescigno.Second },
        anova = of.Anova?.Select(at => new { f = at.F, p = at.Probability }),
        dissolution_efficiency =
            new[] { DissolutionMoments.Efficiency(of.Times, of.Units.ReferenceMean, 100),
                DissolutionMoments.Efficiency(of.Times, of.Units.TestMean, 100) },
        mean_dissolution_time =
            new[] { DissolutionMoments.MeanDissolutionTime(of.Times, of.Units.ReferenceMean),
                DissolutionMoments.MeanDissolutionTime(of.Times, of.Units.TestMean) },
        variance_of_dissolution_time =
            new[] { DissolutionMoments.VarianceOfDissolutionTime(of.Times, of.Units.ReferenceMean),
                DissolutionMoments.VarianceOfDissolutionTime(of.Times, of.Units.TestMean) },
        mean_residence_time =
            new[] { DissolutionMoments.MeanResidenceTime(of.Times, of.Units.ReferenceMean, 100),
                DissolutionMoments.MeanResidenceTime(of.Times, of.Units.TestMean, 100) },
        remarks = of.Remarks,
    };
}
