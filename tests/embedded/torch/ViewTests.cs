using TorchSharp;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Embedded.Torch;

/// <summary>Shapes, strides, views, indexing and joining.</summary>
public sealed class ViewTests
{
    private DisposeScope scope = null!;

    [SetUp]
    public void Open() => scope = NewDisposeScope();

    [TearDown]
    public void Close() => scope.Dispose();

    [Test]
    public void Views_share_memory_and_copies_do_not()
    {
        var x = zeros(2, 3);
        x.view(6).fill_(1);
        x.t()[2, 1] = 5f;
        x.narrow(1, 0, 1).zero_();
        Values(x).ShouldBe([0, 1, 1, 0, 1, 5]);
        x.clone().fill_(9);
        x.t().contiguous().fill_(9);
        Values(x).ShouldBe([0, 1, 1, 0, 1, 5]);
    }

    [Test]
    public void Transposes_read_in_row_major_order_of_their_own()
    {
        var x = arange(6).reshape(2, 3).t();
        x.shape.ShouldBe([3, 2]);
        x.stride().ShouldBe([1, 3]);
        x.is_contiguous().ShouldBeFalse();
        x.data<long>().ToArray().ShouldBe([0, 3, 1, 4, 2, 5]);
        x.data<long>()[3].ShouldBe(4);
        x.data<long>()[1, 1].ShouldBe(4);
    }

    [Test]
    public void A_view_that_would_need_a_copy_is_refused_and_reshape_copies()
    {
        var x = arange(6).reshape(2, 3).t();
        Should.Throw<InvalidOperationException>(() => x.view(6)).Message.ShouldContain("reshape");
        x.reshape(6).data<long>().ToArray().ShouldBe([0, 3, 1, 4, 2, 5]);
        arange(24).reshape(2, 3, 4).narrow(0, 0, 1).view(3, 4).shape.ShouldBe([3, 4]);
        arange(24).reshape(4, 6)[TensorIndex.Colon, TensorIndex.Slice(0, 4)].view(4, 2, 2).data<long>().ToArray()[4..8].ShouldBe([6, 7, 8, 9]);
        Should.Throw<ArgumentException>(static () => zeros(6).view(4));
        zeros(2, 3).view(-1, 2).shape.ShouldBe([3, 2]);
    }

    [Test]
    public void Broadcasting_stretches_ones_from_the_right()
    {
        var sum = arange(3).reshape(3, 1) + arange(4) * 10;
        sum.shape.ShouldBe([3, 4]);
        sum.data<long>().ToArray().ShouldBe([0, 10, 20, 30, 1, 11, 21, 31, 2, 12, 22, 32]);
        (ones(2, 1, 3) * ones(5, 1)).shape.ShouldBe([2, 5, 3]);
        Should.Throw<ArgumentException>(static () => zeros(3) + zeros(4)).Message.ShouldContain("(3) must match the size of tensor b (4)");
        arange(3).reshape(3, 1).expand(3, 2).data<long>().ToArray().ShouldBe([0, 0, 1, 1, 2, 2]);
        Should.Throw<ArgumentException>(static () => zeros(3).expand(4));
    }

    [Test]
    public void Mixed_types_give_the_wider_and_numbers_do_not_widen()
    {
        (ones(2) + ones(2, dtype: float64)).dtype.ShouldBe(float64);
        (arange(3) + ones(3)).dtype.ShouldBe(float32);
        (ones(2) + 1.5).dtype.ShouldBe(float32);
        (arange(3) * 2).dtype.ShouldBe(int64);
        (arange(3) * 0.5).dtype.ShouldBe(float32);
        (arange(3) / 2).dtype.ShouldBe(float32);
        (ones(3) > 0).dtype.ShouldBe(ScalarType.Bool);
        (ones(3) > 0).sum().dtype.ShouldBe(int64);
    }

