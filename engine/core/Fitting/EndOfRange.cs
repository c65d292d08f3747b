using SurrogateEngine.Kernels;

namespace SurrogateEngine.Fitting;

/// <summary>What is said of a value at an end of the range that was searched.</summary>
static class EndOfRange
{
    /// <summary>A wider range is advised only where the model allows values beyond the end: a lag of 0 is its least.</summary>
    /// <param name="about">The parameter.</param>
    /// <param name="value">Its value, in the parameter's unit.</param>
    public static string Remark(Parameter about, double value)
    {
        string ended = $"{about.Name} ended at the end of its searched range, {NumberText.Short(value)} {about.Unit}".TrimEnd();
        return value <= about.DomainLow || value >= about.DomainHigh
            ? $"{ended}, beyond which the model has no values."
            : $"{ended}; a wider range may fit better.";
    }
}
