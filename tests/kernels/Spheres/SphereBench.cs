using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Tests.Kernels.Spheres;

/// <summary>States in an ordinary array.</summary>
readonly struct ArrayRows(Real64[] memory, int fields) : IRows<Real64>
{
    public Real64 this[int state, int field]
    {
        get => memory[state * fields + field];
        set => memory[state * fields + field] = value;
    }
}

readonly struct ArrayGrid(SphereGrid grid) : IGrid<Real64>
{
    public int Shells => grid.Shells;
    public Real64 Conductance(int i) => new(grid.Conductance[i]);
    public Real64 InverseVolume(int i) => new(grid.InverseVolume[i]);
    public Real64 Volume(int i) => new(1 / grid.InverseVolume[i]);
    public int Plan(int place) => throw new NotSupportedException();
}

readonly struct ArrayRow(double[] values) : IRow<Real64>
{
    public Real64 this[int column] => new(values[column]);
}

/// <summary>One sphere in double precision whose every state and step is open to a test.</summary>
abstract class SteppedSphere<TStepper>
    where TStepper : struct, IStepper<TStepper, Real64, ArrayRows, ArrayGrid>
{
    readonly Real64[] memory;
    TStepper stepper;
    DenseStep<Real64> dense;

    protected SteppedSphere(int shells, double[] parameters)
    {
        Grid = SphereGrid.Uniform(shells);
        States = TStepper.Layout(shells).Count;
        memory = new Real64[States * TStepper.Fields];
        stepper = TStepper.Create(new(memory, TStepper.Fields), new(Grid));
        stepper.Begin(new ArrayRow(parameters), new(1));
    }

    public SphereGrid Grid { get; }

    public int States { get; }

    /// <summary>Current value of a state: shells species by species, then baths, then drivers.</summary>
    public double this[int state] => memory[state * TStepper.Fields].V;

    /// <summary>Error over tolerance of the step.</summary>
    public double Step(double t, double h, double tolerance = 1e-6)
    {
        Real64 error = stepper.Try(new(t), new(h), new(new(tolerance), new(tolerance)));
        dense = stepper.Dense(0);
        stepper.Keep(new(1));
        return error.V;
    }

    /// <summary>Goes to <paramref name="end"/> in equal steps.</summary>
    public void Walk(double end, int steps)
    {
        for (int k = 0; k < steps; k++)
            Step(k * end / steps, end / steps);
    }

    /// <summary>Lets other parameters and levels hold from <paramref name="t"/> on.</summary>
    public void Turn(double t, params double[] parameters) => stepper.Turn(new ArrayRow(parameters), new(t), new(1));

    /// <summary>First output at a fraction of the last step.</summary>
    public double Dense(double theta) => dense.At(new(theta)).V;
}

/// <summary>With a Rosenbrock method.</summary>
sealed class SphereBench<TLaw, TMethod>(int shells, params double[] parameters) : SteppedSphere<SphereSystem<TLaw, Real64, ArrayRows, ArrayGrid, TMethod>>(shells, parameters)
    where TLaw : unmanaged, ISphereLaw<TLaw, Real64>
    where TMethod : struct, IRosenbrock;

/// <summary>With an explicit method.</summary>
sealed class ExplicitSphereBench<TLaw, TMethod>(int shells, params double[] parameters) : SteppedSphere<SphereStepper<TLaw, Real64, ArrayRows, ArrayGrid, TMethod>>(shells, parameters)
    where TLaw : unmanaged, ISphereLaw<TLaw, Real64>
    where TMethod : struct, IRungeKutta;
