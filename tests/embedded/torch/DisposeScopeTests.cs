using TorchSharp;
using TorchSharp.Embedded;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Embedded.Torch;

public sealed class DisposeScopeTests
{
    [Test]
    public void A_scope_disposes_what_was_made_in_it_and_not_what_left_it()
    {
        Tensor inside, moved, detached;
        using (var outer = NewDisposeScope())
        {
            using (var inner = NewDisposeScope())
            {
                (inside, moved, detached) = (ones(1), ones(2), ones(3));
                moved.MoveToOuterDisposeScope();
                detached.DetachFromDisposeScope();
                inner.DisposablesCount.ShouldBe(1);
                inner.Contains(inside).ShouldBeTrue();
            }
            inside.IsInvalid.ShouldBeTrue();
            moved.IsInvalid.ShouldBeFalse();
            outer.DisposablesCount.ShouldBe(1);
        }
        moved.IsInvalid.ShouldBeTrue();
        detached.IsInvalid.ShouldBeFalse();
        detached.Dispose();
        Should.Throw<InvalidOperationException>(() => detached.sum()).Message.ShouldContain("empty handle");
    }

    [Test]
    public void A_disposed_tensor_leaves_its_views_and_graph_alive()
    {
        using var scope = NewDisposeScope();
        var x = ones(3).requires_grad_();
        Tensor loss;
        using (NewDisposeScope())
        {
            var hidden = (x * 2).exp();
            loss = hidden.sum().MoveToOuterDisposeScope();
        }
        loss.backward();
        x.grad!.data<float>()[0].ShouldBe(2 * MathF.Exp(2), 1e-4f);
        var whole = arange(6).reshape(2, 3);
        var row = whole[1];
        whole.Dispose();
        row.data<long>().ToArray().ShouldBe([3, 4, 5]);
    }

    [Test]
    public void Wrapping_keeps_only_the_result()
    {
        using var scope = NewDisposeScope();
        var result = WrappedTensorDisposeScope(static () => ones(2) + ones(2) * 2);
        result.data<float>().ToArray().ShouldBe([3, 3]);
        scope.DisposablesCount.ShouldBe(1);
    }

    [Test]
    public void Scopes_of_other_threads_do_not_interfere()
    {
        using var scope = NewDisposeScope();
        Tensor? other = null;
        var thread = new Thread(() => other = ones(1));
        thread.Start();
        thread.Join();
        scope.DisposablesCount.ShouldBe(0);
        other!.Dispose();
    }

    [Test]
    public void Memory_is_used_again_from_step_to_step()
    {
        static void Step()
        {
            using var scope = NewDisposeScope();
            (ones(1 << 20) * 2).sum();
        }
        Step();
        var (allocated, idle) = (GC.GetAllocatedBytesForCurrentThread(), BlockPool.IdleBytes);
        for (var i = 0; i < 100; i++) Step();
        // 100 steps touch 800 MB of tensors; the managed objects around them are a few kB.
        (GC.GetAllocatedBytesForCurrentThread() - allocated).ShouldBeLessThan(300_000);
        (BlockPool.IdleBytes - idle).ShouldBeLessThan(16 << 20);
    }
}
