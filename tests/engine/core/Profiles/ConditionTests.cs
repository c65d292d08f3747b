using SurrogateEngine.Profiles;
using SurrogateEngine.Profiles.Import;
using SurrogateEngine.Tests.Cli;

namespace SurrogateEngine.Tests.Engine.Core.Profiles;

/// <summary>Columns that say under which conditions a profile was measured.</summary>
public sealed class ConditionTests
{
    static ProfileImport Read(string text, ProfileOptions? options = null) =>
        ProfileImport.Of(ProfileTable.Parse(text, "p.csv"), options ?? new());

    [Test]
    public void Temperature_and_ph_are_found_by_themselves()
    {
        ProfileImport read = Read("batch,temperature (°C),pH,time_h,release_percent\na,37,7.4,1,10\na,37,7.4,2,20\nb,42,5.5,1,15\nb,42,5.5,2,30\n");

        read.Profiles.Count.ShouldBe(2);
        read.Profiles[0].Conditions.ShouldBe([new ProfileCondition("temperature", 37, "°C"), new ProfileCondition("pH", 7.4, "")]);
        read.Profiles[1].Conditions[1].Value.ShouldBe(5.5);
        read.Columns[1].Use.ShouldBe("condition of the profile");
    }

    [Test]
    public void Where_times_repeat_a_condition_tells_profiles_apart()
    {
        ProfileImport read = Read("pH,time_h,release_percent\n7.4,1,10\n7.4,2,20\n5.5,1,15\n5.5,2,30\n");

        read.Profiles.Select(profile => profile.Name).ShouldBe(["pH 7.4", "pH 5.5"]);
        read.Profiles[1].Released.ShouldBe([0.15, 0.3]);
    }

    [Test]
    public void A_condition_that_changes_within_a_profile_is_none_and_refused_where_it_is_asked_for()
    {
        Read("batch,temp_C,time_h,release_percent\na,37,1,10\na,38,2,20\nb,42,1,15\nb,42,2,30\n").Profiles[0].Conditions.ShouldBeEmpty();
        Should.Throw<RefusedException>(() => Read("enzyme [U/mL],time_h,release_percent\n1,1,10\n2,2,20\n",
                new ProfileOptions { Conditions = ["enzyme [U/mL]"] }))
            .Message.ShouldContain("'enzyme [U/mL]' is to be a condition and has 2 values");
    }

    [Test]
    public void A_named_column_is_one()
    {
        ProfileCondition condition = Read("enzyme [U/mL],time_h,release_percent\n3,1,10\n3,2,20\n",
            new ProfileOptions { Conditions = ["enzyme [U/mL]"] }).Profiles[0].Conditions.Single();
        condition.ShouldBe(new ProfileCondition("enzyme", 3, "U/mL"));
    }

    [Test]
    public void What_was_read_can_be_drawn()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["p.csv"], "pH,time_h,release_percent\n7.4,1,10\n7.4,2,20\n5.5,1,15\n5.5,2,30\n");

        Cli.Cli.Outcome run = Cli.Cli.Run("data", "check", folder["p.csv"], "--plot", folder["p.svg"], "--json");

        run.Code.ShouldBe(0, run.Error);
        File.ReadAllText(folder["p.svg"]).ShouldContain("pH 5.5");
        run.Json.GetProperty("profiles")[0].GetProperty("conditions")[0].GetProperty("value").GetDouble().ShouldBe(7.4);
    }
}
