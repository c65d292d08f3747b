namespace TorchSharp
{
    namespace Utils
    {
        /// <summary>The name a field is registered under, where it is not the field's own.</summary>
        [AttributeUsage(AttributeTargets.Field)]
        public class ComponentNameAttribute : Attribute
        {
            public string Name { get; set; } = "";
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public partial class Module
            {
                /// <summary>Parameters and persistent buffers by name: the tensors themselves, not copies.</summary>
                public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
                {
                    destination ??= [];
                    var start = string.IsNullOrEmpty(prefix) ? "" : prefix + ".";
                    foreach (var (name, parameter) in named_parameters()) destination.TryAdd(start + name, parameter);
                    foreach (var (name, buffer) in named_buffers(include_nonpersistent: false)) destination.TryAdd(start + name, buffer);
                    return destination;
                }

                /// <summary>Copies values in by name.</summary>
                /// <exception cref="InvalidOperationException">Names differ and <paramref name="strict"/> is set.</exception>
                public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
                {
                    skip ??= [];
                    var own = state_dict();
                    List<string> unexpected = [.. source.Keys.Where(key => !own.ContainsKey(key) && !skip.Contains(key))];
                    List<string> missing = [.. own.Keys.Where(key => !source.ContainsKey(key) && !skip.Contains(key))];
                    if (strict && (missing.Count > 0 || unexpected.Count > 0))
                        throw new InvalidOperationException("The loaded state_dict is not identical to the target dictionary.");
                    using var _ = no_grad();
                    foreach (var (key, value) in source)
                        if (!skip.Contains(key) && own.TryGetValue(key, out var target)) target.copy_(value);
                    return (missing, unexpected);
                }

                public Module save(string location, IList<string>? skip = null)
                {
                    using var stream = File.Create(location);
                    return save(stream, skip);
                }

                public Module save(Stream stream, IList<string>? skip = null)
                {
                    using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
                    return save(writer, skip);
                }

                public Module save(BinaryWriter writer, IList<string>? skip = null)
                {
                    save_state_dict(writer, state_dict(), skip);
                    return this;
                }

                public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null)
                {
                    var saved = sd.Where(entry => skip is null || !skip.Contains(entry.Key)).ToArray();
                    writer.Write7BitEncodedInt64(saved.Length);
                    foreach (var (name, tensor) in saved)
                    {
                        writer.Write(name);
                        tensor.Save(writer);
                    }
                }

                public virtual Module load(string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
                {
                    using var stream = File.OpenRead(location);
                    return load(stream, strict, skip, loadedParameters);
                }

                public Module load(Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
                {
                    using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
                    return load(reader, strict, skip, loadedParameters);
                }

                public virtual Module load(BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
                {
                    var own = state_dict();
                    var entries = reader.Read7BitEncodedInt64();
                    if (strict && entries != own.Count)
                        throw new ArgumentException($"Mismatched state_dict sizes: expected {own.Count}, but found {entries} entries.");
                    for (long i = 0; i < entries; i++)
                    {
                        var name = reader.ReadString();
                        var known = own.TryGetValue(name, out var target);
                        if (strict && !known)
                            throw new ArgumentException($"Mismatched module state names: the target modules does not have a submodule or buffer named '{name}'");
                        if (known && skip?.Contains(name) != true) target!.Load(reader);
                        else TensorExtensionMethods.Load(reader).Dispose();
                        loadedParameters?.Add(name, known);
                    }
                    return this;
                }

                /// <summary>Converts floating parameters and buffers, in the objects that hold them.</summary>
                internal void ConvertTo(ScalarType type)
                {
                    if (!is_floating_point(type)) throw new ArgumentException($"nn.Module.to only accepts floating point types, but got desired dtype={type}");
                    foreach (var tensor in parameters().Concat(buffers()))
                    {
                        if (!tensor.is_floating_point() || tensor.dtype == type) continue;
                        var converted = Embedded.Copies.To(tensor.Impl, type);
                        tensor.Impl.TakeWindowOf(converted);
                        tensor.Impl.SetGrad(null);
                        converted.Release();
                    }
                }
            }
        }
    }
}
