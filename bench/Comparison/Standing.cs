using System.Globalization;
using System.Text.Json;

namespace SurrogateEngine.Bench.Comparison;

/// <summary>A contender among the others.</summary>
/// <param name="Who">Library and method.</param>
/// <param name="Problem">Name of the problem.</param>
/// <param name="Number">Kind of number.</param>
/// <param name="TrajectoriesPerS">By the wall clock, best round.</param>
/// <param name="MaxRelErr">Largest relative error over the reference formulations; null if one of them failed.</param>
/// <param name="RatioToBestPeer">Speed over that of the fastest peer.</param>
/// <param name="RatioToCvode">Speed over that of CVODE.</param>
/// <param name="CpuRatioToBestPeer">The same by processor time, for a machine that is not quiet.</param>
/// <param name="CpuRatioToCvode">The same by processor time, for a machine that is not quiet.</param>
/// <param name="Rtol">Relative tolerance asked for.</param>
/// <param name="Atol">Absolute tolerance asked for.</param>
/// <param name="Trajectories">Trajectories of a run.</param>
/// <param name="CpuTrajectoriesPerS">Threads times trajectories over processor time, best round.</param>
/// <param name="MedRelErr">Median over the reference formulations of each one's largest relative error.</param>
/// <param name="Failed">Trajectories that did not finish.</param>
sealed record Standing(
    string Who, string Problem, string Number, double TrajectoriesPerS, double? MaxRelErr,
    double RatioToBestPeer, double RatioToCvode, double CpuRatioToBestPeer, double CpuRatioToCvode,
    double Rtol, double Atol, long Trajectories, double CpuTrajectoriesPerS, double? MedRelErr, long Failed)
{
    static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>For people, or one JSON object a line.</summary>
    public static void Print(TextWriter output, IReadOnlyList<Figure> figures, IReadOnlyList<bool> isPeer, bool json)
    {
        if (!json)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{figures[0].Problem} at {figures[0].Rtol:0e-0}/{figures[0].Atol:0e-0}"));
            output.WriteLine(
                "who                  number  trajectories/s    by processor   max error  to best peer   to CVODE  (by processor)");
        }

        foreach (Standing standing in Of(figures, isPeer))
            output.WriteLine(json ? JsonSerializer.Serialize(standing, SnakeCase) : standing.ToText());
    }

    static IEnumerable<Standing> Of(IReadOnlyList<Figure> figures, IReadOnlyList<bool> isPeer)
    {
        Figure[] peers = [.. figures.Where((_, k) => isPeer[k])];
        Figure[] cvode = [.. peers.Where(peer => peer.Who.StartsWith("cvode", StringComparison.Ordinal))];
        return figures.Select(figure => new Standing(
            figure.Who, figure.Problem, figure.Number, figure.TrajectoriesPerS, figure.MaxRelErr,
            figure.TrajectoriesPerS / Best(peers), figure.TrajectoriesPerS / Best(cvode),
            figure.CpuTrajectoriesPerS / BestByProcessor(peers), figure.CpuTrajectoriesPerS / BestByProcessor(cvode),
            figure.Rtol, figure.Atol, figure.Trajectories, figure.CpuTrajectoriesPerS, figure.MedRelErr, figure.Failed));
    }

    static double Best(Figure[] figures) => figures.Max(figure => figure.TrajectoriesPerS);

    static double BestByProcessor(Figure[] figures) => figures.Max(figure => figure.CpuTrajectoriesPerS);

    string ToText() => string.Create(CultureInfo.InvariantCulture,
        $"{Who,-20} {Number,-7} {TrajectoriesPerS,14:N0} {CpuTrajectoriesPerS,15:N0}   {MaxRelErr,9:0.0e-0}  {RatioToBestPeer,12:F1}  {RatioToCvode,9:F1}  ({CpuRatioToBestPeer:F1}, {CpuRatioToCvode:F1})");
}
