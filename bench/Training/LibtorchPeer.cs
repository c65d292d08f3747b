using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace SurrogateEngine.Bench.Training;

/// <summary>
/// The same step in C++ on Debian's libtorch. OpenBLAS chooses its kernels by the processor, unless the environment pins
/// them to those of an older one: such settings are taken out, so that it runs at its best.
/// </summary>
sealed class LibtorchPeer(TrainingJob job)
{
    static readonly string[] Pins = ["OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "OPENBLAS_NUM_THREADS"];

    readonly string program = Checkout.Find(Path.Combine("bench", "peers", "bin", "training_bench"))
        ?? throw new RefusedException("bench/peers/bin/training_bench: there is no such program; build it with bench/peers/build.");

    public TrainingFigure Measure()
    {
        string[] arguments = [Text(job.Width), Text(job.Batch), Text(job.Threads), Text(job.Seconds)];
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string pin in Pins)
            start.Environment.Remove(pin);
        start.Environment["OMP_NUM_THREADS"] = Text(job.Threads);
        using Process process = Process.Start(start)
            ?? throw new RefusedException($"{program} did not start; build it again with bench/peers/build.");
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new RefusedException($"{program} gave up ({errors.Result.Trim()}); build it again with bench/peers/build.");
        JsonElement found = JsonDocument.Parse(output).RootElement;
        string who = $"{found.GetProperty("who").GetString()} ({found.GetProperty("kernel").GetString()})";
        return new(who, found.GetProperty("step_ms").GetDouble(), null, found.GetProperty("loss").GetDouble());
    }

    static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
