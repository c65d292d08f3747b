using SurrogateEngine.Trainers;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Training;

public sealed class DeepONetTests
{
    static readonly TrainingPlan Plan = NetworkTrial.Plan with
    {
        Network = NetworkTrial.Plan.Network with { Name = "deeponet", Width = 32, Modes = 12 },
    };

    [TestCase("log-time", 0.03), TestCase("effective-time", 0.03)]
    public void It_learns_survives_its_file_and_goes_on(string trunk, double error) =>
        NetworkTrial.Passes(Plan with
        {
            Network = Plan.Network with { Trunk = trunk },
            Schedule = Plan.Schedule with { Epochs = trunk == "log-time" ? 60 : 25 },
        }, error);

    [Test]
    public void A_point_is_the_product_of_branch_and_trunk()
    {
        using var scope = NewDisposeScope();
        double[] times = [0.5, 1, 4];
        using var network = new DeepONet(new(2, 2, times), Plan with { Network = Plan.Network with { Modes = 3, Width = 4 } });
        var (branch, trunk) = (Part(network, "branch"), Part(network, "trunk"));
        var x = tensor(new[] { 0.3f, -0.8f }, [1, 2]);
        float[] b = branch.forward(x).Floats().ToArray(), y = network.forward(x).Floats().ToArray();
        float[] tau = TimeFeatures.LogTimes(times);
        for (int t = 0; t < 3; t++)
        {
            float[] c = trunk.forward(TimeFeatures.Of(tensor(new[] { tau[t] }, [1, 1]))).Floats().ToArray();
            for (int output = 0; output < 2; output++)
                y[output * 3 + t].ShouldBe(Enumerable.Range(0, 3).Sum(m => b[output * 3 + m] * c[m]), 1e-5f);
        }
    }

    [Test]
    public void Effective_time_is_log_time_with_shifts()
    {
        using var scope = NewDisposeScope();
        using var network = new DeepONet(new(1, 1, [1, 2, 4, 8]), Plan with
        {
            Network = Plan.Network with { Modes = 3, Width = 4, Trunk = "effective-time" },
        });
        var shift = network.get_parameter("shift.weight")!;
        using (no_grad())
        {
            // Everything but the clock is the same for all formulations, and the input moves the clock by one output time.
            foreach (var (name, weight) in network.named_parameters())
                if (name == "branch.first.weight")
                    weight.zero_();
            shift.fill_(2f / 3);
        }
        float[] early = network.forward(zeros(1, 1)).Floats().ToArray(), late = network.forward(ones(1, 1)).Floats().ToArray();
        for (int t = 0; t < 3; t++)
            late[t].ShouldBe(early[t + 1], 1e-4f);
    }

    [Test]
    public void Times_run_from_minus_one_to_one_also_from_zero()
    {
        float[] tau = TimeFeatures.LogTimes([0, 1, 7]);
        tau[0].ShouldBe(-1, 1e-6f);
        tau[1].ShouldBe(-1f / 3, 1e-6f);
        tau[2].ShouldBe(1, 1e-6f);
        TimeFeatures.LogTimes([5]).ShouldBe([0]);
    }

    static nn.Module<Tensor, Tensor> Part(nn.Module network, string name) =>
        (nn.Module<Tensor, Tensor>)network.named_children().First(c => c.name == name).module;
}
