using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Controllers;

/// <summary>Decides how long the next step should be.</summary>
public interface IController
{
    /// <summary>Factor for the next step after one whose error was <paramref name="error"/> times the tolerance; small where it is NaN.</summary>
    /// <param name="error">Error of the step just tried over the tolerance: the step stands if it is at most 1.</param>
    /// <param name="before">The same of the last step that stood; 1 if none did.</param>
    /// <param name="order">Order of the method; the error is of that order in the step.</param>
    static abstract T Growth<T>(T error, T before, int order) where T : unmanaged, IReal<T>;
}
