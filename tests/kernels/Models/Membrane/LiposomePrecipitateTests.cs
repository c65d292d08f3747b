using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class LiposomePrecipitateTests : ModelSuite
{
    protected override ReleaseModel Subject { get; } = new LiposomePrecipitateModel();

    protected override string Effects => "++?";

    protected override double[] Balance(double[] row) => [1, 1, 1];

    [Test]
    public void A_line_turns_into_an_exponential_when_the_solid_is_gone()
    {
        var exact = new BatchOptions { Precision = Precision.Double, RelativeTolerance = 1e-9, AbsoluteTolerance = 1e-12 };
        foreach (double[] row in References.Oracle("liposome_precipitate.csv"))
            Batches.Solve(Subject, [row[1], row[0], 1e5], exact, [row[2]])[0].ShouldBe(row[4], 1e-3);
    }
}
