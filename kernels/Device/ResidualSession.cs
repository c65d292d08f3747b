using System.Numerics;
using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Runtime;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Sensitivities;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels.Device;

/// <summary>A residual on an opened device, whatever its number.</summary>
abstract class ResidualSession : IDisposable
{
    public abstract void Evaluate<TNumber>(
        ReadOnlySpan<TNumber> parameters, ReadOnlySpan<TNumber> times, ReadOnlySpan<TNumber> states,
        ReadOnlySpan<TNumber> derivatives, Span<TNumber> residual)
        where TNumber : unmanaged, INumberBase<TNumber>;

    public abstract void VectorJacobianProduct<TNumber>(
        ReadOnlySpan<TNumber> parameters, ReadOnlySpan<TNumber> times, ReadOnlySpan<TNumber> states,
        ReadOnlySpan<TNumber> cotangent, Span<TNumber> toStates, Span<TNumber> toParameters)
        where TNumber : unmanaged, INumberBase<TNumber>;

    public abstract void Dispose();
}

/// <summary>A residual computed with numbers of kind <typeparamref name="T"/>, as many samples at a time as the device's memory
/// holds.</summary>
sealed class ResidualSession<T>(Accelerator accelerator, ReleaseModel model, BatchOptions options, int stateCount) : ResidualSession
    where T : unmanaged, IReal<T>
{
    readonly ModelProgram<T> rates = model.Program<T>();
    readonly ModelProgram<Dual3<T>> duals = model.Program<Dual3<T>>();
    readonly SphereGrid? grid = SphereGrid.Of(model, options);
    readonly Schedule? schedule = ScheduleCheck.Of(model, options, samples: 1);
    readonly int columns = model.Parameters.Count, inputs = model.Inputs.Count;

    ResidualChunk<T>? chunk;
    PointShape held;
    ResidualShape shape;

    public override void Evaluate<TNumber>(
        ReadOnlySpan<TNumber> parameters, ReadOnlySpan<TNumber> times, ReadOnlySpan<TNumber> states,
        ReadOnlySpan<TNumber> derivatives, Span<TNumber> residual)
    {
        var batch = PointShape.Of(columns, stateCount, parameters.Length, times.Length, states.Length);
        BatchShape.Length(nameof(derivatives), derivatives.Length, states.Length);
        BatchShape.Length(nameof(residual), residual.Length, states.Length);
        for (int first = 0; first < batch.Count; first += held.Count)
        {
            Range points = Propose(batch, first, parameters, times, states, derivatives);
            rates.Accept(new RatesOf<T, DeviceWorkspaceView<T>, DeviceGrid<T>>(new ResidualLaunch<T>(accelerator, new(chunk!, shape))));
            chunk!.Fetch(chunk.Answer, residual[points]);
        }
    }

    public override void VectorJacobianProduct<TNumber>(
        ReadOnlySpan<TNumber> parameters, ReadOnlySpan<TNumber> times, ReadOnlySpan<TNumber> states,
        ReadOnlySpan<TNumber> cotangent, Span<TNumber> toStates, Span<TNumber> toParameters)
    {
        var batch = PointShape.Of(columns, stateCount, parameters.Length, times.Length, states.Length);
        BatchShape.Length(nameof(cotangent), cotangent.Length, states.Length);
        BatchShape.Length(nameof(toStates), toStates.Length, states.Length);
        if (!toParameters.IsEmpty)
            BatchShape.Length(nameof(toParameters), toParameters.Length, parameters.Length);
        for (int first = 0; first < batch.Count; first += held.Count)
        {
            Range points = Propose(batch, first, parameters, times, states, cotangent);
            var tables = new ResidualTables<T>(chunk!, shape, parameters: !toParameters.IsEmpty);
            duals.Accept(new VectorJacobianProductOf<T, DeviceWorkspaceView<T>,
                DeviceGrid<T>>(new VectorJacobianProductLaunch<T>(accelerator, tables)));
            chunk!.Fetch(chunk.Answer, toStates[points]);
            if (!toParameters.IsEmpty)
                chunk.Fetch(chunk.ToParameters, toParameters.Slice(first * columns, shape.Points / shape.Times * columns));
        }
    }

    public override void Dispose() => chunk?.Dispose();

    /// <summary>Sends the samples from <paramref name="first"/> on that fit; the answer is where their points stand in the
    /// tables.</summary>
    Range Propose<TNumber>(
        PointShape batch, int first, ReadOnlySpan<TNumber> parameters, ReadOnlySpan<TNumber> times,
        ReadOnlySpan<TNumber> states, ReadOnlySpan<TNumber> given)
        where TNumber : unmanaged, INumberBase<TNumber>
    {
        Hold(batch);
        int count = Math.Min(held.Count, batch.Count - first), perSample = batch.Times * stateCount;
        var points = new Range(first * perSample, (first + count) * perSample);
        ReadOnlySpan<TNumber> now = batch.TimeStride == 0 ? times : times.Slice(first * batch.Times, count * batch.Times);
        chunk!.Send(chunk.Parameters, parameters.Slice(first * columns, count * columns));
        chunk.Send(chunk.Times, now);
        if (inputs > 0)
            chunk.Send<double>(chunk.Conditions, Conditions(now));
        chunk.Send(chunk.States, states[points]);
        chunk.Send(chunk.Given, given[points]);
        shape = ShapeOf(count * batch.Times, batch, shape.Threads);
        return points;
    }

    double[] Conditions<TNumber>(ReadOnlySpan<TNumber> times)
        where TNumber : unmanaged, INumberBase<TNumber>
    {
        var conditions = new double[times.Length * inputs];
        for (int k = 0; k < conditions.Length; k++)
            conditions[k] = schedule!.Level(0, schedule.At(0, Table.Read(times[k / inputs])), k % inputs);
        return conditions;
    }

    /// <summary>Keeps device memory for batches of this shape, as many samples at a time as fit.</summary>
    void Hold(PointShape batch)
    {
        if (held.Times == batch.Times && held.TimeStride == batch.TimeStride && held.Count >= Math.Min(batch.Count, Fitting(batch)))
            return;
        chunk?.Dispose();
        int count = Math.Min(batch.Count, Fitting(batch)), points = count * batch.Times;
        shape = ShapeOf(points, batch, DevicePlan.ThreadsFor(accelerator, points, stateCount * PointFields.Count, Unsafe.SizeOf<T>()));
        chunk = new(accelerator, shape, count, batch.TimeStride == 0 ? batch.Times : points, grid);
        held = batch with { Count = count };
    }

    int Fitting(PointShape batch) =>
        DevicePlan.CountFor(accelerator, batch.Count, columns * 2 + batch.Times * (1 + inputs + columns + 3 * stateCount),
        Unsafe.SizeOf<T>());

    ResidualShape ShapeOf(int points, PointShape batch, int threads) => new(
        points, batch.Times, batch.TimeStride, columns, inputs, stateCount, grid?.Shells ?? 0, threads);
}
