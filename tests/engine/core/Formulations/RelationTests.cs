using SurrogateEngine.Formulations;

namespace SurrogateEngine.Tests.Formulations;

/// <summary>Each relation at values that its source states.</summary>
public sealed class RelationTests
{
    static IEnumerable<Relation> All => typeof(Relation).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(Relation)))
        .Select(type => (Relation)Activator.CreateInstance(type)!);

    [TestCaseSource(nameof(All))]
    public void A_relation_says_where_it_comes_from_and_is_finite_in_its_range(Relation relation)
    {
        relation.Name.ShouldNotBeEmpty();
        relation.Equation.ShouldContain("=");
        relation.Source.Length.ShouldBeGreaterThan(7);
        relation.SpreadFactor.ShouldBeGreaterThanOrEqualTo(1);
        foreach (double share in (double[])[0, 0.3, 1])
            double.IsFinite(relation.Of([.. relation.Inputs.Select(input => input.Low + share * (input.High - input.Low))]))
                .ShouldBeTrue($"{relation.Name} at {share}");
    }

    [TestCase(1.0, 0.003, 0.015)]
    [TestCase(0.85, 0.01, 0.03)]
    [TestCase(0.75, 0.015, 0.05)]
    [TestCase(0.5, 0.03, 0.12)]
    public void Hydrolysis_lies_in_the_reported_range_of_each_polymer(double lactide, double low, double high) =>
        new HydrolysisByLactide().Of([lactide]).ShouldBeInRange(low, high);

    [Test]
    public void Stated_numbers_come_out()
    {
        Arrhenius.Factor(80e3, 42, 37).ShouldBe(1.636, 1e-3);
        new NeutralFraction().Of([7.4, 7.4]).ShouldBe(0.5);
        new BurstFraction().Of([300, 0.1, 0]).ShouldBe(0.1545, 1e-3);
        new ChargedPartition().Of([1, 0, -25, 25]).ShouldBe(2.65, 0.05);
        new DiffusivityByTemperature().Of([1, 43]).ShouldBe(1000 * new DiffusivityByTemperature().Of([1, 22]), 150);
        new ReleaseByLysolipid().Of([9.7]).ShouldBe(0.046 * 3600, 5);
        new DiffusionTime().Of([50, 1e-20]).ShouldBe(2.5e-15 / 1e-20 / 86400, 1e-9);
        new CapillaryLength().Of([20, 325]).ShouldBe(3.88, 0.01);
        new WaterDiffusivity().Of([300]).ShouldBe(2.6e6, 1e5);
        double acid = new LinkerAcidRate().Of([10, 36]);
        new LinkerNeutralRate().Of([10, acid]).ShouldBe(Math.Log(2) / 10 / 36 - acid * Math.Pow(10, -7.4), 1e-12);
        new PhotothermalEfficiency().Of([5]).ShouldBe(0.803, 2e-3);
        new PhotothermalEfficiency().Of([50]).ShouldBe(0.650, 2e-3);
        new InteriorAmines().Of([4]).ShouldBe(62);
        new ChainsBetweenCrosslinks().Of([0.01, 100]).ShouldBe(5, 1e-12);
        new DryMesh().Of([8.8, 62]).ShouldBe(13.518221 / Math.Sqrt(2) / Math.Pow(50, 1.0 / 3), 1e-3);
        new StokesRadius().Of([new WaterDiffusivity().Of([300])]).ShouldBe(0.45, 0.05);
        new HydrolysisByPh().Of([1, 1]).ShouldBe(1 + 21.5, 0.1);
    }
}
