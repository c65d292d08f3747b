using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A tensor that modules register as something to learn.</summary>
    public class Parameter : Tensor
    {
        /// <summary>
        /// 
        /// </summary>
        /// <param name="data">The values; this object takes them over and leaves <paramref name="data"/> empty.</param>
        public Parameter(Tensor data, bool requires_grad = true) : base(Emptied(data, requires_grad), register: false)
        {
        }

        private static Embedded.TensorImpl Emptied(Tensor data, bool requiresGrad)
        {
            data.requires_grad = requiresGrad;
            return data.TakeImpl();
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);
        }
    }

    public static partial class TensorExtensionMethods
    {
        public static Parameter AsParameter(this Tensor tensor) => tensor as Parameter ?? new Parameter(tensor);
    }
}
