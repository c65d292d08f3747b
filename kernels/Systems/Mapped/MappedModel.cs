using SurrogateEngine.Kernels.Integration;

namespace SurrogateEngine.Kernels;

/// <summary>
/// A model behind other variables: what a laboratory names is turned into the parameters of another model, row by row, before that is
/// solved. A sample may stand for several samples of the inner model, such as the sizes of a distribution, whose curves are added
/// with weights. It is solved, simulated, learned and fitted like any model; only its equations are the inner model's.
/// </summary>
/// <param name="inner">The model that is solved.</param>
public abstract class MappedModel(ReleaseModel inner) : ReleaseModel
{
    /// <summary>The model that is solved.</summary>
    public ReleaseModel Inner => inner;

    /// <summary>Inner samples for each sample.</summary>
    public virtual int Nodes => 1;

    /// <summary>Share of an inner sample in the curves; all shares add up to 1.</summary>
    public virtual double Weight(int node) => 1;

    /// <summary>The parameter by which curves come late; -1 for none.</summary>
    internal virtual int DelayColumn => -1;

    /// <summary>Turns one row of this model's parameters into those of the inner model.</summary>
    /// <param name="row">Values of <see cref="ReleaseModel.Parameters"/>, in their units.</param>
    /// <param name="parameters">Receives shape [<see cref="Nodes"/>, Inner.Parameters.Count]; NaN where the row means nothing.</param>
    public abstract void Map(ReadOnlySpan<double> row, Span<double> parameters);

    /// <inheritdoc/>
    public override string Mechanism => inner.Mechanism;

    /// <inheritdoc/>
    public override string TimeUnit => inner.TimeUnit;

    /// <inheritdoc/>
    public override IReadOnlyList<Output> Outputs => inner.Outputs;

    /// <inheritdoc/>
    public override IReadOnlyList<double> DefaultTimes => inner.DefaultTimes;

    /// <inheritdoc/>
    public override string DefaultSolver => inner.DefaultSolver;

    /// <inheritdoc/>
    public override double DefaultRelativeTolerance => inner.DefaultRelativeTolerance;

    /// <inheritdoc/>
    public override double DefaultAbsoluteTolerance => inner.DefaultAbsoluteTolerance;

    /// <inheritdoc/>
    public override int DefaultShells => inner.DefaultShells;

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Inputs => inner.Inputs;

    /// <inheritdoc/>
    public override Schedule? DefaultSchedule => inner.DefaultSchedule;

    /// <inheritdoc/>
    /// <exception cref="RefusedException">Always: the equations are the inner model's, in its parameters.</exception>
    public sealed override ModelProgram<T> Program<T>() => throw new RefusedException(
        $"{Name}: its equations are those of {inner.Name}, in other parameters; leave physics out of the loss, or take {inner.Name} itself.");

    /// <summary>Rows of the inner model; NaN for those out of domain.</summary>
    internal double[] Rows(ReadOnlySpan<double> rows)
    {
        int columns = Parameters.Count, width = Nodes * inner.Parameters.Count, count = rows.Length / columns;
        var mapped = new double[count * width];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<double> row = rows.Slice(i * columns, columns);
            Span<double> into = mapped.AsSpan(i * width, width);
            if (InDomain(row))
                Map(row, into);
            else
                into.Fill(double.NaN);
        }

        return mapped;
    }
}
