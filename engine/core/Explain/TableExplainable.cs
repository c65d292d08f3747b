using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Explain;

/// <summary>
/// A model of a table as a function of its columns; a category is held by its number, -1 or NaN where missing. The outputs are the outcome,
/// or the probability of the positive class of two, or that of each class.
/// </summary>
public sealed class TableExplainable : IExplainable
{
    readonly ITabularModel model;
    readonly int first;

    /// <param name="model">The model.</param>
    /// <param name="data">Rows whose ranges are those of the inputs.</param>
    public TableExplainable(ITabularModel model, TabularData data)
    {
        this.model = model;
        first = model.Outcome.Task == TabularTask.Binary ? 1 : 0;
        Inputs = [.. model.Features.Select(feature => Input(feature, feature.In(data)))];
        Outputs = model.Outcome.Task switch
        {
            TabularTask.Regression => [model.Outcome.Name],
            TabularTask.Binary => [$"P({model.Outcome.Classes[1]})"],
            _ => [.. model.Outcome.Classes.Select(name => $"P({name})")],
        };
        if (model is IEncodedModel encoded && encoded.Outputs.All(output => output is TreeEnsemble))
            Trees = row => ExactOf(encoded, row);
        if (model is IDifferentiableModel { Owners: { } owners } smooth)
            Embedded = new(owners, rows => smooth.Embed(Table(rows)), points => first == 0 ? smooth.Gradients(points)
                : [.. smooth.Gradients(points).Select(point => point.Select(slopes => slopes[first..]).ToArray())]);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ExplainedInput> Inputs { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Outputs { get; }

    /// <inheritdoc/>
    public EmbeddedInputs? Embedded { get; }

    /// <summary>Exact contributions where the model is a sum of trees, else null. Of boosted classes they are log-odds, since those are
    /// what the trees add up to; of several classes they are those of each against the others.</summary>
    public Func<double[], Attribution>? Trees { get; }

    /// <summary>Whether <see cref="Trees"/> are log-odds.</summary>
    public bool TreesAreLogOdds => Trees is not null
        && ((IEncodedModel)model).Outputs.OfType<TreeEnsemble>().Any(trees => trees.Link == TreeLink.Logistic);

    /// <summary>The columns of a table as rows of the model's inputs.</summary>
    public double[][] Rows(TabularData data)
    {
        double[][] columns = [.. model.Features.Select(feature =>
        {
            TabularColumn column = feature.In(data);
            string[] levels = [.. feature.Levels];
            double[] place = [.. column.Levels.Select(name => Array.IndexOf(levels, name)).Select(at => at < 0 ? double.NaN : at)];
            return column.IsNumeric ? column.Values : column.Codes.Select(code => code < 0 ? double.NaN : place[code]).ToArray();
        })];
        return [.. Enumerable.Range(0, data.Count).Select(row => columns.Select(column => column[row]).ToArray())];
    }

    /// <summary>What was measured as the outputs say it: the number, or 1 for the class and 0 for others.</summary>
    public double[][] Truth(TabularTarget target) => [.. target.Values.Select(value => model.Outcome.Task == TabularTask.Regression
        ? new[] { value } : Outputs.Select((_, o) => value == o + first ? 1.0 : 0).ToArray())];

    /// <inheritdoc/>
    public double[][] Predict(IReadOnlyList<double[]> rows)
    {
        double[][] predicted = model.Predict(Table(rows));
        return first == 0 ? predicted : [.. predicted.Select(row => row[first..])];
    }

    TabularData Table(IReadOnlyList<double[]> rows) => new([.. model.Features.Select((feature, i) => feature.Levels.Count == 0
        ? TabularColumn.Numeric(feature.Name, [.. rows.Select(row => row[i])], feature.Unit)
        : TabularColumn.Categorical(feature.Name, feature.Levels, [.. rows.Select(row => double.IsNaN(row[i]) ? -1 : (int)row[i])]))]);

    /// <summary>Exact contributions of encoded inputs, added up by the column that each belongs to.</summary>
    Attribution ExactOf(IEncodedModel encoded, double[] row)
    {
        double[] x = encoded.Encoding.Apply(Table([row]))[0];
        IReadOnlyList<int> owners = encoded.Encoding.Owners;
        int outputs = encoded.Outputs.Count;
        double[] start = new double[outputs], prediction = new double[outputs], one = new double[x.Length];
        double[][] contributions = [.. Inputs.Select(_ => new double[outputs])];
        for (int o = 0; o < outputs; o++)
        {
            var trees = (TreeEnsemble)encoded.Outputs[o];
            start[o] = encoded.Center + encoded.Scale * TreeShap.Of(trees, x, one);
            prediction[o] = encoded.Center + encoded.Scale * trees.Raw(x);
            for (int j = 0; j < x.Length; j++)
                contributions[owners[j]][o] += encoded.Scale * one[j];
        }

        return new(start, contributions, prediction);
    }

    static ExplainedInput Input(TabularFeature feature, TabularColumn column)
    {
        double[] known = [.. column.Values.Where(value => !double.IsNaN(value))];
        return new(feature.Name, feature.Unit, known.DefaultIfEmpty(0).Min(), known.DefaultIfEmpty(1).Max(), false, feature.Levels);
    }
}
