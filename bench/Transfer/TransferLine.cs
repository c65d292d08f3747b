using System.Globalization;
using System.Text.Json;

namespace SurrogateEngine.Bench.Transfer;

/// <summary>How well few curves were learned.</summary>
/// <param name="Target">What they are curves of.</param>
/// <param name="Curves">How many of them.</param>
/// <param name="How">How the training started.</param>
/// <param name="RelL2Mean">Mean relative L2 error over unseen formulations, averaged over seeds.</param>
/// <param name="LowestOfSeeds">Its smallest value among the seeds.</param>
/// <param name="HighestOfSeeds">Its largest.</param>
/// <param name="Seeds">Seeds.</param>
sealed record TransferLine(string Target, int Curves, string How, double RelL2Mean, double LowestOfSeeds, double HighestOfSeeds, int Seeds)
{
    static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The head of the table for people.</summary>
    public static void PrintHead(TextWriter output, bool json)
    {
        if (!json)
            output.WriteLine("target          curves  started            mean error      of the seeds");
    }

    /// <summary>For people, or as one JSON object on one line.</summary>
    public void Print(TextWriter output, bool json) => output.WriteLine(json ? JsonSerializer.Serialize(this, SnakeCase) : ToText());

    string ToText() => string.Create(CultureInfo.InvariantCulture,
        $"{Target,-15} {Curves,6}  {How,-16} {RelL2Mean,12:P2}   {LowestOfSeeds:P2} to {HighestOfSeeds:P2}");
}
