using SurrogateEngine.Tables;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Tests.Engine.Core.Tables;

/// <summary>Columns computed from others.</summary>
public sealed class DerivedColumnsTests
{
    static readonly TabularData Table = new([TabularColumn.Numeric("Time", [0, 4, double.NaN]), TabularColumn.Numeric("SA-V", [3, 5, 7]),
        TabularColumn.Numeric("Initial D/M ratio", [0, 2, 1]), TabularColumn.Categorical("drug", ["a", "b", "a"])]);

    [TestCase("x = sqrt(Time) * SA-V", 0, 10, double.NaN)]
    [TestCase("x = SA-V - 2 - 1", 0, 2, 4)]
    [TestCase("x = 2 * (SA-V + Time) / 4", 1.5, 4.5, double.NaN)]
    [TestCase("x = SA-V / Initial D/M ratio", double.NaN, 2.5, 7)]
    [TestCase("x = log(exp(2 * SA-V) / exp(SA-V))", 3, 5, 7)]
    public void Expressions_are_computed_row_by_row_and_no_number_is_missing(string definition, params double[] expected)
    {
        double[] values = DerivedColumns.Describe(Table, Table, [definition])["x"].Values;

        for (int row = 0; row < values.Length; row++)
            if (double.IsNaN(expected[row]))
                double.IsNaN(values[row]).ShouldBeTrue();
            else
                values[row].ShouldBe(expected[row], 1e-12);
    }

    [Test]
    public void Later_ones_use_earlier_ones() =>
        DerivedColumns.Describe(Table, Table.Select(["SA-V"]), ["a = SA-V * 2", "b = a + 1"])["b"].Values.ShouldBe([7.0, 11, 15]);

    [TestCase("sqrt(Time)", "this defines no column")]
    [TestCase("x = Tim * 2", "'Tim' is no column and no number; did you mean 'Time'?")]
    [TestCase("x = drug * 2", "'drug' holds words")]
    [TestCase("Time = SA-V * 2", "has a column 'Time' already")]
    public void A_mistake_gets_a_sentence(string definition, string expected) =>
        Should.Throw<RefusedException>(() => DerivedColumns.Describe(Table, Table, [definition])).Message.ShouldContain(expected);
}
