using SurrogateEngine.Kernels;

namespace SurrogateEngine.Formulations;

/// <summary>One link of a carrier's chain: a relation, what it is fed with and what it gives.</summary>
/// <param name="Gives">Name of the value that comes out: an intermediate one, or a parameter of the carrier's model.</param>
/// <param name="Relation">The relation.</param>
/// <param name="From">Names of variables or of values given earlier, in the relation's order.</param>
public sealed record Link(string Gives, Relation Relation, params string[] From);

/// <summary>
/// A carrier that a chemist can name: design variables in a laboratory's units, and the chain of relations that turns them into the
/// parameters of a release model. To everything else it is a release model.
/// </summary>
/// <remarks>
/// Beside its variables a carrier has two kinds of parameters that a scenario leaves alone unless it names them. For each model parameter
/// with scatter, <c>NAME_factor</c> multiplies it (1 unless given; draw it from the relation's spread). For each parameter of the model,
/// its own name replaces what the relations say (0 takes the relations).
/// </remarks>
public abstract class Carrier : MappedModel
{
    readonly Parameter[] parameters;
    readonly (Relation Relation, int[] From)[] steps;
    readonly (int Value, int Factor, int Override)[] targets;

    /// <summary>Builds the chain.</summary>
    /// <param name="inner">The model that is solved.</param>
    /// <param name="variables">Design variables.</param>
    /// <param name="links">Relations in the order in which they are evaluated.</param>
    /// <exception cref="ArgumentException">A name is missing or stands twice.</exception>
    protected Carrier(ReleaseModel inner, IReadOnlyList<Parameter> variables, IReadOnlyList<Link> links) : base(inner)
    {
        Variables = variables;
        Links = links;
        parameters = [.. variables, .. Overridable().Where(parameter => SpreadOf(parameter.Name) > 1).Select(Factor),
            .. Overridable().Select(Override)];
        var names = variables.Select((variable, i) => (variable.Name, i)).ToDictionary(at => at.Name, at => at.i);
        steps = new (Relation, int[])[links.Count];
        for (int k = 0; k < links.Count; k++)
        {
            steps[k] = (links[k].Relation, [.. links[k].From.Select(name => names[name])]);
            names.Add(links[k].Gives, variables.Count + k);
        }

        targets = [.. inner.Parameters.Select(parameter => (names[parameter.Name], Column(parameter.Name + "_factor"),
            variables.Any(variable => variable.Name == parameter.Name) ? -1 : Column(parameter.Name)))];
    }

    /// <summary>Design variables: what a laboratory chooses or measures.</summary>
    public IReadOnlyList<Parameter> Variables { get; }

    /// <summary>Relations in the order in which they are evaluated.</summary>
    public IReadOnlyList<Link> Links { get; }

    /// <inheritdoc/>
    public sealed override IReadOnlyList<Parameter> Parameters => parameters;

    /// <inheritdoc/>
    public sealed override void Map(ReadOnlySpan<double> row, Span<double> parameters)
    {
        Span<double> values = stackalloc double[Variables.Count + steps.Length];
        Evaluate(row, values);
        for (int node = 0; node < Nodes; node++)
        {
            Span<double> own = parameters.Slice(node * targets.Length, targets.Length);
            for (int k = 0; k < targets.Length; k++)
                own[k] = Value(row, values, k);
            Disperse(row, node, own);
        }
    }

    /// <summary>Changes the parameters of a node where a sample is a distribution.</summary>
    /// <param name="row">The carrier's row.</param>
    /// <param name="node">Which node.</param>
    /// <param name="parameters">The model's parameters of a particle of median size, to be made those of the node.</param>
    protected virtual void Disperse(ReadOnlySpan<double> row, int node, Span<double> parameters)
    {
    }

    /// <summary>The chain from variables to parameters at one formulation.</summary>
    public CarrierExplanation Explain(ReadOnlySpan<double> row)
    {
        var values = new double[Variables.Count + steps.Length];
        Evaluate(row, values);
        var explained = new ExplainedLink[steps.Length];
        for (int k = 0; k < steps.Length; k++)
        {
            double[] inputs = [.. steps[k].From.Select(at => values[at])];
            explained[k] = new ExplainedLink(Links[k], inputs, values[Variables.Count + k]);
        }

        double[] given = row.ToArray();
        return new CarrierExplanation(this, given, explained, [.. targets.Select((target, k) => new ModelParameterValue(
            Inner.Parameters[k], Value(given, values, k), target.Factor < 0 ? 1 : given[target.Factor],
            target.Override >= 0 && given[target.Override] > 0))]);
    }

    void Evaluate(ReadOnlySpan<double> row, Span<double> values)
    {
        row[..Variables.Count].CopyTo(values);
        Span<double> x = stackalloc double[8];
        for (int k = 0; k < steps.Length; k++)
        {
            int[] from = steps[k].From;
            for (int i = 0; i < from.Length; i++)
                x[i] = values[from[i]];
            values[Variables.Count + k] = steps[k].Relation.Of(x[..from.Length]);
        }
    }

    double Value(ReadOnlySpan<double> row, ReadOnlySpan<double> values, int target)
    {
        var (value, factor, own) = targets[target];
        if (own >= 0 && row[own] > 0)
            return row[own];
        return factor < 0 ? values[value] : values[value] * row[factor];
    }

    /// <summary>Factor within which two thirds of measured values of a name lie: scatters of all relations before it, as of
    /// independent lognormal errors.</summary>
    public double SpreadOf(string name)
    {
        var met = new HashSet<Link>();
        var open = new Queue<string>([name]);
        while (open.TryDequeue(out string? next))
            if (Links.FirstOrDefault(link => link.Gives == next) is { } link && met.Add(link))
                foreach (string from in link.From)
                    open.Enqueue(from);
        return Math.Exp(Math.Sqrt(met.Sum(link => Math.Pow(Math.Log(link.Relation.SpreadFactor), 2))));
    }

    IEnumerable<Parameter> Overridable() =>
        Inner.Parameters.Where(parameter => Variables.All(variable => variable.Name != parameter.Name));

    int Column(string name) => Array.FindIndex(parameters, parameter => parameter.Name == name);

    Parameter Factor(Parameter parameter)
    {
        double spread = SpreadOf(parameter.Name);
        return new(
            $"{parameter.Name}_factor", "", 1 / spread, spread, Scale.Log,
            $"what {parameter.Name} is of what the relations say, whose scatter is a factor of {NumberText.Digits(spread, 2)}",
            $"scatter of the relations before {parameter.Name}")
        {
            HeldAt = 1
        };
    }

    static Parameter Override(Parameter parameter) => parameter with
    {
        Low = 0,
        High = parameter.High,
        Scale = Scale.Linear,
        DomainLow = 0,
        HeldAt = 0,
        Meaning = $"{parameter.Meaning}, in place of what the relations say; 0 takes the relations",
    };
}
