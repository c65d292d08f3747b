using System.Reflection;
using ILGPU;
using SurrogateEngine.Kernels.Controllers;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Tests.Kernels.Device;

/// <summary>Every kernel keeps to what a device compiler takes, though the stand-in would run more.</summary>
public sealed class KernelTextTests
{
    static IEnumerable<DeviceKernel> Kernels =>
    [
        .. KernelMatrix.Trajectories<Real32, Integral>(), .. KernelMatrix.Trajectories<Real64, Integral>(),
        .. KernelMatrix.Trajectories<Real32, ProportionalIntegral>(), .. KernelMatrix.Trajectories<Real64, ProportionalIntegral>(),
        .. KernelMatrix.Residuals<Real32>(), .. KernelMatrix.Residuals<Real64>(),
    ];

    [TestCaseSource(nameof(Kernels))]
    public void A_kernel_keeps_to_what_devices_have(DeviceKernel kernel) => KernelText.Faults(kernel.Method).ShouldBeEmpty();

    [TestCase(nameof(Throws), "throw")]
    [TestCase(nameof(Fuses), "FusedMultiplyAdd")]
    [TestCase(nameof(Boxes), "box")]
    [TestCase(nameof(Allocates), "newarr")]
    [TestCase(nameof(Remembers), "mutable static")]
    [TestCase(nameof(Borrows), "Twice")]
    [TestCase(nameof(Counts), "condition")]
    public void What_a_device_does_not_have_is_found(string kernel, string word) =>
        KernelText.Faults(GetType().GetMethod(kernel, BindingFlags.Static | BindingFlags.NonPublic)!).ShouldContain(fault => fault.Contains(word));

    static int remembered;

    static void Throws(Index1D index, ArrayView<float> view)
    {
        if (index < 0)
            throw new ArgumentException("");
    }

    static void Fuses(Index1D index, ArrayView<float> view) => view[index] = MathF.FusedMultiplyAdd(view[index], 2, 3);

    static void Boxes(Index1D index, ArrayView<int> view) => view[index] = ((object)index.X).GetHashCode();

    static void Allocates(Index1D index, ArrayView<float> view) => view[index] = (new float[3])[index % 3];

    static void Remembers(Index1D index, ArrayView<int> view) => view[index] = remembered++;

    static void Borrows(Index1D index, ArrayView<int> view) => view[index] = Doubled(new Plain());

    static void Counts(Index1D index, ArrayView<float> view) => view[index] = view[index] < 2 ? 1 : 0;

    static int Doubled<T>(T value)
        where T : struct, IDoubles => value.Twice(3);

    interface IDoubles
    {
        int Twice(int x) => 2 * x;
    }

    struct Plain : IDoubles;
}