    [Test]
    public void Indexing_takes_numbers_ranges_ellipses_new_dimensions_and_tensors()
    {
        var x = arange(24).reshape(2, 3, 4);
        x[1, 2, 3].item<long>().ShouldBe(23);
        x[TensorIndex.Ellipsis, 1..3].shape.ShouldBe([2, 3, 2]);
        x[.., ^1].shape.ShouldBe([2, 4]);
        x[.., .., ^2..].data<long>().ToArray()[..4].ShouldBe([2, 3, 6, 7]);
        x[TensorIndex.None, 0].shape.ShouldBe([1, 3, 4]);
        x[0, TensorIndex.Slice(0, null, 2)].data<long>().ToArray().ShouldBe([0, 1, 2, 3, 8, 9, 10, 11]);
        x[TensorIndex.Colon, TensorIndex.Tensor(tensor([2L, 0L]))].shape.ShouldBe([2, 2, 4]);
        x[TensorIndex.Tensor(x > 20)].data<long>().ToArray().ShouldBe([21, 22, 23]);
        x[-1, -1].data<long>().ToArray().ShouldBe([20, 21, 22, 23]);
        Should.Throw<ArgumentOutOfRangeException>(() => x[2]);
    }

    [Test]
    public void Indexed_assignment_writes_through()
    {
        var x = zeros(2, 3);
        x[1] = 2;
        x[TensorIndex.Colon, 0] = tensor([7f, 8f]);
        x[TensorIndex.Tensor(x == 0)] = -1;
        Values(x).ShouldBe([7, -1, -1, 8, 2, 2]);
    }

    [Test]
    public void Joining_and_splitting_are_inverse()
    {
        var x = arange(12).reshape(3, 4);
        cat(x.split(3, 1), 1).data<long>().ToArray().ShouldBe(x.data<long>().ToArray());
        stack(x.unbind(1), 1).data<long>().ToArray().ShouldBe(x.data<long>().ToArray());
        x.chunk(2, 1)[1].data<long>().ToArray().ShouldBe([2, 3, 6, 7, 10, 11]);
        cat([ones(1), zeros(2, dtype: float64)]).dtype.ShouldBe(float64);
        Should.Throw<ArgumentException>(static () => cat([zeros(2, 2), zeros(3, 3)]));
    }

    [Test]
    public void Picking_by_index_and_adding_back()
    {
        var x = arange(12).reshape(3, 4).to(float32);
        Values(x.index_select(1, tensor([3L, 0L]))).ShouldBe([3, 0, 7, 4, 11, 8]);
        Values(x.gather(0, tensor([2L, 0L, 1L, 1L], [1, 4]))).ShouldBe([8, 1, 6, 7]);
        Values(zeros(3).index_add(0, tensor([2L, 2L, 0L]), tensor([1f, 2f, 4f]), 1)).ShouldBe([4, 0, 3]);
        Values(zeros(2, 2).scatter(1, tensor([1L, 0L], [2, 1]), ones(2, 1))).ShouldBe([0, 1, 1, 0]);
        Should.Throw<ArgumentOutOfRangeException>(() => x.index_select(0, tensor([3L]))).Message.ShouldContain("3");
        Values((x > 9).nonzero().to(float32)).ShouldBe([2, 2, 2, 3]);
        Values(tensor([1f, 2f, 3f]).flip(0)).ShouldBe([3, 2, 1]);
        Values(tensor([1f, 2f]).repeat(2, 2)).ShouldBe([1, 2, 1, 2, 1, 2, 1, 2]);
    }

    [Test]
    public void Accessors_copy_both_ways()
    {
        var x = zeros(2, 2);
        x.t().data<float>().CopyFrom([1, 2, 3, 4]);
        Values(x).ShouldBe([1, 3, 2, 4]);
        var part = new float[3];
        x.data<float>().CopyTo(part, arrayIndex: 1, tensorIndex: 2);
        part.ShouldBe([0, 2, 4]);
        Should.Throw<ArgumentException>(() => x.data<double>());
        Should.Throw<ArgumentException>(() => x.item<float>());
        x.bytes.Length.ShouldBe(16);
    }

    private static float[] Values(Tensor x) => x.data<float>().ToArray();
}
