using System.Numerics;
using SurrogateEngine.Kernels.Compartments;
using SurrogateEngine.Kernels.Host;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Programs;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Kernels.Residuals;

/// <summary>r = dy/dt - f at some scenarios' points, a lane each.</summary>
readonly unsafe struct ResidualWork<T, TNumber>(ResidualJob<TNumber> job, PointMemory<T> memory, int first, int end) : IProgramVisitor<T>
    where T : unmanaged, IReal<T>
    where TNumber : unmanaged, INumberBase<TNumber>
{
    readonly ResidualJob<TNumber> job = job;
    readonly PointMemory<T> memory = memory;
    readonly long firstPoint = (long)first * job.TimesPerScenario, endPoint = (long)end * job.TimesPerScenario;

    public void Compartment<TLaw, TState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TState : unmanaged, IState<TState, T>
        where TMethod : struct, IRungeKutta
    {
        var field = new CompartmentField<TLaw, T, TState, HostRows<T>>(memory.Rows);
        Run(ref field);
    }

    public void StiffCompartment<TLaw, TState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where TState : unmanaged, IState<TState, T>
        where TMethod : struct, IRosenbrock => Compartment<TLaw, TState, Dopri5>(); // rates alone, whatever steps them

    public void ExplicitSphere<TLaw, TMethod>()
        where TLaw : unmanaged, ISphereLaw<TLaw, T>
        where TMethod : struct, IRungeKutta => Sphere<TLaw, Rodas5P>(); // rates alone, whatever steps them

    public void Sphere<TLaw, TMethod>()
        where TLaw : unmanaged, ISphereLaw<TLaw, T>
        where TMethod : struct, IRosenbrock
    {
        var field = new SphereSystem<TLaw, T, HostRows<T>, HostGrid<T>, TMethod>(memory.Rows, memory.Grid);
        Run(ref field);
    }

    void Run<TField>(ref TField field) where TField : struct, IRateField<T>
    {
        for (long point = firstPoint; point < endPoint; point += T.Width)
        {
            int lanes = (int)Math.Min(T.Width, endPoint - point);
            memory.Gather(job, point, lanes);
            field.Evaluate(memory.Parameters, memory.Time);
            memory.Scatter(job.Residual, PointFields.Cotangent, point, lanes, job.Slopes);
        }
    }
}

/// <summary>-J^T v and -(df/dp)^T v at some scenarios' points, a lane each.</summary>
readonly unsafe struct PullBackWork<T, TNumber>(ResidualJob<TNumber> job, PointMemory<T> memory, int first, int end) : IProgramVisitor<Duals<T>>
    where T : unmanaged, IReal<T>
    where TNumber : unmanaged, INumberBase<TNumber>
{
    readonly ResidualJob<TNumber> job = job;
    readonly PointMemory<T> memory = memory;
    readonly long firstPoint = (long)first * job.TimesPerScenario, endPoint = (long)end * job.TimesPerScenario;

    public void Compartment<TLaw, TState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, Duals<T>, TState>
        where TState : unmanaged, IState<TState, Duals<T>>
        where TMethod : struct, IRungeKutta
    {
        var field = new CompartmentPullBack<TLaw, T, TState, HostRows<T>>(memory.Rows);
        Run(ref field);
    }

    public void StiffCompartment<TLaw, TState, TMethod>()
        where TLaw : unmanaged, ICompartmentLaw<TLaw, Duals<T>, TState>
        where TState : unmanaged, IState<TState, Duals<T>>
        where TMethod : struct, IRosenbrock => Compartment<TLaw, TState, Dopri5>();

    public void ExplicitSphere<TLaw, TMethod>()
        where TLaw : unmanaged, ISphereLaw<TLaw, Duals<T>>
        where TMethod : struct, IRungeKutta => Sphere<TLaw, Rodas5P>(); // rates alone, whatever steps them

    public void Sphere<TLaw, TMethod>()
        where TLaw : unmanaged, ISphereLaw<TLaw, Duals<T>>
        where TMethod : struct, IRosenbrock
    {
        var field = new SpherePullBack<TLaw, T, HostRows<T>, HostGrid<T>>(memory.Rows, memory.Grid);
        Run(ref field);
    }

    void Run<TField>(ref TField field) where TField : struct, IPullBack<T>
    {
        for (long point = firstPoint; point < endPoint; point += T.Width)
        {
            int lanes = (int)Math.Min(T.Width, endPoint - point);
            memory.Gather(job, point, lanes);
            memory.Gather(job.Residual, PointFields.Cotangent, point, lanes);
            field.ToStates(memory.Parameters, memory.Time);
            memory.Scatter(job.ToStates, PointFields.Gradient, point, lanes, null);
            if (job.ToParameters == null)
                continue;
            for (int column = 0; column < job.Columns; column += Duals<T>.Directions)
                Collect(field.ToParameters(memory.Parameters, memory.Time, column), column, point, lanes);
        }
    }

    /// <summary>Takes three derivatives of each lane from its scenario's sums, in the order of times.</summary>
    void Collect(Few<T> slopes, int column, long point, int lanes)
    {
        T a = slopes.A, b = slopes.B, c = slopes.C;
        for (int lane = 0; lane < lanes; lane++)
        {
            TNumber* sums = job.ToParameters + (point + lane) / job.TimesPerScenario * job.Columns + column;
            sums[0] -= Table.Write<TNumber>(T.Get(ref a, lane));
            if (column + 1 < job.Columns)
                sums[1] -= Table.Write<TNumber>(T.Get(ref b, lane));
            if (column + 2 < job.Columns)
                sums[2] -= Table.Write<TNumber>(T.Get(ref c, lane));
        }
    }
}
