using SurrogateEngine.Baselines;
using SurrogateEngine.Baselines.Trees;
using SurrogateEngine.Tests.Training;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Baselines;

public sealed class XgboostTests
{
    static readonly XgboostOptions Small = new() { Rounds = 60, MaxDepth = 6, LearningRate = 0.3, MinChildWeight = 1 };

    [Test]
    public void Release_curves_are_learned_with_time_as_a_feature()
    {
        RequireLibrary();
        using IFittedBaseline fitted = new Xgboost(Small).Fit(FirstOrderRelease.Curves(1500));
        Evaluated.OnRelease(fitted).RelL2Mean.ShouldBeLessThan(0.03);
        fitted.Setting.ShouldContain("trees of depth 6");
    }

    [Test]
    public void Cloglog_curves_are_learned_and_come_back_as_fractions()
    {
        RequireLibrary();
        using IFittedBaseline fitted = new Xgboost(Small with { Cloglog = true }).Fit(FirstOrderRelease.Curves(1500));
        Evaluated.OnRelease(fitted).RelL2Mean.ShouldBeLessThan(0.03);
        fitted.Setting.ShouldContain("cloglog");
    }

    [Test]
    public void Two_outputs_are_told_apart()
    {
        RequireLibrary();
        using IFittedBaseline fitted = new Xgboost(Small).Fit(FirstOrderRelease.Curves(FirstOrderRelease.SpaceOfTwo, 800));
        Evaluated.On(fitted, FirstOrderRelease.Curves(FirstOrderRelease.SpaceOfTwo, 200, seed: 9)).RelL2Mean.ShouldBeLessThan(0.05);
    }

    [Test]
    public void Same_set_same_curves()
    {
        RequireLibrary();
        CurveSet set = FirstOrderRelease.Curves(300);
        float[] Predicted()
        {
            using IFittedBaseline fitted = new Xgboost(Small with { Rounds = 10 }).Fit(set);
            var curves = new float[set.Curves.Length];
            fitted.Predict(set.Parameters.Span, set.Count, curves);
            return curves;
        }

        Predicted().ShouldBe(Predicted());
    }

    [Test]
    public void Growth_ends_where_unseen_curves_get_no_better()
    {
        RequireLibrary();
        // Deep trees at full rate overfit the training curves within a few rounds.
        using IFittedBaseline fitted = new Xgboost(Small with { Rounds = 2000, MaxDepth = 12, LearningRate = 1, Subsample = 1 })
            .Fit(FirstOrderRelease.Curves(200));
        int.Parse(fitted.Setting.Split(' ')[0]).ShouldBeLessThan(500);
    }

    [Test]
    public void A_machine_without_it_is_told_what_to_install()
    {
        XgboostLibrary.Find(["libxgboost-that-nobody-has.so"]).ShouldBeNull();
        string sentence = Refusals.NoXgboost(["libxgboost.so.0"]).Message;
        sentence.ShouldContain("libxgboost.so.0 was not found");
        sentence.ShouldContain("apt-get install libxgboost0");
        sentence.ShouldNotContain("\n");
    }

    [Test]
    public void What_the_library_says_reaches_the_user()
    {
        RequireLibrary();
        Should.Throw<RefusedException>(() => new Xgboost(Small with { MaxDepth = -3 }).Fit(FirstOrderRelease.Curves(100)))
            .Message.ShouldStartWith("XGBoost gave up");
    }

    static void RequireLibrary()
    {
        if (!Xgboost.IsInstalled)
            Assert.Ignore("libxgboost is not installed: apt-get install libxgboost0");
    }
}
