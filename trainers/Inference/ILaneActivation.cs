using System.Runtime.Intrinsics;

namespace SurrogateEngine.Trainers;

/// <summary>An activation with its derivative, which comes almost for nothing beside the value.</summary>
interface ILaneActivation : ILaneFunction
{
    /// <summary>The value, and the derivative in <paramref name="derivative"/>.</summary>
    static abstract Vector512<float> Of(Vector512<float> x, out Vector512<float> derivative);
}
