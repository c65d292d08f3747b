using System.Runtime.Intrinsics;

namespace SurrogateEngine.Trainers;

/// <summary>A function of 16 numbers at once, each by itself.</summary>
interface ILaneFunction
{
    static abstract Vector512<float> Of(Vector512<float> x);
}
