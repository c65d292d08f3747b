using System.CommandLine;
using System.Text.Json;
using SurrogateEngine.Bench.Transfer;

namespace SurrogateEngine.Tests.Benches;

public sealed class TransferCommandTests
{
    [Test]
    public void Every_way_to_learn_few_curves_has_its_line()
    {
        using var output = new StringWriter();
        string[] words = ["--curves", "40", "--seeds", "1", "--steps", "20", "--source-seconds", "0.1", "--unseen", "50", "--json"];
        TransferCommand.Create().Parse(words).Invoke(new InvocationConfiguration { Output = output }).ShouldBe(0);
        JsonElement[] lines = [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)];
        lines.Select(line => $"{line.GetProperty("target")} {line.GetProperty("how")}").ShouldBe(
        [
            "shifted ranges source as it is", "shifted ranges from scratch", "shifted ranges fine-tuned", "shifted ranges 2 layers frozen",
            "plga-local from scratch", "plga-local fine-tuned", "plga-local 2 layers frozen",
        ]);
        lines.ShouldAllBe(line => line.GetProperty("rel_l2_mean").GetDouble() > 0);
    }
}
