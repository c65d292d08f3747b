using System.CommandLine;
using System.Diagnostics;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Bench.Residuals;

/// <summary><c>residual</c>: what the physics residual and its pull-back cost beside one evaluation of the right-hand side.</summary>
static class ResidualCommand
{
    const int Scenarios = 512, TimesPerScenario = 16;

    static readonly Option<Number> Kind = new("--number") { Description = "Kind of number", DefaultValueFactory = _ => Number.Single };
    static readonly Option<int> Repeats = new("--repeats") { Description = "Timed runs, of which the best counts", DefaultValueFactory = _ => 20 };

    public static Command Create()
    {
        var command = new Command("residual", "Nanoseconds a collocation point of r = dy/dt - f and of its pull-back, for every law.") { Kind, Repeats };
        command.SetAction(given => Refusable.Run(() => Run(given)));
        return command;
    }

    static void Run(ParseResult given)
    {
        Refusable.RequireAtLeast(1, given.GetValue(Repeats), Repeats);
        Console.WriteLine($"{"law",-18} {"states",6} {"r, ns",9} {"to y, ns",9} {"to y and p",11} {"r + to y",9} {"r + to y, p",12}");
        foreach (ReleaseLaw law in Catalog.Laws)
            Measure(law, given.GetValue(Kind), given.GetValue(Repeats));
    }

    static void Measure(ReleaseLaw law, Number number, int repeats)
    {
        using var physics = new HostResidual(law, new() { Number = number });
        var random = new Random(1);
        int points = Scenarios * TimesPerScenario;
        float[] parameters = [.. Enumerable.Range(0, Scenarios * law.Parameters.Count).Select(k => (float)law.Parameters[k % law.Parameters.Count].At(random.NextDouble()))];
        float[] times = [.. Enumerable.Range(1, TimesPerScenario).Select(k => (float)k)];
        float[] states = [.. Enumerable.Range(0, points * physics.StateCount).Select(_ => 0.1f + 0.8f * random.NextSingle())];
        float[] residual = new float[states.Length], toStates = new float[states.Length], toParameters = new float[parameters.Length];
        double rate = Best(() => physics.Evaluate(parameters, times, states, states, residual), repeats) / points;
        double byStates = Best(() => physics.PullBack(parameters, times, states, residual, toStates, []), repeats) / points;
        double byBoth = Best(() => physics.PullBack(parameters, times, states, residual, toStates, toParameters), repeats) / points;
        Console.WriteLine(
            $"{law.Name,-18} {physics.StateCount,6} {rate,9:F0} {byStates,9:F0} {byBoth,11:F0} {(rate + byStates) / rate,8:F1}x {(rate + byBoth) / rate,11:F1}x");
    }

    /// <summary>Nanoseconds of the fastest run, once the compiler has finished with the code.</summary>
    static double Best(Action run, int repeats)
    {
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < 0.4;)
            run();
        double best = double.PositiveInfinity;
        for (int k = 0; k < repeats; k++)
        {
            long start = Stopwatch.GetTimestamp();
            run();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        }

        return best;
    }
}
