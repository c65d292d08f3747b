using SurrogateEngine.Sampling;

namespace SurrogateEngine.Scenarios;

/// <summary>
/// The formulations of a scenario: points of the unit cube laid over the parameter ranges. A coordinate belongs to a parameter
/// by its place in the model, so holding one parameter fixed leaves the others' values as they were.
/// </summary>
public sealed class FormulationSource
{
    readonly IReadOnlyList<ParameterRange> ranges;
    readonly ISampler sampler;

    /// <summary>The formulations that <paramref name="scenario"/> describes.</summary>
    public FormulationSource(Scenario scenario)
        : this(scenario.Parameters, Samplers.All.Get(scenario.Sampler).Create(scenario.Parameters.Count, scenario.Samples, scenario.Seed))
    {
    }

    /// <summary>Points of <paramref name="sampler"/> laid over <paramref name="ranges"/>.</summary>
    public FormulationSource(IReadOnlyList<ParameterRange> ranges, ISampler sampler)
    {
        if (sampler.Dimensions != ranges.Count)
            throw new ArgumentException($"The sampler has {sampler.Dimensions} coordinates for {ranges.Count} parameters.");
        this.ranges = ranges;
        this.sampler = sampler;
    }

    /// <summary>Writes formulations <paramref name="firstRow"/> onwards, shape [rows, parameters], row-major, in the model's
    /// units.</summary>
    public void Fill(long firstRow, int rows, Span<double> parameters)
    {
        int width = ranges.Count;
        parameters = parameters[..(rows * width)];
        sampler.Fill(firstRow, rows, parameters);
        for (int i = 0; i < parameters.Length; i++)
            parameters[i] = ranges[i % width].At(parameters[i]);
    }
}
