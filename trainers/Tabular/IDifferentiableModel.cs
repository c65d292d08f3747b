namespace SurrogateEngine.Trainers.Tabular;

/// <summary>An output of a row with its exact derivatives.</summary>
public interface IDifferentiableRow : IRowPredictor
{
    /// <summary>The output and its derivatives.</summary>
    /// <param name="x">Inputs of one row.</param>
    /// <param name="gradient">Receives the derivative by each input.</param>
    double Predict(ReadOnlySpan<double> x, Span<double> gradient);
}

/// <summary>
/// A model of a table whose predictions are smooth functions of numbers that stand for the columns: standardized values, one input for each
/// category, or vectors that a network learned. Explanations that follow a way from one row to another go along these, where a straight way
/// exists for categories too.
/// </summary>
public interface IDifferentiableModel : ITabularModel
{
    /// <summary>The column that each of these numbers stands for, as an index into <see cref="ITabularModel.Features"/>; null where the
    /// model has no derivatives, as trees.</summary>
    IReadOnlyList<int>? Owners { get; }

    /// <summary>Rows of a table as these numbers, shape [rows][numbers].</summary>
    double[][] Embed(TabularData data);

    /// <summary>Derivatives of what <see cref="ITabularModel.Predict"/> gives, shape [points][numbers][outputs].</summary>
    /// <param name="points">Shape [points][numbers]; they need not be rows of a table.</param>
    double[][][] Gradients(IReadOnlyList<double[]> points);
}
