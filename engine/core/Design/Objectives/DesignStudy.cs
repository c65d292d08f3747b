namespace SurrogateEngine.Design;

/// <summary>Something to be small or large.</summary>
/// <param name="Metric">What.</param>
/// <param name="Maximize">Whether to be large.</param>
public sealed record DesignObjective(CurveMetric Metric, bool Maximize)
{
    /// <summary>In words, e.g. <c>maximize t50</c>.</summary>
    public string Text => $"{(Maximize ? "maximize" : "minimize")} {Metric.Text}";

    /// <summary>A value as something to be small; beyond what curves can tell, more is not better.</summary>
    public double Cost(double value) => Maximize ? -Math.Min(value, Metric.Most) : value;
}

/// <summary>A limit to keep.</summary>
/// <param name="Metric">Of what.</param>
/// <param name="AtMost">Whether values must not exceed it, or reach it.</param>
/// <param name="Limit">In the metric's unit.</param>
public sealed record DesignConstraint(CurveMetric Metric, bool AtMost, double Limit)
{
    /// <summary>In words, e.g. <c>release@1d &lt;= 10 %</c>.</summary>
    public string Text => $"{Metric.Text} {(AtMost ? "<=" : ">=")} {Metric.Show(Limit)}";

    /// <summary>How far a value is from keeping it, as a share of the limit (of the dose, for a share of it); 0 where it does.</summary>
    public double Violation(double value)
    {
        double excess = AtMost ? value - Limit : Limit - value;
        return double.IsNaN(excess) ? double.PositiveInfinity
            : Math.Max(0, excess) / (Metric.IsShare || Limit == 0 ? 1 : Math.Abs(Limit));
    }
}

/// <summary>What designs are judged by, and among which they are looked for.</summary>
public sealed record DesignStudy
{
    /// <summary>At least one.</summary>
    public required IReadOnlyList<DesignObjective> Objectives { get; init; }

    /// <summary>Limits that a design must keep.</summary>
    public IReadOnlyList<DesignConstraint> Constraints { get; init; } = [];

    /// <summary>Parameters that can only take some values, ascending.</summary>
    public IReadOnlyDictionary<string, double[]> Choices { get; init; } = new Dictionary<string, double[]>();

    /// <summary>Parameters that are given.</summary>
    public IReadOnlyDictionary<string, double> Fixed { get; init; } = new Dictionary<string, double>();

    /// <summary>Coefficient of variation with which every searched parameter is made; 0 judges a design as it is meant.</summary>
    public double Spread { get; init; }

    /// <summary>The same of single parameters, where it is another.</summary>
    public IReadOnlyDictionary<string, double> SpreadOf { get; init; } = new Dictionary<string, double>();

    /// <summary>Whether designs are judged by batches that scatter.</summary>
    public bool Scatters => Spread > 0 || SpreadOf.Values.Any(one => one > 0);

    /// <summary>Share of the batches that is to be as good as said, where there is a spread.</summary>
    public double Quantile { get; init; } = 0.9;
}
