using System.Text.Json;
using SurrogateEngine.Cli;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Cli;

public sealed class ModelsVerbTests
{
    static IEnumerable<string> Names => Catalog.Models.Names;

    [Test]
    public void The_list_orders_all_models_by_mechanism()
    {
        string shown = Cli.Run("models").Out;
        foreach (ReleaseModel model in Catalog.Models)
        {
            shown.ShouldContain($"  {model.Name} ");
            shown.IndexOf($"  {model.Name} ", StringComparison.Ordinal)
                .ShouldBeGreaterThan(shown.IndexOf(model.Mechanism, StringComparison.Ordinal));
        }
    }

    [TestCaseSource(nameof(Names))]
    public void A_page_says_all_there_is_to_know(string name)
    {
        ReleaseModel model = Catalog.Models.Get(name);
        // Words alone: a table folds long cells.
        string shown = string.Concat(Cli.Run("models", name).Out.Where(char.IsLetterOrDigit));
        string[] said = [model.Summary, model.Source, .. model.Equations, .. model.Assumptions, .. model.Limits, .. model.Verification,
            .. model.Outputs.Select(output => output.Meaning), .. model.Parameters.Select(parameter => parameter.Name)];
        foreach (string text in said)
            shown.ShouldContain(string.Concat(text.Where(char.IsLetterOrDigit)));
    }

    [TestCase("transition", "thermo-liposome")]
    [TestCase("AFFINITY", "affinity-sphere")]
    [TestCase("tumor", "mouse-pbpk")]
    public void A_word_finds_models(string word, string name)
    {
        JsonElement[] found = [.. Cli.Run("models", word, "--json").Json.GetProperty("models").EnumerateArray()];
        found.Select(model => model.GetProperty("name").GetString()).ShouldContain(name);
        found.Length.ShouldBeLessThan(Catalog.Models.Count);
        Cli.Run("models", word).Out.ShouldContain(name);
    }

    [Test]
    public void The_json_holds_ranges_as_numbers()
    {
        JsonElement model = Cli.Run("models", "plga-sphere", "--json").Json.GetProperty("models")[0];
        JsonElement radius = model.GetProperty("parameters")[0];
        (radius.GetProperty("name").GetString(), radius.GetProperty("unit").GetString()).ShouldBe(("R", "nm"));
        (radius.GetProperty("low").GetDouble(), radius.GetProperty("high").GetDouble()).ShouldBe((50, 500));
    }

    [Test]
    public void Pages_say_what_the_screen_says()
    {
        using var folder = new TemporaryFolder();
        Cli.Run("models", "--pages", folder["docs"]).Code.ShouldBe(CommandLine.Done);
        File.ReadAllText(folder["docs/README.md"]).ShouldContain("[plga-sphere](plga-sphere.md)");
        foreach (ReleaseModel model in Catalog.All)
        {
            string page = File.ReadAllText(folder[$"docs/{model.Name}.md"]);
            foreach (string said in (string[])[.. model.Equations, .. model.Assumptions, .. model.Limits, .. model.Verification])
                page.ShouldContain(said);
            model.Parameters.ShouldAllBe(parameter => page.Contains($"| `{parameter.Name}` |"));
        }

        Cli.Run("models", "--pages", folder["docs"]).Error.ShouldContain("is there already");
        Cli.Run("models", "plga-sphere", "--pages", folder["docs"], "--force").Code.ShouldBe(CommandLine.Done);
    }

    [Test]
    public void A_composed_model_has_a_page() =>
        Cli.Run("models", "diffusion+burst+binding").Out.ShouldContain("rate at which bound drug comes free");
}
