using SurrogateEngine.Cli;

namespace SurrogateEngine.Tests.Cli;

/// <summary>A table of verb and word: whatever is named by a word, a misspelled one gets the nearest name.</summary>
public sealed class MisspellingTests
{
    TemporaryFolder folder = null!;

    [OneTimeSetUp]
    public void MakeInputs()
    {
        folder = new TemporaryFolder();
        Cli.Run("simulate", "burst-erosion", "--samples", "400", "--output", folder["data"]).Code.ShouldBe(CommandLine.Done);
        Cli.Run("train", folder["data"], "--epochs", "1", "--width", "8", "--output", folder["s.surrogate"])
            .Code.ShouldBe(CommandLine.Done);
        Write("model", "\"model\": \"plga-spher\"");
        Write("solver", "\"model\": \"plga-sphere\", \"solver\": \"rodas5\"");
        Write("sampler", "\"model\": \"plga-sphere\", \"sampler\": \"sobl\"");
        Write("parameter", "\"model\": \"plga-sphere\", \"parameters\": { \"kapa\": 50 }");
        Write("key", "\"model\": \"plga-sphere\", \"sampels\": 50");
        Write("precision", "\"model\": \"plga-sphere\", \"precision\": \"singel\"");
        Write("plan", "\"network\": { \"name\": \"residual-mpl\" }");
        Write("plankey", "\"schedul\": { \"epochs\": 3 }");
        Write("loss", "\"loss\": { \"weights\": { \"relativ\": 1 } }");

        void Write(string name, string members) => File.WriteAllText(folder[name + ".json"], $"{{ {members} }}");
    }

    [OneTimeTearDown]
    public void TidyUp() => folder.Dispose();

    [TestCase("simulat burst-erosion", "simulate")]
    [TestCase("simulate burst-erosion --sampels 5", "--samples")]
    [TestCase("simulate burst-erosin", "burst-erosion")]
    [TestCase("simulate @model.json", "plga-sphere")]
    [TestCase("simulate @solver.json", "rodas5p")]
    [TestCase("simulate @sampler.json", "sobol")]
    [TestCase("simulate @parameter.json", "kappa")]
    [TestCase("simulate @key.json", "samples")]
    [TestCase("simulate @precision.json", "single")]
    [TestCase("simulate plga-sphere --compare plga-locl", "plga-local")]
    [TestCase("simulate plga-sphere --set kapa=50", "kappa")]
    [TestCase("simulate plga-sphere --sweep kapa=50..60", "kappa")]
    [TestCase("init burst-erosin", "burst-erosion")]
    [TestCase("models burst-erosin", "burst-erosion")]
    [TestCase("carriers plga-nanoparticel", "plga-nanoparticle")]
    [TestCase("train burst-erosin", "burst-erosion")]
    [TestCase("train @model.json", "plga-sphere")]
    [TestCase("train @data --plan @plan.json", "residual-mlp")]
    [TestCase("train @data --plan @plankey.json", "schedule")]
    [TestCase("train @data --plan @loss.json", "relative")]
    [TestCase("train @data --network residual-mpl", "residual-mlp")]
    [TestCase("train @data --optimizer adma", "adam")]
    [TestCase("train @data --features ratois", "ratios")]
    [TestCase("fit @s.surrogate letrozole-plg", "letrozole-plga")]
    [TestCase("fit @s.surrogate bsa-chitosan-pcl --fix Kn=0.2", "Km")]
    [TestCase("fit letrozole-plg --models weibull", "letrozole-plga")]
    [TestCase("fit letrozole-plga --models weibul", "weibull")]
    [TestCase("fit letrozole-plga --model plga-spher", "plga-sphere")]
    [TestCase("fit letrozole-plga --model plga-sphere --range kapa=1..2", "kappa")]
    [TestCase("fit letrozole-plga --model plga-sphere --fix kapa=1", "kappa")]
    [TestCase("quickstart --output @q --profile letrozole-plg", "letrozole-plga")]
    [TestCase("compare letrozole-plg bsa-chitosan-pcl", "letrozole-plga")]
    [TestCase("design @s.surrogate --release 10d=50% --fix Kn=0.2", "Km")]
    public void The_nearest_name_is_offered(string line, string meant)
    {
        Cli.Outcome refused = Cli.Run([.. line.Split(' ').Select(word => word.StartsWith('@') ? folder[word[1..]] : word)]);
        refused.Code.ShouldBe(CommandLine.Refused, $"{line}: {refused.Error}");
        refused.Error.ShouldMatch($"did you mean ['\"]{meant}['\"]\\?", line);
    }
}
