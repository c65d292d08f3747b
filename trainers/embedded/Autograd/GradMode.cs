namespace TorchSharp.Embedded;

/// <summary>Whether operations on this thread are recorded.</summary>
internal static class GradMode
{
    [ThreadStatic]
    private static bool disabled;

    internal static bool IsEnabled
    {
        get => !disabled;
        set => disabled = !value;
    }
}
