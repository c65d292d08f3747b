using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Device;

namespace SurrogateEngine.Tests.Kernels.Device;

/// <summary>Host and devices behind one face, chosen by name.</summary>
public sealed class BatchSolverTests
{
    const int Count = 6;

    static IEnumerable<ReleaseLaw> Laws => Catalog.Laws;

    [TestCase(null, "host"), TestCase("host", "host"), TestCase("HOST", "host"), TestCase("cpu", "cpu:0"), TestCase("cpu:0", "cpu:0")]
    public void A_solver_is_found_by_what_a_user_calls_it(string? word, string name)
    {
        BatchSolvers.Find(word).ShouldBe(name);
        using IBatchSolver solver = BatchSolvers.Open(word);
        solver.Name.ShouldBe(name);
    }

    [Test]
    public void Auto_takes_a_gpu_if_there_is_one_and_else_the_host() =>
        BatchSolvers.Find("auto").ShouldBe(DeviceList.Find().FirstOrDefault(device => device.IsGpu)?.Id ?? "host");

    [TestCase("cuda:77"), TestCase("gpu"), TestCase("")]
    public void A_device_that_does_not_exist_is_refused_in_a_sentence_with_those_that_do(string word)
    {
        string refusal = Should.Throw<ArgumentException>(() => BatchSolvers.Open(word)).Message;
        refusal.ShouldStartWith($"There is no device '{word}' here; there are ");
        BatchSolvers.Names.ShouldAllBe(name => refusal.Contains(name));
        Should.Throw<ArgumentException>(() => BatchSolvers.Find(word)).Message.ShouldBe(refusal);
    }

    [TestCaseSource(nameof(Laws))]
    public void A_device_gives_the_hosts_curves_and_sensitivities_bit_for_bit(ReleaseLaw law)
    {
        int[] by = [0, law.Parameters.Count - 1];
        var options = new EnsembleOptions { Number = Number.Real64 };
        Solved host = Solve("host", law, by, options), device = Solve("cpu", law, by, options);
        device.Outcomes.ShouldBe(host.Outcomes);
        device.Outcomes.ShouldContain(Outcome.Finished);
        device.Curves.Select(BitConverter.DoubleToInt64Bits).ShouldBe(host.Curves.Select(BitConverter.DoubleToInt64Bits));
        device.Sensitivities.ShouldBe(host.Sensitivities);
        device.Sensitivities.ShouldContain(value => value != 0 && double.IsFinite(value));
        (device.Report.Steps, device.Report.Refused).ShouldBe((host.Report.Steps, host.Report.Refused));
    }

    [Test]
    public void Sensitivities_of_a_trajectory_that_fails_are_not_numbers_on_a_device_too()
    {
        ReleaseLaw law = Catalog.Laws.Find("burst-erosion")!;
        double[] parameters = Middle(law, 2);
        parameters[0] = double.NaN;
        int points = law.Outputs.Count * law.DefaultTimes.Count;
        double[] curves = new double[2 * points], slopes = new double[2 * points];
        var outcomes = new Outcome[2];
        using IBatchSolver device = BatchSolvers.Open("cpu");
        device.SolveWithSensitivities(law, parameters, [1], law.DefaultTimes.ToArray(), curves, slopes, outcomes);
        outcomes.ShouldBe([Outcome.OutOfDomain, Outcome.Finished]);
        slopes[..points].ShouldAllBe(value => double.IsNaN(value));
        slopes[points..].ShouldAllBe(value => double.IsFinite(value));
        Should.Throw<ArgumentException>(() => device.SolveWithSensitivities(law, parameters, [99], law.DefaultTimes.ToArray(), curves, slopes, outcomes));
    }

    [Test]
    public void Several_threads_may_use_a_device_at_once()
    {
        ReleaseLaw law = Catalog.Laws.Find("burst-erosion")!;
        int[] by = [0];
        Solved alone = Solve("cpu", law, by, new());
        var together = new Solved[4];
        Parallel.For(0, together.Length, k => together[k] = Solve("cpu", law, by, new()));
        foreach (Solved each in together)
        {
            each.Curves.ShouldBe(alone.Curves);
            each.Sensitivities.ShouldBe(alone.Sensitivities);
        }
    }

    static Solved Solve(string name, ReleaseLaw law, int[] by, EnsembleOptions options)
    {
        using IBatchSolver solver = BatchSolvers.Open(name);
        double[] curves = new double[Count * law.Outputs.Count * law.DefaultTimes.Count], slopes = new double[by.Length * curves.Length];
        var outcomes = new Outcome[Count];
        EnsembleReport report = solver.SolveWithSensitivities(law, Middle(law, Count), by, law.DefaultTimes.ToArray(), curves, slopes, outcomes, options);
        return new(curves, slopes, outcomes, report);
    }

    /// <summary>Formulations around the middle of every range.</summary>
    static double[] Middle(ReleaseLaw law, int count) =>
        [.. Enumerable.Range(0, count).SelectMany(row => law.Parameters.Select(p => p.Low + (p.High - p.Low) * (0.4 + 0.03 * row)))];

    sealed record Solved(double[] Curves, double[] Sensitivities, Outcome[] Outcomes, EnsembleReport Report);
}
