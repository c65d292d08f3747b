namespace SurrogateEngine.Trainers;

/// <summary>Numbers with a name and a shape, row-major: what a weights file holds.</summary>
sealed record NamedArray(string Name, long[] Shape, float[] Values);
