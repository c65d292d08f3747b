using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Device;
using SurrogateEngine.Tests.Kernels.Sensitivities;

namespace SurrogateEngine.Tests.Kernels.Device;

/// <summary>Residuals from device kernels, on the one device every machine has.</summary>
public sealed class DeviceResidualTests
{
    static IEnumerable<ReleaseModel> Models => Catalog.Models;

    static ComputeDevice Cpu => DeviceList.Find("cpu")!;

    const int Shells = 6;

    [TestCaseSource(nameof(Models))]
    public void The_vector_Jacobian_product_is_adjoint_to_dual_numbers_through_the_whole_rate(ReleaseModel model)
    {
        const double grading = 4;
        Proposal at = Proposal.For(model, Shells), direction = Proposal.For(model, Shells, seed: 2);
        double[] v = Proposal.For(model, Shells, seed: 3).States;
        double[] forward = Forward.Rates(model, at, direction.States, direction.Parameters, Shells, grading);
        using var device = new DeviceResidual(Cpu, model, new() { Precision = Precision.Double, Shells = Shells, Grading = grading });
        double[] toStates = new double[at.States.Length], toParameters = new double[at.Parameters.Length];
        device.VectorJacobianProduct(at.Parameters, at.Times, at.States, v, toStates, toParameters);
        double right = Proposal.Dot(toStates, direction.States) + Proposal.Dot(toParameters, direction.Parameters);
        right.ShouldBe(-Proposal.Dot(v, forward), 1e-13 * Proposal.Size(v, forward));
    }

    [TestCaseSource(nameof(Models))]
    public void Single_precision_is_the_hosts_bit_for_bit(ReleaseModel model)
    {
        Proposal at = Proposal.For(model, Shells, count: 40);
        float[] parameters = Single(at.Parameters), times = Single(at.Times), states = Single(at.States),
            derivatives = Single(at.Derivatives);
        using var host = new HostResidual(model, new() { Precision = Precision.Real32, Shells = Shells });
        using var device = new DeviceResidual(Cpu, model, new() { Shells = Shells });
        float[] onHost = new float[states.Length], onDevice = new float[states.Length];
        host.Evaluate(parameters, times, states, derivatives, onHost);
        device.Evaluate(parameters, times, states, derivatives, onDevice);
        onDevice.ShouldBe(onHost);
        float[] hostParameters = new float[parameters.Length], deviceParameters = new float[parameters.Length];
        host.VectorJacobianProduct(parameters, times, states, derivatives, onHost, hostParameters);
        device.VectorJacobianProduct(parameters, times, states, derivatives, onDevice, deviceParameters);
        onDevice.ShouldBe(onHost);
        deviceParameters.ShouldBe(hostParameters);
        device.VectorJacobianProduct(parameters, times, states, derivatives, onDevice, []);
        onDevice.ShouldBe(onHost);
    }

    [Test]
    public void More_samples_than_a_chunk_holds_and_times_of_their_own_change_nothing()
    {
        var model = new BurstErosionModel();
        Proposal at = Proposal.For(model, 0, count: 1_500);
        double[] times = [.. Enumerable.Repeat(at.Times, 1_500).SelectMany(t => t)];
        using var host = new HostResidual(model, new() { Precision = Precision.Real64 });
        using var device = new DeviceResidual(Cpu, model, new() { Precision = Precision.Real64 });
        double[] onHost = new double[at.States.Length], onDevice = new double[at.States.Length];
        double[] hostParameters = new double[at.Parameters.Length], deviceParameters = new double[at.Parameters.Length];
        host.Evaluate(at.Parameters, at.Times, at.States, at.Derivatives, onHost);
        device.Evaluate(at.Parameters, times, at.States, at.Derivatives, onDevice);
        onDevice.ShouldBe(onHost);
        host.VectorJacobianProduct(at.Parameters, at.Times, at.States, at.Derivatives, onHost, hostParameters);
        device.VectorJacobianProduct(at.Parameters, times, at.States, at.Derivatives, onDevice, deviceParameters);
        onDevice.ShouldBe(onHost);
        deviceParameters.ShouldBe(hostParameters);
    }

    [Test]
    public void Tables_that_do_not_fit_are_refused()
    {
        using var device = new DeviceResidual(Cpu, new BurstErosionModel());
        Should.Throw<ArgumentException>(() =>
            device.Evaluate(new double[6], new double[3], new double[11], new double[11], new double[11])).Message.ShouldContain("states");
        Should.Throw<ArgumentException>(() => device.VectorJacobianProduct(new double[6], new double[3], new double[12], new double[12],
            new double[12], new double[5])).Message.ShouldContain("toParameters");
    }

    static float[] Single(double[] x) => [.. x.Select(v => (float)v)];
}
