using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Tests.Scenarios;

public sealed class FormulationTableTests
{
    static readonly Parameter[] Known =
    [
        new("R", "nm", 50, 500, Scale.Log, "radius", "test"),
        new("k", "1/d", 0.01, 0.2, Scale.Log, "rate", "test"),
        new("kb", "1/d", 1, 1, Scale.Log, "held at one value", "test"),
        new("phi", "", 0.1, 0.4, Scale.Log, "fraction", "test") { DomainHigh = 1 },
    ];

    static FormulationTable Parse(string text) => FormulationTable.Parse(text, "f.csv", Known);

    static string SentenceFor(string text) => Should.Throw<RefusedException>(() => Parse(text)).Message;

    [Test]
    public void Columns_may_come_in_any_order_and_any_unit()
    {
        FormulationTable table = Parse("id,phi_%,R [um],k_1/h\na,20,0.1,0.005\nb,30,0.25,0.001\n");
        table.Ids.ShouldBe(["a", "b"]);
        double[] expected = [100, 0.12, 1, 0.2, 250, 0.024, 1, 0.3];
        for (int i = 0; i < expected.Length; i++)
            table.Parameters[i].ShouldBe(expected[i], 1e-12 * expected[i]);
    }

    [Test]
    public void Semicolons_decimal_commas_comments_and_missing_ids_are_understood()
    {
        FormulationTable table = Parse("# made by hand\nR;k;kb;phi\n100;0,1;2;0,25\n");
        table.Ids.ShouldBe(["1"]);
        table.Parameters.ShouldBe([100, 0.1, 2, 0.25]);
    }

    [Test]
    public void Other_columns_are_carried_through_as_text_and_those_named_are_left_out()
    {
        FormulationTable table = FormulationTable.Parse("R,k,phi,batch,old,day\n100,0.1,0.2,007,1,\n100,0.1,0.2,008,2,mon\n", "f.csv",
            Known, ignored: name => name == "old");
        table.Carried.Select(column => column.Name).ShouldBe(["batch", "day"]);
        table.Carried[0].Values.ShouldBe(["007", "008"]);
        table.Carried[1].Values.ShouldBe(["", "mon"]);
        table.Ignored.ShouldBe(["old"]);
    }

    [TestCase("",
        "f.csv:1: there is no formulation here; give a header with the columns R (in nm), k (in 1/d), kb (in 1/d), phi and one line for each formulation.")]
    [TestCase("R,k,phy\n1,2,3", "f.csv:1: column 'phy' is not a parameter of this surrogate; did you mean 'phi'?")]
    [TestCase("R,k\n1,2", "f.csv:1: the header lacks phi; add this column.")]
    [TestCase("R,k,phi,kB\n1,2,0.3,1", "f.csv:1: column 'kB' is not a parameter of this surrogate; did you mean 'kb'?")]
    [TestCase("R,k,phi,day,day\n1,2,0.3,1,1", "f.csv:1: two columns give day; keep one of them.")]
    [TestCase("R,k,phi,R\n1,2,3,4", "f.csv:1: two columns give R; keep one of them.")]
    [TestCase("R_h,k,phi\n1,2,3", "f.csv:1: column 'R_h' gives R in 'h'; use nm or another of its kind.")]
    [TestCase("R,k,phi\n1,2,0.3\n1,x,0.3", "f.csv:3: column 'k' holds 'x', which is not a number; correct it or delete the line.")]
    [TestCase("R,k,phi\n1,2", "f.csv:2: column 'phi' holds '', which is not a number; correct it or delete the line.")]
    [TestCase("R,k,phi\n-5,2,0.1", "f.csv:2: R is -5 nm and the model holds only above 0; correct it or delete the line.")]
    public void What_cannot_be_used_is_refused_with_its_line(string text, string sentence) => SentenceFor(text).ShouldBe(sentence);
}
