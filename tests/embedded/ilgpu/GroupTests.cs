using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

namespace SurrogateEngine.Tests.Embedded.Ilgpu;

public sealed class GroupTests
{
    Context context = null!;
    Accelerator accelerator = null!;

    [SetUp]
    public void Open()
    {
        context = Context.Create(builder => builder.CPU(CPUDeviceKind.Nvidia));
        accelerator = context.CreateCPUAccelerator(0);
    }

    [TearDown]
    public void Close() => context.Dispose();

    [Test]
    public void Threads_know_their_place()
    {
        using var seen = accelerator.Allocate1D<int>(3 * 5);
        accelerator.LoadStreamKernel<ArrayView<int>>(PlaceKernel)(new KernelConfig(3, 5), seen.View);
        seen.GetAsArray1D().ShouldBe([.. Enumerable.Range(0, 15).Select(i => 1_050_300 + i / 5 * 10 + i % 5)]);
    }

    [TestCase(1)]
    [TestCase(48)]
    public void A_tree_sum_through_shared_memory_is_the_sum(int groupSize)
    {
        const int Groups = 4;
        int[] data = [.. Enumerable.Range(1, Groups * groupSize)];
        using var source = accelerator.Allocate1D(data);
        using var sums = accelerator.Allocate1D<int>(Groups);
        accelerator.LoadStreamKernel<ArrayView<int>, ArrayView<int>>(SumKernel)(new KernelConfig(Groups, groupSize), source.View, sums.View);
        sums.GetAsArray1D().ShouldBe([.. data.Chunk(groupSize).Select(chunk => chunk.Sum())]);
    }

    [Test]
    public void Warps_exchange_values()
    {
        using var taken = accelerator.Allocate1D<int>(40);
        accelerator.LoadStreamKernel<ArrayView<int>>(ShuffleKernel)(new KernelConfig(1, 40), taken.View);
        int[] expected = [.. Enumerable.Range(0, 40).Select(i => (i % 32) + 8 < 32 && i + 8 < 40 ? i + 8 : i)];
        taken.GetAsArray1D().ShouldBe(expected);
    }

    [Test]
    public void Atomics_lose_nothing()
    {
        using var counter = accelerator.Allocate1D<int>(2);
        using var total = accelerator.Allocate1D<float>(1);
        counter.MemSetToZero();
        total.MemSetToZero();
        accelerator.LoadStreamKernel<ArrayView<int>, ArrayView<float>>(AtomicKernel)(new KernelConfig(50, 20), counter.View, total.View);
        counter.GetAsArray1D().ShouldBe([1000, 999]);
        total.GetAsArray1D()[0].ShouldBe(500f);
    }

    [Test]
    public void A_barrier_that_some_threads_miss_is_an_error_and_not_a_hang()
    {
        var kernel = accelerator.LoadStreamKernel<int>(MissedBarrierKernel);
        Should.Throw<InvalidKernelOperationException>(() => kernel(new KernelConfig(2, 8), 5)).Message.ShouldContain("barrier");
    }

    [Test]
    public void An_exception_in_one_thread_frees_those_that_wait()
    {
        using var empty = accelerator.Allocate1D<int>(1);
        var kernel = accelerator.LoadStreamKernel<ArrayView<int>>(OutsideKernel);
        Should.Throw<IndexOutOfRangeException>(() => kernel(new KernelConfig(1, 8), empty.View));
    }

    [Test]
    public void A_group_larger_than_the_device_is_refused() =>
        Should.Throw<NotSupportedException>(() => accelerator.LoadStreamKernel<int>(MissedBarrierKernel)(new KernelConfig(1, 2048), 0));

    [Test]
    public void Outside_a_grouped_kernel_there_is_no_group() =>
        Should.Throw<InvalidKernelOperationException>(() => Group.IdxX);

    static void PlaceKernel(ArrayView<int> seen) =>
        seen[Grid.GlobalIndex.X] = 1_000_000 + Group.DimX * 10_000 + Grid.DimX * 100 + Grid.IdxX * 10 + Group.IdxX;

    static void SumKernel(ArrayView<int> source, ArrayView<int> sums)
    {
        var shared = SharedMemory.Allocate<int>(64);
        shared[Group.IdxX] = source[Grid.GlobalIndex.X];
        for (int width = 32; width > 0; width /= 2)
        {
            Group.Barrier();
            if (Group.IdxX < width && Group.IdxX + width < Group.DimX)
                shared[Group.IdxX] += shared[Group.IdxX + width];
        }

        if (Group.IsFirstThread)
            sums[Grid.IdxX] = shared[0];
    }

    static void ShuffleKernel(ArrayView<int> taken) => taken[Group.IdxX] = Warp.ShuffleDown(Group.IdxX, 8);

    static void AtomicKernel(ArrayView<int> counter, ArrayView<float> total)
    {
        int before = Atomic.Add(ref counter[0], 1);
        Atomic.Max(ref counter[1], before);
        Atomic.Add(ref total[0], 0.5f);
    }

    static void MissedBarrierKernel(int threads)
    {
        if (Group.IdxX < threads)
            Group.Barrier();
    }

    static void OutsideKernel(ArrayView<int> view)
    {
        if (Group.IdxX == 3)
            view[7] = 1;
        Group.Barrier();
    }
}
