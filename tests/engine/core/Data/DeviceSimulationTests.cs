using SurrogateEngine.Data;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Tests.Engine.Core.Data;

/// <summary>Data sets solved on a device, here on ILGPU's CPU accelerator, which runs the kernels that a GPU would.</summary>
public sealed class DeviceSimulationTests
{
    /// <summary>
    /// How far a curve of a device may lie from the host's, as a share of that output's largest value: the relative tolerance that
    /// each step is held to. Both compute in single precision and choose steps by the same rule, but vector lanes fuse and
    /// approximate where a scalar kernel does not, so that steps differ in their last digits and now and then one is refused on
    /// one side alone; what is left then is the error that both are allowed.
    /// </summary>
    const double Tolerance = 1e-4;

    static IEnumerable<ReleaseModel> Models => Catalog.Models;

    static readonly Scenario Few = Scenario.Default(new BurstErosionModel()) with { Samples = 30, ShardSize = 8, Times = [0, 1, 5, 30] };

    [TestCaseSource(nameof(Models))]
    public void Curves_of_a_device_are_the_hosts_within_the_solvers_tolerance(ReleaseModel model)
    {
        using var sample = new DatasetSample();
        Scenario scenario = Scenario.Default(model) with { Samples = 24, ShardSize = 24 };
        Shard host = Simulation.Run(scenario, sample["host"]).Shards().Single(),
            device = Solve(scenario, sample["device"]).Shards().Single();
        device.Parameters.ShouldBe(host.Parameters);
        device.Outcomes.ShouldBe(host.Outcomes);
        int times = scenario.Times.Count, outputs = model.Outputs.Count;
        for (int output = 0; output < outputs; output++)
        {
            int[] places = [.. Enumerable.Range(0, host.Curves.Length)
                .Where(at => at / times % outputs == output && float.IsFinite(host.Curves[at]))];
            places.ShouldNotBeEmpty();
            double largest = places.Max(at => Math.Abs(host.Curves[at])),
                apart = places.Max(at => Math.Abs((double)host.Curves[at] - device.Curves[at]));
            apart.ShouldBeLessThanOrEqualTo(Tolerance * largest, model.Outputs[output].Name);
        }
    }

    [Test]
    public void The_manifest_names_the_device()
    {
        using var sample = new DatasetSample();
        Dataset device = Solve(Few, sample["device"]), host = Simulation.Run(Few, sample["host"]);
        (device.Manifest.Device, host.Manifest.Device).ShouldBe(("cpu:0", "host"));
        File.ReadAllText(Path.Combine(sample["device"], Manifest.FileName)).ShouldContain("\"device\": \"cpu:0\"");
        device.Manifest.Hash.ShouldNotBe(host.Manifest.Hash);
    }

    [Test]
    public void A_manifest_from_before_devices_could_be_chosen_is_read_and_keeps_its_hash()
    {
        using var sample = new DatasetSample();
        Simulation.Run(Few, sample.Folder);
        string path = Path.Combine(sample.Folder, Manifest.FileName);
        byte[] old = (Manifest.Load(sample.Folder) with { Device = null }).ToJson();
        File.WriteAllBytes(path, old);
        Manifest read = Dataset.Open(sample.Folder).Manifest;
        read.Device.ShouldBeNull();
        read.SolvedOn.ShouldBe("host");
        read.ToJson().ShouldBe(old);
        Should.NotThrow(() => Simulation.Run(Few, sample.Folder, resume: true));
    }

    [Test]
    public void A_run_that_was_stopped_and_resumed_gives_the_bytes_of_one_that_was_not()
    {
        using var sample = new DatasetSample();
        Solve(Few, sample["whole"]);
        using (var stop = new CancellationTokenSource())
        {
            var after = new SynchronousProgress<SimulationProgress>(at =>
            {
                if (at.Done >= 16)
                    stop.Cancel();
            });
            using IBatchSolver device = BatchSolvers.Open("cpu");
            Should.Throw<OperationCanceledException>(() =>
                Simulation.Run(Few, sample["parts"], device, progress: after, cancellation: stop.Token));
        }
        Manifest.Load(sample["parts"]).IsComplete.ShouldBeFalse();
        Solve(Few, sample["parts"], resume: true);
        DatasetSample.ShouldBeTheSame(sample["parts"], DatasetSample.Snapshot(sample["whole"]));
    }

    [Test]
    public void To_go_on_with_a_data_set_on_another_device_is_refused()
    {
        using var sample = new DatasetSample();
        Simulation.Run(Few, sample.Folder);
        string refusal = Should.Throw<RefusedException>(() => Solve(Few, sample.Folder, resume: true)).Message;
        refusal.ShouldContain("begun on host and not on cpu:0");
        refusal.ShouldContain("--device host");
    }

    [Test]
    public void A_stream_from_a_device_has_rows_and_a_hash_of_its_own()
    {
        using IBatchSolver device = BatchSolvers.Open("cpu");
        ScenarioStream onHost = new(Few), onDevice = new(Few, solver: device);
        onDevice.Hash.ShouldNotBe(onHost.Hash);
        int points = onHost.Space.Points;
        double[] parameters = new double[5 * Few.Parameters.Count], same = new double[parameters.Length];
        float[] host = new float[5 * points], curves = new float[host.Length], again = new float[host.Length],
            sensitivities = new float[2 * host.Length];
        onHost.Fill(7, parameters, host, threads: 1, default);
        onDevice.Fill(7, same, curves, threads: 1, default);
        same.ShouldBe(parameters);
        curves.Zip(host, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan((float)(Tolerance * host.Max()));
        onDevice.Fill(7, [0, 1], same, again, sensitivities, threads: 1, default);
        again.Zip(curves, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan((float)(Tolerance * host.Max()));
        sensitivities.ShouldContain(value => value != 0);
    }

    [Test]
    public void A_device_that_does_not_exist_is_refused_by_every_workflow_before_it_makes_a_file()
    {
        using var sample = new DatasetSample();
        var options = new SimulateOptions { Scenario = "burst-erosion", Output = sample.Folder, Device = "cuda:77" };
        string refusal = Should.Throw<RefusedException>(() => SimulateWorkflow.Run(options)).Message;
        refusal.ShouldStartWith("surrogate simulate --device: There is no device 'cuda:77' here; there are host, ");
        Directory.Exists(sample.Folder).ShouldBeFalse();
        Should.Throw<RefusedException>(() =>
            FitWorkflow.Run(new() { Surrogate = "none.surrogate", Profile = "none", Device = "cuda:77" })).Message.ShouldContain(
                "surrogate fit --device");
    }

    [Test]
    public void A_device_for_simulations_is_refused_where_nothing_is_simulated()
    {
        using var sample = new DatasetSample();
        Simulation.Run(Few, sample.Folder);
        var options = new TrainOptions { Data = sample.Folder, Plan = new(), Output = sample["x.surrogate"], SimulationDevice = "cpu" };
        Should.Throw<RefusedException>(() => TrainWorkflow.Run(options)).Message.ShouldContain("leave the option out");
    }

    static Dataset Solve(Scenario scenario, string folder, bool resume = false)
    {
        using IBatchSolver device = BatchSolvers.Open("cpu");
        return Simulation.Run(scenario, folder, device, resume);
    }
}
