using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Device;

namespace SurrogateEngine.Tests.Kernels.Models;

/// <summary>A lag before the release of any model.</summary>
public sealed class LagTimeTests
{
    static readonly BatchOptions Exact = new()
    {
        Precision = Precision.Double,
        RelativeTolerance = 1e-10,
        AbsoluteTolerance = 1e-13,
    };

    static readonly double[] Times = [0, 0.4, 0.5, 0.6, 1, 2, 5, 9];

    /// <summary>First-order release: no burst, no erosion, no elimination.</summary>
    static double[] FirstOrder(ReleaseModel model, double rate, double lag)
    {
        double[] row = [.. model.Parameters.Select(parameter => parameter.Middle)];
        void Set(string name, double value) => row[Enumerable.Range(0, row.Length).Single(i => model.Parameters[i].Name == name)] = value;
        Set("phi", 0);
        Set("ks", rate);
        Set("Vm", 0);
        Set(LagTime.Lag, lag);
        return row;
    }

    [Test]
    public void First_order_release_begins_after_the_lag_as_its_closed_form_says()
    {
        ReleaseModel model = Catalog.Get("burst-erosion+lag");
        const double rate = 0.7, lag = 0.5;
        double[] row = FirstOrder(model, rate, lag);
        int points = model.Outputs.Count * Times.Length;
        double[] curves = new double[points], slopes = new double[points];
        HostBatchSolver.SolveWithSensitivities(
            model, row, [model.Parameters.Count - 1], Times, curves, slopes, new Outcome[1], Exact);
        for (int j = 0; j < Times.Length; j++)
        {
            double past = Math.Max(0, Times[j] - lag);
            curves[j].ShouldBe(1 - Math.Exp(-rate * past), 1e-8, $"at {Times[j]}");
            if (Times[j] != lag)
                slopes[j].ShouldBe(past > 0 ? -rate * Math.Exp(-rate * past) : 0, 1e-6, $"d/dlag at {Times[j]}");
        }
    }

    static IEnumerable<string> Every => Catalog.All.Select(model => model.Name);

    [TestCaseSource(nameof(Every))]
    public void Every_model_has_one(string name)
    {
        ReleaseModel prompt = Catalog.Get(name), late = Catalog.Get(name + "+lag");
        double lag = 0.05 * prompt.DefaultTimes[^1];
        double[] row = ModelSuite.Draw(prompt, 1), own = [.. new[] { 0.1, 0.3, 0.7 }.Select(share => share * prompt.DefaultTimes[^1])];
        double[] expected = Batches.Solve(prompt, row, times: [0, .. own]);
        double[] found = Batches.Solve(late, [.. row, lag], times: [lag / 2, .. own.Select(time => time + lag)]);
        // Steps end elsewhere, since the last output is another: the curves agree as well as the tolerance says.
        for (int i = 0; i < found.Length; i++)
            found[i].ShouldBe(expected[i], 2e-3 * Math.Max(1, Math.Abs(expected[i])), $"number {i}");
    }

    [TestCase("burst-erosion+lag")]
    [TestCase("diffusion-sphere+lag")]
    [TestCase("thermo-liposome+lag")]
    [TestCase("plga-sphere+sizes+lag")]
    [TestCase("diffusion+burst+lag")]
    public void Derivatives_are_those_of_differences(string name)
    {
        ReleaseModel model = Catalog.Get(name);
        double[] row = [.. model.Parameters.Select(parameter => parameter.Middle)];
        double end = model.DefaultTimes[^1], lag = row[^1];
        double[] times = [0.5 * lag, 1.3 * lag, 2.1 * lag, 0.6 * end, end];
        int[] by = [.. Enumerable.Range(0, model.Parameters.Count)];
        int points = model.Outputs.Count * times.Length;
        var options = Exact with { RelativeTolerance = 1e-9, AbsoluteTolerance = 1e-12, Shells = 12 };
        double[] slopes = new double[by.Length * points];
        HostBatchSolver.SolveWithSensitivities(model, row, by, times, new double[points], slopes, new Outcome[1], options);
        foreach (int p in by)
        {
            double step = 1e-4 * Math.Max(Math.Abs(row[p]), 1e-3 * model.Parameters[p].High);
            double[] At(double value) => Batches.Solve(model, [.. row.Select((old, i) => i == p ? value : old)], options, times);
            double[] up = At(row[p] + step), down = At(row[p] - step);
            double most = Enumerable.Range(0, points).Max(i => Math.Abs(up[i] - down[i]) / (2 * step));
            for (int i = 0; i < points; i++)
                slopes[p * points + i].ShouldBe((up[i] - down[i]) / (2 * step), 1e-3 * most + 1e-6,
                    $"{model.Parameters[p].Name}, number {i}");
        }
    }

    [TestCase("burst-erosion+lag", Precision.Real32)]
    [TestCase("burst-erosion+lag", Precision.Real64)]
    [TestCase("thermo-liposome+lag", Precision.Real32)]
    [TestCase("thermo-liposome+lag", Precision.Real64)]
    public void A_device_gives_what_the_host_gives(string name, Precision precision)
    {
        ReleaseModel model = Catalog.Get(name);
        double[] rows = ModelSuite.Draw(model, 9), times = [.. model.DefaultTimes];
        var options = new BatchOptions { Precision = precision };
        int[] by = [0, model.Parameters.Count - 1];
        int numbers = 9 * model.Outputs.Count * times.Length;
        double[] host = new double[numbers], device = new double[numbers];
        double[] hostBy = new double[2 * numbers], deviceBy = new double[2 * numbers];
        HostBatchSolver.SolveWithSensitivities(model, rows, by, times, host, hostBy, new Outcome[9], options);
        using var solver = new DeviceBatchSolver(DeviceList.Find("cpu")!);
        solver.SolveWithSensitivities(model, rows, by, times, device, deviceBy, new Outcome[9], options);
        device.ShouldBe(host);
        deviceBy.ShouldBe(hostBy);
    }

    [Test]
    public void A_minute_after_a_late_dose_is_resolved_in_single_precision()
    {
        ReleaseModel model = Catalog.Get("thermo-liposome+lag");
        double[] row = [.. model.Parameters.Select(parameter => parameter.Middle)];
        double[] times = [.. model.DefaultTimes];
        double[] single = Batches.Solve(model, row, new BatchOptions { Precision = Precision.Single }, times);
        double[] exact = Batches.Solve(model, row, Exact, times);
        single.Zip(exact, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-3);
    }

    [Test]
    public void A_model_has_one_lag()
    {
        Catalog.Find("burst-erosion+lag+lag").ShouldBeNull();
        Should.Throw<RefusedException>(() => LagTime.Of(Catalog.Get("burst-erosion+lag"))).Message
            .ShouldBe("burst-erosion+lag has a lag already; name it once.");
    }
}
