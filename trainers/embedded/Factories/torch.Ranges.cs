using TorchSharp.Embedded;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    /// <summary>start, start + step, ... below stop; int64 when all three are whole numbers.</summary>
    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        Device.RequireCpu(device);
        if (step.Real == 0) throw new ArgumentException("arange needs a step other than 0.");
        var whole = !start.Type.IsFloating() && !stop.Type.IsFloating() && !step.Type.IsFloating();
        var count = Math.Max(0, (long)Math.Ceiling((stop.Real - start.Real) / step.Real));
        var type = dtype ?? (whole ? ScalarType.Int64 : get_default_dtype());
        return whole
            ? Computed(count, ScalarType.Int64, type, requires_grad, i => start.Whole + i * step.Whole)
            : Computed(count, ScalarType.Float64, type, requires_grad, i => start.Real + i * step.Real);
    }

    /// <summary>Equally spaced numbers, both ends included.</summary>
    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        var step = steps > 1 ? (end - start) / (steps - 1) : 0;
        return Computed(steps, ScalarType.Float64, Type(dtype, device), requires_grad, i => i < steps / 2 ? start + i * step : end - (steps - 1 - i) * (steps > 1 ? step : start - end));
    }

    public static Tensor logspace(double start, double end, long steps, double @base = 10, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        var step = steps > 1 ? (end - start) / (steps - 1) : 0;
        return Computed(steps, ScalarType.Float64, Type(dtype, device), requires_grad, i => Math.Pow(@base, start + i * step));
    }

    /// <summary>Ones on the diagonal; square unless columns are given.</summary>
    public static Tensor eye(long rows, long columns = -1L, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        using var scope = NewDisposeScope();
        var result = zeros(rows, columns < 0 ? rows : columns, dtype, device);
        result.diagonal().fill_(1);
        return result.MoveToOuterDisposeScope().requires_grad_(requires_grad);
    }

    private static unsafe Tensor Computed(long count, ScalarType exact, ScalarType type, bool requiresGrad, Func<long, double> value)
    {
        var numbers = TensorImpl.Empty([count], exact);
        for (long i = 0; i < count; i++)
        {
            if (exact == ScalarType.Int64) numbers.Data<long>()[i] = (long)value(i);
            else numbers.Data<double>()[i] = value(i);
        }
        var result = Copies.To(numbers, type);
        numbers.Release();
        return Made(result, requiresGrad);
    }
}
