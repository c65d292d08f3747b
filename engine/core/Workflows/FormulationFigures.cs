using SurrogateEngine.Data;
using SurrogateEngine.Kernels;
using SurrogateEngine.Report;
using SurrogateEngine.Report.Svg;

namespace SurrogateEngine.Workflows;

/// <summary>Solved formulations as a picture and as a table.</summary>
static class FormulationFigures
{
    /// <summary>One chart an output; of several models only the first output, which all have: the released fraction.</summary>
    public static PlotSheet Plot(FormulationResult result, IReadOnlyDictionary<string, string> provenance)
    {
        FormulationCurves first = result.Formulations[0];
        bool compares = result.Formulations.Any(of => of.Model != first.Model), sweeps = double.IsFinite(first.Swept);
        ColorScale? colors = sweeps ? Scale(result) : null;
        string title = compares ? string.Join(", ", result.Formulations.Select(of => of.Model.Name)) : sweeps
            ? $"{first.Model.Name}: {CurveCharts.Short(SweptParameter(result).Meaning)}" : Title(first);
        return CurveCharts.Sheet([.. first.Model.Outputs.Take(compares ? 1 : int.MaxValue).Select((output, o) => CurveCharts.Of(
            title, output, result.Times, result.TimeUnit,
                [.. result.Formulations.Select(of => new NamedCurve(sweeps ? "" : of.Name, Curve(result, of, o))
            {
                Place = sweeps ? of.Swept : null,
            })], colors))]) with
        { Provenance = provenance };
    }

    /// <summary>One row a time, one column a curve.</summary>
    public static NumberTable Table(FormulationResult result, IReadOnlyDictionary<string, string> provenance) =>
        new([
            ($"time_{result.TimeUnit}", [.. result.Times]),
            .. result.Formulations.SelectMany(of => of.Model.Outputs.Select((output, o) =>
                (of.Name.Length == 0 ? output.Name : $"{output.Name} ({of.Name})", Curve(result, of, o)))),
        ])
        { Provenance = provenance };

    /// <summary>The same at some of its times.</summary>
    public static FormulationResult At(FormulationResult result, IReadOnlyList<double> times)
    {
        int[] kept = [.. times.Select(time => result.Times.ToList().BinarySearch(time))];
        return result with
        {
            Times = times,
            Formulations = [.. result.Formulations.Select(of => of with
            {
                Curves = [.. Enumerable.Range(0, of.Model.Outputs.Count)
                    .SelectMany(o => kept.Select(j => of.Curves[o * result.Times.Count + j]))],
            })],
        };
    }

    static double[] Curve(FormulationResult result, FormulationCurves of, int output) =>
        of.Curves[(output * result.Times.Count)..((output + 1) * result.Times.Count)];

    static Parameter SweptParameter(FormulationResult result) => result.Formulations[0]
        .Values.First(value => value.Value == result.Formulations[0].Swept
        && result.Formulations[^1].Values.Any(other => other.Parameter == value.Parameter && other.Value == result.Formulations[^1].Swept))
            .Parameter;

    static ColorScale Scale(FormulationResult result)
    {
        Parameter parameter = SweptParameter(result);
        double low = result.Formulations[0].Swept, high = result.Formulations[^1].Swept;
        string label = parameter.Unit.Length == 0 ? parameter.Name : $"{parameter.Name} ({parameter.Unit})";
        return new ColorScale(parameter.Scale == Kernels.Scale.Log ? Axis.Log(label, low, high) : Axis.Linear(label, low, high));
    }

    static string Title(FormulationCurves of)
    {
        string[] set = [.. of.Values.Where(value => value.IsSet && value.Parameter.Low < value.Parameter.High)
            .Select(value => $"{value.Parameter.Name} = {NumberText.Short(value.Value)} {value.Parameter.Unit}".TrimEnd())];
        return set.Length == 0 ? of.Model.Name : $"{of.Model.Name}, {string.Join(", ", set)}";
    }
}
