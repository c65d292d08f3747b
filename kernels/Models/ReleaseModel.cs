using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels;

/// <summary>
/// The face of a model: everything a scenario, a report or a person needs to know of it without touching its equations.
/// The equations themselves are a struct beside it, read by every kind of number.
/// </summary>
public abstract class ReleaseModel : INamed
{
    (double Low, double High)[]? domain;

    /// <summary>Name used in scenario files and on the command line, e.g. <c>plga-sphere</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Raised whenever the same parameters would give another curve; data sets and surrogates carry it.</summary>
    public abstract int Version { get; }

    /// <summary>One line that says what the model describes.</summary>
    public abstract string Summary { get; }

    /// <summary>Where the equations come from.</summary>
    public abstract string Source { get; }

    /// <summary>What makes the drug come out, one word by which lists are ordered: <c>diffusion</c>, <c>erosion</c>, <c>affinity</c>,
    /// <c>dissolution</c>, <c>swelling</c>, <c>stimulus</c>, <c>membrane</c>, <c>body</c> or one of your own.</summary>
    public virtual string Mechanism => "other";

    /// <summary>The equations as a person would write them, one a line, with the names of <see cref="Parameters"/> as symbols.</summary>
    public virtual IReadOnlyList<string> Equations => [];

    /// <summary>What the model takes for granted, one sentence each.</summary>
    public virtual IReadOnlyList<string> Assumptions => [];

    /// <summary>When not to use it, and what to use instead, one sentence each.</summary>
    public virtual IReadOnlyList<string> Limits => [];

    /// <summary>What its curves were compared with and how far they were off at most, one sentence each: closed form, published value or
    /// independent program, as in the model's test file.</summary>
    public virtual IReadOnlyList<string> Verification => [];

    /// <summary>Unit of time of every rate and every output time.</summary>
    public virtual string TimeUnit => "d";

    /// <summary>Inputs in the order in which every table holds them.</summary>
    public abstract IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Curves in the order in which every table holds them; the first is the released fraction.</summary>
    public abstract IReadOnlyList<Output> Outputs { get; }

    /// <summary>Output times a newcomer would want, ascending, in <see cref="TimeUnit"/>.</summary>
    public abstract IReadOnlyList<double> DefaultTimes { get; }

    /// <summary>Name of the solver to use when none is asked for.</summary>
    public abstract string DefaultSolver { get; }

    /// <summary>Relative tolerance to use when none is asked for.</summary>
    public virtual double DefaultRelativeTolerance => 1e-4;

    /// <summary>Absolute tolerance to use when none is asked for.</summary>
    public virtual double DefaultAbsoluteTolerance => 1e-7;

    /// <summary>Shells of a sphere model when none are asked for; 0 for a compartment model.</summary>
    public virtual int DefaultShells => 0;

    /// <summary>What a sphere model's shells make up: a sphere, unless the model says otherwise.</summary>
    public virtual Geometry Geometry => Geometry.Sphere;

    /// <summary>Outside conditions that a <see cref="Schedule"/> sets, in the order of its levels; none for most models.</summary>
    public virtual IReadOnlyList<Input> Inputs => [];

    /// <summary>The schedule to use when none is given; null for a model without inputs.</summary>
    public virtual Schedule? DefaultSchedule => Inputs.Count == 0 ? null : Schedule.Usual(Inputs);

    /// <summary>Whether every parameter of a row of the parameter table has a value for which the model means anything.</summary>
    public bool InDomain(ReadOnlySpan<double> row)
    {
        // Asked for every sample of a batch, of lists that are slow to read.
        (double Low, double High)[] allowed = domain ??= [.. Parameters.Select(parameter => (parameter.DomainLow, parameter.DomainHigh))];
        for (int column = 0; column < allowed.Length; column++)
        {
            // Written so that NaN is out of domain too.
            if (!(row[column] >= allowed[column].Low && row[column] <= allowed[column].High))
                return false;
        }

        return true;
    }

    /// <summary>The model's equations in numbers of kind <typeparamref name="T"/>.</summary>
    public abstract ModelProgram<T> Program<T>() where T : unmanaged, IReal<T>;
}
