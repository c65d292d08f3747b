using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Device;

namespace SurrogateEngine.Tests.Kernels.Device;

/// <summary>Host and devices behind one face, chosen by name.</summary>
public sealed class BatchSolverTests
{
    const int Count = 6;

    static IEnumerable<ReleaseModel> Models => Catalog.Models;

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

    [TestCaseSource(nameof(Models))]
    public void A_device_gives_the_hosts_curves_and_sensitivities_bit_for_bit(ReleaseModel model)
    {
        int[] by = [0, model.Parameters.Count - 1];
        var options = new BatchOptions { Precision = Precision.Real64 };
        Solved host = Solve("host", model, by, options), device = Solve("cpu", model, by, options);
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
        ReleaseModel model = Catalog.Models.Find("burst-erosion")!;
        double[] parameters = Middle(model, 2);
        parameters[0] = double.NaN;
        int points = model.Outputs.Count * model.DefaultTimes.Count;
        double[] curves = new double[2 * points], sensitivities = new double[2 * points];
        var outcomes = new Outcome[2];
        using IBatchSolver device = BatchSolvers.Open("cpu");
        device.SolveWithSensitivities(model, parameters, [1], model.DefaultTimes.ToArray(), curves, sensitivities, outcomes);
        outcomes.ShouldBe([Outcome.OutOfDomain, Outcome.Finished]);
        sensitivities[..points].ShouldAllBe(value => double.IsNaN(value));
        sensitivities[points..].ShouldAllBe(value => double.IsFinite(value));
        Should.Throw<ArgumentException>(() =>
            device.SolveWithSensitivities(model, parameters, [99], model.DefaultTimes.ToArray(), curves, sensitivities, outcomes));
    }

    [Test]
    public void Several_threads_may_use_a_device_at_once()
    {
        ReleaseModel model = Catalog.Models.Find("burst-erosion")!;
        int[] by = [0];
        Solved alone = Solve("cpu", model, by, new());
        var together = new Solved[4];
        Parallel.For(0, together.Length, k => together[k] = Solve("cpu", model, by, new()));
        foreach (Solved each in together)
        {
            each.Curves.ShouldBe(alone.Curves);
            each.Sensitivities.ShouldBe(alone.Sensitivities);
        }
    }

    static Solved Solve(string name, ReleaseModel model, int[] by, BatchOptions options)
    {
        using IBatchSolver solver = BatchSolvers.Open(name);
        double[] curves = new double[Count * model.Outputs.Count * model.DefaultTimes.Count],
            sensitivities = new double[by.Length * curves.Length];
        var outcomes = new Outcome[Count];
        BatchReport report = solver.SolveWithSensitivities(model, Middle(model, Count), by, model.DefaultTimes.ToArray(), curves,
            sensitivities, outcomes, options);
        return new(curves, sensitivities, outcomes, report);
    }

    /// <summary>Formulations around the middle of every range.</summary>
    static double[] Middle(ReleaseModel model, int count) =>
        [.. Enumerable.Range(0, count).SelectMany(row => model.Parameters.Select(p => p.Low + (p.High - p.Low) * (0.4 + 0.03 * row)))];

    sealed record Solved(double[] Curves, double[] Sensitivities, Outcome[] Outcomes, BatchReport Report);
}
