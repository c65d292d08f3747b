using System.Numerics;
using System.Runtime.CompilerServices;
using ILGPU.Runtime;
using SurrogateEngine.Kernels.Host;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Programs;
using SurrogateEngine.Kernels.Residuals;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Kernels.Device;

/// <summary>A residual on an opened device, whatever its number.</summary>
abstract class ResidualSession : IDisposable
{
    public abstract void Evaluate<TNumber>(
        ReadOnlySpan<TNumber> parameters, ReadOnlySpan<TNumber> times, ReadOnlySpan<TNumber> states,
        ReadOnlySpan<TNumber> slopes, Span<TNumber> residual)
        where TNumber : unmanaged, INumberBase<TNumber>;

    public abstract void PullBack<TNumber>(
        ReadOnlySpan<TNumber> parameters, ReadOnlySpan<TNumber> times, ReadOnlySpan<TNumber> states,
        ReadOnlySpan<TNumber> cotangent, Span<TNumber> toStates, Span<TNumber> toParameters)
        where TNumber : unmanaged, INumberBase<TNumber>;

    public abstract void Dispose();
}

/// <summary>A residual computed with numbers of kind <typeparamref name="T"/>, as many scenarios at a time as the device's memory holds.</summary>
sealed class ResidualSession<T>(Accelerator accelerator, ReleaseLaw law, EnsembleOptions options, int stateCount) : ResidualSession
    where T : unmanaged, IReal<T>
{
    readonly LawProgram<T> rates = law.Program<T>();
    readonly LawProgram<Duals<T>> duals = law.Program<Duals<T>>();
    readonly SphereGrid? grid = law.DefaultShells > 0 ? SphereGrid.Graded(options.Shells ?? law.DefaultShells, options.Grading) : null;
    readonly Schedule? schedule = ScheduleCheck.Of(law, options, scenarios: 1);
    readonly int columns = law.Parameters.Count, channels = law.Channels.Count;

    ResidualChunk<T>? chunk;
    PointShape held;
    ResidualShape shape;

    public override void Evaluate<TNumber>(
        ReadOnlySpan<TNumber> parameters, ReadOnlySpan<TNumber> times, ReadOnlySpan<TNumber> states,
        ReadOnlySpan<TNumber> slopes, Span<TNumber> residual)
    {
        var batch = PointShape.Of(columns, stateCount, parameters.Length, times.Length, states.Length);
        BatchShape.Length(nameof(slopes), slopes.Length, states.Length);
        BatchShape.Length(nameof(residual), residual.Length, states.Length);
        for (int first = 0; first < batch.Count; first += held.Count)
        {
            Range points = Propose(batch, first, parameters, times, states, slopes);
            rates.Accept(new RatesOf<T, DeviceRows<T>, DeviceGrid<T>>(new ResidualLaunch<T>(accelerator, new(chunk!, shape))));
            chunk!.Fetch(chunk.Answer, residual[points]);
        }
    }

    public override void PullBack<TNumber>(
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
            duals.Accept(new PullBackOf<T, DeviceRows<T>, DeviceGrid<T>>(new PullBackLaunch<T>(accelerator, tables)));
            chunk!.Fetch(chunk.Answer, toStates[points]);
            if (!toParameters.IsEmpty)
                chunk.Fetch(chunk.ToParameters, toParameters.Slice(first * columns, shape.Points / shape.Times * columns));
        }
    }

    public override void Dispose() => chunk?.Dispose();

    /// <summary>Sends the scenarios from <paramref name="first"/> on that fit; the answer is where their points stand in the tables.</summary>
    Range Propose<TNumber>(
        PointShape batch, int first, ReadOnlySpan<TNumber> parameters, ReadOnlySpan<TNumber> times,
        ReadOnlySpan<TNumber> states, ReadOnlySpan<TNumber> given)
        where TNumber : unmanaged, INumberBase<TNumber>
    {
        Hold(batch);
        int count = Math.Min(held.Count, batch.Count - first), perScenario = batch.Times * stateCount;
        var points = new Range(first * perScenario, (first + count) * perScenario);
        ReadOnlySpan<TNumber> now = batch.TimeStride == 0 ? times : times.Slice(first * batch.Times, count * batch.Times);
        chunk!.Send(chunk.Parameters, parameters.Slice(first * columns, count * columns));
        chunk.Send(chunk.Times, now);
        if (channels > 0)
            chunk.Send<double>(chunk.Conditions, Conditions(now));
        chunk.Send(chunk.States, states[points]);
        chunk.Send(chunk.Given, given[points]);
        shape = ShapeOf(count * batch.Times, batch, shape.Threads);
        return points;
    }

    double[] Conditions<TNumber>(ReadOnlySpan<TNumber> times)
        where TNumber : unmanaged, INumberBase<TNumber>
    {
        var conditions = new double[times.Length * channels];
        for (int k = 0; k < conditions.Length; k++)
            conditions[k] = schedule!.Level(0, schedule.At(0, Table.Read(times[k / channels])), k % channels);
        return conditions;
    }

    /// <summary>Keeps device memory for batches of this shape, as many scenarios at a time as fit.</summary>
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
        DevicePlan.CountFor(accelerator, batch.Count, columns * 2 + batch.Times * (1 + channels + columns + 3 * stateCount), Unsafe.SizeOf<T>());

    ResidualShape ShapeOf(int points, PointShape batch, int threads) => new(
        points, batch.Times, batch.TimeStride, columns, channels, stateCount, grid?.Shells ?? 0, threads);
}
