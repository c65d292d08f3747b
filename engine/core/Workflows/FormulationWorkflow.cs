using SurrogateEngine.Data;
using SurrogateEngine.Design;
using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Profiles;
using SurrogateEngine.Report.Svg;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Statistics;

namespace SurrogateEngine.Workflows;

/// <summary>Which formulations to solve at once, without a scenario file or a data set.</summary>
public sealed record FormulationOptions
{
    /// <summary>Names of models or scenario files; the first gives the times, in its unit.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>Values that are set, e.g. <c>R=120nm</c>; every other parameter has the middle of its range.</summary>
    public IReadOnlyList<string> Set { get; init; } = [];

    /// <summary>A parameter to walk through, e.g. <c>R=20..500nm</c>; null walks none.</summary>
    public string? Sweep { get; init; }

    /// <summary>CSV or Parquet file of the curves to write; null writes none.</summary>
    public string? Output { get; init; }

    /// <summary>Picture of the curves to write, .svg or .png; null writes none.</summary>
    public string? Plot { get; init; }

    /// <summary>Replace the files if they are there already.</summary>
    public bool Force { get; init; }

    /// <summary>The command that refusals name.</summary>
    public string Command { get; init; } = "surrogate simulate";
}

/// <summary>A parameter of a formulation and its value.</summary>
/// <param name="Parameter">What it is.</param>
/// <param name="Value">Its value, in the parameter's unit.</param>
/// <param name="IsSet">False where it is the middle of the range because nothing was said.</param>
public sealed record FormulationValue(Parameter Parameter, double Value, bool IsSet);

/// <summary>One formulation and its curves.</summary>
/// <param name="Name">What tells it from the others: the value that is swept or the model; empty for a single one.</param>
/// <param name="Model">The model.</param>
/// <param name="Values">Every parameter, in the model's order.</param>
/// <param name="Curves">Shape [outputs, times].</param>
public sealed record FormulationCurves(string Name, ReleaseModel Model, IReadOnlyList<FormulationValue> Values, double[] Curves)
{
    /// <summary>How it answers the changes of its schedule; null where there are none.</summary>
    public TriggerResponse? Trigger { get; init; }

    /// <summary>Value of the parameter that is swept; NaN for none.</summary>
    public double Swept { get; init; } = double.NaN;
}

/// <summary>Solved formulations.</summary>
/// <param name="Formulations">In the order asked for.</param>
/// <param name="Times">Their times, ascending.</param>
/// <param name="TimeUnit">Unit of the times.</param>
/// <param name="Remarks">What the user should know, one sentence each.</param>
public sealed record FormulationResult(
    IReadOnlyList<FormulationCurves> Formulations, IReadOnlyList<double> Times, string TimeUnit, IReadOnlyList<string> Remarks)
{
    /// <summary>The released fraction of one formulation, shape [times].</summary>
    public double[] Released(FormulationCurves of) => of.Curves[..Times.Count];

    /// <summary>The time at which so much of the dose is released; NaN where it never is, or the first output is no fraction.</summary>
    public double TimeTo(double level, FormulationCurves of) => of.Model.Outputs[0].Unit.Length > 0 ? double.NaN
        : DissolutionMoments.TimeTo(level, [.. Times], Released(of)) ?? double.NaN;
}

/// <summary>Solves one formulation of a model, a family of them or the same one by several models, for a look or a picture.</summary>
public static class FormulationWorkflow
{
    /// <summary>Members of a family.</summary>
    const int Family = 9;

    /// <summary>Evenly spaced times beside the scenario's own, so that a line is smooth.</summary>
    const int Even = 120;

    /// <summary>Runs it.</summary>
    /// <exception cref="RefusedException">A model, a value or a file can't be used, or a formulation can't be solved.</exception>
    public static FormulationResult Run(FormulationOptions options, CancellationToken cancellation = default)
    {
        if (options.Sweep is not null && options.Models.Count > 1)
            throw Refusals.SweepOrCompare();
        var outputs = new OutputFiles(options.Models);
        outputs.Require(options.Output, options.Force, OutputKind.Table);
        outputs.Require(options.Plot, options.Force, OutputKind.Plot);
        Scenario[] scenarios =
            [.. options.Models.Select(word => Late(Sized(WorkflowFiles.Scenario(word), options), options).WithSolverNamed())];
        Parameter[][] parameters = [.. scenarios.Select(scenario => scenario.Space.Parameters.ToArray())];
        foreach (string word in options.Set)
            if (!parameters.Any(known => ParameterValue.Find(word.Split('=')[0].Trim(), known) is not null) && word.Contains('='))
                throw Refusals.NotInAnyModel(word, parameters.SelectMany(known => known).Select(parameter => parameter.Name).Distinct());
        double[] shown = [.. scenarios[0].Times.Concat(TimeGrid.Linear(0, scenarios[0].Times[^1], Even + 1)).Distinct().Order()];
        string unit = scenarios[0].Model.TimeUnit;
        FormulationCurves[] solved = options.Sweep is { } sweep
            ? Swept(scenarios[0], parameters[0], options, sweep, shown)
            : [.. scenarios.Zip(parameters, (scenario, known) => Solve(
                scenario, Values(known, options), shown, unit, scenarios.Length > 1 ? scenario.Model.Name : ""))];
        cancellation.ThrowIfCancellationRequested();
        var all = new FormulationResult(solved, shown, unit, Remarks(solved));
        if (options.Plot is { } picture)
            PlotFile.Write(FormulationFigures.Plot(all, Hashes(scenarios)), picture);
        FormulationResult asked = FormulationFigures.At(all, scenarios[0].Times);
        if (options.Output is { } table)
            FormulationFigures.Table(asked, Hashes(scenarios)).Write(table);
        return asked;
    }

