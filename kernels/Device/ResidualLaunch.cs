using ILGPU;
using ILGPU.Runtime;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Programs;
using SurrogateEngine.Kernels.Residuals;

namespace SurrogateEngine.Kernels.Device;

/// <summary>Launches a law's residual kernel on a chunk.</summary>
sealed class ResidualLaunch<T>(Accelerator accelerator, ResidualTables<T> tables) : IRateVisitor<T, DeviceRows<T>, DeviceGrid<T>>
    where T : unmanaged, IReal<T>
{
    public void Visit<TField>() where TField : struct, IRateField<TField, T, DeviceRows<T>, DeviceGrid<T>> =>
        accelerator.Compiled<ResidualTables<T>>(ResidualKernels<T>.Evaluate<TField>)(accelerator.DefaultStream, tables.Shape.Threads, tables);
}

/// <summary>Launches a law's pull-back kernel on a chunk, and the sums over times if parameters are asked for.</summary>
sealed class PullBackLaunch<T>(Accelerator accelerator, ResidualTables<T> tables) : IPullBackVisitor<T, DeviceRows<T>, DeviceGrid<T>>
    where T : unmanaged, IReal<T>
{
    public void Visit<TField>() where TField : struct, IPullBack<TField, T, DeviceRows<T>, DeviceGrid<T>>
    {
        accelerator.Compiled<ResidualTables<T>>(ResidualKernels<T>.PullBack<TField>)(accelerator.DefaultStream, tables.Shape.Threads, tables);
        if (tables.Asked == 0)
            return;
        var sum = accelerator.Compiled<ResidualTables<T>>(ResidualKernels<T>.SumOverTimes);
        sum(accelerator.DefaultStream, tables.Shape.Points / tables.Shape.Times * tables.Shape.Columns, tables);
    }
}
