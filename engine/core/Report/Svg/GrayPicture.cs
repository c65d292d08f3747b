using SkiaSharp;

namespace SurrogateEngine.Report.Svg;

/// <summary>Pictures from files as brightness: PNG, JPEG, BMP, GIF or WebP.</summary>
static class GrayPicture
{
    /// <summary>Brightness from 0 to 1, row by row, as a square of so many pixels a side: each the mean of what it covers.</summary>
    /// <exception cref="RefusedException">The file can't be read or is no picture.</exception>
    public static double[] Read(string path, int side)
    {
        if (!File.Exists(path))
            throw new RefusedException($"{path}: there is no such picture; give its path, or one relative to the table's folder.");
        using SKBitmap? picture = SKBitmap.Decode(path);
        if (picture is null || picture.Width < side || picture.Height < side)
            throw new RefusedException($"{path}: this is no picture of at least {side} x {side} pixels that can be read; save it as PNG.");
        double[] sums = new double[side * side], counts = new double[side * side];
        for (int y = 0; y < picture.Height; y++)
            for (int x = 0; x < picture.Width; x++)
            {
                SKColor color = picture.GetPixel(x, y);
                int at = y * side / picture.Height * side + x * side / picture.Width;
                // Luma of ITU-R BT.601.
                sums[at] += (0.299 * color.Red + 0.587 * color.Green + 0.114 * color.Blue) / 255;
                counts[at]++;
            }

        return [.. sums.Select((sum, i) => sum / counts[i])];
    }
}
