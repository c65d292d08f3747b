using System.Runtime.InteropServices;
using SurrogateEngine.Tests.Training.Physics;
using SurrogateEngine.Trainers;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Training;

/// <summary>What steps leave behind in the memory that no garbage collector sees.</summary>
public sealed partial class NativeMemoryTests
{
    const int WarmUp = 50;
    const double Megabyte = 1 << 20;

    /// <summary>Ten thousand steps in all.</summary>
    static IEnumerable<TestCaseData> Kinds()
    {
        var small = FirstOrderRelease.SmallPlan with
        {
            Network = FirstOrderRelease.SmallPlan.Network with { Width = 8, Depth = 1 },
            Schedule = FirstOrderRelease.SmallPlan.Schedule with { Patience = 0, Epochs = 100_000 },
            Data = FirstOrderRelease.SmallPlan.Data with { Batch = 16 },
            Runtime = FirstOrderRelease.SmallPlan.Runtime with { Threads = 1 },
        };
        var curves = FirstOrderRelease.Curves(64);
        var sloped = new CurveSet(curves.Space, curves.Parameters, curves.Curves, "derivatives", new float[curves.Curves.Length * 2]);
        var model = PhysicsProblem.Curves(PhysicsProblem.Compartments, 64, narrower: 0.3);
        var physics = PhysicsProblem.SmallPlan with
        {
            Network = PhysicsProblem.SmallPlan.Network with { Width = 8, Depth = 1 },
            Schedule = PhysicsProblem.SmallPlan.Schedule with { Epochs = 100_000 },
            Data = PhysicsProblem.SmallPlan.Data with { Batch = 16 },
            Runtime = PhysicsProblem.SmallPlan.Runtime with { Threads = 1 },
        };
        (string Name, int Steps, TrainingPlan Plan, CurveSet Set)[] kinds =
        [
            ("fused", 2350, small, curves),
            ("plain", 2000, small with { Runtime = small.Runtime with { Fused = false } }, curves),
            ("ensemble", 2000, small with
            {
                Network = small.Network with { Members = 2 },
                Runtime = small.Runtime with { Fused = false },
            }, curves),
            ("lbfgs", 150, small with { Optimizer = small.Optimizer with { Name = "lbfgs", LearningRate = 0.1 } }, curves),
            ("sobolev", 2000, small with
            {
                Loss = small.Loss with { Weights = new Dictionary<string, double> { ["relative"] = 1, ["sobolev"] = 0.1 } },
            }, sloped),
            ("physics", 1500, physics with { Physics = physics.Physics with { Points = 8, Nodes = 6, Balancing = "gradient-norms" } },
            model),
        ];
        return kinds.Select(kind => new TestCaseData(kind.Steps, kind.Plan, kind.Set).SetArgDisplayNames(kind.Name));
    }

    [TestCaseSource(nameof(Kinds))]
    public void Steps_leave_nothing_behind(int steps, TrainingPlan plan, CurveSet set)
    {
        set_num_threads(1);
        using var data = new TrainingData(plan, set);
        using var run = CurveRun.Of(plan, data);
        Take(run, data, WarmUp);
        var (tensors, memory) = (Tensor.TotalCount, NativeInUse());
        Take(run, data, steps - WarmUp);
        Tensor.TotalCount.ShouldBe(tensors);
        // A step's graph with its intermediates is some 20 kB: kept alive, it would take more than this in every kind (one of lbfgs's steps
        // has twenty: 40 MB). libtorch itself leaves tens of bytes behind at a call on some processors.
        (NativeInUse() - memory).ShouldBeLessThan(8 * Megabyte);
    }

    static void Take(TrainingRun run, TrainingData data, int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            run.Step();
            if (run.State.Batch == data.Batches.Batches)
                run.FinishEpoch();
        }
        Settle();
    }

    static void Settle()
    {
        for (int i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    /// <summary>
    /// What the C library's allocator has given out. The process's resident memory also holds compiled code and free space of
    /// the collected heap, which grow with whatever tests ran before.
    /// </summary>
    static double NativeInUse()
    {
        if (!OperatingSystem.IsLinux())
            return Environment.WorkingSet - GC.GetTotalMemory(forceFullCollection: true);
        var found = Mallinfo2();
        return found.InUse + found.Mapped;
    }

    [LibraryImport("libc", EntryPoint = "mallinfo2")]
    private static partial AllocatorState Mallinfo2();

    /// <summary>The C library's <c>struct mallinfo2</c> (glibc 2.33; mallinfo(3)), summed over all arenas.</summary>
    [StructLayout(LayoutKind.Sequential)]
    readonly struct AllocatorState
    {
        readonly nuint arena, freeChunks, fastChunks, mappedRegions;
        public readonly nuint Mapped;
        readonly nuint unused, fastFree;
        public readonly nuint InUse;
        readonly nuint free, top;
    }
}
