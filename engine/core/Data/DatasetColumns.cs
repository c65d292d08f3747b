using System.Globalization;
using System.Text.Json;
using Parquet.Schema;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Data;

/// <summary>
/// Columns of a shard: the row's number, one a parameter, the outcome, then one for each output and time, <c>Q_00</c> to
/// <c>Q_63</c>. Wide and plain, so that any Parquet reader gets a table; what the numbers mean is in the file's metadata.
/// </summary>
sealed class DatasetColumns
{
    public DatasetColumns(Scenario scenario)
    {
        Parameters = [.. scenario.Parameters.Select(parameter => new DataField<double>(parameter.Name))];
        Curves = [.. CurveNames(scenario.Model.Outputs, scenario.Times.Count).Select(name => new DataField<float>(name))];
        Schema = new ParquetSchema([Row, .. Parameters, Outcome, .. Curves]);
        Metadata = Describe(scenario);
    }

    public ParquetSchema Schema { get; }

    public DataField Row { get; } = new DataField<long>("row");

    public IReadOnlyList<DataField> Parameters { get; }

    public DataField Outcome { get; } = new DataField<int>("outcome");

    /// <summary>In the order of a curve in memory: all times of the first output, then of the second.</summary>
    public IReadOnlyList<DataField> Curves { get; }

    /// <summary>What a reader needs who has nothing but the file.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Column names of curves: output and number of the time, with as many digits as the last one has, two at least.</summary>
    public static IEnumerable<string> CurveNames(IEnumerable<Output> outputs, int times)
    {
        int digits = Math.Max(2, (times - 1).ToString(CultureInfo.InvariantCulture).Length);
        return outputs.SelectMany(output => Enumerable.Range(0, times)
            .Select(j => $"{output.Name}_{j.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0')}"));
    }

    static Dictionary<string, string> Describe(Scenario scenario) => new()
    {
        ["software"] = Manifest.ThisSoftware,
        ["model"] = scenario.Model.Name,
        ["model_version"] = scenario.Model.Version.ToString(CultureInfo.InvariantCulture),
        ["scenario_sha256"] = scenario.Hash,
        ["scenario"] = scenario.ToCanonicalJson(),
        ["times"] = JsonSerializer.Serialize(scenario.Times),
        ["time_unit"] = scenario.Model.TimeUnit,
        ["parameter_units"] = JsonSerializer.Serialize(scenario.Parameters.ToDictionary(p => p.Name, p => p.Unit)),
        ["output_units"] = JsonSerializer.Serialize(scenario.Model.Outputs.ToDictionary(output => output.Name, output => output.Unit)),
        ["outcomes"] = JsonSerializer.Serialize(OutcomeNames.All),
    };
}
