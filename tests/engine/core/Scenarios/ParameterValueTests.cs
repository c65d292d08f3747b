using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Tests.Scenarios;

public sealed class ParameterValueTests
{
    static readonly IReadOnlyList<Parameter> Known = Catalog.Models.Find("plga-sphere")!.Parameters;

    [TestCase("R=120nm", "R", 120)]
    [TestCase("R = 0.12 um", "R", 120)]
    [TestCase("k=0.7/wk", "k", 0.1)]
    [TestCase("beta=3", "beta", 3)]
    public void A_word_gives_name_and_value(string word, string name, double value)
    {
        (string Name, double Value) read = ParameterValue.Parse(word, "here", Known);
        read.Name.ShouldBe(name);
        read.Value.ShouldBe(value, 1e-14 * value);
    }

    [TestCase("R120", "here R120: this is not of the form NAME=VALUE; write e.g. R=120nm.")]
    [TestCase("kapa=3", "here kapa=3: 'kapa' is not a parameter; did you mean 'kappa'?")]
    [TestCase("R=big", "here R=big: R is \"big\", which does not begin with a number; write a number and its unit, e.g. \"1 nm\".")]
    [TestCase("R=3h", "here R=3h: R is measured in nm, which 'h' cannot be converted to; use nm or another of its kind.")]
    [TestCase("R=-3nm", "here R=-3nm: R is -3 nm and the model holds only above 0; its usual range is 50 nm to 500 nm.")]
    public void Other_words_are_refused(string word, string sentence) =>
        Should.Throw<RefusedException>(() => ParameterValue.Parse(word, "here", Known)).Message.ShouldBe(sentence);
}
