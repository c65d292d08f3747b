using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// An ONNX graph in the making: operators are added one by one and each gives the name of its result. Messages and field
/// numbers are those of onnx.proto (onnx/onnx, GraphProto, NodeProto, AttributeProto, TensorProto).
/// </summary>
/// <param name="activation">Name of the activation in the surrogate's plan.</param>
sealed partial class OnnxGraph(string activation)
{
    const int FloatType = 1, Int64Type = 7, BoolType = 9;

    readonly List<ProtoMessage> nodes = [], constants = [];

    /// <summary>Adds an operator.</summary>
    /// <param name="type">Its name in ONNX.</param>
    /// <param name="inputs">Names of what it works on.</param>
    /// <param name="attributes">Its attributes, each a long or several of them.</param>
    /// <returns>Name of its result.</returns>
    public string Node(string type, IEnumerable<string> inputs, params IEnumerable<(string Name, object Value)> attributes) =>
        Node($"{type.ToLowerInvariant()}_{nodes.Count}", type, inputs, attributes);

    /// <summary>Adds an operator whose result has a name of the caller's choice.</summary>
    public string Node(string result, string type, IEnumerable<string> inputs, IEnumerable<(string Name, object Value)> attributes)
    {
        var node = new ProtoMessage();
        foreach (string input in inputs)
            node.Text(1, input);
        node.Text(2, result).Text(3, result).Text(4, type);
        foreach (var (name, value) in attributes)
            node.Message(5, Attribute(name, value));
        nodes.Add(node);
        return result;
    }

    /// <summary>Adds numbers that never change, such as weights.</summary>
    public string Constant(ReadOnlySpan<float> values, params ReadOnlySpan<long> shape) =>
        Constant(FloatType, MemoryMarshal.AsBytes(values), shape);

    /// <summary>Adds a contiguous tensor's numbers.</summary>
    public string Constant(Tensor values) => Constant(values.Floats(), values.shape);

    /// <summary>Adds one number.</summary>
    public string Number(float value) => Constant([value], []);

    /// <summary>Adds integers, as shapes and places are given.</summary>
    public string Integers(params ReadOnlySpan<long> values) => Constant(Int64Type, MemoryMarshal.AsBytes(values), [values.Length]);

    /// <summary>Adds one integer.</summary>
    public string Integer(long value) => Constant(Int64Type, MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in value)), []);

    /// <summary>Adds truths.</summary>
    public string Truths(ReadOnlySpan<bool> values) => Constant(BoolType, MemoryMarshal.AsBytes(values), [values.Length]);

    /// <summary>The whole graph.</summary>
    /// <param name="name">Name of the graph.</param>
    /// <param name="inputs">What it is asked with.</param>
    /// <param name="outputs">What it answers; each is the result of an operator of that name.</param>
    public ProtoMessage Finish(string name, IEnumerable<OnnxValue> inputs, IEnumerable<OnnxValue> outputs) => new ProtoMessage()
        .Messages(1, nodes).Text(2, name).Messages(5, constants)
        .Messages(11, inputs.Select(Value)).Messages(12, outputs.Select(Value));

    string Constant(int type, ReadOnlySpan<byte> bytes, ReadOnlySpan<long> shape)
    {
        string name = $"constant_{constants.Count}";
        var tensor = new ProtoMessage();
        foreach (long size in shape)
            tensor.Int(1, size);
        constants.Add(tensor.Int(2, type).Text(8, name).Bytes(9, bytes));
        return name;
    }

    // 20 is the type of the value: 2 for an integer, 7 for several.
    static ProtoMessage Attribute(string name, object value)
    {
        var attribute = new ProtoMessage().Text(1, name);
        if (value is long single)
            return attribute.Int(3, single).Int(20, 2);
        foreach (long one in (long[])value)
            attribute.Int(8, one);
        return attribute.Int(20, 7);
    }

    static ProtoMessage Value(OnnxValue value)
    {
        var shape = new ProtoMessage().Message(1, new ProtoMessage().Text(2, "formulations"));
        foreach (int size in value.Sizes)
            shape.Message(1, new ProtoMessage().Int(1, size));
        var tensor = new ProtoMessage().Int(1, FloatType).Message(2, shape);
        return new ProtoMessage().Text(1, value.Name).Message(2, new ProtoMessage().Message(1, tensor)).Text(3, value.Meaning);
    }
}

/// <summary>A graph's input or output: single precision, shape [formulations, sizes].</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sizes">Sizes behind the number of formulations.</param>
/// <param name="Meaning">What it is, in words.</param>
sealed record OnnxValue(string Name, int[] Sizes, string Meaning);
