using System.Globalization;
using SurrogateEngine.Kernels;
using SurrogateEngine.Sampling;

namespace SurrogateEngine.Scenarios;

/// <summary>Writes the commented scenario file that <c>surrogate init</c> gives a newcomer; read back, it is the same scenario.</summary>
public static class ScenarioTemplate
{
    /// <summary>The file for <paramref name="scenario"/>, JSON with comments.</summary>
    /// <param name="scenario">What it says.</param>
    /// <param name="fileName">Name the file will have, for the command shown in it.</param>
    public static string For(Scenario scenario, string fileName)
    {
        ReleaseModel model = scenario.Model;
        return $$"""
            // {{model.Name}}: {{model.Summary}}
            // {{model.Source}}
            //
            // Solve it:    surrogate simulate {{fileName}}
            // Every key but "model" may be left out and then takes the model's default. Comments and trailing commas are allowed.
            {
              "model": "{{model.Name}}",

              // Vary a parameter over a range, or hold it at one value: "{{model.Parameters[0].Name}}": "{{Example(model.Parameters[0])}}".
              // Units are converted: any length, time, rate ... may be given in the unit you measured it in.
              "parameters": {
            {{ParameterLines(scenario)}}
              },

              // How formulations are drawn: {{string.Join(", ", Samplers.All.Names)}}.
              "sampler": "{{scenario.Sampler}}",
              "samples": {{scenario.Samples}},
              "seed": {{scenario.Seed}},

              // When curves are read: a list such as [0.5, 1, "36 h"] (bare numbers in {{model.TimeUnit}}), or a grid, geometric or linear.
              "times": {{Times(scenario.Times, model.TimeUnit)}},{{ScheduleWriter.Lines(scenario)}}

              // How curves are solved: solvers are {{string.Join(", ", Catalog.Methods.Names)}}, or auto to have one chosen; numbers are single or double.
              "solver": "{{scenario.Solver}}",
              "relative_tolerance": {{Exact(scenario.RelativeTolerance)}},
              "absolute_tolerance": {{Exact(scenario.AbsoluteTolerance)}},
              "precision": "{{ScenarioWriter.Word(scenario.Precision)}}",
              "max_steps": {{scenario.MaxSteps}},{{ShellLines(scenario)}}

              // Formulations in one file of the data set.
              "shard_size": {{scenario.ShardSize}},
            }

            """;
    }

    static string ShellLines(Scenario scenario) => scenario.Shells == 0 ? "" : $"""


          // Radial shells of the sphere; grading is the thickness of the innermost over that of the outermost, 1 for equal ones.
          "shells": {scenario.Shells},
          "grading": {Exact(scenario.Grading)},
        """;

    static string ParameterLines(Scenario scenario)
    {
        var lines = new List<string>();
        foreach ((Parameter about, ParameterRange range) in scenario.Model.Parameters.Zip(scenario.Parameters))
        {
            lines.Add($"    // {about.Meaning}; usual range {Exact(about.Low)} to {Exact(about.High)} from {about.Source}");
            lines.Add($"    \"{range.Name}\": {{ {Values(range)} }},");
        }

        return string.Join('\n', lines);
    }

    static string Values(ParameterRange range) => range.IsFixed
        ? $"\"value\": {Exact(range.Low)}, \"unit\": \"{range.Unit}\""
        : $"\"low\": {Exact(range.Low)}, \"high\": {Exact(range.High)}, \"unit\": \"{range.Unit}\", \"scale\": \"{ScenarioWriter.Word(range.Scale)}\"";

    static string Times(IReadOnlyList<double> times, string unit)
    {
        if (times.Count > 2 && times[0] > 0 && times.SequenceEqual(TimeGrid.Geometric(times[0], times[^1], times.Count)))
            return Grid("geometric");
        if (times.Count > 2 && times.SequenceEqual(TimeGrid.Linear(times[0], times[^1], times.Count)))
            return Grid("linear");
        return $"[{string.Join(", ", times.Select(Exact))}]";

        string Grid(string spacing) =>
            $"{{ \"first\": {Exact(times[0])}, \"last\": {Exact(times[^1])}, \"count\": {times.Count}, \"spacing\": \"{spacing}\", \"unit\": \"{unit}\" }}";
    }

    static string Example(Parameter p) => p.Unit.Length == 0 ? Refusals.Number(p.Middle) : $"{Refusals.Number(p.Middle)} {p.Unit}";

    static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture).Replace("E-0", "e-").Replace('E', 'e');
}
