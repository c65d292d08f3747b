using TorchSharp.Embedded;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>y[o, i] = b[o] + sum over c, k of W[o, c, k] x[c, i stride + k dilation - padding], as one matrix product.</summary>
            /// <param name="input">[batch, channels, length] or [channels, length].</param>
            /// <param name="weight">[out, channels / groups, kernel].</param>
            /// <param name="bias">[out], or null.</param>
            public static Tensor conv1d(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? dilation = null, long groups = 1)
            {
                if (input.ndim == 2) return conv1d(input.unsqueeze(0), weight, bias, stride, padding, dilation, groups).squeeze(0);
                RequireChannels(input, weight, weight.size(1) * groups);
                var rows = input.transpose(1, 2);
                if (padding is > 0) rows = pad(rows, [0, 0, padding.Value, padding.Value]);
                if (groups == 1) return Convolved(rows, weight, bias, stride ?? 1, dilation ?? 1).transpose(1, 2);
                var (x, w, b) = (rows.chunk(groups, 2), weight.chunk(groups), bias?.chunk(groups));
                Tensor[] parts = [.. Enumerable.Range(0, (int)groups).Select(i => Convolved(x[i], w[i], b?[i], stride ?? 1, dilation ?? 1))];
                return cat(parts, 2).transpose(1, 2);
            }

            /// <summary>The gradient of <see cref="conv1d"/> by its input, as a layer: y[o, i stride + k dilation - padding] += W[c, o, k] x[c, i].</summary>
            /// <param name="input">[batch, channels, length] or [channels, length].</param>
            /// <param name="weight">[channels, out / groups, kernel].</param>
            /// <param name="bias">[out], or null.</param>
            public static Tensor conv_transpose1d(
                Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? output_padding = null, long? dilation = null, long groups = 1)
            {
                if (input.ndim == 2) return conv_transpose1d(input.unsqueeze(0), weight, bias, stride, padding, output_padding, dilation, groups).squeeze(0);
                RequireChannels(input, weight, weight.size(0));
                var (x, w) = (input.transpose(1, 2).chunk(groups, 2), weight.chunk(groups));
                Tensor[] parts = [.. Enumerable.Range(0, (int)groups).Select(i => Spread(x[i], w[i], stride ?? 1, dilation ?? 1, output_padding ?? 0))];
                var spread = groups == 1 ? parts[0] : cat(parts, 2);
                var cut = padding ?? 0;
                var result = cut == 0 ? spread : spread.narrow(1, cut, spread.size(1) - 2 * cut);
                return (bias is null ? result : result + bias).transpose(1, 2);
            }

            /// <summary>[batch, length, channels] to [batch, length', out]: the windows of every place side by side, times all weights.</summary>
            private static Tensor Convolved(Tensor rows, Tensor weight, Tensor? bias, long stride, long dilation)
            {
                var kernel = weight.size(2);
                var places = (rows.size(1) - dilation * (kernel - 1) - 1) / stride + 1;
                if (rows.size(1) < dilation * (kernel - 1) + 1)
                    throw new ArgumentException($"A length of {rows.size(1)} with its padding is shorter than the kernel's reach of {dilation * (kernel - 1) + 1}.");
                if (kernel == 1 && stride == 1) return linear(rows, weight.squeeze(2), bias);
                Tensor[] taps = [.. Enumerable.Range(0, (int)kernel).Select(k => rows.slice(1, k * dilation, k * dilation + (places - 1) * stride + 1, stride))];
                return linear(cat(taps, 2), weight.permute(0, 2, 1).reshape(weight.size(0), -1), bias);
            }

            private static Tensor Spread(Tensor rows, Tensor weight, long stride, long dilation, long extra)
            {
                var (length, outputs, kernel) = (rows.size(1), weight.size(1), weight.size(2));
                var spread = linear(rows, weight.permute(2, 1, 0).reshape(kernel * outputs, -1)).reshape(rows.size(0), length * kernel, outputs);
                var places = (arange(length).unsqueeze(1) * stride + arange(kernel) * dilation).reshape(-1);
                var target = zeros([rows.size(0), (length - 1) * stride + dilation * (kernel - 1) + 1 + extra, outputs], rows.dtype);
                return target.index_add(1, places, spread, 1);
            }

            private static void RequireChannels(Tensor input, Tensor weight, long channels)
            {
                if (input.ndim != 3 || weight.ndim != 3 || input.size(1) != channels)
                    throw new ArgumentException($"An input of shape {input.Impl.Layout} does not fit a convolution's weights of shape {weight.Impl.Layout}: expected [batch, {channels}, length].");
            }
        }
    }
}
