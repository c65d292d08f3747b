using System.Globalization;
using System.Text;
using SurrogateEngine.Kernels;
using SurrogateEngine.Sampling;

namespace SurrogateEngine.Scenarios;

/// <summary>Writes the commented scenario file that <c>surrogate init</c> gives a newcomer; read back, it is the law's default scenario.</summary>
public static class ScenarioTemplate
{
    /// <summary>The starting file for <paramref name="law"/>, JSON with comments.</summary>
    /// <param name="law">The law.</param>
    /// <param name="fileName">Name the file will have, for the command shown in it.</param>
    public static string For(ReleaseLaw law, string fileName)
    {
        Scenario usual = Scenario.Default(law);
        return $$"""
            // {{law.Name}}: {{law.Summary}}
            // {{law.Source}}
            //
            // Solve it:    surrogate simulate {{fileName}}
            // Every key but "law" may be left out; what you see are the defaults. Comments and trailing commas are allowed.
            {
              "law": "{{law.Name}}",

              // Vary a parameter over a range, or hold it at one value: "{{law.Parameters[0].Name}}": "{{Example(law.Parameters[0])}}".
              // Units are converted: any length, time, rate ... may be given in the unit you measured it in.
              "parameters": {
            {{ParameterLines(law)}}
              },

              // How formulations are drawn: {{string.Join(", ", Samplers.Names)}}.
              "sampler": "{{usual.Sampler}}",
              "samples": {{usual.Samples}},
              "seed": {{usual.Seed}},

              // When curves are read: a list such as [0.5, 1, "36 h"] (bare numbers in {{law.TimeUnit}}), or a grid, geometric or linear.
              "times": {{Times(usual.Times, law.TimeUnit)}},

              // How curves are solved: solvers are {{string.Join(", ", Catalog.Solvers)}}; numbers are single or double.
              "solver": "{{usual.Solver}}",
              "relative_tolerance": {{Exact(usual.RelativeTolerance)}},
              "absolute_tolerance": {{Exact(usual.AbsoluteTolerance)}},
              "number": "{{ScenarioWriter.Word(usual.Number)}}",
              "max_steps": {{usual.MaxSteps}},

              // Formulations in one file of the data set.
              "shard_size": {{usual.ShardSize}},
            }

            """;
    }

    static string ParameterLines(ReleaseLaw law)
    {
        var lines = new StringBuilder();
        foreach (Parameter p in law.Parameters)
        {
            lines.Append(CultureInfo.InvariantCulture, $"    // {p.Meaning}; range from {p.Source}\n");
            lines.Append(CultureInfo.InvariantCulture, $"    \"{p.Name}\": {{ \"low\": {Exact(p.Low)}, \"high\": {Exact(p.High)}, ");
            lines.Append(CultureInfo.InvariantCulture, $"\"unit\": \"{p.Unit}\", \"scale\": \"{ScenarioWriter.Word(p.Scale)}\" }},\n");
        }

        return lines.ToString().TrimEnd('\n');
    }

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
