using SurrogateEngine.Sampling;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Scenarios;

/// <summary>A CSV file of formulations to start from: the middle of the trained ranges and a few spread over them.</summary>
static class FormulationTemplate
{
    const int Spread = 4;

    public static string For(CurveSpace space)
    {
        // A parameter that holds one value needs no column.
        Kernels.Parameter[] varied = [.. space.Parameters.Where(p => p.Low < p.High)];
        int inputs = varied.Length;
        var unit = new double[Spread * Math.Max(1, inputs)];
        new RandomSampler(Math.Max(1, inputs), seed: 1).Fill(0, Spread, unit);
        var lines = new List<string>
        {
            "# One formulation a line. Units stand in the header and may be others of their kind, e.g. [um] for [nm].",
            $"# Trained ranges: {string.Join(", ", varied.Select(p => $"{p.Name} {Brief(p.Low)} to {Brief(p.High)}"))}",
            Line("id", varied.Select(p => p.Unit.Length == 0 ? p.Name : $"{p.Name} [{p.Unit}]")),
            Line("middle", varied.Select(p => Brief(p.Middle))),
        };
        for (int i = 0; i < Spread; i++)
            lines.Add(Line($"{i + 1}", varied.Select((p, j) => Brief(p.At(unit[i * inputs + j])))));
        return string.Join('\n', lines) + "\n";
    }

    static string Line(string id, IEnumerable<string> cells) => $"{id},{string.Join(',', cells)}";

    static string Brief(double value) => NumberText.Digits(value, 4);
}
