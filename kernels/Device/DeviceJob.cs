using System.Numerics;
using System.Runtime.CompilerServices;
using ILGPU.Runtime;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Programs;

namespace SurrogateEngine.Kernels.Device;

/// <summary>A batch on its way through a device, chunk by chunk.</summary>
/// <typeparam name="T">The number the device computes with.</typeparam>
/// <typeparam name="TOut">The number the caller wants curves in.</typeparam>
sealed class DeviceJob<T, TOut>(
    Accelerator accelerator, ReleaseLaw law, SolverEntry solver, Schedule? schedule, ReadOnlyMemory<double> times, EnsembleOptions options)
    where T : unmanaged, IReal<T>
    where TOut : unmanaged, INumberBase<TOut>
{
    readonly LawProgram<T> program = law.Program<T>();
    readonly int columns = law.Parameters.Count;
    readonly int rowLength = law.Outputs.Count * times.Length;
    long steps, refused;

    public EnsembleReport Run(ReadOnlyMemory<double> parameters, Memory<TOut> curves, Memory<Outcome> outcomes, CancellationToken cancellation)
    {
        DevicePlan plan = Plan(outcomes.Length);
        using var chunk = new DeviceChunk<T>(accelerator, plan, law, schedule, times.Span);
        for (int first = 0; first < outcomes.Length && !cancellation.IsCancellationRequested; first += plan.Count)
        {
            int count = Math.Min(plan.Count, outcomes.Length - first);
            chunk.SendSchedules(schedule?.Slice(first, count));
            Solve(chunk, plan with { Count = count, Threads = Math.Min(plan.Threads, count) },
                parameters.Span.Slice(first * columns, count * columns),
                curves.Span.Slice(first * rowLength, count * rowLength),
                outcomes.Span.Slice(first, count));
        }

        return new(outcomes.Length, steps, refused, 1);
    }

    DevicePlan Plan(int scenarios)
    {
        int shells = law.DefaultShells == 0 ? 0 : options.Shells ?? law.DefaultShells;
        var scratch = new ScratchSize<T>(shells);
        program.Accept(solver, ref scratch);
        return DevicePlan.For(accelerator, scenarios, columns + rowLength + ScheduleShape.Of(schedule).Stride, scratch.PerThread, shells, Unsafe.SizeOf<T>()) with { Grading = options.Grading };
    }

    void Solve(DeviceChunk<T> chunk, DevicePlan plan, ReadOnlySpan<double> rows, Span<TOut> curves, Span<Outcome> outcomes)
    {
        var standing = new int[plan.Count];
        for (int scenario = 0; scenario < plan.Count; scenario++)
            standing[scenario] = (int)(law.InDomain(rows.Slice(scenario * columns, columns)) ? Outcome.NotRun : Outcome.OutOfDomain);
        chunk.Send(rows, standing);

        var launch = new DeviceLaunch<T>(accelerator, law, chunk, ShapeOf(plan), options.StepControl);
        program.Accept(solver, ref launch);

        var computed = new T[curves.Length];
        chunk.FetchCurves(computed);
        for (int k = 0; k < computed.Length; k++)
            curves[k] = TOut.CreateTruncating(T.Get(ref computed[k], 0));
        chunk.FetchOutcomes(standing);
        for (int scenario = 0; scenario < plan.Count; scenario++)
            outcomes[scenario] = (Outcome)standing[scenario];
        (long tried, long refusedHere) = chunk.FetchAccount(plan.Threads);
        steps += tried;
        refused += refusedHere;
    }

    DeviceShape<T> ShapeOf(DevicePlan plan) => new(
        plan.Count, plan.Threads, columns, law.Outputs.Count, times.Length, ScheduleShape.Of(schedule), plan.Shells, T.Of(options.MaxSteps),
        T.Of(options.AbsoluteTolerance ?? law.DefaultAbsoluteTolerance), T.Of(options.RelativeTolerance ?? law.DefaultRelativeTolerance));
}
