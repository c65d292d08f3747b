using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Bench.ReleaseModels;

/// <summary>The program bench/peers/cvode_catalog_bench on the formulations that the engine solves.</summary>
static class CatalogCvode
{
    static readonly string[] models = ["diffusion-sphere", "dispersed-sphere", "lossy-sphere", "swelling-sphere", "variable-diffusivity"];

    static readonly string? program = Checkout.Find(Path.Combine("bench", "peers", "bin", "cvode_catalog_bench"));

    /// <summary>Whether the program is built and knows the model.</summary>
    public static bool Knows(string model) => program is not null && models.Contains(model);

    /// <summary>Processor seconds, and the released fractions of the first formulations, shape [count, times].</summary>
    /// <exception cref="RefusedException">The program gave up.</exception>
    public static (double Seconds, double[] Released) Run(ReleaseModel model, double[] parameters, double[] times, int count, int threads)
    {
        string folder = Directory.CreateTempSubdirectory("surrogate-catalog").FullName;
        try
        {
            string from = Path.Combine(folder, "in"), to = Path.Combine(folder, "out");
            double[] all = [.. times, .. parameters.Take(count * model.Parameters.Count)];
            File.WriteAllBytes(from, MemoryMarshal.AsBytes<double>(all));
            string[] arguments =
            [
                model.Name, .. new[] { model.DefaultRelativeTolerance, model.DefaultAbsoluteTolerance, threads, count, times.Length }
                    .Select(value => value.ToString("R", CultureInfo.InvariantCulture)), from, to,
            ];
            using Process process = Process.Start(new ProcessStartInfo(program!, arguments) { RedirectStandardOutput = true })!;
            string said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw new RefusedException($"{program} gave up; build it again with bench/peers/build.");
            using JsonDocument told = JsonDocument.Parse(said);
            return (told.RootElement.GetProperty("processor").GetDouble(),
                MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(to)).ToArray());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
