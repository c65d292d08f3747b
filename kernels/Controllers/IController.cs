using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Controllers;

/// <summary>Decides how long the next step should be.</summary>
public interface IController
{
    /// <summary>Factor for the next step after one whose error was <paramref name="error"/> times the tolerance; small where it is NaN.</summary>
    static abstract T Growth<T>(T error, int order) where T : unmanaged, IReal<T>;
}
