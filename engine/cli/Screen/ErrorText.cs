using System.Globalization;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Cli.Screen;

/// <summary>Errors in words.</summary>
static class ErrorText
{
    public static string Sentence(ErrorSummary error) =>
        $"Relative L2 error of {ProgressText.Count(error.Curves)} held-out curves: mean {Percent(error.RelL2Mean)}, 99 % below {Percent(error.RelL2P99)}, worst {Percent(error.RelL2Max)}.";

    public static string Percent(double share) => (100 * share).ToString("G3", CultureInfo.InvariantCulture) + " %";
}
