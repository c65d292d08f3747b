using SurrogateEngine.Data;
using SurrogateEngine.Fitting;
using SurrogateEngine.Fitting.Empirical;
using SurrogateEngine.Kernels;
using SurrogateEngine.Report;
using SurrogateEngine.Report.Svg;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Workflows;

/// <summary>The pictures that verbs write with --plot.</summary>
static class CurvePlots
{
    /// <summary>Predicted curves: the first of them, each with its band where there are few.</summary>
    public static PlotSheet Of(CurveTable table, BandLevel? band)
    {
        CurveSpace space = table.Space;
        int drawn = Math.Min(table.Rows, CurveCharts.MostDrawn);
        string some = drawn < table.Rows ? $"first {drawn} of {NumberText.Count(table.Rows)} curves" : drawn == 1 ? "1 curve" : $"{drawn} curves";
        string bands = band is not null && drawn <= CurveCharts.MostNamed ? $", {NumberText.Percent(band.Coverage)} band" : "";
        return CurveCharts.Sheet([.. space.Outputs.Select((output, o) => CurveCharts.Of(
            $"{space.Model}, predicted: {some}{bands}", output, space.Times, space.TimeUnit,
                [.. Enumerable.Range(0, drawn).Select(row => Curve(row, o))]))])
            with
        { Provenance = table.Provenance };

        NamedCurve Curve(int row, int output)
        {
            int from = row * space.Points + output * space.Times.Count;
            return new NamedCurve(table.Ids[row], Doubles(table.Curves.Span.Slice(from, space.Times.Count)))
            {
                Low = table.Lower.IsEmpty ? null : Doubles(table.Lower.Span.Slice(from, space.Times.Count)),
                High = table.Upper.IsEmpty ? null : Doubles(table.Upper.Span.Slice(from, space.Times.Count)),
            };
        }
    }

    /// <summary>A data set: some of its curves, and the share of all in its first shard that lies in between.</summary>
    public static PlotSheet Of(Dataset data)
    {
        CurveSpace space = data.Space;
        Shard shard = data.Shards().First();
        int[] rows = [.. Enumerable.Range(0, shard.Rows).Where(row => shard.Outcomes[row] == Outcome.Finished)];
        int drawn = Math.Min(rows.Length, CurveCharts.MostDrawn);
        string title = $"{space.Model}: {drawn} of {NumberText.Count(data.Manifest.Rows)} formulations";
        return CurveCharts.Sheet([.. space.Outputs.Select((output, o) => Spread(CurveCharts.Of(
            title, output, space.Times, space.TimeUnit, [.. rows.Take(drawn).Select(row => new NamedCurve("", Curve(row, o)))]), output,
                o))]) with
        {
            Provenance = new Dictionary<string, string>
            {
                ["dataset_sha256"] = data.Manifest.Hash,
                ["scenario_sha256"] = data.Scenario.Hash
            },
        };

        double[] Curve(int row, int output) =>
            Doubles(shard.Curves.AsSpan(row * space.Points + output * space.Times.Count, space.Times.Count));

        Chart Spread(Chart chart, Output output, int o)
        {
            if (rows.Length < 20)
                return chart;
            double factor = output.Unit.Length == 0 ? 100 : 1;
            double[][] sorted = [.. Enumerable.Range(0, space.Times.Count)
                .Select(j => (double[])[.. rows.Select(row => factor * Curve(row, o)[j]).Order()])];
            double[] At(double share) => [.. sorted.Select(values => values[(int)Math.Round(share * (values.Length - 1))])];
            return chart with
            {
                Marks =
                [
                    new BandMark("5 to 95 % of all", Tone.Orange, space.Times, At(0.05), At(0.95)), .. chart.Marks,
                    new LineMark("median", Tone.Ink, space.Times, At(0.5)),
                ],
            };
        }
    }

    /// <summary>A fit: the measured points with the curves through them, and what they leave unexplained.</summary>
    public static PlotSheet Of(FitResult fit, IReadOnlyDictionary<string, string> provenance) =>
        new([.. FitSection.Charts(fit).Select(chart => chart with { Headed = true, Width = 620 })]) { Provenance = provenance };

    /// <summary>Empirical models of one profile.</summary>
    public static PlotSheet Of(EmpiricalComparison fits) =>
        new([.. EmpiricalSection.Charts(fits).Select(chart => chart with { Headed = true, Width = 620 })])
        {
            Provenance =
            Provenance.Facts(fits.Profile)
        };

    /// <summary>A surrogate against the model.</summary>
    public static PlotSheet Of(TestSetReport testSet, IReadOnlyDictionary<string, string> provenance) =>
        new([.. AccuracySection.Charts(testSet).Select(chart => chart with { Headed = true })], 2) { Provenance = provenance };

    static double[] Doubles(ReadOnlySpan<float> values)
    {
        double[] doubles = new double[values.Length];
        System.Numerics.Tensors.TensorPrimitives.ConvertTruncating(values, doubles);
        return doubles;
    }
}
