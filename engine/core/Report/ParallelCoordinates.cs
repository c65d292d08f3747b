using SurrogateEngine.Kernels;
using SurrogateEngine.Report.Svg;

namespace SurrogateEngine.Report;

/// <summary>Formulations as lines over their parameters, each parameter over its own range: what designs have in common and in what they
/// differ (Inselberg, Vis. Comput. 1 (1985) 69).</summary>
static class ParallelCoordinates
{
    /// <summary>The chart.</summary>
    /// <param name="parameters">Parameters; those that are held are left out.</param>
    /// <param name="formulations">Values in the order of the parameters.</param>
    /// <param name="names">A name for each formulation, to be read while hovering.</param>
    /// <param name="colors">The quantity by which lines are colored; null for none.</param>
    /// <param name="values">That quantity of each formulation.</param>
    public static Chart Of(IReadOnlyList<Parameter> parameters, IReadOnlyList<double[]> formulations, IReadOnlyList<string> names,
        ColorScale? colors = null, IReadOnlyList<double>? values = null)
    {
        int[] shown = [.. Enumerable.Range(0, parameters.Count).Where(p => parameters[p].Low < parameters[p].High)];
        double[] columns = [.. Enumerable.Range(0, shown.Length).Select(i => (double)i)];
        bool few = formulations.Count <= CurveCharts.MostNamed && colors is null;
        return new Chart
        {
            Title = "Formulations side by side",
            Description = "Each line is a formulation; a parameter's lower end is at the bottom, its upper end at the top.",
            X = Axis.OfColumns("", [.. shown.Select(p => parameters[p].Name)]),
            Y = Axis.Linear("place in the range (%)", 0, 100),
            Marks =
            [
                .. formulations.Select((row, i) => new LineMark(few ? names[i] : "", CurveCharts.ToneOf(i), columns,
                    [.. shown.Select(p => 100 * Place(parameters[p], row[p]))])
                {
                    Color = colors is null ? null : colors.Of(values![i]),
                    Thin = !few,
                }),
            ],
            Colors = colors,
            Width = 1000,
            Height = 340,
        };
    }

    static double Place(Parameter parameter, double value) => Math.Clamp(parameter.FractionOf(value), 0, 1);
}
