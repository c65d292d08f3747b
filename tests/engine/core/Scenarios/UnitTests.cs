using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Tests.Scenarios;

public sealed class UnitTests
{
    [TestCase(1.5, "um", "nm", 1500)]
    [TestCase(120, "nm", "nm", 120)]
    [TestCase(36, "h", "d", 1.5)]
    [TestCase(2, "wk", "d", 14)]
    [TestCase(0.5, "1/h", "1/d", 12)]
    [TestCase(7, "1/wk", "1/d", 1)]
    [TestCase(86400, "s", "d", 1)]
    [TestCase(1, "cm2/s", "m2/s", 1e-4)]
    [TestCase(1, "cm^2/s", "um2/s", 1e8)]
    [TestCase(3, "d-1", "1/d", 3)]
    [TestCase(2, "mg/mL", "g/L", 2)]
    [TestCase(5, "mM", "mol/m3", 5)]
    [TestCase(30, "kDa", "kg/mol", 30)]
    [TestCase(25, "%", "", 0.25)]
    [TestCase(0.3, "1", "", 0.3)]
    public void Values_are_converted(double value, string from, string to, double expected) =>
        Unit.TryParse(from)!.To(Unit.TryParse(to)!, value).ShouldBe(expected, expected * 1e-14);

    [TestCase("furlong")]
    [TestCase("nm/")]
    [TestCase("/")]
    [TestCase("1/d/h")]
    [TestCase("5")]
    [TestCase("NM")]
    [TestCase("mo")]
    public void Text_that_is_no_unit_is_not_taken_for_one(string text) => Unit.TryParse(text).ShouldBeNull();

    [Test]
    public void Different_things_are_not_converted() =>
        Should.Throw<ArgumentException>(() => Unit.TryParse("h")!.To(Unit.TryParse("nm")!, 1));
}
