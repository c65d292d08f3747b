namespace SurrogateEngine.Kernels;

/// <summary>
/// What the shells of a model make up. Its number is that of the dimensions in which drug leaves, which is also the ratio of surface
/// times characteristic length to volume: a slab's half thickness, a cylinder's or a sphere's radius.
/// </summary>
public enum Geometry
{
    /// <summary>Drug leaves through two plane faces.</summary>
    Slab = 1,

    /// <summary>Drug leaves through the side of a long cylinder.</summary>
    Cylinder = 2,

    /// <summary>Drug leaves through the surface of a sphere.</summary>
    Sphere = 3,
}
