using SurrogateEngine.Fitting;
using SurrogateEngine.Profiles;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Tests.Engine.Core.Profiles;

public sealed class BuiltInProfilesTests
{
    [Test]
    public void Every_built_in_profile_reads_cleanly()
    {
        BuiltInProfiles.Names.ShouldNotBeEmpty();
        foreach (string name in BuiltInProfiles.Names)
        {
            var profile = BuiltInProfiles.Open(name);
            profile.Count.ShouldBeGreaterThanOrEqualTo(10);
            profile.Remarks.ShouldBeEmpty();
            profile.Released.ShouldAllBe(value => value >= 0 && value <= 1);
            profile.Released.ShouldBeInOrder(SortDirection.Ascending);
            profile.Days.ShouldBeInOrder(SortDirection.Ascending);
            profile.Origin.ShouldContain("github.com");
        }
    }

    [Test]
    public void Letrozole_is_followed_for_thirty_days_and_albumin_for_half_a_year()
    {
        BuiltInProfiles.Find("letrozole-plga")!.Days[^1].ShouldBe(29.8886827458256, 1e-12);
        BuiltInProfiles.Find("LETROZOLE-PLGA")!.Released[^1].ShouldBe(0.901123595505618, 1e-12);
        BuiltInProfiles.Find("bsa-chitosan-pcl")!.TimesIn("h")[0].ShouldBe(1, 1e-12);
    }

    // The first thing that a scientist sees: a model of the profile's own device, inside its ranges, whose residuals show no pattern.
    [Test]
    public void Quickstart_explains_its_profiles_by_a_model_of_their_own_device()
    {
        foreach (string name in new QuickstartOptions().Profiles)
        {
            FitResult fit = MechanisticFitWorkflow.Run(new MechanisticFitRequest
            {
                Profile = name,
                Models = [QuickstartFolder.Model],
                Ranges = ["tau=0.1..10000d"],
            })[0].Fit;
            fit.Verdict.Explains.ShouldBe(true, name);
            fit.ReportedQuality.RmsePercent.ShouldBeLessThan(2.1, name);
            fit.Parameters.ShouldAllBe(parameter => !parameter.AtBound);
            fit.Remarks.ShouldContain(remark => remark.StartsWith("R was held at", StringComparison.Ordinal));
        }
    }

    [Test]
    public void An_unknown_name_is_no_profile() => BuiltInProfiles.Find("aspirin").ShouldBeNull();

    [TestCase("letrozol-plga", "letrozole-plga")]
    [TestCase("bsa", "bsa-chitosan-pcl")]
    public void A_misspelt_name_gets_its_nearest(string misspelt, string meant) =>
        Should.Throw<RefusedException>(() => BuiltInProfiles.Open(misspelt)).Message.ShouldContain($"did you mean '{meant}'?");
}
