using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Tests.Kernels.Models;

/// <summary>How far an amount that nothing should change drifts while a model is stepped through its default times.</summary>
sealed class MassBalance<T>(ReleaseModel model, double[] row, double[] weights, SphereGrid? grid)
    : IStepperVisitor<T, HostWorkspaceView<T>, HostGrid<T>>
    where T : unmanaged, IReal<T>
{
    /// <summary>The largest change, over the amount at the start.</summary>
    public double Drift { get; private set; }

    public unsafe void Visit<TStepper>() where TStepper : struct, IStepper<TStepper, T, HostWorkspaceView<T>, HostGrid<T>>
    {
        StateLayout layout = TStepper.Layout(grid?.Shells ?? 0);
        using var workspace = new HostWorkspace<T>(layout.Count, TStepper.Fields, grid, TStepper.Tail, TStepper.Plan);
        Schedule? schedule = model.DefaultSchedule;
        double[] levels = [.. Enumerable.Range(0, model.Inputs.Count).Select(input => schedule!.Level(0, schedule.Events - 1, input))];
        double[] held = [.. row, .. levels];
        held = [.. held.Select((value, k) => k >= row.Length && model.Inputs[k - row.Length].Kind == InputKind.Dose ? 1 : value)];
        using var columns = new HostMemory<T>(held.Length);
        for (int k = 0; k < held.Length; k++)
            columns.First[k] = T.FromDouble(held[k]);
        TStepper stepper = TStepper.Create(workspace.Rows, workspace.Grid);
        stepper.Initialize(new HostParameters<T>(columns.First), T.LessOrEqual(T.FromDouble(0), T.FromDouble(0)));
        Tolerance<T> tolerance = new(T.FromDouble(model.DefaultAbsoluteTolerance), T.FromDouble(model.DefaultRelativeTolerance));
        double start = Amount(workspace.Rows, layout), t = 0;
        // Steps as a trajectory takes them: larger ones would add and take away more than there is.
        for (double h = model.DefaultTimes[0], end = model.DefaultTimes[^1]; t < end;)
        {
            h = Math.Min(h, end - t);
            T error = stepper.Step(T.FromDouble(t), T.FromDouble(h), tolerance);
            bool stands = T.Get(ref error, 0) <= 1;
            if (stands)
            {
                stepper.Accept(T.LessOrEqual(T.FromDouble(0), T.FromDouble(0)));
                t = h == end - t ? end : t + h;
                Drift = Math.Max(Drift, Math.Abs(Amount(workspace.Rows, layout) - start) / Math.Abs(start));
            }

            h *= Math.Clamp(0.85 * Math.Pow(Math.Max(T.Get(ref error, 0), 1e-6), -0.2), 0.2, 5);
        }
    }

    double Amount(HostWorkspaceView<T> states, StateLayout layout)
    {
        double Value(int state)
        {
            T number = states[state, 0];
            return T.Get(ref number, 0);
        }

        double sum = 0;
        for (int state = 0; state < layout.Count; state++)
        {
            int shell = layout.Species == 0 ? 0 : state / layout.Species, pool = state - layout.Shells * layout.Species;
            sum += pool < 0
                ? weights[state % layout.Species] * Value(state) / grid!.InverseVolume[shell]
                : weights[layout.Species + pool] * Value(state);
        }

        return sum;
    }
}

/// <summary>See <see cref="MassBalance{T}"/>.</summary>
static class MassBalance
{
    /// <summary>Drift under rodas5p, whose states lie in a workspace.</summary>
    public static double Drift<T>(ReleaseModel model, double[] row, double[] weights) where T : unmanaged, IReal<T>
    {
        var measured = new MassBalance<T>(model, row, weights, SphereGrid.Of(model, new()));
        Shapes.VisitStepper(model, Catalog.Methods.Find("rodas5p")!, measured);
        return measured.Drift;
    }
}
