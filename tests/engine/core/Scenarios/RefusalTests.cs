using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Tests.Scenarios;

/// <summary>The sentences themselves: a change to one should be seen and agreed to.</summary>
public sealed class RefusalTests
{
    static string SentenceFor(string json) => Should.Throw<RefusedException>(() => Scenario.Parse(json, "s.json")).Message;

    static string WithModel(string member) => $$"""{ "model": "plga-sphere", {{member}} }""";

    [TestCase("{",
        "s.json:1:2: this is not valid JSON: Expected depth to be zero at the end of the JSON payload; correct it, or begin anew with surrogate init.")]
    [TestCase("",
        "s.json:1:1: this is not valid JSON: The input does not contain any JSON tokens; correct it, or begin anew with surrogate init.")]
    [TestCase("[]", "s.json:1:1: a scenario is written as an object, { … }, and here is a list.")]
    [TestCase("{}", "s.json:1:1: a scenario needs its model; add \"model\": \"")]
    [TestCase("{ \"model\": \"plga-sfere\" }", "s.json:1:12 ($.model): model cannot be 'plga-sfere'; did you mean 'plga-sphere'?")]
    [TestCase("{ \"model\": \"burst-erosion\", \"shells\": 32 }", "s.json:1:39 ($.shells): burst-erosion has no shells; remove shells.")]
    [TestCase("{ \"model\": \"plga-sphere\", \"solver\": \"euler\" }",
        "s.json:1:37 ($.solver): solver cannot be 'euler'; use \"bosh3\", \"dopri5\", \"tsit5\", \"rodas3\", \"rodas4\", \"rodas5p\" or \"auto\".")]
    [TestCase("{ \"law\": \"plga-sphere\" }",
        "s.json:1:10 ($.law): this scenario has the keys of an earlier version; rename law to model, law_version to model_version and number to precision.")]
    [TestCase("{ \"model\": 3 }", "s.json:1:12 ($.model): model cannot be '3'; use \"")]
    public void Of_the_whole(string json, string sentence) => SentenceFor(json).ShouldStartWith(sentence.TrimEnd('.'));

    // Where it stops at a word, the parser quotes what it met. (Such bytes are no part of a test's name: runners lose those.)
    [TestCase("t", "s.json:1:2")]
    [TestCase("{ \"model\": t", "s.json:1:13")]
    public void Of_rubbish_that_is_not_quoted(string before, string place) => SentenceFor($"{before}\u0001\uFFFD }}")
        .ShouldBe($"{place}: this is not valid JSON: it is not even text; correct it, or begin anew with surrogate init.");

    [TestCase("\"smaples\": 3", "s.json:1:27 ($.smaples): 'smaples' is not a key of a scenario; did you mean 'samples'?")]
    [TestCase("\"seed\": 1, \"seed\": 2", "s.json:1:38 ($.seed): 'seed' is given twice; keep one of the two.")]
    [TestCase("\"samples\": 0", "s.json:1:38 ($.samples): samples is 0 and must be at least 1.")]
    [TestCase("\"samples\": -5", "s.json:1:38 ($.samples): samples is -5 and must be at least 1.")]
    [TestCase("\"samples\": 1.5", "s.json:1:38 ($.samples): samples must be a whole number, and here is 1.5.")]
    [TestCase("\"samples\": \"many\"", "s.json:1:38 ($.samples): samples must be a whole number, and here is the text \"many\".")]
    [TestCase("\"sampler\": \"sobel\"", "s.json:1:38 ($.sampler): sampler cannot be 'sobel'; did you mean 'sobol'?")]
    [TestCase("\"precision\": \"half\"", "s.json:1:40 ($.precision): precision cannot be 'half'; use \"single\" or \"double\".")]
    [TestCase("\"solver\": \"rodas5\"", "s.json:1:37 ($.solver): solver cannot be 'rodas5'; did you mean 'rodas5p'?")]
    [TestCase("\"solver\": [\"auto\"]", "s.json:1:37 ($.solver): solver must be a text in quotes, and here is a list.")]
    [TestCase("\"relative_tolerance\": 0", "s.json:1:49 ($.relative_tolerance): relative_tolerance is 0 and must be at least 1e-14.")]
    [TestCase("\"relative_tolerance\": 1e-8",
        "s.json:1:49 ($.relative_tolerance): relative_tolerance is 1e-8, finer than single precision resolves; use \"precision\": \"double\" or give at least 3e-7.")]
    [TestCase("\"model_version\": 99",
        "s.json:1:44 ($.model_version): this was made for version 99 of plga-sphere and this program has version 1; remove model_version to use that.")]
    [TestCase("\"samples\": 1e9, \"shard_size\": 10",
        "s.json:1:38 ($.samples): 1000000000 samples in shards of 10 would make more than a million files; raise shard_size.")]
    public void Of_a_key(string member, string sentence) => SentenceFor(WithModel(member)).ShouldBe(sentence);

