using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;

namespace SurrogateEngine.Kernels.Device;

/// <summary>
/// Memory that somebody else made and owns, such as a tensor's, as a buffer that kernels write to. Whether a device reaches an
/// address is asked beforehand: where it does not, curves go through page-locked memory instead.
/// </summary>
static class ForeignMemory
{
    /// <summary>True if kernels of this device can write to that address.</summary>
    public static bool Reaches(Accelerator accelerator, IntPtr address) => accelerator.AcceleratorType switch
    {
        AcceleratorType.CPU => address != 0,
        AcceleratorType.Cuda => CudaContextOf(address) is { } context && context != 0 && context == accelerator.NativePtr,
        _ => false,
    };

    /// <summary>The memory as a buffer of the device, which reaches it; disposing of it leaves the memory alone.</summary>
    public static MemoryBuffer Of<T>(Accelerator accelerator, IntPtr address, long length)
        where T : unmanaged => accelerator is CudaAccelerator cuda
        ? new CudaForeignBuffer(cuda, address, length, Marshal.SizeOf<T>())
        : CPUMemoryBuffer.Create(accelerator, address, length, Marshal.SizeOf<T>());

    /// <summary>
    /// The CUDA context that memory belongs to: one device can have several, and memory of one is none of the other's. Null where
    /// there is no driver, or the address is not that of device memory.
    /// </summary>
    static unsafe IntPtr? CudaContextOf(IntPtr address)
    {
        const int contextAttribute = 1; // CU_POINTER_ATTRIBUTE_CONTEXT
        if (!NativeLibrary.TryLoad(OperatingSystem.IsWindows() ? "nvcuda" : "libcuda.so.1", out IntPtr pool))
            return null;
        if (!NativeLibrary.TryGetExport(pool, "cuPointerGetAttribute", out IntPtr get))
            return null;
        IntPtr context = 0;
        int error = ((delegate* unmanaged<void*, int, IntPtr, int>)get)(&context, contextAttribute, address);
        return error == 0 ? context : null;
    }

    /// <summary>A CUDA buffer over memory that is not its own.</summary>
    sealed class CudaForeignBuffer : MemoryBuffer
    {
        public CudaForeignBuffer(CudaAccelerator accelerator, IntPtr address, long length, int elementSize)
            : base(accelerator, length, elementSize) => NativePtr = address;

        protected override void MemSet(AcceleratorStream stream, byte value, in ArrayView<byte> targetView) =>
            CudaMemoryBuffer.CudaMemSet((CudaStream)stream, value, targetView);

        protected override void CopyFrom(AcceleratorStream stream, in ArrayView<byte> sourceView, in ArrayView<byte> targetView) =>
            CudaMemoryBuffer.CudaCopy((CudaStream)stream, sourceView, targetView);

        protected override void CopyTo(AcceleratorStream stream, in ArrayView<byte> sourceView, in ArrayView<byte> targetView) =>
            CudaMemoryBuffer.CudaCopy((CudaStream)stream, sourceView, targetView);

        protected override void DisposeAcceleratorObject(bool disposing) => NativePtr = 0;
    }
}
