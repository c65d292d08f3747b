using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Fitting.Empirical;

/// <summary>
/// A formula for released percent of the dose over time that is fitted for its shape, such as Weibull's. One file makes one: a class
/// with a constructor without parameters is found by its name. The formula is written once, for plain and for dual numbers, so that its
/// derivatives are exact.
/// </summary>
public abstract class EmpiricalModel : INamed
{
    /// <summary>The name on a command line, e.g. <c>weibull</c>.</summary>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public virtual int Rank => 1000;

    /// <summary>What people call it.</summary>
    public abstract string Title { get; }

    /// <summary>The formula as text, F in percent of the dose.</summary>
    public abstract string Formula { get; }

    /// <summary>Who proposed it.</summary>
    public abstract string Source { get; }

    /// <summary>Its parameters, in the order in which <see cref="Released"/> takes them.</summary>
    public abstract IReadOnlyList<EmpiricalParameter> Parameters { get; }

    /// <summary>Whether it ends at the whole dose, so that a smaller end can be asked for.</summary>
    public virtual bool Saturates => false;

    /// <summary>Whether nothing is released at time zero; where false, the formula is evaluated there too.</summary>
    public virtual bool StartsAtZero => true;

    /// <summary>Points above this release are left out of a fit, percent of the dose.</summary>
    public virtual double MostReleased => double.PositiveInfinity;

    /// <summary>Whether the fit is that of a straight line through the logarithms of time and release.</summary>
    public virtual bool LogLinear => false;

    /// <summary>Released percent of the dose.</summary>
    /// <param name="time">Time since release began, above zero.</param>
    /// <param name="c">Parameters, shape [Parameters].</param>
    public abstract T Released<T>(T time, ReadOnlySpan<T> c) where T : unmanaged, IReal<T>;

    /// <summary>Turns parameters for times measured in <paramref name="unit"/> into those for times in the profile's own unit.</summary>
    /// <param name="c">Parameters, shape [Parameters].</param>
    /// <param name="unit">The unit of the search in the profile's own.</param>
    public virtual void Rescale(Span<double> c, double unit)
    {
        for (int p = 0; p < c.Length; p++)
            c[p] *= Math.Pow(unit, Parameters[p].TimePower);
    }

    /// <summary>Other usual names for what the parameters say, in the profile's own unit of time.</summary>
    /// <param name="c">Parameters, shape [Parameters].</param>
    public virtual IEnumerable<(string Name, double Value)> Derived(IReadOnlyList<double> c) => [];

    /// <summary>A parameter above zero.</summary>
    protected static EmpiricalParameter Positive(string name, string unit, string meaning, double startLow, double startHigh,
        int timePower = 0) =>
        new(name, unit, meaning, startLow, startHigh) { Log = true, TimePower = timePower };

    /// <summary>A first-order rate.</summary>
    protected static EmpiricalParameter Rate(string name, string meaning, double startLow = 0.05, double startHigh = 100) =>
        Positive(name, "1/{t}", meaning, startLow, startHigh, -1);

    /// <summary>A parameter of either sign.</summary>
    protected static EmpiricalParameter Signed(string name, string unit, string meaning, double startLow, double startHigh,
        int timePower = 0) =>
        new(name, unit, meaning, startLow, startHigh) { Low = double.NegativeInfinity, TimePower = timePower };
}
