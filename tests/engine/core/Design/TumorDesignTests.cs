using SurrogateEngine.Design;
using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Design;

/// <summary>
/// 000.09, 002.05: a design by what the body sees. The answers are known: drug around a tumor's cells, all of it together, is the more the
/// slower liposomes release; what kills most cells has a best rate, which depends on dose and growth.
/// </summary>
public sealed class TumorDesignTests
{
    const string Rat = "kres=0.06/h ktu=7.17/h kel=1.56/h k12=5.13/h k21=0.927/h ket=2.27/h kte=0.0485/h Q=9.72mL/h fu=0.2";

    static ParetoResult Best(string objective, bool maximize, double dose, double growth)
    {
        ReleaseModel model = Catalog.Get("liposome-tumor");
        string[] fix = [.. Rat.Split(' '), "kill=16.2mL/ug h", FormattableString.Invariant($"C0={dose}ug/mL"), FormattableString.Invariant($"ks={growth}/h")];
        var solved = new MechanisticModel(model, Scenario.Default(model).Space);
        StudyWords words = maximize ? new() { Maximize = [objective], Fix = fix } : new() { Minimize = [objective], Fix = fix };
        return ParetoDesign.Run(StudyFile.Understand(words, solved.Space, "test"), solved, solved, new() { Evaluations = 600 });
    }

    [TestCase(6, 0.0193, 0.03, 0.06), TestCase(15, 0.0193, 0.014, 0.03), TestCase(6, 0.0578, 0.08, 0.16), TestCase(15, 0.0578, 0.03, 0.06)]
    public void Most_cells_die_at_a_rate_within_its_range(double dose, double growth, double low, double high)
    {
        ParetoResult best = Best("min(N)", maximize: false, dose, growth);
        best.Points.Single().Formulation[0].ShouldBeInRange(low, high);
        best.Points[0].Values[0].ShouldBeLessThan(0);
        best.Ends.ShouldBeEmpty();
    }

    [Test]
    public void Targeting_efficiency_is_a_quotient_of_areas()
    {
        ParetoResult best = Best("auc(E) / (auc(E) + auc(B))", maximize: true, 6, 0.0193);
        double efficiency = best.Points.Single().Values[0];
        efficiency.ShouldBeInRange(0.5, 1);
        Best("auc(E) / (auc(E) + auc(B))", maximize: false, 6, 0.0193).Points.Single().Values[0].ShouldBeLessThan(efficiency - 0.05);
    }

    [Test]
    public void By_the_area_slower_is_always_better_and_the_design_says_so()
    {
        ParetoResult best = Best("max(A)", maximize: true, 6, 0.0193);
        (Parameter parameter, bool high) = best.Ends.Single();
        (parameter.Name, high).ShouldBe(("krel", false));
        best.Points.Single().Formulation[0].ShouldBe(0.005, 1e-4);
    }
}