    [TestCase("\"radius\": 3",
        "($.parameters.radius): 'radius' is not a key of the parameters of plga-sphere; use \"R\", \"tau\", \"alpha\", \"k\", \"beta\", \"phi\", \"kb\" or \"kappa\".")]
    [TestCase("\"Kappa\": 3", "($.parameters.Kappa): 'Kappa' is not a key of the parameters of plga-sphere; did you mean 'kappa'?")]
    [TestCase("\"R\": 120", "($.parameters.R): R is 120 without a unit; write it with one, e.g. \"120 nm\" or \"unit\": \"nm\".")]
    [TestCase("\"R\": \"120 h\"",
        "($.parameters.R): R is measured in nm, which 'h' cannot be converted to; use nm or another of its kind.")]
    [TestCase("\"R\": \"120 nanometres\"", "($.parameters.R): 'nanometres' is not a known unit; use nm or another of its kind.")]
    [TestCase("\"R\": \"big\"",
        "($.parameters.R): R is \"big\", which does not begin with a number; write a number and its unit, e.g. \"1 nm\".")]
    [TestCase("\"beta\": \"3 nm\"", "($.parameters.beta): beta is a pure number, which 'nm' cannot be converted to; drop the unit.")]
    [TestCase("\"R\": [1, 2]",
        "($.parameters.R): R must be a value such as \"158.114 nm\" or a range with low and high, and here is a list.")]
    [TestCase("\"R\": { \"low\": 200, \"high\": 100, \"unit\": \"nm\" }",
        "($.parameters.R.low): low of R is 200 nm, above high, 100 nm; swap or correct them.")]
    [TestCase("\"R\": { \"low\": 900, \"unit\": \"nm\" }",
        "($.parameters.R.low): low of R is 900 nm, above high, 500 nm; swap or correct them.")]
    [TestCase("\"tau\": { \"low\": 0, \"unit\": \"d\" }",
        "($.parameters.tau.low): low of tau is 0 d and a log range must begin above 0; raise it or use \"scale\": \"linear\".")]
    [TestCase("\"tau\": { \"low\": 0, \"unit\": \"d\", \"scale\": \"linear\" }",
        "($.parameters.tau.low): tau is 0 d and the model holds only above 0; its usual range is 0.1 d to 100 d.")]
    [TestCase("\"phi\": 1.5", "($.parameters.phi): phi is 1.5 and the model holds only from 0 to 0.999; its usual range is 0.02 to 0.4.")]
    [TestCase("\"k\": \"-1 1/d\"",
        "($.parameters.k): k is -1 1/d and the model holds only from 0 1/d; its usual range is 0.005 1/d to 0.2 1/d.")]
    [TestCase("\"R\": { \"value\": 1, \"low\": 2, \"unit\": \"nm\" }",
        "($.parameters.R.low): R has both value and low; keep value to fix it, or low and high to vary it.")]
    [TestCase("\"R\": { \"Low\": 200, \"unit\": \"nm\" }", "($.parameters.R.Low): 'Low' is not a key of parameter R; did you mean 'low'?")]
    [TestCase("\"R\": { \"low\": 200, \"unit\": \"nm\", \"scale\": \"logarithmic\" }",
        "($.parameters.R.scale): scale cannot be 'logarithmic'; use \"log\" or \"linear\".")]
    public void Of_a_parameter(string member, string sentence) =>
        SentenceFor(WithModel($$"""
            "parameters": { {{member}} }
            """)).ShouldEndWith(sentence);

    [TestCase("3", "s.json:1:36 ($.times): times must be a list of numbers or an object with first, last and count, and here is 3.")]
    [TestCase("[]", "s.json:1:36 ($.times): the number of times is 0 and must be at least 1.")]
    [TestCase("[1, -2]", "s.json:1:40 ($.times[1]): a time of -2 d lies before the start; times begin at 0.")]
    [TestCase("[1, 3, 2]", "s.json:1:43 ($.times[2]): 2 d comes after 3 d; list times in ascending order, each once.")]
    [TestCase("[1, \"24 h\"]", "s.json:1:40 ($.times[1]): 1 d comes after 1 d; list times in ascending order, each once.")]
    [TestCase("[\"3 nm\"]",
        "s.json:1:37 ($.times[0]): a time is measured in d, which 'nm' cannot be converted to; use d or another of its kind.")]
    [TestCase("{ \"first\": 0 }",
        "s.json:1:47 ($.times.first): geometric spacing cannot begin at 0 d; begin above 0 or use \"spacing\": \"linear\".")]
    [TestCase("{ \"first\": 50 }", "s.json:1:47 ($.times.first): 30 d comes after 50 d; list times in ascending order, each once.")]
    [TestCase("{ \"from\": 50 }",
        "s.json:1:38 ($.times.from): 'from' is not a key of times; use \"first\", \"last\", \"count\", \"spacing\" or \"unit\".")]
    public void Of_the_times(string value, string sentence) => SentenceFor(WithModel($"\"times\": {value}")).ShouldBe(sentence);

    [Test]
    public void A_place_counts_lines_and_characters_as_an_editor_does() =>
        SentenceFor("{\n  // Größe\n  /* µ */ \"lwa\": \"x\"\n}").ShouldStartWith("s.json:3:11 ($.lwa): ");

    [Test]
    public void A_missing_file_and_a_folder_are_told_apart()
    {
        Should.Throw<RefusedException>(() => Scenario.Load("no-such.json")).Message
            .ShouldBe("no-such.json: there is no such file; give the path of a scenario file.");
        Should.Throw<RefusedException>(() => Scenario.Load(Path.GetTempPath())).Message.ShouldContain("this is a folder");
    }
}
