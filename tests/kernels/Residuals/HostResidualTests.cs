using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Residuals;

/// <summary>The residual and its pull-back for every law: mathematics that holds whatever the law.</summary>
public sealed class HostResidualTests
{
    static IEnumerable<ReleaseLaw> Laws => Catalog.Laws;

    static readonly double[] Times = [0.1, 1, 7];

    const int Count = 5, Shells = 6;

    static EnsembleOptions Options(Number number = Number.Double, int threads = 0) => new() { Number = number, Shells = Shells, Threads = threads };

    sealed record Proposal(double[] Parameters, double[] States, double[] Slopes, int StateCount)
    {
        public static Proposal For(ReleaseLaw law, int seed = 1)
        {
            var random = new Random(seed);
            int states = HostResidual.States(law, Shells), length = Count * Times.Length * states;
            double[] Draw(int n) => [.. Enumerable.Range(0, n).Select(_ => 0.1 + 0.8 * random.NextDouble())];
            double[] parameters = [.. Enumerable.Range(0, Count * law.Parameters.Count).Select(k => law.Parameters[k % law.Parameters.Count].At(random.NextDouble()))];
            return new(parameters, Draw(length), Draw(length), states);
        }
    }

    static double[] Residual(ReleaseLaw law, Proposal at, EnsembleOptions? options = null)
    {
        var residual = new double[at.States.Length];
        HostResidual.Run(law, at.Parameters, Times, at.States, at.Slopes, residual, options ?? Options());
        return residual;
    }

    static (double[] ToStates, double[] ToParameters) PullBack(ReleaseLaw law, Proposal at, double[] v, EnsembleOptions? options = null)
    {
        double[] toStates = new double[at.States.Length], toParameters = new double[at.Parameters.Length];
        HostResidual.PullBack(law, at.Parameters, Times, at.States, v, toStates, toParameters, options ?? Options());
        return (toStates, toParameters);
    }

    [TestCaseSource(nameof(Laws))]
    public void A_forward_and_a_backward_derivative_are_adjoint(ReleaseLaw law)
    {
        Proposal at = Proposal.For(law), direction = Proposal.For(law, seed: 2);
        double[] v = Proposal.For(law, seed: 3).States;
        const double step = 1e-6;
        // Relative directions keep every parameter inside its domain.
        double[] w = [.. at.Parameters.Zip(direction.Parameters, (p, q) => p * (q / (p + q)))];
        double[] Moved(double by) => Residual(law, at with
        {
            States = [.. at.States.Zip(direction.States, (y, d) => y + by * d)],
            Parameters = [.. at.Parameters.Zip(w, (p, d) => p + by * d)],
        });
        double[] forward = [.. Moved(step).Zip(Moved(-step), (a, b) => (a - b) / (2 * step))];
        var (toStates, toParameters) = PullBack(law, at, v);
        double left = v.Zip(forward, (a, b) => a * b).Sum();
        double right = toStates.Zip(direction.States, (a, b) => a * b).Sum() + toParameters.Zip(w, (a, b) => a * b).Sum();
        double size = v.Zip(forward, (a, b) => Math.Abs(a * b)).Sum();
        left.ShouldBe(right, 1e-7 * size);
    }

    [TestCaseSource(nameof(Laws))]
    public void Without_proposed_slopes_the_residual_is_minus_the_rate_and_slopes_add(ReleaseLaw law)
    {
        Proposal at = Proposal.For(law);
        double[] full = Residual(law, at), bare = Residual(law, at with { Slopes = new double[at.Slopes.Length] });
        for (int k = 0; k < full.Length; k++)
            (full[k] - bare[k]).ShouldBe(at.Slopes[k], 1e-9 * Math.Max(1, Math.Abs(bare[k])));
    }

    [TestCaseSource(nameof(Laws))]
    public void Threads_change_no_bit_and_kinds_of_number_agree(ReleaseLaw law)
    {
        Proposal at = Proposal.For(law);
        double[] v = Proposal.For(law, seed: 3).States;
        double[] residual = Residual(law, at, Options(threads: 1));
        Residual(law, at, Options(threads: 3)).ShouldBe(residual);
        var (toStates, toParameters) = PullBack(law, at, v, Options(threads: 1));
        var again = PullBack(law, at, v, Options(threads: 4));
        again.ToStates.ShouldBe(toStates);
        again.ToParameters.ShouldBe(toParameters);

        double[] scalar = Residual(law, at, Options(Number.Real64)), single = Residual(law, at, Options(Number.Single));
        double size = residual.Max(Math.Abs);
        for (int k = 0; k < residual.Length; k++)
        {
            scalar[k].ShouldBe(residual[k], 1e-12 * size);
            single[k].ShouldBe(residual[k], 1e-5 * size);
        }
    }

    [Test]
    public void The_exact_curve_has_no_residual()
    {
        // Burst pool alone: B = phi e^(-kb t), R and F follow in closed form with ke = 0 and no slow release.
        const double phi = 0.4, kb = 1.3;
        var law = new BurstErosionLaw();
        double[] parameters = [phi, kb, 0, 0, 0.5, 0];
        double[] states = [.. Times.SelectMany(t => new[] { phi * Math.Exp(-kb * t), 1 - phi, phi * (1 - Math.Exp(-kb * t)), phi * (1 - Math.Exp(-kb * t)) })];
        double[] slopes = [.. Times.SelectMany(t => new[] { -kb * phi * Math.Exp(-kb * t), 0, kb * phi * Math.Exp(-kb * t), kb * phi * Math.Exp(-kb * t) })];
        var residual = new double[states.Length];
        HostResidual.Run(law, parameters, Times, states, slopes, residual);
        residual.ShouldAllBe(r => Math.Abs(r) < 1e-15);
    }

    [Test]
    public void A_table_that_does_not_fit_is_refused()
    {
        var law = new BurstErosionLaw();
        Should.Throw<ArgumentException>(() => HostResidual.Run(law, new double[6], Times, new double[11], new double[11], new double[11])).Message.ShouldContain("states");
        Should.Throw<ArgumentException>(() => HostResidual.Run(law, new double[6], Times, new double[12], new double[12], new double[1])).Message.ShouldContain("residual");
        HostResidual.States(law).ShouldBe(4);
        HostResidual.States(new PlgaLocalLaw()).ShouldBe(98);
    }
}
