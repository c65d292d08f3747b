using System.CommandLine;
using SurrogateEngine.Bench.Comparison;
using SurrogateEngine.Bench.Physics;

namespace SurrogateEngine.Tests.Benches;

/// <summary>What a measurement cannot be made with is refused before anything is computed.</summary>
public sealed class BadInputTests
{
    [TestCase("NaN")]
    [TestCase("Infinity")]
    [TestCase("0")]
    [TestCase("-1e-4")]
    [TestCase("1")]
    public void A_tolerance_that_is_none(string value)
    {
        foreach (string option in (string[])["--engine-rtol", "--engine-atol"])
            SentenceOf(PeersCommand.Create(), "--problem", "p1", option, value)
                .ShouldBe($"{option} is {double.Parse(value, System.Globalization.CultureInfo.InvariantCulture)}; give a tolerance above 0 and below 1.");
    }

    [TestCase("-5")]
    [TestCase("0")]
    [TestCase("31")]
    [TestCase("8001")]
    public void Too_few_or_too_many_curves(string value) =>
        SentenceOf(ExperimentCommand.Create(), "--problem", "p1", "--curves", "32", "--curves", value, "--quick")
        .ShouldBe($"--curves is {value}; give from 32 to 8000.");

    [Test]
    public void An_unknown_problem() =>
        SentenceOf(ExperimentCommand.Create(), "--problem", "p1", "--problem", "p9")
        .ShouldStartWith("--problem has no p9: name one of p1, p2,");

    // The refusal goes to the console, as in all commands of the bench.
    static string SentenceOf(Command command, params string[] words)
    {
        TextWriter usual = Console.Error;
        using var said = new StringWriter();
        Console.SetError(said);
        try
        {
            command.Parse(words).Invoke().ShouldBe(1);
        }
        finally
        {
            Console.SetError(usual);
        }
        return said.ToString().TrimEnd();
    }
}
