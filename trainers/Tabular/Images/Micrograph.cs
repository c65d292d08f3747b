namespace SurrogateEngine.Trainers.Tabular;

/// <summary>
/// Synthetic micrographs of particles: dark discs with soft edges on a bright, noisy ground, their diameters log-normal. What a network for
/// particle images is tried on where real ones are lacking; nobody's measurement.
/// </summary>
public static class Micrograph
{
    /// <summary>Draws one.</summary>
    /// <param name="side">Pixels along each side.</param>
    /// <param name="pixel">Length of a pixel in nm.</param>
    /// <param name="diameter">Median diameter in nm.</param>
    /// <param name="spread">Standard deviation of the diameters' logarithms.</param>
    /// <param name="count">Number of particles.</param>
    /// <param name="noise">Standard deviation of the ground's brightness.</param>
    /// <returns>Brightness from about 0 to 1, row by row, side * side.</returns>
    public static double[] Draw(int side, double pixel, double diameter, double spread, int count, double noise = 0.08, ulong seed = 1)
    {
        var random = new RandomStream(seed);
        double[] image = new double[side * side];
        for (int i = 0; i < image.Length; i++)
            image[i] = 0.8 + noise * random.Normal();
        for (int k = 0; k < count; k++)
        {
            double radius = 0.5 * diameter * Math.Exp(spread * random.Normal()) / pixel, x = side * random.Unit(), y = side * random.Unit();
            for (int row = 0; row < side; row++)
                for (int column = 0; column < side; column++)
                {
                    double beyond = Math.Sqrt((row - y) * (row - y) + (column - x) * (column - x)) - radius;
                    // The edge is a pixel wide.
                    image[row * side + column] -= 0.5 / (1 + Math.Exp(4 * beyond)) * (image[row * side + column] > 0.4 ? 1 : 0.2);
                }
        }

        return image;
    }

    /// <summary>Name of a pixel's column in a table.</summary>
    public static string Pixel(int row, int column) => $"image: pixel {row} {column}";
}
