namespace SurrogateEngine.Kernels.Spheres;

/// <summary>
/// Radii of the shells' faces, x_0 = 0 at the centre to x_N = 1 at the surface, and what follows from them:
/// V_i = x_{i+1}^3 - x_i^3, g_i = 3 x_{i+1}^2 / (distance between shell middles), the last distance being half a shell.
/// </summary>
public sealed class SphereGrid
{
    /// <summary>Faces, N + 1 ascending radii in units of the sphere's.</summary>
    public double[] Faces { get; }

    /// <summary>g_i of the face outside each shell.</summary>
    public double[] Conductance { get; }

    /// <summary>1 / V_i.</summary>
    public double[] InverseVolume { get; }

    /// <summary>Number of shells.</summary>
    public int Shells => Conductance.Length;

    SphereGrid(double[] faces)
    {
        Faces = faces;
        int n = faces.Length - 1;
        Conductance = new double[n];
        InverseVolume = new double[n];
        for (int i = 0; i < n; i++)
        {
            double inner = faces[i], outer = faces[i + 1];
            double middle = 0.5 * (inner + outer);
            double distance = i < n - 1 ? 0.5 * (outer + faces[i + 2]) - middle : outer - middle;
            Conductance[i] = 3 * outer * outer / distance;
            InverseVolume[i] = 1 / (outer * outer * outer - inner * inner * inner);
        }
    }

    /// <summary>Shells of equal thickness.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 2 shells.</exception>
    public static SphereGrid Uniform(int shells)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shells, 2);
        return new([.. Enumerable.Range(0, shells + 1).Select(i => (double)i / shells)]);
    }
}
