using SurrogateEngine.Trainers;
using static TorchSharp.torch;

namespace SurrogateEngine.Tests.Training.Streaming;

/// <summary>A tensor's memory as .NET memory.</summary>
public sealed class TensorMemoryTests
{
    [Test]
    public void What_is_written_to_the_memory_stands_in_the_tensor_and_in_parts_of_it()
    {
        Tensor tensor = zeros(5, 3);
        using IDisposable memory = new TensorMemory(tensor);
        Span<float> floats = ((TensorMemory)memory).Memory.Span;
        floats.Length.ShouldBe(15);
        for (int k = 0; k < floats.Length; k++)
            floats[k] = k;
        tensor[2, 1].item<float>().ShouldBe(7);
        using Tensor part = tensor.narrow(0, 3, 2);
        part.is_contiguous().ShouldBeTrue();
        part.data<float>().ToArray().ShouldBe([9, 10, 11, 12, 13, 14]);
        floats[9] = -1;
        part[0, 0].item<float>().ShouldBe(-1);
    }

    [Test]
    public void The_memory_of_a_part_begins_where_the_part_does()
    {
        using Tensor whole = arange(12, ScalarType.Float32).reshape(4, 3);
        using IDisposable memory = new TensorMemory(whole.narrow(0, 2, 2));
        ((TensorMemory)memory).Memory.ToArray().ShouldBe([6, 7, 8, 9, 10, 11]);
    }

    [Test]
    public void Tensors_whose_floats_do_not_lie_one_after_another_are_refused()
    {
        using Tensor turned = zeros(5, 3).t(), doubles = zeros(5, 3, ScalarType.Float64);
        Should.Throw<ArgumentException>(() => new TensorMemory(turned));
        Should.Throw<ArgumentException>(() => new TensorMemory(doubles)).Message.ShouldContain("Float64");
    }
}
