namespace SurrogateEngine.Tests;

public sealed class SpellingTests
{
    static readonly string[] Words = ["samples", "sampler", "seed", "times", "relative_tolerance", "shard_size"];

    [TestCase("smaples", "samples")]
    [TestCase("Samples", "samples")]
    [TestCase("sede", "seed")]
    [TestCase("relative-tolerance", "relative_tolerance")]
    [TestCase("relativ", "relative_tolerance")]
    [TestCase("tiems", "times")]
    [TestCase("color", null)]
    [TestCase("x", null)]
    [TestCase("", null)]
    public void It_guesses_a_near_word_and_stays_silent_otherwise(string word, string? meant) =>
        Spelling.Nearest(word, Words).ShouldBe(meant);

    [Test]
    public void Of_many_names_those_that_hold_the_word_are_told()
    {
        string[] many = ["plga-local", "plga-sphere", "slab", "cylinder", "burst", "binding", "acid", "enzyme", "light", "heat"];
        Spelling.Suggest("plga", many).ShouldBe("did you mean \"plga-local\" or \"plga-sphere\"?");
        Spelling.Suggest("zzz", many).ShouldStartWith("use \"plga-local\", ");
        Spelling.Suggest("plga", many[..4]).ShouldStartWith("use \"plga-local\", ");
    }
}
