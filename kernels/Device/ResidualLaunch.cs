using ILGPU;
using ILGPU.Runtime;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Sensitivities;

namespace SurrogateEngine.Kernels.Device;

/// <summary>Launches a model's residual kernel on a chunk.</summary>
sealed class ResidualLaunch<T>(Accelerator accelerator, ResidualTables<T> tables) : IRateVisitor<T, DeviceWorkspaceView<T>, DeviceGrid<T>>
    where T : unmanaged, IReal<T>
{
    public void Visit<TField>() where TField : struct, IRateField<TField, T, DeviceWorkspaceView<T>, DeviceGrid<T>> =>
        accelerator.Compiled<ResidualTables<T>>(ResidualKernels<T>.Evaluate<TField>)(accelerator.DefaultStream, tables.Shape.Threads,
        tables);
}

/// <summary>Launches a model's vector-Jacobian product kernel on a chunk, and the sums over times if parameters are asked for.</summary>
sealed class VectorJacobianProductLaunch<T>(Accelerator accelerator, ResidualTables<T> tables)
    : IVectorJacobianProductVisitor<T, DeviceWorkspaceView<T>, DeviceGrid<T>>
    where T : unmanaged, IReal<T>
{
    public void Visit<TField>() where TField : struct, IVectorJacobianProduct<TField, T, DeviceWorkspaceView<T>, DeviceGrid<T>>
    {
        accelerator.Compiled<ResidualTables<T>>(ResidualKernels<T>.VectorJacobianProduct<TField>)(accelerator.DefaultStream,
            tables.Shape.Threads, tables);
        if (tables.Asked == 0)
            return;
        var sum = accelerator.Compiled<ResidualTables<T>>(ResidualKernels<T>.SumOverTimes);
        sum(accelerator.DefaultStream, tables.Shape.Points / tables.Shape.Times * tables.Shape.Columns, tables);
    }
}
