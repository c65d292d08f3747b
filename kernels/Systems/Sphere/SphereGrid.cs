namespace SurrogateEngine.Kernels.Systems.Sphere;

/// <summary>
/// Places of the shells' faces, x_0 = 0 at the center to x_N = 1 at the surface, and what follows from them in n dimensions (a sphere's
/// 3, a cylinder's 2, a slab's 1): V_i = x_{i+1}^n - x_i^n, g_i = n x_{i+1}^(n-1) / (distance between shell middles), the last distance
/// being half a shell.
/// </summary>
sealed class SphereGrid
{
    /// <summary>Faces, N + 1 ascending radii in units of the sphere's.</summary>
    public double[] Faces { get; }

    /// <summary>g_i of the face outside each shell.</summary>
    public double[] Conductance { get; }

    /// <summary>1 / V_i.</summary>
    public double[] InverseVolume { get; }

    /// <summary>Number of shells.</summary>
    public int Shells => Conductance.Length;

    SphereGrid(double[] faces, Geometry geometry)
    {
        int dimensions = (int)geometry;
        Faces = faces;
        int n = faces.Length - 1;
        Conductance = new double[n];
        InverseVolume = new double[n];
        for (int i = 0; i < n; i++)
        {
            double inner = faces[i], outer = faces[i + 1];
            double middle = 0.5 * (inner + outer);
            double distance = i < n - 1 ? 0.5 * (outer + faces[i + 2]) - middle : outer - middle;
            Conductance[i] = dimensions * Power(outer, dimensions - 1) / distance;
            InverseVolume[i] = 1 / (Power(outer, dimensions) - Power(inner, dimensions));
        }
    }

    /// <summary>The grid that a model is solved on; null for a model without shells.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 2 shells, or a grading below 1.</exception>
    public static SphereGrid? Of(ReleaseModel model, BatchOptions options) =>
        model.DefaultShells > 0 ? Graded(options.Shells ?? model.DefaultShells, options.Grading, model.Geometry) : null;

    static double Power(double x, int exponent) => exponent switch { 0 => 1, 1 => x, 2 => x * x, _ => x * x * x };

    /// <summary>Shells of equal thickness.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 2 shells.</exception>
    public static SphereGrid Uniform(int shells, Geometry geometry = Geometry.Sphere) => Graded(shells, 1, geometry);

    /// <summary>
    /// Shells that get thinner by a fixed factor from the center to the surface, where an early front is thinner than a
    /// uniform shell.
    /// </summary>
    /// <param name="shells">Number of shells.</param>
    /// <param name="grading">Thickness of the innermost shell over that of the outermost; 1 is uniform.</param>
    /// <param name="geometry">What the shells make up.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 2 shells, or a grading below 1.</exception>
    public static SphereGrid Graded(int shells, double grading, Geometry geometry = Geometry.Sphere)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shells, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(grading, 1);
        var faces = new double[shells + 1];
        for (int i = 1; i <= shells; i++)
            faces[i] = grading == 1 ? (double)i / shells : faces[i - 1] + Math.Pow(grading, -(i - 1) / (shells - 1.0));
        double radius = faces[^1];
        for (int i = 1; i < shells; i++)
            faces[i] /= radius;
        faces[^1] = 1;
        return new(faces, geometry);
    }
}
