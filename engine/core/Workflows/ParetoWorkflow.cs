using SurrogateEngine.Data;
using SurrogateEngine.Design;
using SurrogateEngine.Report;
using SurrogateEngine.Report.Svg;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Workflows;

/// <summary>Compromises to look for.</summary>
/// <param name="Ask">What is wanted.</param>
public sealed record ParetoRequest(StudyRequest Ask)
{
    /// <summary>Designs wanted, spread along the front.</summary>
    public int Designs { get; init; } = 12;

    /// <summary>Curves asked for at most.</summary>
    public int Evaluations { get; init; } = 40_000;

    /// <summary>Picture of the front, SVG or PNG; null draws none.</summary>
    public string? Plot { get; init; }
}

/// <summary>Finds designs of which none is better than another in everything that is wanted, each solved by the mechanistic
/// model.</summary>
public static class ParetoWorkflow
{
    const string Verb = "surrogate design";

    /// <summary>Runs it.</summary>
    /// <exception cref="RefusedException">The surrogate, a word of the study or an output can't be used.</exception>
    public static ParetoResult Run(ParetoRequest request, IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default)
    {
        Require(request);
        StudyRequest ask = request.Ask;
        StudyWords words = ask.AllWords(Verb);
        ask.Outputs().Require(request.Plot, ask.Force, OutputKind.Plot);
        using DesignModels models = DesignModels.Open(ask.Surrogate, words.Fix, ask.Device, Verb);
        DesignStudy study = StudyFile.Understand(words, models.Space, Verb, ask.Reading);
        var options = new ParetoOptions
        {
            Designs = request.Designs,
            Evaluations = request.Evaluations,
            Seed = ask.Seed,
            Applicable = models.Applicable,
        };
        ParetoResult result = progress.Stage("Designing", "formulations", report => ParetoDesign.Run(
            study, models.Fast, models.Mechanistic, options, (done, all) => report(new(done, all)), cancellation));
        if (ask.Output is { } table)
            Table(result, models).Write(table, cancellation);
        if (request.Plot is null && ask.Report is null)
            return result;
        Chart[] charts = Charts(result, models);
        if (request.Plot is { } plot)
            PlotFile.Write(new(charts, 2) { Provenance = models.Provenance }, plot);
        if (ask.Report is { } page)
            HtmlReport.Write(DesignPages.Of(request, result, models, charts), page);
        return result;
    }

    static void Require(ParetoRequest request)
    {
        if (request.Designs < 1)
            throw new RefusedException($"{Verb} --designs {request.Designs}: ask for 1 or more.");
        if (request.Evaluations < 400)
            throw new RefusedException($"{Verb} --evaluations {request.Evaluations}: two generations take 400; give more.");
    }

    static CurveTable Table(ParetoResult result, DesignModels models) => DesignWorkflow.Table(models,
        [.. result.Points.Select(point => point.Formulation)], Carried(result.Study, [.. result.Points.Select(point => point.Values)]));

    /// <summary>Values of objectives and limits as columns.</summary>
    internal static IReadOnlyList<CarriedColumn> Carried(DesignStudy study, IReadOnlyList<double[]> values) =>
    [
        .. study.Objectives.Select(objective => objective.Metric).Concat(study.Constraints.Select(limit => limit.Metric)).Index()
            .DistinctBy(at => at.Item.Text)
            .Select(at => new CarriedColumn(at.Item.Unit.Length > 0 ? $"{at.Item.Text} [{at.Item.Unit}]" : at.Item.Text,
                [.. values.Select(row => NumberText.Digits(row[at.Index], 7))])),
    ];

