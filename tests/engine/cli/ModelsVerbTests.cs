using System.Text.Json;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Cli;

public sealed class ModelsVerbTests
{
    [Test]
    public void Every_parameter_is_shown_with_its_meaning()
    {
        string shown = Cli.Run("models").Out;
        foreach (Parameter parameter in Catalog.Models.SelectMany(model => model.Parameters))
            shown.ShouldContain(parameter.Meaning);
    }

    [Test]
    public void The_json_holds_ranges_as_numbers()
    {
        JsonElement model = Cli.Run("models", "plga-sphere", "--json").Json.GetProperty("models")[0];
        JsonElement radius = model.GetProperty("parameters")[0];
        (radius.GetProperty("name").GetString(), radius.GetProperty("unit").GetString()).ShouldBe(("R", "nm"));
        (radius.GetProperty("low").GetDouble(), radius.GetProperty("high").GetDouble()).ShouldBe((50, 500));
    }
}
