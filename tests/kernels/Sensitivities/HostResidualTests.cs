using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Sensitivities;

/// <summary>The residual and its vector-Jacobian product for every model: mathematics that holds whatever the model.</summary>
public sealed class HostResidualTests
{
    static IEnumerable<TestCaseData> Cases =>
        from model in Catalog.Models
        from grading in model.DefaultShells > 0 ? new[] { 1.0, 8 } : [1.0]
        select new TestCaseData(model, grading).SetArgDisplayNames(model.Name, grading == 1 ? "uniform" : "graded");

    const int Shells = 6;

    static BatchOptions Options(Precision number = Precision.Double, int threads = 0, double grading = 1) =>
        new() { Precision = number, Shells = Shells, Threads = threads, Grading = grading };

    static double[] Residual(ReleaseModel model, Proposal at, BatchOptions options)
    {
        using var physics = new HostResidual(model, options);
        var residual = new double[at.States.Length];
        physics.Evaluate(at.Parameters, at.Times, at.States, at.Derivatives, residual);
        return residual;
    }

    static (double[] ToStates, double[] ToParameters) VectorJacobianProduct(ReleaseModel model, Proposal at, double[] v,
        BatchOptions options)
    {
        using var physics = new HostResidual(model, options);
        double[] toStates = new double[at.States.Length], toParameters = new double[at.Parameters.Length];
        physics.VectorJacobianProduct(at.Parameters, at.Times, at.States, v, toStates, toParameters);
        return (toStates, toParameters);
    }

    [TestCaseSource(nameof(Cases))]
    public void The_vector_Jacobian_product_is_adjoint_to_dual_numbers_through_the_whole_rate(ReleaseModel model, double grading)
    {
        Proposal at = Proposal.For(model, Shells), direction = Proposal.For(model, Shells, seed: 2);
        double[] v = Proposal.For(model, Shells, seed: 3).States;
        double[] forward = Forward.Rates(model, at, direction.States, direction.Parameters, Shells, grading);
        var (toStates, toParameters) = VectorJacobianProduct(model, at, v, Options(grading: grading));
        double right = Proposal.Dot(toStates, direction.States) + Proposal.Dot(toParameters, direction.Parameters);
        right.ShouldBe(-Proposal.Dot(v, forward), 1e-13 * Proposal.Size(v, forward));
    }

    [TestCaseSource(nameof(Cases))]
    public void Every_entry_of_the_vector_Jacobian_product_is_a_central_difference(ReleaseModel model, double grading)
    {
        BatchOptions options = Options(grading: grading);
        Proposal at = Proposal.For(model, Shells, count: 1);
        double[] v = Proposal.For(model, Shells, count: 1, seed: 3).States;
        var (toStates, toParameters) = VectorJacobianProduct(model, at, v, options);
        double[] still = new double[at.States.Length], fixedParameters = new double[at.Parameters.Length];
        double Difference(double[] states, double[] parameters, double step) =>
            (Proposal.Dot(v, Residual(model, at.Moved(step, states, parameters), options))
                - Proposal.Dot(v, Residual(model, at.Moved(-step, states, parameters), options))) / (2 * step);
        // A residual of derivatives near 1 rounds at 1e-16, which a step of 1e-6 magnifies.
        double size = toStates.Max(Math.Abs) + 1e-2;
        for (int k = 0; k < still.Length; k += 5)
            toStates[k].ShouldBe(Difference([.. still.Select((_, i) => i == k ? 1.0 : 0)], fixedParameters, 1e-6), 1e-7 * size);
        for (int k = 0; k < fixedParameters.Length; k++)
        {
            double[] along = [.. at.Parameters.Select((p, i) => i == k ? p : 0)];
            (at.Parameters[k] * toParameters[k]).ShouldBe(Difference(still, along, 1e-6), 1e-7 * size);
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void Without_proposed_derivatives_the_residual_is_minus_the_rate_and_derivatives_add(ReleaseModel model, double grading)
    {
        Proposal at = Proposal.For(model, Shells);
        double[] full = Residual(model, at, Options(grading: grading));
        double[] bare = Residual(model, at with { Derivatives = new double[at.Derivatives.Length] }, Options(grading: grading));
        for (int k = 0; k < full.Length; k++)
            (full[k] - bare[k]).ShouldBe(at.Derivatives[k], 1e-9 * Math.Max(1, Math.Abs(bare[k])));
    }

    [TestCaseSource(nameof(Cases))]
    public void Threads_change_no_bit_and_kinds_of_number_agree(ReleaseModel model, double grading)
    {
        Proposal at = Proposal.For(model, Shells, count: 70);
        double[] v = Proposal.For(model, Shells, count: 70, seed: 3).States;
        double[] residual = Residual(model, at, Options(threads: 1));
        Residual(model, at, Options(threads: 3)).ShouldBe(residual);
        var (toStates, toParameters) = VectorJacobianProduct(model, at, v, Options(threads: 1));
        var again = VectorJacobianProduct(model, at, v, Options(threads: 4));
        again.ToStates.ShouldBe(toStates);
        again.ToParameters.ShouldBe(toParameters);

        ShouldAgree(Residual(model, at, Options(Precision.Real64)), residual, 1e-13);
        ShouldAgree(Residual(model, at, Options(Precision.Single)), residual, 1e-5);
        ShouldAgree(VectorJacobianProduct(model, at, v, Options(Precision.Real64)).ToStates, toStates, 1e-13);
        ShouldAgree(VectorJacobianProduct(model, at, v, Options(Precision.Single)).ToStates, toStates, 1e-5);
    }

    static void ShouldAgree(double[] actual, double[] expected, double tolerance)
    {
        double size = expected.Max(Math.Abs);
        for (int k = 0; k < actual.Length; k++)
            actual[k].ShouldBe(expected[k], tolerance * size);
    }

    [Test]
    public void The_exact_curve_has_no_residual()
    {
        // Burst pool alone: B = phi e^(-kb t), R and F follow in closed form with ke = 0 and no slow release.
        const double phi = 0.4, kb = 1.3;
        double[] times = [0.1, 1, 7];
        double[] parameters = [phi, kb, 0, 0, 0.5, 0];
        double[] states = [.. times.SelectMany(t =>
            new[] { phi * Math.Exp(-kb * t), 1 - phi, phi * (1 - Math.Exp(-kb * t)), phi * (1 - Math.Exp(-kb * t)) })];
        double[] derivatives = [.. times.SelectMany(t =>
            new[] { -kb * phi * Math.Exp(-kb * t), 0, kb * phi * Math.Exp(-kb * t), kb * phi * Math.Exp(-kb * t) })];
        Residual(new BurstErosionModel(), new(parameters, times, states, derivatives), new() { Precision = Precision.Double })
            .ShouldAllBe(r => Math.Abs(r) < 1e-15);
    }
}
