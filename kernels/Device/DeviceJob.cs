using System.Runtime.CompilerServices;
using ILGPU.Runtime;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers.Control;

namespace SurrogateEngine.Kernels.Device;

/// <summary>A batch on its way through a device, chunk by chunk, two of them under way at a time.</summary>
/// <typeparam name="T">The number the device computes with.</typeparam>
/// <param name="accelerator">The device.</param>
/// <param name="model">The model.</param>
/// <param name="solver">The method.</param>
/// <param name="schedule">Outside conditions; null for a model that depends on none.</param>
/// <param name="times">Output times.</param>
/// <param name="options">How to solve.</param>
/// <param name="seed">The parameter by which dual numbers differentiate, one past the last for the delay; -1 for none.</param>
sealed class DeviceJob<T>(
    Accelerator accelerator, ReleaseModel model, SolverEntry solver, Schedule? schedule, ReadOnlyMemory<double> times, BatchOptions options,
    int seed = -1)
    where T : unmanaged, IReal<T>
{
    readonly int columns = model.Parameters.Count;
    readonly int rowLength = model.Outputs.Count * times.Length;
    readonly int late = options.Delays is null ? 0 : 1;
    long steps, refused;

    public BatchReport Run(ReadOnlyMemory<double> parameters, Memory<Outcome> outcomes, ICurveSink<T> sink, CancellationToken cancellation)
    {
        DevicePlan plan = Plan(outcomes.Length);
        using var constants = new DeviceConstants<T>(accelerator, times.Span, plan);
        using var one = NewSlot(plan, sink);
        // A batch of one chunk has nothing to overlap with.
        using var other = plan.Count < outcomes.Length ? NewSlot(plan, sink) : null;
        DeviceSlot<T> next = one;
        for (int first = 0; first < outcomes.Length && !cancellation.IsCancellationRequested; first += plan.Count)
        {
            Deliver(next, outcomes, sink);
            Queue(next, constants, plan, first, Math.Min(plan.Count, outcomes.Length - first), parameters, sink);
            next = next == one && other is not null ? other : one;
        }

        Deliver(next, outcomes, sink);
        Deliver(one, outcomes, sink);
        if (other is not null)
            Deliver(other, outcomes, sink);
        return new(outcomes.Length, steps, refused, 1);
    }

    DevicePlan Plan(int samples)
    {
        int shells = model.DefaultShells == 0 ? 0 : options.Shells ?? model.DefaultShells;
        var scratch = new ScratchSize<T>(shells);
        Shapes.VisitStepper(model, solver, scratch);
        int numbers = columns + late + rowLength + ScheduleShape.Of(schedule).Stride;
        return DevicePlan.For(accelerator, samples, numbers, scratch.PerThread, shells, Unsafe.SizeOf<T>()) with
        { Grading = options.Grading, Geometry = model.Geometry, Network = scratch.Plan };
    }

    DeviceSlot<T> NewSlot(DevicePlan plan, ICurveSink<T> sink) =>
        new(accelerator, plan, columns, late, sink.KeepsOnDevice ? 0 : rowLength, ScheduleShape.LengthFor(schedule, plan.Count));

    /// <summary>Puts a chunk's way there, its solution and its way back into the slot's queue.</summary>
    void Queue(DeviceSlot<T> slot, DeviceConstants<T> constants, DevicePlan plan, int first, int count, ReadOnlyMemory<double> parameters,
        ICurveSink<T> sink)
    {
        slot.Send(first, parameters.Span.Slice(first * columns, count * columns), options.Delays is { } all ? all.AsSpan(first, count) : [],
            model, schedule?.Slice(first, count), seed);
        sink.Aim(slot, rowLength);
        if (!sink.KeepsOnDevice)
            slot.Clear(rowLength);
        var tables = new DeviceTables<T>(slot, constants, StepController<T>.Of(options.StepControl), ShapeOf(plan, count));
        Shapes.VisitStepper(model, solver, new DeviceLaunch<T>(accelerator, slot.Stream, tables));
        slot.Return(tables.Shape.Threads);
    }

    /// <summary>Waits for a slot's chunk, if any, and hands on what it gave.</summary>
    void Deliver(DeviceSlot<T> slot, Memory<Outcome> outcomes, ICurveSink<T> sink)
    {
        if (slot.Count == 0)
            return;
        slot.Wait();
        sink.Take(slot, rowLength);
        Span<Outcome> ended = outcomes.Span.Slice(slot.First, slot.Count);
        for (int sample = 0; sample < ended.Length; sample++)
            ended[sample] = (Outcome)slot.FetchedOutcomes[sample];
        (long tried, long refusedHere) = slot.FetchedTotals;
        steps += tried;
        refused += refusedHere;
        slot.Release();
    }

    DeviceShape<T> ShapeOf(DevicePlan plan, int count) => new(
        count, Math.Min(plan.Threads, count), columns, model.Outputs.Count, times.Length, ScheduleShape.Of(schedule), plan.Shells,
        T.FromDouble(options.MaxSteps),
        T.FromDouble(options.AbsoluteTolerance ?? model.DefaultAbsoluteTolerance),
        T.FromDouble(options.RelativeTolerance ?? model.DefaultRelativeTolerance), late);
}
