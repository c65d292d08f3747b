using SurrogateEngine.Trainers;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Training;

/// <summary>Which device a plan means, and what depends on it.</summary>
public sealed class DevicesTests
{
    static readonly CurveSet Set = FirstOrderRelease.Curves(400);

    static readonly TrainingPlan Plan = FirstOrderRelease.SmallPlan with
    {
        Schedule = FirstOrderRelease.SmallPlan.Schedule with { Epochs = 2 },
    };

    [TestCase("auto", true), TestCase("cpu", true), TestCase("cuda", true), TestCase("cuda:0", true), TestCase("cuda:12", true)]
    [TestCase("", false), TestCase("CUDA", false), TestCase("cuda:", false), TestCase("cuda:-1", false), TestCase("cuda:1a", false),
        TestCase("cuda:1234", false), TestCase("gpu", false)]
    public void Names_of_devices(string name, bool known) => SurrogateEngine.Trainers.Devices.IsName(name).ShouldBe(known);

    [Test]
    public void Auto_takes_cuda_where_there_is_one()
    {
        SurrogateEngine.Trainers.Devices.Found("auto").ShouldBe(cuda.is_available() ? "cuda:0" : "cpu");
        SurrogateEngine.Trainers.Devices.Found("cpu").ShouldBe("cpu");
    }

    [TestCase("cuda:999"), TestCase("cuda:998")]
    public void A_device_that_is_not_there_is_refused_before_anything_is_written(string device)
    {
        string folder = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.run");
        var refusal = Should.Throw<RefusedException>(() => Trainer.Train(Plan with
        {
            Runtime = Plan.Runtime with { Device = device },
        }, Set, folder));
        refusal.Message.ShouldStartWith($"The plan's device is {device}, but ");
        refusal.Message.ShouldEndWith("\"device\": \"auto\", which trains on the CPU where there is no CUDA.");
        if (!cuda.is_available())
            refusal.Message.ShouldContain("-p:Torch=cuda");
        Directory.Exists(folder).ShouldBeFalse();
    }

    [Test]
    public void The_plan_that_was_used_names_the_device_and_auto_has_its_bits()
    {
        string found = SurrogateEngine.Trainers.Devices.Found("auto");
        string folder = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.run");
        using var named = Trainer.Train(Plan with { Runtime = Plan.Runtime with { Device = found } }, Set);
        using var free = Trainer.Train(Plan, Set, folder);
        free.Plan.Runtime.Device.ShouldBe(found);
        TrainingPlan.FromJson(File.ReadAllText(Path.Combine(folder, "plan.json"))).Runtime.Device.ShouldBe(found);
        Directory.Delete(folder, recursive: true);
        free.Predict([0.5, 0.3]).ShouldBe(named.Predict([0.5, 0.3]));
    }

    [Test]
    public void A_checkpoint_belongs_to_no_device()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.checkpoint");
        var elsewhere = Plan with { Runtime = Plan.Runtime with { Device = "cuda:7" } };
        using var data = new TrainingData(Plan, Set);
        using var run = CurveRun.Of(Plan, data);
        run.Step();
        Checkpoint.Save(path, elsewhere, run);
        using var restored = CurveRun.Of(Plan, data);
        Checkpoint.Restore(path, Plan, restored);
        restored.State.Step.ShouldBe(1);
        Should.Throw<RefusedException>(() => Checkpoint.Restore(path, Plan with
        {
            Network = Plan.Network with { Width = 17 },
        }, restored));
        File.Delete(path);
    }

    [Test]
    public void A_surrogate_trained_on_a_device_that_is_not_here_loads_and_is_gone_on_from()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.surrogate");
        using var trained = Trainer.Train(Plan, Set);
        using (var data = new TrainingData(Plan, Set))
        using (var run = CurveRun.Of(Plan, data))
            SurrogateFile.Write(path, trained.Card, trained.Plan with
            {
                Runtime = trained.Plan.Runtime with { Device = "cuda:7" },
            }, run.Best);
        using var loaded = Surrogate.Load(path);
        loaded.Plan.Runtime.Device.ShouldBe("cuda:7");
        loaded.Predict([0.5, 0.3]).Length.ShouldBe(FirstOrderRelease.Space.Points);
        TrainingPlan.StartingFrom(path).Runtime.Device.ShouldBe("auto");
        File.Delete(path);
    }
}
