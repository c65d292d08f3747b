using System.Runtime.InteropServices;
using System.Text;
using SurrogateEngine.Trainers;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Training;

/// <summary>TorchSharp's native library as this process has it, and the traps that it sets.</summary>
[Platform("Linux", Reason = "other systems have other libraries")]
public sealed class NativeTorchTests
{
    const int StandardError = 2;

    public static string LibraryFile { get; } = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native",
        "libLibTorchSharp.so");

    [Test]
    public void The_copy_is_loaded_exactly_where_the_system_is_older_than_the_library()
    {
        NativeTorch.Require();
        string[] loaded = [.. File.ReadLines("/proc/self/maps")
            .Select(line => line[(line.IndexOf('/') is var at and >= 0 ? at : line.Length)..]).Distinct()];
        byte[] system =
            File.ReadAllBytes(loaded.First(file => Path.GetFileName(file).StartsWith("libstdc++.so.6", StringComparison.Ordinal)));
        NativeTorch.LoadedCopy.ShouldBe(system.AsSpan().IndexOf(Encoding.ASCII.GetBytes("GLIBCXX_3.4.32\0")) < 0);
        loaded.Any(file => file.EndsWith("libLibTorchSharp.so", StringComparison.Ordinal)
            && !file.StartsWith("/memfd", StringComparison.Ordinal)).ShouldBe(!NativeTorch.LoadedCopy);
    }

    [TestCase(1), TestCase(2)]
    public void A_training_computes_with_the_threads_it_was_given(int threads)
    {
        Trainer.Train(FirstOrderRelease.SmallPlan with
        {
            Schedule = FirstOrderRelease.SmallPlan.Schedule with { Epochs = 1 },
            Runtime = FirstOrderRelease.SmallPlan.Runtime with { Threads = threads },
        }, FirstOrderRelease.Curves(100)).Dispose();
        get_num_threads().ShouldBe(threads);
    }

    [Test]
    public void An_error_in_a_product_with_the_Jacobian_reaches_the_caller()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, 3).requires_grad_();
        var y = x.square();
        y.sum().backward();
        // The graph is gone: TorchSharp's own autograd.grad ends the process here.
        Should.Throw<ExternalException>(() => VectorJacobianProduct.Of(y, x, ones_like(y))).Message.ShouldContain("second time");
        Should.Throw<ExternalException>(() => VectorJacobianProduct.Of(x.square(), x, ones(5, 5)));
    }

    [Test]
    public void An_error_in_a_loss_reaches_the_caller_of_every_optimizer()
    {
        foreach (string name in Optimizers.All.Names)
        {
            using var weight = new TorchSharp.Modules.Parameter(ones(2));
            using var optimizer = Optimizers.All.Get(name).Create([weight], new OptimizerPlan { Name = name });
            Should.Throw<InvalidTimeZoneException>(() => optimizer.Step(0.1, () => throw new InvalidTimeZoneException()));
        }
    }

    [Test]
    public void Nothing_is_printed_by_the_native_library()
    {
        string file = Path.GetTempFileName();
        int kept = Duplicate(StandardError), to = Open(file, 1);
        try
        {
            _ = Duplicate(to, StandardError);
            var small = FirstOrderRelease.SmallPlan with
            {
                Network = FirstOrderRelease.SmallPlan.Network with { Width = 8 },
                Schedule = FirstOrderRelease.SmallPlan.Schedule with { Epochs = 1 },
            };
            foreach (string network in Trainers.Networks.All.Names)
                Trainer.Train(small with { Network = small.Network with { Name = network } }, FirstOrderRelease.Curves(100)).Dispose();
            foreach (string optimizer in Optimizers.All.Names)
                Trainer.Train(small with
                {
                    Network = small.Network with { Members = 2 },
                    Optimizer = small.Optimizer with { Name = optimizer, WeightDecay = 0 },
                }, FirstOrderRelease.Curves(100)).Dispose();
        }
        finally
        {
            _ = Duplicate(kept, StandardError);
            _ = Close(kept);
            _ = Close(to);
        }
        string printed = File.ReadAllText(file);
        File.Delete(file);
        printed.ShouldBe("");
    }

    [DllImport("libc", EntryPoint = "dup")]
    static extern int Duplicate(int file);

    [DllImport("libc", EntryPoint = "dup2")]
    static extern int Duplicate(int file, int onto);

    [DllImport("libc", EntryPoint = "open")]
    static extern int Open(string file, int flags);

    [DllImport("libc", EntryPoint = "close")]
    static extern int Close(int file);
}
