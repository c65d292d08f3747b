using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>Finds activations by name.</summary>
static class Activations
{
    static readonly Dictionary<string, Func<Tensor, Tensor>> All = new()
    {
        ["silu"] = x => nn.functional.silu(x),
        ["tanh"] = x => nn.functional.tanh(x),
        ["gelu"] = x => nn.functional.gelu(x),
    };

    public static IReadOnlyList<string> Names { get; } = [.. All.Keys];

    public static Func<Tensor, Tensor> Named(string name) => All[name];

    public static string NameOf(Func<Tensor, Tensor> activation) => All.FirstOrDefault(known => known.Value == activation).Key ?? "";
}