    /// <summary>The scenario with particles of many sizes, where their spread is set and it has none yet.</summary>
    static Scenario Sized(Scenario scenario, FormulationOptions options)
    {
        bool has = scenario.Model.Parameters.Any(parameter => parameter.Name == SizeDistribution.Spread);
        return Asked(SizeDistribution.Spread, options) && !has ? With(scenario, SizeDistribution.Of(scenario.Model)) : scenario;
    }

    /// <summary>The scenario with a lag, where one is set and it has none yet.</summary>
    static Scenario Late(Scenario scenario, FormulationOptions options) =>
        Asked(LagTime.Lag, options) && LagTime.Applies(scenario.Model) ? With(scenario, LagTime.Of(scenario.Model)) : scenario;

    static bool Asked(string name, FormulationOptions options) =>
        options.Set.Append(options.Sweep ?? "").Any(word => word.StartsWith($"{name}=", StringComparison.Ordinal));

    /// <summary>The scenario by a model that has one parameter more.</summary>
    static Scenario With(Scenario scenario, MappedModel model) =>
        scenario with { Model = model, Parameters = [.. scenario.Parameters, ParameterRange.Usual(model.Parameters[^1])] };

    /// <summary>Every parameter's value: what was set, or else the middle of its range.</summary>
    static FormulationValue[] Values(Parameter[] parameters, FormulationOptions options)
    {
        Dictionary<string, double> given = [];
        foreach (string word in options.Set)
        {
            // Of models that are compared, each takes the values it knows.
            if (word.Contains('=') && ParameterValue.Find(word.Split('=')[0].Trim(), parameters) is null)
                continue;
            (string name, double value) = ParameterValue.Parse(word, $"{options.Command} --set", parameters);
            given[name] = value;
        }

        return [.. parameters.Select(parameter => given.TryGetValue(parameter.Name, out double value)
            ? new FormulationValue(parameter, value, true)
            : new FormulationValue(parameter, parameter.Low == parameter.High ? parameter.Low : parameter.Middle,
                parameter.Low == parameter.High))];
    }

    static FormulationCurves[] Swept(Scenario scenario, Parameter[] parameters, FormulationOptions options, string sweep, double[] times)
    {
        (string name, double low, double high) = ParameterValue.ParseRange(sweep, $"{options.Command} --sweep", parameters);
        FormulationValue[] values = Values(parameters, options);
        int at = Array.FindIndex(values, value => value.Parameter.Name == name);
        Parameter range = values[at].Parameter with { Low = low, High = high };
        return [.. Enumerable.Range(0, Family).Select(i => i / (Family - 1.0)).Select(share =>
        {
            double value = share == 1 ? high : range.At(share);
            FormulationValue[] member = [.. values];
            member[at] = new FormulationValue(values[at].Parameter, value, true);
            return Solve(scenario, member, times, scenario.Model.TimeUnit, $"{name} = {NumberText.Short(value)} {range.Unit}".TrimEnd()) with { Swept = value };
        })];
    }

    static FormulationCurves Solve(Scenario scenario, FormulationValue[] values, double[] times, string unit, string name)
    {
        ReleaseModel model = scenario.Model;
        double scale = TimeUnit.Days(unit)!.Value / TimeUnit.Days(model.TimeUnit)!.Value;
        double[] row = [.. values.Select(value => value.Value)], own = [.. times.Select(time => time * scale)];
        float[] curves = new float[model.Outputs.Count * times.Length];
        var outcomes = new Outcome[1];
        HostBatchSolver.Lanes.Solve(model, row, own, curves, outcomes, scenario.Options with { Precision = Precision.Double });
        return outcomes[0] == Outcome.Finished
            ? new FormulationCurves(name, model, values, [.. curves.Select(value => (double)value)])
            {
                Trigger = TriggerResponse.Of(scenario, row, own[^1]),
            }
            : throw Refusals.DidNotFinish($"{model.Name} {name}".TrimEnd(), outcomes[0].Sentence());
    }

    static List<string> Remarks(FormulationCurves[] solved)
    {
        var remarks = new List<string>();
        foreach (FormulationCurves of in solved.DistinctBy(curves => curves.Model))
        {
            string[] middle = [.. of.Values.Where(value => !value.IsSet).Select(Named)];
            if (middle.Length > 0)
                remarks.Add($"{of.Model.Name}: not set, and taken from the middle of the range: {string.Join(", ", middle)}.");
        }

        foreach (FormulationValue value in solved.SelectMany(of => of.Values).Where(IsUnusual).DistinctBy(value => value.Parameter.Name))
            remarks.Add($"{Named(value)} lies outside the range of {value.Parameter.Name}, {NumberText.Short(value.Parameter.Low)} to {NumberText.Short(value.Parameter.High)} {value.Parameter.Unit}".TrimEnd() + ".");
        return remarks;
    }

    static bool IsUnusual(FormulationValue value) =>
        value.IsSet && (value.Value < value.Parameter.Low || value.Value > value.Parameter.High);

    static string Named(FormulationValue value) => $"{value.Parameter.Name} {NumberText.Short(value.Value)} {value.Parameter.Unit}".TrimEnd();

    static Dictionary<string, string> Hashes(Scenario[] scenarios) => scenarios.Select((scenario, i) => (scenario, i))
        .ToDictionary(pair => scenarios.Length == 1 ? "scenario_sha256" : $"scenario_{pair.i + 1}_sha256", pair => pair.scenario.Hash);
}
