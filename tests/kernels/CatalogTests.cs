using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Tests.Kernels;

public sealed class CatalogTests
{
    /// <summary>A line of a model's page.</summary>
    const int LongestNote = 140;

    [Test]
    public void Models_and_solvers_are_found_by_name()
    {
        Catalog.Models.Find("plga-sphere").ShouldBeOfType<PlgaSphereModel>();
        Catalog.Models.Find("burst-erosion").ShouldBeOfType<BurstErosionModel>();
        Catalog.Models.Find("no-such-model").ShouldBeNull();
        Catalog.Methods.Names.ShouldBe(["bosh3", "dopri5", "tsit5", "rodas3", "rodas4", "rodas5p"]);
        Catalog.Methods.Find("dopri5")!.Stiff.ShouldBeFalse();
        Catalog.Methods.Find("rodas5p")!.Stiff.ShouldBeTrue();
    }

    [TestCaseSource(nameof(Models))]
    public void The_face_of_a_model_is_complete(ReleaseModel model)
    {
        model.Parameters.Select(parameter => parameter.Name).ShouldBeUnique();
        model.Outputs.Count.ShouldBe(model.Program<Real64>().Outputs);
        model.Inputs.Count.ShouldBe(model.Program<Real64>().Inputs);
        model.Inputs.ShouldAllBe(input => input.InDomain(input.Usual) && input.Meaning.Length > 0);
        (model.DefaultSchedule is null).ShouldBe(model.Inputs.Count == 0);
        Catalog.Methods.Find(model.DefaultSolver).ShouldNotBeNull();
        model.Summary.ShouldNotBeEmpty();
        model.Source.ShouldNotBeEmpty();
        model.Mechanism.ShouldMatch("^[a-z]+$");
        model.Mechanism.ShouldNotBe("other", "a model says what makes the drug come out");
        IReadOnlyList<string>[] notes = [model.Equations, model.Assumptions, model.Limits, model.Verification];
        foreach (IReadOnlyList<string> lines in notes)
        {
            lines.ShouldNotBeEmpty("models NAME prints equations, assumptions, limits and verification of every model");
            lines.ShouldAllBe(line => line.Length > 10 && line.Length <= LongestNote && line == line.Trim());
        }

        foreach (Parameter parameter in model.Parameters)
        {
            parameter.Low.ShouldBeLessThan(parameter.High);
            parameter.DomainLow.ShouldBeLessThanOrEqualTo(parameter.Low);
            parameter.DomainHigh.ShouldBeGreaterThanOrEqualTo(parameter.High);
            parameter.Meaning.ShouldNotBeEmpty();
            parameter.Middle.ShouldBeInRange(parameter.Low, parameter.High);
            if (parameter.Scale == Scale.Log)
                parameter.Low.ShouldBeGreaterThan(0);
        }
    }

    static IEnumerable<ReleaseModel> Models => Catalog.Models;
}
