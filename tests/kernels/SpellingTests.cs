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
}
