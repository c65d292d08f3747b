using System.CommandLine;
using System.Diagnostics;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Bench.Residuals;

/// <summary><c>residual</c>: what the physics residual and its vector-Jacobian product cost beside one evaluation of the right-hand
/// side.</summary>
static class ResidualCommand
{
    const int Scenarios = 512, TimesPerSample = 16;

    static readonly Option<Precision> Kind = new("--number")
    {
        Description = "Kind of number",
        DefaultValueFactory = _ => Precision.Single
    };
    static readonly Option<int> Repeats = new("--repeats")
    {
        Description = "Timed runs, of which the best counts",
        DefaultValueFactory = _ => 20
    };

    public static Command Create()
    {
        var command = new Command("residual",
            "Nanoseconds a collocation point of r = dy/dt - f and of its vector-Jacobian product, for every model.")
        {
            Kind, Repeats
        };
        command.SetAction(given => Refusable.Run(() => Run(given)));
        return command;
    }

    static void Run(ParseResult given)
    {
        Refusable.RequireAtLeast(1, given.GetValue(Repeats), Repeats);
        Console.WriteLine($"{"model",-18} {"states",6} {"r, ns",9} {"to y, ns",9} {"to y and p",11} {"r + to y",9} {"r + to y, p",12}");
        foreach (ReleaseModel model in Catalog.Models)
            Measure(model, given.GetValue(Kind), given.GetValue(Repeats));
    }

    static void Measure(ReleaseModel model, Precision number, int repeats)
    {
        using var physics = new HostResidual(model, new() { Precision = number });
        var random = new Random(1);
        int points = Scenarios * TimesPerSample;
        float[] parameters = [.. Enumerable.Range(0, Scenarios * model.Parameters.Count)
            .Select(k => (float)model.Parameters[k % model.Parameters.Count].At(random.NextDouble()))];
        float[] times = [.. Enumerable.Range(1, TimesPerSample).Select(k => (float)k)];
        float[] states = [.. Enumerable.Range(0, points * physics.StateCount).Select(_ => 0.1f + 0.8f * random.NextSingle())];
        float[] residual = new float[states.Length], toStates = new float[states.Length], toParameters = new float[parameters.Length];
        double rate = Best(() => physics.Evaluate(parameters, times, states, states, residual), repeats) / points;
        double byStates = Best(() => physics.VectorJacobianProduct(parameters, times, states, residual, toStates, []), repeats) / points;
        double byBoth = Best(() => physics.VectorJacobianProduct(parameters, times, states, residual, toStates, toParameters),
            repeats) / points;
        Console.WriteLine(
            $"{model.Name,-18} {physics.StateCount,6} {rate,9:F0} {byStates,9:F0} {byBoth,11:F0} {(rate + byStates) / rate,8:F1}x {(rate + byBoth) / rate,11:F1}x");
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
