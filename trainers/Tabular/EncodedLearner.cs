using System.Text.Json;

namespace SurrogateEngine.Trainers.Tabular;

/// <summary>One output of a row of inputs; a record of plain numbers, which a model's file keeps as JSON.</summary>
public interface IRowPredictor
{
    /// <summary>The output.</summary>
    /// <param name="x">Inputs of one row.</param>
    double Predict(ReadOnlySpan<double> x);
}

/// <summary>
/// Learners of one output from rows of numbers: <see cref="FeatureEncoding"/> before it, and the standardized outcome or the probability
/// of a class behind it. More than two classes are learned one against the others, and their probabilities scaled to sum to one.
/// </summary>
/// <typeparam name="T">What it learns.</typeparam>
public abstract class EncodedLearner<T> : ITabularLearner where T : class, IRowPredictor
{
    Dictionary<string, double> given = [];

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract int Rank { get; }

    /// <inheritdoc/>
    public abstract string Title { get; }

    /// <inheritdoc/>
    public virtual IReadOnlyList<TabularSetting> Settings => [];

    /// <summary>Whether inputs and outcome are standardized; trees need none of it.</summary>
    protected virtual bool Scales => true;

    /// <inheritdoc/>
    public virtual bool Serves(TabularTask task) => true;

    /// <inheritdoc/>
    public ITabularLearner With(IReadOnlyDictionary<string, double> settings)
    {
        foreach (string name in settings.Keys)
            if (Settings.All(setting => setting.Name != name))
                throw new RefusedException(
                    $"{Name}: this learner has no setting '{name}'; {Spelling.Suggest(name, [.. Settings.Select(setting => setting.Name)])}");
        var copy = (EncodedLearner<T>)MemberwiseClone();
        copy.given = new(given);
        foreach (var (name, value) in settings)
            copy.given[name] = value;
        return copy;
    }

    /// <inheritdoc/>
    public ITabularModel Fit(TabularData features, TabularTarget target, ulong seed = 1, CancellationToken cancellation = default)
    {
        FeatureEncoding encoding = FeatureEncoding.Fit(features, Scales);
        double[][] x = encoding.Apply(features);
        (double center, double scale) = (0, 1);
        double[] values = target.Outcome.IsLogarithmic ? [.. target.Values.Select(value => Math.Log(value))] : target.Values;
        if (Scales && target.Outcome.Task == TabularTask.Regression)
        {
            center = values.Average();
            double deviation = Math.Sqrt(values.Average(value => (value - center) * (value - center)));
            scale = deviation > 0 ? deviation : 1;
        }

        List<T> outputs = [];
        // One output for numbers and for the second of two classes, otherwise one for each class.
        int count = target.Outcome.Task == TabularTask.MultiClass ? target.Outcome.Classes.Count : 1;
        for (int k = 0; k < count; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            double[] y = [.. values.Select(value => target.Outcome.Task switch
            {
                TabularTask.Regression => (value - center) / scale,
                TabularTask.Binary => value,
                _ => value == k ? 1 : 0,
            })];
            outputs.Add(FitOne(x, y, target.Outcome.Task != TabularTask.Regression, SplitMix64.Hash(seed, (ulong)k), cancellation));
        }

        return new EncodedModel<T>(Name, target.Outcome, encoding, outputs, center, scale);
    }

    /// <inheritdoc/>
    public ITabularModel Restore(JsonElement state) => state.Deserialize<EncodedModel<T>>(TabularModelFile.Options)!;

    /// <summary>Learns one output.</summary>
    /// <param name="x">Shape [rows, inputs].</param>
    /// <param name="y">One a row: a number, or 1 for rows of the class and 0 for others.</param>
    /// <param name="isClass">Whether a probability is asked for.</param>
    protected abstract T FitOne(double[][] x, double[] y, bool isClass, ulong seed, CancellationToken cancellation);

    /// <summary>The value of a setting.</summary>
    protected double Setting(string name) => given.TryGetValue(name, out double value) ? value
        : Settings.First(setting => setting.Name == name).Usual;
}

