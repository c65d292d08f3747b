using System.Buffers;
using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Runtime;
using SurrogateEngine.Benchmarks;
using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Device;

namespace SurrogateEngine.Tests.Kernels.Device;

/// <summary>Memory of others that kernels write to, on the one device every machine has.</summary>
public sealed class ForeignMemoryTests
{
    static readonly Accelerator Cpu = OpenDevice.Of(DeviceList.Find("cpu")!).Accelerator;

    [Test]
    public unsafe void A_buffer_over_memory_of_others_reads_and_writes_it_and_does_not_free_it()
    {
        float* memory = (float*)NativeMemory.AlignedAlloc(64, 64);
        new Span<float>(memory, 16).Fill(3);
        ForeignMemory.Reaches(Cpu, (IntPtr)memory).ShouldBeTrue();
        using (MemoryBuffer buffer = ForeignMemory.Of<float>(Cpu, (IntPtr)memory, 16))
        {
            ArrayView<float> view = buffer.AsArrayView<float>(0, 16);
            view.SubView(4, 4).MemSetToZero();
            Cpu.Synchronize();
        }
        new Span<float>(memory, 16).ToArray().ShouldBe([3, 3, 3, 3, 0, 0, 0, 0, 3, 3, 3, 3, 3, 3, 3, 3]);
        NativeMemory.AlignedFree(memory);
    }

    [Test]
    public void No_device_reaches_nowhere() => ForeignMemory.Reaches(Cpu, 0).ShouldBeFalse();

    [TestCase(Precision.Single), TestCase(Precision.Double)]
    public void Curves_in_memory_of_others_are_those_of_a_run_into_an_array_and_nothing_beside_them_is_touched(Precision number)
    {
        ProblemSet problem = ProblemSet.Find("p1")!;
        const int count = 1_100; // more than one chunk
        double[] parameters = problem.Parameters(0, count), times = [.. problem.Times];
        var options = new BatchOptions { Precision = number };
        double[] expected = new double[count * problem.CurveLength];
        using var device = new DeviceBatchSolver(DeviceList.Find("cpu")!);
        device.Solve(problem.Model, parameters, times, expected, new Outcome[count], options);
        using var memory = new Native(expected.Length + 2);
        memory.GetSpan().Fill(-7);
        device.Solve(problem.Model, parameters, times, memory.Memory.Slice(1, expected.Length), new Outcome[count], options);
        memory.GetSpan()[1..^1].ToArray().ShouldBe([.. expected.Select(value => (float)value)]);
        (memory.GetSpan()[0], memory.GetSpan()[^1]).ShouldBe((-7, -7));
    }

    /// <summary>Floats outside the collected heap, as a tensor's are.</summary>
    sealed unsafe class Native(int length) : MemoryManager<float>
    {
        readonly float* first = (float*)NativeMemory.AlignedAlloc((nuint)length * sizeof(float), 64);

        public override Span<float> GetSpan() => new(first, length);

        public override MemoryHandle Pin(int elementIndex = 0) => new(first + elementIndex);

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing) => NativeMemory.AlignedFree(first);
    }
}
