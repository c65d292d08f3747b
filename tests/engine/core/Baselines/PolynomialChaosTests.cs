using SurrogateEngine.Baselines;
using SurrogateEngine.Tests.Training;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Baselines;

public sealed class PolynomialChaosTests
{
    [Test]
    public void Polynomials_are_found_exactly()
    {
        using IFittedBaseline fitted = new PolynomialChaos().Fit(Evaluated.Polynomials(200));
        Evaluated.On(fitted, Evaluated.Polynomials(100, seed: 7)).RelL2Max.ShouldBeLessThan(1e-6);
        fitted.Setting.ShouldContain("raw curves");
    }

    [Test]
    public void Release_curves_are_learned_and_more_terms_learn_them_better()
    {
        double before = 1;
        foreach (int terms in (int[])[6, 20, 60])
        {
            using IFittedBaseline fitted = new PolynomialChaos(new() { MaxTerms = terms }).Fit(FirstOrderRelease.Curves(1000));
            double error = Evaluated.OnRelease(fitted).RelL2Mean;
            error.ShouldBeLessThan(before / 3);
            before = error;
        }

        before.ShouldBeLessThan(1e-4);
    }

    [Test]
    public void Few_curves_keep_few_terms()
    {
        using IFittedBaseline fitted = new PolynomialChaos().Fit(FirstOrderRelease.Curves(40));
        int.Parse(fitted.Setting.Split(' ')[0]).ShouldBeInRange(1, 20);
        Evaluated.OnRelease(fitted).RelL2Mean.ShouldBeLessThan(0.2);
    }

    [Test]
    public void Same_set_same_curves_and_a_formulation_does_not_depend_on_its_neighbors()
    {
        CurveSet set = FirstOrderRelease.Curves(300), unseen = FirstOrderRelease.Curves(3000, seed: 3);
        float[] Predicted(int count)
        {
            using IFittedBaseline fitted = new PolynomialChaos(new() { MaxTerms = 40 }).Fit(set);
            var curves = new float[count * set.Space.Points];
            fitted.Predict(unseen.Parameters.Span[..(2 * count)], count, curves);
            return curves;
        }

        float[] many = Predicted(3000);
        Predicted(3000).ShouldBe(many);
        Predicted(17).ShouldBe(many[..(17 * set.Space.Points)]);
    }

    [Test]
    public void Curves_beyond_one_are_learned_as_they_are()
    {
        using IFittedBaseline fitted = new PolynomialChaos(new() { MaxTerms = 60 })
            .Fit(FirstOrderRelease.Curves(FirstOrderRelease.SpaceOfTwo, 600));
        fitted.Setting.ShouldContain("raw");
        Evaluated.On(fitted, FirstOrderRelease.Curves(FirstOrderRelease.SpaceOfTwo, 200, seed: 5)).RelL2Mean.ShouldBeLessThan(0.01);
    }
}
