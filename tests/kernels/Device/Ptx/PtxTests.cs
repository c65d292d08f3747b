using System.Reflection;
using ILGPU;
using SurrogateEngine.Kernels.Device;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Tests.Kernels.Device.Ptx;

/// <summary>
/// Every kernel becomes PTX that a GPU runs well: some models with every solver in both precisions, their residual and vector-Jacobian
/// product; the others, which are of the same shapes, in single precision with the solver they recommend. No device is needed.
/// A sphere's stiff trajectory, which ILGPU inlines into one method of several thousand lines, takes it 17 to 40 s of one core and up to
/// 3 GB: those bear a category that CI runs last and that one may leave out, and are as many as there are shapes of sphere (one, two and
/// three species). All spheres are compiled function by function, which takes 1 s and sees every instruction.
/// </summary>
[Parallelizable(ParallelScope.Children)]
public sealed class PtxTests
{
    const string Slow = "FullMatrix";

    /// <summary>One or more of every shape a model has: with these, every solver meets it in both precisions.</summary>
    static readonly string[] Representatives =
        ["affinity-sphere", "burst-erosion", "mouse-pbpk", "nanocarrier-plasma", "plga-local", "plga-sphere", "thermo-liposome"];

    static IEnumerable<DeviceKernel> Every =>
    [
        .. KernelMatrix.Trajectories<Real32>().Where(kernel => IsRepresentative(kernel) || kernel.Solver == kernel.Model.DefaultSolver),
        .. KernelMatrix.Trajectories<Real64>().Where(IsRepresentative),
        .. KernelMatrix.Residuals<Real32>(),
        .. KernelMatrix.Residuals<Real64>().Where(IsRepresentative),
    ];

    static bool IsRepresentative(DeviceKernel kernel) => Representatives.Contains(kernel.Model.Name);

    static IEnumerable<DeviceKernel> SlowKernels => Every.Where(IsSlow);

    static IEnumerable<TestCaseData> Kernels =>
        // The longest first: none of them shall be the one that all cores but its own wait for.
        SlowKernels.Where(IsRepresentative).Select(kernel => new TestCaseData(kernel).SetCategory(Slow))
            .Concat(Every.Where(kernel => !IsSlow(kernel)).Select(kernel => new TestCaseData(kernel)));

    static bool IsSlow(DeviceKernel kernel) => kernel is { IsCompartment: false, IsTrajectory: true, IsExplicit: false };

    [TestCaseSource(nameof(Kernels))]
    public void A_kernel_becomes_clean_device_code(DeviceKernel kernel)
    {
        string text = IsSlow(kernel) ? PtxText.OfLarge(kernel.Method) : PtxText.Of(kernel.Method);
        ShouldBeClean(text);
        if (kernel.Single)
            text.ShouldNotContain(".f64", Case.Sensitive, "double arithmetic in a single-precision kernel");
        // ILGPU 1.5.3 inlines less of a kernel, now and then, after others whose functions it has read: by itself is what counts.
        if (kernel.IsCompartment && text.Contains(".local", StringComparison.Ordinal))
            PtxText.Alone(kernel.Method).ShouldNotContain(".local", Case.Sensitive, "states that left the registers");
    }

    [TestCaseSource(nameof(SlowKernels))]
    public void The_functions_of_a_large_kernel_become_clean_device_code(DeviceKernel kernel) =>
        ShouldBeClean(PtxText.OfParts(kernel.Method));

    static void ShouldBeClean(string text)
    {
        text.ShouldContain(".entry");
        text.ShouldNotContain(".extern .func", Case.Sensitive, "a function that no device has");
        // ILGPU 1.5.3 gives a choice between whole numbers that is then converted the bits of the whole number: 1 as 5e-324.
        text.ShouldNotContain("0d0000000000000001", Case.Sensitive, "a whole number taken for a double");
        text.ShouldNotContain("0f00000001", Case.Sensitive, "a whole number taken for a float");
    }
}