    static Chart[] Charts(ParetoResult result, DesignModels models)
    {
        CurveSpace space = models.Space;
        float[] curves = new float[result.Points.Count * space.Points];
        models.Mechanistic.Predict([.. result.Points.SelectMany(point => point.Formulation)], result.Points.Count, curves);
        CurveMetric first = result.Study.Objectives[0].Metric;
        double[] at = [.. result.Points.Select(point => Factor(first) * point.Values[0])];
        ColorScale? colors = at.Length > 1 && at.Max() > at.Min() ? new(Axis.Linear(Label(first), at.Min(), at.Max())) : null;
        CurveMetric[] metrics =
            [.. result.Study.Objectives.Select(one => one.Metric), .. result.Study.Constraints.Select(one => one.Metric)];
        // What was asked for is shown: a level in plasma where the wish is about that.
        int[] outputs = [.. metrics.SelectMany(metric => metric.Outputs).Distinct().Order().Take(4)];
        IEnumerable<Chart> charts = (outputs.Length > 0 ? outputs : [0]).Select(output => WithWanted(CurveCharts.Of(
            $"{space.Model}: designs, solved by the model", space.Outputs[output], space.Times, space.TimeUnit,
            [.. Enumerable.Range(0, result.Points.Count).Select(i => new NamedCurve($"design {i + 1}",
                [.. curves.AsSpan(i * space.Points + output * space.Times.Count, space.Times.Count).ToArray()
                    .Select(value => (double)value)])
            {
                Place = colors is null ? null : at[i],
            })], colors), metrics, output, space.Outputs[output].Unit.Length == 0 ? 100 : 1));
        return [.. Fronts(result), .. charts];
    }

    /// <summary>A chart with the curve that is wanted of its output, as points.</summary>
    static Chart WithWanted(Chart chart, IEnumerable<CurveMetric> metrics, int output, double factor) => chart with
    {
        Marks =
        [
            .. chart.Marks, .. metrics.OfType<CurveMiss>().Where(miss => miss.Output == output).DistinctBy(miss => miss.Text)
                .Select(miss => new PointMark("wanted", Tone.Orange, miss.WantedAt, [.. miss.Wanted.Select(value => factor * value)])),
        ],
    };

    /// <summary>The front in its first objective and each of the others.</summary>
    static IEnumerable<Chart> Fronts(ParetoResult result)
    {
        DesignObjective x = result.Study.Objectives[0];
        foreach ((int k, DesignObjective y) in result.Study.Objectives.Index().Skip(1).Take(3))
        {
            double[] Of(int objective, Func<ParetoPoint, double[]> from) =>
                [.. result.Points.Select(point => Factor(result.Study.Objectives[objective].Metric) * from(point)[objective])];
            double[] byModelX = Of(0, point => point.Values), byModelY = Of(k, point => point.Values);
            double[] byFastX = Of(0, point => point.Predicted), byFastY = Of(k, point => point.Predicted);
            string[] titles = [.. result.Points.Select((_, i) => $"design {i + 1}")];
            List<Mark> marks =
            [
                // Where the model itself was searched there is nothing to tell apart.
                .. result.Points.Any(point => !ReferenceEquals(point.Values, point.Predicted))
                    ? (Mark[])[new PointMark("by the surrogate", Tone.Orange, byFastX, byFastY, Hollow: true)] : [],
                new PointMark("by the model", Tone.Blue, byModelX, byModelY, Titles: titles),
            ];
            if (result.Knee >= 0)
                marks.Add(new PointMark($"knee, design {result.Knee + 1}", Tone.Red, [byModelX[result.Knee]], [byModelY[result.Knee]]));
            yield return new Chart
            {
                Title = $"{x.Text}, {y.Text}",
                Description = "Designs of which none is better than another in everything.",
                X = Axis.Linear(Label(x.Metric), byModelX.Concat(byFastX).DefaultIfEmpty(0).Min(), byModelX.Concat(byFastX)
                    .DefaultIfEmpty(1).Max()),
                Y = Axis.Linear(Label(y.Metric), byModelY.Concat(byFastY).DefaultIfEmpty(0).Min(), byModelY.Concat(byFastY)
                    .DefaultIfEmpty(1).Max()),
                Marks = marks,
                Headed = true,
                Width = 620,
                Height = 380,
            };
        }
    }

    internal static double Factor(CurveMetric metric) => metric.IsShare ? 100 : 1;

    internal static string Label(CurveMetric metric) => metric.IsShare ? $"{metric.Text} (%)"
        : metric.Unit.Length > 0 ? $"{metric.Text} ({metric.Unit})" : metric.Text;
}
