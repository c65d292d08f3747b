using System.CommandLine;
using System.Text.Json;
using SurrogateEngine.Bench.Design;

namespace SurrogateEngine.Tests.Benches;

public sealed class ScreenCommandTests
{
    [Test]
    public void Every_width_has_its_line_with_its_error_and_what_the_machine_can_do()
    {
        using var output = new StringWriter();
        string[] words = ["--width", "16", "24", "--seconds", "0.5", "--candidates", "20000", "--repeats", "1", "--unseen", "64", "--json"];
        ScreenCommand.Create().Parse(words).Invoke(new InvocationConfiguration { Output = output }).ShouldBe(0);
        JsonElement[] lines = [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)];
        lines.Select(line => line.GetProperty("width").GetInt32()).ShouldBe([16, 24]);
        lines.ShouldAllBe(line => line.GetProperty("candidates_per_s").GetDouble() > 0
            && line.GetProperty("rel_l2_mean").GetDouble() > 0 && line.GetProperty("gemm_peak_gflop_per_s").GetDouble() > 0);
    }
}
