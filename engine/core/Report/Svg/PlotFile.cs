using System.Xml.Linq;

namespace SurrogateEngine.Report.Svg;

/// <summary>Plots as files: .svg or .png by the file's ending.</summary>
public static class PlotFile
{
    /// <summary>Whether a file of this name is a plot.</summary>
    public static bool HasKnownEnding(string path) => Path.GetExtension(path).ToLowerInvariant() is ".svg" or ".png";

    /// <summary>Writes a sheet; whatever was in the file is replaced once the picture is whole.</summary>
    /// <exception cref="RefusedException">The ending is neither .svg nor .png, or the file can't be written.</exception>
    public static void Write(PlotSheet sheet, string path)
    {
        if (!HasKnownEnding(path))
            throw Refusals.UnknownPlot(path);
        XElement picture = sheet.ToSvg();
        if (path.EndsWith(".png", StringComparison.OrdinalIgnoreCase))
            AtomicFile.Write(path, PngText.Add(PngPicture.Of(picture), sheet.Provenance));
        else
            AtomicFile.Write(path, picture.ToString(SaveOptions.DisableFormatting) + "\n");
    }
}
