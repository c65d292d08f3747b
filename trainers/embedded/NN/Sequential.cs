using TorchSharp.Embedded;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Modules one after the other.</summary>
    public class Sequential : nn.Module<Tensor, Tensor>
    {
        private readonly List<nn.IModule<Tensor, Tensor>> inOrder = [];

        protected internal Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules) : base(nameof(Sequential))
        {
            foreach (var (name, submodule) in modules) append(name, submodule);
        }

        public int Count => inOrder.Count;

        public nn.IModule<Tensor, Tensor> this[int index] => inOrder[index];

        public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
        {
            register_module(name, (nn.Module)module);
            inOrder.Add(module);
            return this;
        }

        public Sequential append(nn.IModule<Tensor, Tensor> module) =>
            append(inOrder.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), module);

        public override Tensor forward(Tensor tensor)
        {
            if (inOrder.Count == 0) return tensor.alias();
            var at = 0;
            var result = Next(ref at, tensor);
            while (at < inOrder.Count)
            {
                var next = Next(ref at, result);
                result.Dispose();
                result = next;
            }
            return result;
        }

        /// <summary>One module; or two, where the second can be done within the first: nobody else sees what stands between them.</summary>
        private Tensor Next(ref int at, Tensor input)
        {
            var module = inOrder[at++];
            if (module is not Linear layer || at == inOrder.Count || inOrder[at] is not IFollowsLinear activation) return module.call(input);
            at++;
            return activation.After(layer, input);
        }

        protected override void RegisterComponents()
        {
        }
    }

    /// <summary>A list of modules; whoever holds it calls them.</summary>
    public class ModuleList<T> : nn.Module, IList<T> where T : nn.Module
    {
        private readonly List<T> list = [];
        private bool registered;

        public ModuleList(params T[] modules) : base(nameof(ModuleList<>)) => list.AddRange(modules);

        public int Count => list.Count;

        public bool IsReadOnly => false;

        public T this[int index]
        {
            get => list[index];
            set => list[index] = value;
        }

        public void Add(T item) => list.Add(item);

        public void append(params T[] parameters) => list.AddRange(parameters);

        public void extend(IEnumerable<T> modules) => list.AddRange(modules);

        public void Clear() => list.Clear();

        public bool Contains(T item) => list.Contains(item);

        public void CopyTo(T[] array, int arrayIndex) => list.CopyTo(array, arrayIndex);

        public int IndexOf(T item) => list.IndexOf(item);

        public void Insert(int index, T item) => list.Insert(index, item);

        public bool Remove(T item) => list.Remove(item);

        public void RemoveAt(int index) => list.RemoveAt(index);

        public IEnumerator<T> GetEnumerator() => list.GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => list.GetEnumerator();

        protected override void RegisterComponents()
        {
            if (registered) return;
            registered = true;
            for (var i = 0; i < list.Count; i++) register_module($"{i}", list[i]);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Sequential Sequential() => new();

            public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) => Sequential((IEnumerable<Module<Tensor, Tensor>>)modules);

            public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => new(modules);

            public static Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules)
            {
                var result = new Sequential();
                foreach (var module in modules) result.append(module);
                return result;
            }

            public static ModuleList<Module> ModuleList(params Module[] modules) => new(modules);

            public static ModuleList<T> ModuleList<T>(params T[] modules) where T : Module => new(modules);
        }
    }
}
