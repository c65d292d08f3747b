using ILGPU;
using ILGPU.Algorithms;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace SurrogateEngine.Tests.Embedded.Ilgpu;

public sealed class LaunchTests
{
    [Test]
    public void A_context_with_every_backend_still_holds_a_cpu()
    {
        using var context = Context.Create(builder => builder.Cuda().OpenCL().DefaultCPU().EnableAlgorithms().Optimize(OptimizationLevel.O2).Math(MathMode.Default));
        context.Devices.ShouldContain(device => device.AcceleratorType == AcceleratorType.CPU);
        context.GetPreferredDevice(preferCPU: true).AcceleratorType.ShouldBe(AcceleratorType.CPU);
        context.Properties.OptimizationLevel.ShouldBe(OptimizationLevel.O2);
    }

    [Test]
    public void A_context_without_devices_has_none_to_prefer()
    {
        using var context = Context.Create(_ => { });
        Should.Throw<NotSupportedException>(() => context.GetPreferredDevice(preferCPU: false));
    }

    [TestCase(CPUAcceleratorMode.Sequential)]
    [TestCase(CPUAcceleratorMode.Parallel)]
    public void Every_index_is_visited_once(CPUAcceleratorMode mode)
    {
        using var context = Context.Create(builder => builder.CPU());
        using var accelerator = context.CreateCPUAccelerator(0, mode);
        using var visits = accelerator.Allocate1D<int>(1009);
        visits.MemSetToZero();
        var count = accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>, int>(CountKernel);
        count(1009, visits.View, 2);
        accelerator.Synchronize();
        visits.GetAsArray1D().ShouldAllBe(value => value == 2);
    }

    [Test]
    public void A_long_index_and_a_stream_of_choice_do_too()
    {
        using var context = Context.CreateDefault();
        using var accelerator = context.GetPreferredDevice(preferCPU: true).CreateAccelerator(context);
        using var stream = accelerator.CreateStream();
        using var visits = accelerator.Allocate1D<int>(100);
        visits.MemSetToZero();
        var count = accelerator.LoadAutoGroupedKernel<LongIndex1D, ArrayView<int>>(CountLongKernel);
        count(stream, 100, visits.View);
        stream.Synchronize();
        visits.GetAsArray1D().ShouldAllBe(value => value == 1);
    }

    [Test]
    public void A_specialized_value_arrives()
    {
        using var context = Context.CreateDefault();
        using var accelerator = context.CreateCPUAccelerator(0);
        using var target = accelerator.Allocate1D<int>(3);
        var fill = accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>, SpecializedValue<int>>(FillKernel);
        fill(3, target.View, SpecializedValue.New(7));
        target.GetAsArray1D().ShouldBe([7, 7, 7]);
    }

    [Test]
    public void A_kernel_that_captures_is_refused()
    {
        using var context = Context.CreateDefault();
        using var accelerator = context.CreateCPUAccelerator(0);
        int captured = DateTime.UtcNow.Year;
        Should.Throw<NotSupportedException>(() =>
            accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>>((index, view) => view[index] = captured));
    }

    [Test]
    public void A_kernel_with_an_argument_that_launchers_cannot_see_is_refused()
    {
        using var context = Context.CreateDefault();
        using var accelerator = context.CreateCPUAccelerator(0);
        Should.Throw<NotSupportedException>(() => accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<Hidden>>(HiddenKernel))
            .Message.ShouldContain("ILGPURuntime");
    }

    [Test]
    public void A_kernel_that_leaves_its_view_says_so()
    {
        using var context = Context.CreateDefault();
        using var accelerator = context.CreateCPUAccelerator(0);
        using var visits = accelerator.Allocate1D<int>(3);
        var count = accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>, int>(CountKernel);
        Should.Throw<IndexOutOfRangeException>(() => count(400, visits.View, 1)).Message.ShouldContain("3 elements");
    }

    [Test]
    public void Markers_measure_only_where_profiling_is_on()
    {
        using var plain = Context.CreateDefault();
        using var silent = plain.CreateCPUAccelerator(0);
        Should.Throw<NotSupportedException>(() => silent.DefaultStream.AddProfilingMarker());

        using var context = Context.Create(builder => builder.DefaultCPU().Profiling());
        using var accelerator = context.CreateCPUAccelerator(0);
        using var start = accelerator.AddProfilingMarker();
        using var end = accelerator.DefaultStream.AddProfilingMarker();
        (end - start).ShouldBe(end.MeasureFrom(start));
        end.MeasureFrom(start).ShouldBeGreaterThanOrEqualTo(TimeSpan.Zero);
    }

    static void CountKernel(Index1D index, ArrayView<int> visits, int weight) => visits[index] += weight;

    static void HiddenKernel(Index1D index, ArrayView<Hidden> view) => view[index] = default;

    static void CountLongKernel(LongIndex1D index, ArrayView<int> visits) => visits[index]++;

    static void FillKernel(Index1D index, ArrayView<int> target, SpecializedValue<int> value) => target[index] = value;

    struct Hidden
    {
        public int Value { get; set; }
    }
}
