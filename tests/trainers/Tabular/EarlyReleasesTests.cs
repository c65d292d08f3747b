using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Tests.Tabular;

/// <summary>What early releases say of a curve.</summary>
public sealed class EarlyReleasesTests
{
    const string Prefix = "early releases, ";

    static readonly double[] Early = [0.25, 0.5, 1], Later = [2, 5, 9];

    [TestCase(1.0)]
    [TestCase(100.0)]
    public void A_power_law_and_a_Weibull_curve_are_carried_on_exactly(double whole)
    {
        double Power(double t) => 0.2 * Math.Pow(t, 0.43);
        double Weibull(double t) => 1 - Math.Exp(-Math.Pow(t / 3, 0.6));

        double[] exponent = Column(Power, "power-law exponent"), power = Column(Power, "power law"), weibull = Column(Weibull, "Weibull curve");

        exponent.ShouldBe([0.43, 0.43, 0.43], 1e-12);
        power.ShouldBe([.. Later.Select(t => whole * Power(t))], 1e-10 * whole);
        weibull.ShouldBe([.. Later.Select(t => whole * Weibull(t))], 1e-10 * whole);

        double[] Column(Func<double, double> curve, string name) => Described(curve, Later, whole)[Prefix + name].Values;
    }

    [Test]
    public void Between_early_times_there_are_straight_lines_and_after_the_last_its_release()
    {
        TabularData described = Described(t => t / 10, [0, 0.1, 0.75, 1, 4], 1);

        described[Prefix + "straight lines"].Values.ShouldBe([0, 0.01, 0.075, 0.1, 0.1], 1e-12);
        described[Prefix + "r0.5 less r0.25"].Values.ShouldBe([.. Enumerable.Repeat(0.025, 5)], 1e-12);
    }

    [Test]
    public void Odd_releases_give_numbers_and_missing_ones_none()
    {
        TabularData odd = new([TabularColumn.Numeric("t", [0, 3, 1e9]), TabularColumn.Numeric("a", [0, 1.2, double.NaN]),
            TabularColumn.Numeric("b", [-0.1, 0.9, 0.5])]);

        TabularData described = new EarlyReleases("t", [0.5, 1], ["a", "b"], 1).Describe(odd);

        foreach (TabularColumn column in described.Columns.Where(column => column.Name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            column.Values[..2].ShouldAllBe(value => double.IsFinite(value));
            if (column.Name != Prefix + "straight lines")
                double.IsNaN(column.Values[2]).ShouldBeTrue(column.Name);
        }
    }

    [Test]
    public void One_early_time_says_nothing_of_the_shape() =>
        new EarlyReleases("t", [0, 1], ["a", "b"], 1).Describe(new([TabularColumn.Numeric("t", [2])])).Names.ShouldBe(["t"]);

    static TabularData Described(Func<double, double> curve, double[] times, double whole) =>
        new EarlyReleases("t", Early, [.. Early.Select(t => FormattableString.Invariant($"r{t}"))], whole).Describe(new([
            TabularColumn.Numeric("t", times), .. Early.Select(t => TabularColumn.Numeric(FormattableString.Invariant($"r{t}"),
                [.. times.Select(_ => whole * curve(t))]))]));
}
