using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// The product of a vector with a network's Jacobian, which can be differentiated again. It goes through TorchScript's interpreter
/// because TorchSharp 0.107 lets what its own <c>autograd.grad</c> throws run out of the native library, which ends the process; the
/// interpreter hands an error back as an exception, and the numbers have the same bits.
/// </summary>
static class VectorJacobianProduct
{
    static readonly jit.CompilationUnit Script = jit.compile("""
        def product(outputs: Tensor, inputs: Tensor, vector: Tensor) -> Tensor:
            vectors: List[Optional[Tensor]] = [vector]
            gradient = torch.autograd.grad([outputs], [inputs], vectors, True, True, False)[0]
            assert gradient is not None
            return gradient

        """);

    /// <summary>The sum over outputs of vector times d(output)/d(input).</summary>
    /// <param name="outputs">What a network gave, shape [rows, points].</param>
    /// <param name="inputs">What it was asked with, shape [rows, inputs]; requires a gradient.</param>
    /// <param name="vector">Shape [rows, points].</param>
    /// <returns>Shape [rows, inputs]; the caller's scope owns it.</returns>
    public static Tensor Of(Tensor outputs, Tensor inputs, Tensor vector) => Script.invoke<Tensor>("product", outputs, inputs, vector);
}
