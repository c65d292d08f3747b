using System.Globalization;
using System.Xml.Linq;
using SkiaSharp;

namespace SurrogateEngine.Report.Svg;

/// <summary>
/// Draws the SVG that <see cref="PlotSheet"/> makes into pixels: paths, circles, rectangles and lines of text, with the font that comes
/// along, so that the picture is the same on a machine without fonts.
/// </summary>
sealed class PngPicture : IDisposable
{
    /// <summary>Pixels for one unit of the chart: 12-unit text is sharp on paper.</summary>
    const int Scale = 2;

    static readonly SKTypeface Face = LoadFace();

    readonly SKSurface surface;
    readonly Dictionary<string, SKRect> clips;

    PngPicture(XElement picture)
    {
        int width = (int)Math.Ceiling(Scale * Number(picture, "width")), height = (int)Math.Ceiling(Scale * Number(picture, "height"));
        surface = SKSurface.Create(new SKImageInfo(width, height));
        surface.Canvas.Scale(Scale);
        clips = picture.Descendants().Where(element => element.Name.LocalName == "clipPath")
            .ToDictionary(clip => $"url(#{clip.Attribute("id")!.Value})", clip => Box(clip.Elements().First()));
    }

    /// <summary>The picture as the bytes of a PNG file.</summary>
    public static byte[] Of(XElement picture)
    {
        using var drawn = new PngPicture(picture);
        drawn.Draw(picture);
        using SKImage image = drawn.surface.Snapshot();
        using SKData data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    void Draw(XElement element)
    {
        SKCanvas canvas = surface.Canvas;
        int before = canvas.Save();
        if (element.Attribute("clip-path") is { } clip)
            canvas.ClipRect(clips[clip.Value], SKClipOperation.Intersect, antialias: true);
        Move(canvas, element);
        switch (element.Name.LocalName)
        {
            case "svg" or "g":
                foreach (XElement child in element.Elements())
                    Draw(child);
                break;
            case "path":
                using (SKPath path = SKPath.ParseSvgPathData(element.Attribute("d")!.Value))
                    Paint(element, paint => canvas.DrawPath(path, paint));
                break;
            case "circle":
                Paint(element, paint => canvas.DrawCircle(Number(element, "cx"), Number(element, "cy"), Number(element, "r"), paint));
                break;
            case "rect":
                Paint(element, paint => canvas.DrawRect(Box(element), paint));
                break;
            case "text":
                Write(canvas, element);
                break;
        }

        canvas.RestoreToCount(before);
    }

    /// <summary>The two kinds of transformation that charts use: a shift, and a turn about a point.</summary>
    static void Move(SKCanvas canvas, XElement element)
    {
        if (element.Attribute("transform")?.Value is not { } transform)
            return;
        float[] numbers = [.. transform[(transform.IndexOf('(') + 1)..^1].Split(' ')
            .Select(word => float.Parse(word, CultureInfo.InvariantCulture))];
        if (transform.StartsWith("rotate", StringComparison.Ordinal))
            canvas.RotateDegrees(numbers[0], numbers[1], numbers[2]);
        else
            canvas.Translate(numbers[0], numbers[1]);
    }

    static void Paint(XElement element, Action<SKPaint> draw)
    {
        if (element.Attribute("fill")?.Value is { } fill and not "none")
        {
            using var paint = new SKPaint { IsAntialias = true, Color = Color(fill, element, "fill-opacity") };
            draw(paint);
        }

        if (element.Attribute("stroke")?.Value is not { } stroke)
            return;
        using var line = new SKPaint
        {
            IsAntialias = true,
            IsStroke = true,
            Color = Color(stroke, element, "stroke-opacity"),
            StrokeWidth = Number(element, "stroke-width"),
            StrokeJoin = SKStrokeJoin.Round,
            StrokeCap = element.Attribute("stroke-linecap") is null ? SKStrokeCap.Butt : SKStrokeCap.Round,
        };
        using SKPathEffect? dash = element.Attribute("stroke-dasharray")?.Value.Split(' ') is [var on, var off]
            ? SKPathEffect.CreateDash([float.Parse(on, CultureInfo.InvariantCulture), float.Parse(off, CultureInfo.InvariantCulture)], 0)
            : null;
        line.PathEffect = dash;
        draw(line);
    }

    static void Write(SKCanvas canvas, XElement element)
    {
        using var paint = new SKPaint
        {
            IsAntialias = true,
            SubpixelText = true,
            Typeface = Face,
            FakeBoldText = element.Attribute("font-weight") is not null,
            TextSize = Number(element, "font-size"),
            Color = Color(element.Attribute("fill")!.Value, element, "fill-opacity"),
            TextAlign = element.Attribute("text-anchor")?.Value switch
            {
                "middle" => SKTextAlign.Center,
                "end" => SKTextAlign.Right,
                _ => SKTextAlign.Left,
            },
        };
        canvas.DrawText(element.Value, Number(element, "x"), Number(element, "y"), paint);
    }

    static SKColor Color(string hex, XElement element, string opacity) =>
        SKColor.Parse(hex).WithAlpha((byte)Math.Round(255 * (element.Attribute(opacity) is null ? 1 : Number(element, opacity))));

    static SKRect Box(XElement rect) => SKRect.Create(Number(rect, "x"), Number(rect, "y"), Number(rect, "width"), Number(rect, "height"));

    static float Number(XElement element, string name) => float.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    static SKTypeface LoadFace()
    {
        using Stream font = typeof(PngPicture).Assembly.GetManifestResourceStream("Roboto.ttf")
            ?? throw new InvalidOperationException("The assembly lacks its resource Roboto.ttf.");
        return SKTypeface.FromStream(font);
    }

    public void Dispose() => surface.Dispose();
}
