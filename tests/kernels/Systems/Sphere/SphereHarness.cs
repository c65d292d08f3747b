using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Systems;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Tests.Kernels.Systems.Sphere;

/// <summary>States in an ordinary array.</summary>
readonly struct ArrayRows(Real64[] memory, int fields) : IWorkspace<Real64>
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

    public bool Factorize() => false;

    public bool Solve(int rates, int carry, int solution) => false;
}

readonly struct ArrayParameters(double[] values) : IParameters<Real64>
{
    public Real64 this[int column] => new(values[column]);
}

/// <summary>One sphere in double precision whose every state and step is open to a test.</summary>
abstract class SteppedSphere<TStepper>
    where TStepper : struct, IStepper<TStepper, Real64, ArrayRows, ArrayGrid>
{
    readonly Real64[] memory;
    TStepper stepper;
    Interpolant<Real64> dense;

    protected SteppedSphere(int shells, double[] parameters)
    {
        Grid = SphereGrid.Uniform(shells);
        States = TStepper.Layout(shells).Count;
        memory = new Real64[States * TStepper.Fields];
        stepper = TStepper.Create(new(memory, TStepper.Fields), new(Grid));
        stepper.Initialize(new ArrayParameters(parameters), new(1));
    }

    public SphereGrid Grid { get; }

    public int States { get; }

    /// <summary>Current value of a state: shells species by species, then receptors, then autonomous pools.</summary>
    public double this[int state] => memory[state * TStepper.Fields].V;

    /// <summary>Error over tolerance of the step.</summary>
    public double Step(double t, double h, double tolerance = 1e-6)
    {
        Real64 error = stepper.Step(new(t), new(h), new(new(tolerance), new(tolerance)));
        dense = stepper.Dense(0);
        stepper.Accept(new(1));
        return error.V;
    }

    /// <summary>Goes to <paramref name="end"/> in equal steps.</summary>
    public void Walk(double end, int steps)
    {
        for (int k = 0; k < steps; k++)
            Step(k * end / steps, end / steps);
    }

    /// <summary>Lets other parameters and levels hold from <paramref name="t"/> on.</summary>
    public void ApplyEvent(double t, params double[] parameters) => stepper.ApplyEvent(new ArrayParameters(parameters), new(t), new(1));

    /// <summary>First output at a fraction of the last step.</summary>
    public double Dense(double theta) => dense.At(new(theta)).V;
}

/// <summary>With a Rosenbrock method.</summary>
sealed class SphereHarness<TModel, TMethod>(int shells, params double[] parameters)
    : SteppedSphere<SphereSystem<TModel, Real64, ArrayRows, ArrayGrid, TMethod>>(shells, parameters)
    where TModel : unmanaged, ISphereModel<TModel, Real64>
    where TMethod : struct, IRosenbrock;

/// <summary>With an explicit method.</summary>
sealed class ExplicitSphereHarness<TModel, TMethod>(int shells, params double[] parameters)
    : SteppedSphere<ExplicitStepper<SphereEquations<TModel, Real64>, Real64, ArrayRows, ArrayGrid, TMethod>>(shells, parameters)
    where TModel : unmanaged, ISphereModel<TModel, Real64>
    where TMethod : struct, IRungeKutta;
