using TorchSharp.Embedded;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public long Dimensions => Impl.Layout.Rank;

        public long ndim => Impl.Layout.Rank;

        public long NumberOfElements => Impl.Count;

        public long ElementSize => dtype.Size();

        public ScalarType dtype => Impl.Type;

        public Device device => CPU;

        public DeviceType device_type => DeviceType.CPU;

        public int device_index => -1;

        public bool is_cuda => false;

        public bool is_meta => false;

        public long[] shape => [.. Impl.Layout.Sizes];

        public bool is_leaf => Impl.Producer is null;

        public long dim() => Impl.Layout.Rank;

        public long numel() => Impl.Count;

        public long element_size() => dtype.Size();

        public long size(int dim) => Impl.Layout.Sizes[Impl.Layout.Dimension(dim)];

        public long[] size() => shape;

        public long[] stride() => [.. Impl.Layout.Strides];

        public long stride(int dim) => Impl.Layout.Strides[Impl.Layout.Dimension(dim)];

        public long storage_offset() => Impl.Offset;

        public bool is_contiguous() => Impl.Layout.IsContiguous;

        public bool is_cpu() => true;

        public bool is_floating_point() => dtype.IsFloating();

        public bool is_integral() => torch.is_integral(dtype);

        /// <summary>The elements as a flat, bounds-checked sequence in row-major order.</summary>
        /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the element type.</exception>
        public TensorAccessor<T> data<T>() where T : unmanaged
        {
            ValidateType(typeof(T));
            return new TensorAccessor<T>(this);
        }

        /// <summary>The only element.</summary>
        /// <exception cref="ArgumentException">There is not exactly one element, or it is of another type.</exception>
        public unsafe T item<T>() where T : unmanaged
        {
            if (NumberOfElements != 1) throw new ArgumentException("Number of elements in the tensor must be 1");
            ValidateType(typeof(T));
            var value = *Impl.Data<T>();
            GC.KeepAlive(this);
            return value;
        }

        public bool is_nonzero() => ToScalar().IsNonZero;

        /// <summary>The memory of a row-major tensor as bytes.</summary>
        /// <exception cref="NotSupportedException">The tensor is a view that is not row-major.</exception>
        public unsafe Span<byte> bytes
        {
            get
            {
                if (!is_contiguous()) throw new NotImplementedException("Bytes() called on non-contiguous tensor.");
                return new Span<byte>(Impl.Data<byte>() + Impl.Offset * (ElementSize - 1), checked((int)(NumberOfElements * ElementSize)));
            }
            set
            {
                if (value.Length != NumberOfElements * ElementSize) throw new ArgumentException("Mismatched data sizes in SetBytes.");
                value.CopyTo(bytes);
                Impl.Block.Version++;
            }
        }

        internal void ValidateType(Type dotnetType)
        {
            var wanted = dtype switch
            {
                ScalarType.Float32 => typeof(float),
                ScalarType.Float64 => typeof(double),
                ScalarType.Int64 => typeof(long),
                ScalarType.Int32 => typeof(int),
                ScalarType.Byte => typeof(byte),
                _ => typeof(bool),
            };
            if (dotnetType != wanted) throw new ArgumentException($"{dotnetType.Name} is not compatible with {dtype}");
        }
    }
}
