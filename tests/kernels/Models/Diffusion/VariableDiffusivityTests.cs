using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class VariableDiffusivityTests : ModelSuite
{
    protected override ReleaseModel Subject { get; } = new VariableDiffusivityModel();

    protected override string Effects => "-+-++-";

    protected override double[] Balance(double[] row) => [0, 1, 1, 0];

    /// <summary>Cases I to IV of Ford Versypt and Braatz: constant, growing, by the radius squared, by the drug that has left.</summary>
    static double[] Case(int number) => number switch
    {
        1 => [1, 1, 0, 0, 0, 1],
        2 => [1, 1, 0, 0, 10 / 0.1175, 0.1175],
        3 => [1, 1, 2, 0, 0, 1],
        _ => [1, 1, 0, 1, 0, 1],
    };

    static BatchOptions Exact(int shells) => new()
    {
        Precision = Precision.Double,
        RelativeTolerance = 1e-8,
        AbsoluteTolerance = 1e-11,
        Shells = shells,
    };

    [TestCase(1), TestCase(2), TestCase(3), TestCase(4)]
    public void The_four_cases_meet_the_table(int number)
    {
        foreach (double[] row in References.Oracle("sphere_variable_D_cases.csv").Where(row => row[0] == number))
            Batches.Solve(Subject, Case(number), Exact(100), [row[1]])[0].ShouldBe(row[2], 1e-3, $"at {row[1]}");
    }

    [TestCase(3), TestCase(4)]
    public void The_error_falls_with_the_square_of_the_shells_thickness(int number)
    {
        double[] row = References.Oracle("sphere_variable_D_cases.csv").Last(row => row[0] == number && row[1] <= 0.1);
        double Error(int shells) => Math.Abs(Batches.Solve(Subject, Case(number), Exact(shells), [row[1]])[0] - row[2]);
        Math.Log2(Error(40) / Error(80)).ShouldBeInRange(1.6, 2.4);
    }
}
