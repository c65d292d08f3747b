using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Device;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Tests.Kernels.Device.Ptx;
using SurrogateEngine.Tests.Kernels.Sensitivities;
using SurrogateEngine.Tests.Kernels.Solvers;
using SurrogateEngine.Tests.Kernels.Systems.Multispecies;

namespace SurrogateEngine.Tests.Kernels.Device;

/// <summary>Spheres of more than three species on devices, and methods of many stages.</summary>
public sealed class MultispeciesDeviceTests
{
    static IEnumerable<ReleaseModel> Models => [new SideBySideModel(), new SuccessionModel()];

    /// <summary>
    /// ILGPU 1.5.3 takes pairs of states for one another where kernels of models with different pairs share a context: after
    /// nanocarrier-plasma (2 + 3 states) that of two times three fails to compile.
    /// </summary>
    [Test]
    public void Models_of_different_pairs_run_on_one_device_one_after_the_other()
    {
        OpenDevice.Forget(OpenDevice.Of(DeviceList.Find("cpu")!).Accelerator);
        using var device = new DeviceBatchSolver(DeviceList.Find("cpu")!);
        ReleaseModel plasma = Catalog.Get("nanocarrier-plasma");
        foreach (ReleaseModel model in (ReleaseModel[])[plasma, new SideBySideModel(), plasma])
        {
            double[] row = [.. model.Parameters.Select(parameter => parameter.At(0.5))], times = [0, 1];
            double[] curves = new double[model.Outputs.Count * times.Length];
            var outcomes = new Outcome[1];
            device.Solve(model, row, times, curves, outcomes, new() { Precision = Precision.Real32, Shells = 4, Solver = "rodas5p" });
            outcomes[0].ShouldBe(Outcome.Finished);
            curves.ShouldAllBe(value => double.IsFinite(value));
        }
    }

    [Test]
    public void Curves_are_the_hosts_bit_for_bit([ValueSource(nameof(Models))] ReleaseModel model,
        [Values("rodas5p", "dopri5")] string solver, [Values(Precision.Real32, Precision.Real64)] Precision number)
    {
        using var device = new DeviceBatchSolver(DeviceList.Find("cpu")!);
        double[] formulations = MultispeciesTests.Formulations(model, 5), times = [0, 0.1, 1, 5];
        double[] onHost = new double[5 * model.Outputs.Count * times.Length], onDevice = new double[onHost.Length];
        Outcome[] hostOutcomes = new Outcome[5], outcomes = new Outcome[5];
        var options = new BatchOptions { Solver = solver, Precision = number, Shells = 4 };
        HostBatchSolver.Solve(model, formulations, times, onHost, hostOutcomes, options);
        device.Solve(model, formulations, times, onDevice, outcomes, options);
        onDevice.Select(BitConverter.DoubleToInt64Bits).ShouldBe(onHost.Select(BitConverter.DoubleToInt64Bits));
        outcomes.ShouldBe(hostOutcomes);
        outcomes.ShouldAllBe(outcome => outcome == Outcome.Finished);
    }

    [Test]
    public void Residuals_are_the_hosts_bit_for_bit([ValueSource(nameof(Models))] ReleaseModel model)
    {
        Proposal at = Proposal.For(model, 4);
        var options = new BatchOptions { Precision = Precision.Real64, Shells = 4 };
        using var host = new HostResidual(model, options);
        using var device = new DeviceResidual(DeviceList.Find("cpu")!, model, options);
        double[] onHost = new double[at.States.Length], onDevice = new double[at.States.Length];
        host.Evaluate(at.Parameters, at.Times, at.States, at.Derivatives, onHost);
        device.Evaluate(at.Parameters, at.Times, at.States, at.Derivatives, onDevice);
        onDevice.ShouldBe(onHost);
        double[] hostParameters = new double[at.Parameters.Length], deviceParameters = new double[at.Parameters.Length];
        host.VectorJacobianProduct(at.Parameters, at.Times, at.States, at.Derivatives, onHost, hostParameters);
        device.VectorJacobianProduct(at.Parameters, at.Times, at.States, at.Derivatives, onDevice, deviceParameters);
        onDevice.ShouldBe(onHost);
        deviceParameters.ShouldBe(hostParameters);
    }

    static IEnumerable<DeviceKernel> Kernels =>
        from model in Models
        from kernel in KernelMatrix.Of<Real32>(model)
        select kernel;

    /// <summary>Function by function, as the long kernels of all spheres are.</summary>
    [TestCaseSource(nameof(Kernels))]
    public void A_kernel_becomes_clean_device_code(DeviceKernel kernel)
    {
        string text = PtxText.OfParts(kernel.Method);
        text.ShouldContain(".entry");
        text.ShouldNotContain(".extern .func", Case.Sensitive, "a function that no device has");
        text.ShouldNotContain("0f00000001", Case.Sensitive, "a whole number taken for a float");
    }

    static IEnumerable<DeviceKernel> ManyStages => KernelMatrix.Of<Real32>(new BurstErosionModel(),
        [new StiffEntry<TenStages>(), new ExplicitEntry<TwiceDopri5>()]).Where(kernel => kernel.IsTrajectory);

    [TestCaseSource(nameof(ManyStages))]
    public void Many_stages_take_no_double_arithmetic(DeviceKernel kernel)
    {
        string text = PtxText.Alone(kernel.Method);
        text.ShouldNotContain(".extern .func", Case.Sensitive, "a function that no device has");
        text.ShouldNotContain(".f64", Case.Sensitive, "double arithmetic in a single-precision kernel");
    }
}
