using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>
        /// A part of a network: parameters, buffers and further modules by name. A derived class calls
        /// <see cref="RegisterComponents"/> at the end of its constructor, which finds them among its fields.
        /// </summary>
        public partial class Module : IDisposable
        {
            private readonly List<(string Name, Module Value)> submodules = [];
            private readonly List<(string Name, Parameter Value)> ownParameters = [];
            private readonly List<(string Name, Tensor Value, bool Persistent)> ownBuffers = [];
            private bool registered;

            protected Module(string name) => this.name = name;

            protected string? name { get; set; }

            public virtual bool training { get; private set; } = true;

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            public virtual string GetName() => name ?? GetType().Name;

            public virtual IEnumerable<(string name, Module module)> named_children() => submodules;

            public virtual IEnumerable<Module> children() => named_children().Select(static child => child.module);

            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var (name, module) in named_children())
                {
                    yield return (name, module);
                    foreach (var (inner, descendant) in module.named_modules()) yield return ($"{name}.{inner}", descendant);
                }
            }

            public virtual IEnumerable<Module> modules() => named_modules().Select(static m => m.module);

            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<Parameter>(ReferenceEqualityComparer.Instance);
                foreach (var (name, parameter) in AllParameters(recurse))
                    if (seen.Add(parameter)) yield return (name, parameter);
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(static p => p.parameter);

            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                foreach (var (name, buffer, persistent) in ownBuffers)
                    if (persistent || include_nonpersistent) yield return (name, buffer);
                if (!recurse) yield break;
                foreach (var (name, module) in named_children())
                {
                    foreach (var (inner, buffer) in module.named_buffers(true, include_nonpersistent)) yield return ($"{name}.{inner}", buffer);
                }
            }

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(static b => b.buffer);

            public virtual bool has_parameter(string target) => named_parameters().Any(p => p.name == target);

            public virtual bool has_buffer(string target) => named_buffers().Any(b => b.name == target);

            public virtual Parameter? get_parameter(string target) => named_parameters().FirstOrDefault(p => p.name == target).parameter;

            public virtual Tensor? get_buffer(string target) => named_buffers().FirstOrDefault(b => b.name == target).buffer;

            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                ownBuffers.RemoveAll(b => b.Name == name);
                ownBuffers.Add((name, tensor.DetachFromDisposeScope(), persistent));
            }

            public virtual void register_parameter(string name, Parameter param)
            {
                var at = ownParameters.FindIndex(p => p.Name == name);
                param.DetachFromDisposeScope();
                if (at < 0) ownParameters.Add((name, param));
                else ownParameters[at] = (name, param);
            }

            public virtual void register_module(string name, Module submodule)
            {
                if (name.Contains('.')) throw new ArgumentException($"A module's name cannot contain a dot: {name}");
                if (submodules.Exists(m => m.Name == name)) throw new InvalidOperationException($"Sub-module {name} is already registered.");
                submodule.RegisterComponents();
                submodules.Add((name, submodule));
            }

            public void add_module(string name, Module module) => register_module(name, module);

            public virtual Module apply(Action<Module> fn)
            {
                foreach (var (_, module) in named_children()) module.apply(fn);
                fn(this);
                return this;
            }

            public virtual void train(bool train = true)
            {
                training = train;
                foreach (var (_, module) in named_children()) module.train(train);
            }

            public virtual void eval() => train(false);

            /// <summary>Forgets the gradients of all parameters, or fills them with zeros.</summary>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters())
                {
                    if (set_to_none) parameter.Impl.SetGrad(null);
                    else if (parameter.Impl.Grad is { } grad) Embedded.Fills.Clear(grad);
                }
            }

            /// <summary>Registers every field that is a parameter, a tensor or a module under its own name.</summary>
            protected virtual void RegisterComponents()
            {
                if (registered) return;
                registered = true;
                foreach (var field in Fields(GetType()))
                {
                    var name = field.GetCustomAttribute<Utils.ComponentNameAttribute>()?.Name ?? field.Name;
                    if (IsRegistered(name)) continue;
                    switch (field.GetValue(this))
                    {
                        case Module module: register_module(name, module); break;
                        case Parameter parameter: register_parameter(name, parameter); break;
                        case Tensor tensor: register_buffer(name, tensor); break;
                    }
                }
            }

            protected void ConditionallyRegisterParameter(string name, Parameter? value)
            {
                if (value is null) ownParameters.RemoveAll(p => p.Name == name);
                else register_parameter(name, value);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing) return;
                foreach (var (_, module) in submodules) module.Dispose();
                foreach (var (_, parameter) in ownParameters) parameter.Dispose();
                foreach (var (_, buffer, _) in ownBuffers) buffer.Dispose();
            }

            private static IEnumerable<FieldInfo> Fields(Type? type)
            {
                if (type is null || type == typeof(Module)) return [];
                const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;
                return type.GetFields(Own).Concat(Fields(type.BaseType));
            }

            private bool IsRegistered(string name) =>
                submodules.Exists(m => m.Name == name) || ownParameters.Exists(p => p.Name == name) || ownBuffers.Exists(b => b.Name == name);

            private IEnumerable<(string Name, Parameter Parameter)> AllParameters(bool recurse)
            {
                foreach (var (name, parameter) in ownParameters) yield return (name, parameter);
                if (!recurse) yield break;
                foreach (var (name, module) in named_children())
                {
                    foreach (var (inner, parameter) in module.named_parameters()) yield return ($"{name}.{inner}", parameter);
                }
            }
        }
    }
}
