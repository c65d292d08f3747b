using System.Text.RegularExpressions;

namespace SurrogateEngine.Tests;

/// <content>No tensor stays behind on the host by mistake.</content>
public sealed partial class HouseTests
{
    /// <summary>Folders whose tensors meet those of the network while it learns. Networks are made on the host and moved whole.</summary>
    [TestCase("trainers/Training"), TestCase("trainers/Data"), TestCase("trainers/Data/Streaming"), TestCase("trainers/Losses")]
    [TestCase("trainers/Losses/Physics"), TestCase("trainers/Data/Transforms"), TestCase("trainers/Files")]
    public void Tensors_of_a_training_are_made_and_read_by_way_of_the_device(string folder)
    {
        var files = Repository.Files(folder, ".cs");
        files.ShouldNotBeEmpty();
        files.Where(file => MakesTensor().IsMatch(Repository.Code(file)) || ReadsTensor().IsMatch(Repository.Code(file)))
            .ShouldBeEmpty("Make tensors with DeviceTensors, whose device is said, and read them with its OnHost, Number and Double.");
    }

    [TestCase("var x = empty(2, 3);", true), TestCase("return torch.zeros(2);", true), TestCase("x.mul_(tensor(roots, [4]))", true)]
    [TestCase("zeros_like(x)", false), TestCase("DeviceTensors.Empty(2, 3)", false), TestCase("Rows(tensor)", false)]
    public void What_counts_as_making_a_tensor(string code, bool makes) => MakesTensor().IsMatch(code).ShouldBe(makes);

    /// <summary>
    /// An exception in managed code that native code called, or in native code that does not catch it for us, ends the process:
    /// functions and hooks of autograd, its grad, and the optimizers that call back for the loss.
    /// </summary>
    [Test]
    public void No_exception_can_run_through_native_code()
    {
        var others = Repository.Files("trainers", ".cs").Where(file => file != "trainers/Losses/VectorJacobianProduct.cs");
        others.Where(file => CallsBack().IsMatch(Repository.Code(file))).ShouldBeEmpty(
            "Give gradients of our own to tensor.backward, and take products with a Jacobian from VectorJacobianProduct.");
        foreach (string code in (string[])["autograd.grad([y], [x])", "x.register_hook(g => g)",
            "class Mine : autograd.SingleTensorFunction<Mine>", "optim.LBFGS(weights)"])
            CallsBack().IsMatch(code).ShouldBeTrue(code);
        CallsBack().IsMatch("numbers.backward([gradient])").ShouldBeFalse();
    }

    [GeneratedRegex(@"\bautograd\.grad\(|\bregister_\w*hook\(|\b(Single|Multi)TensorFunction\b|\boptim\.LBFGS\(")]
    private static partial Regex CallsBack();

    [GeneratedRegex(
        @"(?<![\w.]|\bTensor )(torch\.)?(tensor|empty|zeros|ones|eye|full|arange|linspace|logspace|rand|randn|randint|randperm|from_array|as_tensor|frombuffer)\(")]
    private static partial Regex MakesTensor();

    [GeneratedRegex(@"\.item<|\.data<|\.cpu\(\)|\.ToSingle\(\)|\.ToDouble\(\)|\.ToScalar\(\)")]
    private static partial Regex ReadsTensor();
}
