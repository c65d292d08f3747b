using SurrogateEngine.Benchmarks;

namespace SurrogateEngine.Tests.Engine.Core.Benchmarks;

public sealed class ProblemSetTests
{
    static IEnumerable<ProblemSet> Problems => ProblemSet.All;

    [TestCaseSource(nameof(Problems))]
    public void Formulations_are_those_of_the_reference(ProblemSet problem)
    {
        var reference = Reference(problem);
        reference.Count.ShouldBe(64);
        double[] drawn = problem.Parameters(0, reference.Count);
        for (int k = 0; k < drawn.Length; k++)
            drawn[k].ShouldBe(reference.Parameters[k], reference.Parameters[k] * 1e-12);
    }

    [TestCaseSource(nameof(Problems))]
    public void A_later_formulation_does_not_depend_on_earlier_ones(ProblemSet problem) =>
        problem.Parameters(37, 3)
        .ShouldBe(problem.Parameters(0, 64)[(37 * problem.Model.Parameters.Count)..(40 * problem.Model.Parameters.Count)]);

    [TestCaseSource(nameof(Problems))]
    public void The_reference_is_without_error(ProblemSet problem)
    {
        var reference = Reference(problem);
        reference.ErrorOf(reference.Curves).ShouldBe(new ReferenceError(0, 0, 0));
        reference.ErrorOf([.. reference.Curves.Select(value => (float)value)]).MaxRelative.ShouldBeInRange(1e-9, 6e-5);
    }

    [Test]
    public void Errors_are_relative_above_the_floor_and_a_failed_curve_is_no_success()
    {
        var reference = Reference(ProblemSet.Find("p2")!);
        double[] curves = [.. reference.Curves];
        curves[63] *= 1.01;
        var error = reference.ErrorOf(curves);
        error.MaxRelative.ShouldBe(0.01, 1e-12);
        error.MedianRelative.ShouldBe(0);
        error.MaxAbsolute.ShouldBe(0.01 * reference.Curves[63], 1e-12);

        curves[5] = double.NaN;
        reference.ErrorOf(curves).MaxRelative.ShouldBe(double.PositiveInfinity);
        reference.ErrorOf(curves).MaxAbsolute.ShouldBe(double.PositiveInfinity);
    }

    [Test]
    public void A_file_that_is_not_a_reference_is_refused_with_its_place()
    {
        var problem = ProblemSet.Find("p1")!;
        Should.Throw<RefusedException>(() => problem.ReadReference("nowhere/ref.csv")).Message.ShouldContain("nowhere/ref.csv");
        string other = Path.Combine(TestContext.CurrentContext.TestDirectory, "data", "problems", "ref_p2.csv");
        Should.Throw<RefusedException>(() => problem.ReadReference(other)).Message.ShouldContain("F_0");
    }

    static ReferenceSet Reference(ProblemSet problem) =>
        problem.ReadReference(Path.Combine(TestContext.CurrentContext.TestDirectory, "data", "problems", $"ref_{problem.Name}.csv"));
}
