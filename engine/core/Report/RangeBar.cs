using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Report.Svg;

namespace SurrogateEngine.Report;

/// <summary>A small bar: the searched range, the part of it that fits as well, and the best value.</summary>
static class RangeBar
{
    const double Width = 150, Height = 16;

    public static string Of(FittedParameter p, double value)
    {
        var about = p.About;
        if (!(about.Low < about.High))
            return "";
        string best = Numbers.Place(6 + (Width - 12) * Share(about, value));
        string words = $"searched {Numbers.Show(about.Low)} to {Numbers.Show(about.High)} {about.Unit}, best {Numbers.Show(value)}";
        string region = "";
        if (double.IsFinite(p.Low) && p.High > p.Low)
        {
            double left = 6 + (Width - 12) * Share(about, p.Low), right = 6 + (Width - 12) * Share(about, p.High);
            region = $"<rect class=\"region\" x=\"{Numbers.Place(left)}\" y=\"5\" width=\"{Numbers.Place(Math.Max(2, right - left))}\" height=\"6\" rx=\"3\"/>";
        }
        return $"<svg class=\"range\" viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" height=\"{Height}\" role=\"img\" aria-label=\"{Html.Text(words)}\" xmlns=\"http://www.w3.org/2000/svg\">"
            + $"<title>{Html.Text(words)}</title><path class=\"searched\" d=\"M6 8H{Width - 6}\"/>{region}<circle class=\"best\" cx=\"{best}\" cy=\"8\" r=\"4\"/></svg>";
    }

    static double Share(Parameter about, double value) => Math.Clamp(about.FractionOf(value), 0, 1);
}