/// <summary>What an <see cref="EncodedLearner{T}"/> made.</summary>
/// <param name="Encoding">From columns to inputs.</param>
/// <param name="Outputs">One for numbers and for two classes, otherwise one for each class.</param>
/// <param name="Center">Added to an output of <paramref name="Scale"/> times the standardized outcome.</param>
public sealed record EncodedModel<T>(string Learner, TabularOutcome Outcome, FeatureEncoding Encoding, IReadOnlyList<T> Outputs,
    double Center, double Scale) : IEncodedModel, IDifferentiableModel where T : class, IRowPredictor
{
    /// <inheritdoc/>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<TabularFeature> Features => [.. Encoding.Columns.Select(column => column.Feature)];

    IReadOnlyList<IRowPredictor> IEncodedModel.Outputs => Outputs;

    /// <inheritdoc/>
    public double[][] Predict(TabularData data) => [.. Encoding.Apply(data).Select(PredictRow)];

    /// <inheritdoc/>
    public double[] PredictRow(double[] x)
    {
        if (Outcome.Task == TabularTask.Regression)
        {
            double number = Center + Scale * Outputs[0].Predict(x);
            return [Outcome.IsLogarithmic ? Math.Exp(number) : number];
        }

        if (Outcome.Task == TabularTask.Binary)
        {
            double p = Math.Clamp(Outputs[0].Predict(x), 0, 1);
            return [1 - p, p];
        }

        double[] each = [.. Outputs.Select(output => Math.Clamp(output.Predict(x), 0, 1))];
        double sum = each.Sum();
        return [.. each.Select(p => sum > 0 ? p / sum : 1.0 / each.Length)];
    }

    /// <inheritdoc/>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<int>? Owners => Outputs.All(output => output is IDifferentiableRow) ? Encoding.Owners : null;

    /// <inheritdoc/>
    public double[][] Embed(TabularData data) => Encoding.Apply(data);

    /// <inheritdoc/>
    public double[][][] Gradients(IReadOnlyList<double[]> points) => [.. points.Select(Gradient)];

    double[][] Gradient(double[] x)
    {
        double[][] slopes = [.. Outputs.Select(_ => new double[x.Length])];
        double[] each = [.. Outputs.Select((output, k) => ((IDifferentiableRow)output).Predict(x, slopes[k]))];
        if (Outcome.Task == TabularTask.Binary)
            return [.. slopes[0].Select(slope => new[] { -slope, slope })];
        if (Outcome.Task == TabularTask.Regression)
        {
            double factor = Scale * (Outcome.IsLogarithmic ? Math.Exp(Center + Scale * each[0]) : 1);
            return [.. slopes[0].Select(slope => new[] { factor * slope })];
        }

        // Probabilities are shares of their sum.
        double sum = each.Sum();
        return [.. Enumerable.Range(0, x.Length).Select(i =>
        {
            double all = slopes.Sum(slope => slope[i]);
            return each.Select((p, k) => (slopes[k][i] - p / sum * all) / sum).ToArray();
        })];
    }

    /// <inheritdoc/>
    public JsonElement State() => JsonSerializer.SerializeToElement(this, TabularModelFile.Options);
}

/// <summary>A model whose inputs and outputs can be looked into, as explanations do.</summary>
public interface IEncodedModel : ITabularModel
{
    /// <summary>From columns to inputs.</summary>
    FeatureEncoding Encoding { get; }

    /// <summary>Behind the inputs, before the outcome's own unit: one for numbers and for two classes, otherwise one for each
    /// class.</summary>
    IReadOnlyList<IRowPredictor> Outputs { get; }

    /// <summary>Mean of the outcome that outputs are relative to; 0 for classes and trees.</summary>
    double Center { get; }

    /// <summary>Unit of the outputs; 1 for classes and trees.</summary>
    double Scale { get; }

    /// <summary>Predicts one row of inputs: the outcome, or a probability for each class.</summary>
    double[] PredictRow(double[] x);
}
