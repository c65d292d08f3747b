using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Tests.Kernels;

public sealed class CatalogTests
{
    [Test]
    public void Laws_and_solvers_are_found_by_name()
    {
        Catalog.Laws.Find("plga-sphere").ShouldBeOfType<PlgaSphereLaw>();
        Catalog.Laws.Find("burst-erosion").ShouldBeOfType<BurstErosionLaw>();
        Catalog.Laws.Find("no-such-law").ShouldBeNull();
        Catalog.Methods.Names.ShouldBe(["bosh3", "dopri5", "tsit5", "rodas3", "rodas4", "rodas5p"]);
        Catalog.Methods.Find("dopri5")!.Stiff.ShouldBeFalse();
        Catalog.Methods.Find("rodas5p")!.Stiff.ShouldBeTrue();
    }

    [TestCaseSource(nameof(Laws))]
    public void The_face_of_a_law_is_complete(ReleaseLaw law)
    {
        law.Parameters.Select(parameter => parameter.Name).ShouldBeUnique();
        law.Outputs.Count.ShouldBe(law.Program<Real64>().Outputs);
        law.Channels.Count.ShouldBe(law.Program<Real64>().Channels);
        law.Channels.ShouldAllBe(channel => channel.InDomain(channel.Usual) && channel.Meaning.Length > 0);
        (law.DefaultSchedule is null).ShouldBe(law.Channels.Count == 0);
        Catalog.Methods.Find(law.DefaultSolver).ShouldNotBeNull();
        law.Summary.ShouldNotBeEmpty();
        law.Source.ShouldNotBeEmpty();
        foreach (Parameter parameter in law.Parameters)
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

    static IEnumerable<ReleaseLaw> Laws => Catalog.Laws;
}
