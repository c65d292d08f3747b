using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

namespace SurrogateEngine.Tests.Embedded.Ilgpu;

public sealed class ViewTests
{
    Context context = null!;
    Accelerator accelerator = null!;

    [SetUp]
    public void Open()
    {
        context = Context.Create(builder => builder.CPU());
        accelerator = context.CreateCPUAccelerator(0);
    }

    [TearDown]
    public void Close() => context.Dispose();

    [Test]
    public void What_was_never_written_reads_as_nan()
    {
        using var floats = accelerator.Allocate1D<float>(5);
        using var doubles = accelerator.Allocate1D<double>(5);
        floats.GetAsArray1D().ShouldAllBe(value => float.IsNaN(value));
        doubles.GetAsArray1D().ShouldAllBe(value => double.IsNaN(value));
    }

    [Test]
    public void An_array_comes_back_as_it_went_in()
    {
        int[] data = [3, 1, 4, 1, 5];
        using var buffer = accelerator.Allocate1D(data);
        buffer.GetAsArray1D().ShouldBe(data);
        buffer.CopyFromCPU([2, 7, 1, 8, 2]);
        var back = new int[5];
        buffer.CopyToCPU(back);
        back.ShouldBe([2, 7, 1, 8, 2]);
    }

    [Test]
    public void Spans_move_part_of_a_view_on_a_stream_of_choice()
    {
        using var stream = accelerator.CreateStream();
        using var buffer = accelerator.Allocate1D<double>(6);
        ArrayView<double> view = buffer.View;
        view.MemSetToZero(stream);
        view.SubView(1, 3).CopyFromCPU(stream, (ReadOnlySpan<double>)[1, 2, 3]);
        var back = new double[4];
        view.CopyToCPU(stream, back.AsSpan());
        stream.Synchronize();
        back.ShouldBe([0, 1, 2, 3]);
        view.GetAsArray().ShouldBe([0, 1, 2, 3, 0, 0]);
    }

    [Test]
    public void A_copy_longer_than_the_view_is_refused()
    {
        using var buffer = accelerator.Allocate1D<float>(3);
        Should.Throw<ArgumentOutOfRangeException>(() => buffer.View.BaseView.CopyFromCPU(accelerator.DefaultStream, (ReadOnlySpan<float>)[1, 2, 3, 4]));
        Should.Throw<ArgumentOutOfRangeException>(() => buffer.CopyToCPU(new float[2]));
        Should.Throw<ArgumentOutOfRangeException>(() => buffer.CopyFromCPU(new float[2]));
    }

    [Test]
    public void An_access_outside_the_view_is_refused()
    {
        using var buffer = accelerator.Allocate1D<float>(3);
        var view = buffer.View.BaseView;
        Should.Throw<IndexOutOfRangeException>(() => view[3]);
        Should.Throw<IndexOutOfRangeException>(() => view[-1]);
        Should.Throw<IndexOutOfRangeException>(() => view.SubView(1, 2)[2]);
        Should.Throw<IndexOutOfRangeException>(() => view.SubView(2, 2));
    }

    [Test]
    public void A_cast_view_shows_the_same_bytes()
    {
        using var buffer = accelerator.Allocate1D([1.0f, -2.0f]);
        ArrayView<float> view = buffer.View;
        var bits = view.Cast<int>();
        bits.Length.ShouldBe(2);
        bits[1].ShouldBe(BitConverter.SingleToInt32Bits(-2.0f));
        view.Cast<long>().Length.ShouldBe(1);
        Should.Throw<ArgumentException>(() => view.SubView(1, 1).Cast<double>());
    }

    [Test]
    public void Views_copy_into_views()
    {
        using var source = accelerator.Allocate1D([1, 2, 3]);
        using var target = accelerator.Allocate1D<int>(5);
        target.MemSetToZero();
        source.View.BaseView.CopyTo(target.View.BaseView.SubView(2, 3));
        target.GetAsArray1D().ShouldBe([0, 0, 1, 2, 3]);
        target.View.BaseView.SubView(0, 3).CopyFrom(source.View.BaseView);
        target.GetAsArray1D().ShouldBe([1, 2, 3, 2, 3]);
    }

    [Test]
    public void Page_locked_memory_moves_both_ways()
    {
        using var locked = accelerator.AllocatePageLocked1D<float>(4);
        locked.Span.ToArray().ShouldAllBe(value => value == 0);
        using var buffer = accelerator.Allocate1D([1f, 2f, 3f, 4f]);
        buffer.View.BaseView.CopyToPageLockedAsync(accelerator.DefaultStream, locked);
        accelerator.Synchronize();
        locked.GetArray().ShouldBe([1, 2, 3, 4]);
        locked[2] = 9;
        buffer.View.BaseView.CopyFromPageLockedAsync(accelerator.DefaultStream, locked);
        accelerator.Synchronize();
        buffer.GetAsArray1D().ShouldBe([1, 2, 9, 4]);
    }

    [Test]
    public void A_disposed_accelerator_takes_its_buffers_with_it()
    {
        var buffer = accelerator.Allocate1D<float>(3);
        accelerator.Dispose();
        buffer.IsDisposed.ShouldBeTrue();
        Should.Throw<ObjectDisposedException>(() => buffer.View);
        Should.Throw<ObjectDisposedException>(() => accelerator.Allocate1D<float>(3));
    }

    [Test]
    public void A_buffer_of_nothing_is_fine()
    {
        using var buffer = accelerator.Allocate1D<float>(0);
        buffer.View.IsValid.ShouldBeFalse();
        buffer.GetAsArray1D().ShouldBeEmpty();
        buffer.MemSetToZero();
    }
}
