using SurrogateEngine.Profiles;

namespace SurrogateEngine.Tests.Engine.Core.Profiles;

public sealed class ProfileReaderTests
{
    static MeasuredProfile Read(string text, ProfileOptions? options = null) =>
        ProfileReader.Read(new StringReader(text), "my.csv", options);

    [TestCase("time_h,release_percent\n12,20\n24,50\n")]
    [TestCase("time (h),release (%)\n12,20\n24,50\n")]
    [TestCase("Time [days],Cumulative release [fraction]\n0.5,0.2\n1,0.5\n")]
    [TestCase("release_fraction,t_min\n0.2,720\n0.5,1440\n")]
    [TestCase("hours,percent\n12,20\n24,50\n")]
    [TestCase("time_s;release_percent\n43200;20,0\n86400;50,0\n")]
    [TestCase("# measured in May\n\ntime_h\trelease_percent\n24\t50\n12\t20\n")]
    [TestCase("\uFEFFtime_h , release_percent\r\n 12 , 20 \r\n24,50")]
    public void Units_come_from_the_header(string text)
    {
        var profile = Read(text);
        profile.Days.ShouldBe([0.5, 1], 1e-12);
        profile.Released.ShouldBe([0.2, 0.5], 1e-12);
        profile.Remarks.ShouldBeEmpty();
    }

    [Test]
    public void A_folder_is_refused_as_a_folder() => Should.Throw<RefusedException>(() => ProfileReader.Read(Path.GetTempPath())).Message
        .ShouldBe($"{Path.GetTempPath()}: this is a folder; give the path of a CSV file with a measured release profile, or one of {BuiltInProfiles.NameList}.");

    [Test]
    public void Options_win_over_the_header()
    {
        var profile = Read("when,day 1,how much\n7,3,45\n14,3,55\n",
            new ProfileOptions { TimeColumn = "when", ReleaseColumn = "how much", TimeUnit = "d", ReleaseUnit = "percent" });
        profile.Days.ShouldBe([7, 14]);
        profile.Released.ShouldBe([0.45, 0.55], 1e-12);
    }

    [Test]
    public void The_deviation_column_is_read_in_the_unit_of_the_release()
    {
        var profile = Read("time_h,release_percent,sd_percent\n24,50,5\n48,70,7\n");
        profile.Deviation!.ShouldBe([0.05, 0.07], 1e-12);
    }

    [Test]
    public void The_headerless_file_of_the_authors_reads_like_the_built_in_profile()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "data", "profiles", "BSA_Experimental_data_MPs_Chitosan-PCL.csv");
        var profile = ProfileReader.Read(path, new ProfileOptions { TimeUnit = "s", ReleaseUnit = "percent" });
        var builtIn = BuiltInProfiles.Find("bsa-chitosan-pcl")!;
        profile.Days.ShouldBe(builtIn.Days);
        profile.Released.ShouldBe(builtIn.Released);
        profile.Count.ShouldBe(11);
        profile.Days[^1].ShouldBe(168, 1e-9);
    }

    [Test]
    public void Repeated_times_are_averaged_and_said()
    {
        var profile = Read("time_d,release_percent\n2,40\n1,10\n1,20\n");
        profile.Days.ShouldBe([1, 2]);
        profile.Released.ShouldBe([0.15, 0.4], 1e-12);
        profile.Remarks.ShouldHaveSingleItem().ShouldContain("averaged");
    }

    [Test]
    public void A_release_without_unit_is_guessed_and_said()
    {
        Read("time_d,release\n1,10\n2,20\n").Released.ShouldBe([0.1, 0.2], 1e-12);
        Read("time_d,release\n1,0.1\n2,0.2\n").Remarks.ShouldHaveSingleItem().ShouldContain("fractions");
    }

    [Test]
    public void Measured_values_may_leave_zero_to_hundred_percent() =>
        Read("time_d,release_percent\n1,-1.5\n2,115\n").Released.ShouldBe([-0.015, 1.15], 1e-12);

    [TestCase("", "my.csv: the file is empty")]
    [TestCase("# only a comment\n", "my.csv: the file is empty")]
    [TestCase("time_h,release_percent\n", "no measurement below it")]
    [TestCase("1,10\n2,20\n", "no header")]
    [TestCase("time_h,absorbance\n1,2\n", "line 1: no release column among 'time_h', 'absorbance'")]
    [TestCase("x,release_percent\n1,2\n", "no time column")]
    [TestCase("time,release_percent\n1,2\n", "does not say its unit")]
    [TestCase("time_h,release_percent\n1,2\n3,abc\n", "my.csv, line 3, column 'release_percent': 'abc' is not a number")]
    [TestCase("time_h,release_percent\n1,2\n,4\n", "line 3, column 'time_h': the cell is empty")]
    [TestCase("time_h,release_percent\n1\n", "there is no measurement in it")]
    [TestCase("time_h,release_percent\nNaN,2\n", "line 2, column 'time_h': 'NaN' is not a finite number")]
    [TestCase("time_h,release_percent\n1,Infinity\n", "is not a finite number")]
    [TestCase("time_h,release_percent\n1,2\n-3,4\n", "line 3, column 'time_h': the time -3 is negative")]
    [TestCase("time_h,release_fraction\n1,0.2\n2,45\n", "line 3, column 'release_fraction': 45 is more than twice the dose")]
    [TestCase("time_h,release_percent,sd\n1,2,-1\n", "line 2: the standard deviation -1 is negative")]
    public void Unusable_files_are_refused_in_one_sentence(string text, string part)
    {
        string message = Should.Throw<RefusedException>(() => Read(text)).Message;
        message.ShouldContain(part);
        message.ShouldStartWith("my.csv");
        message.ShouldEndWith(".");
        message.ShouldNotContain("\n");
    }

    [Test]
    public void An_unknown_column_or_unit_in_the_options_is_refused()
    {
        const string text = "time_h,release_percent\n1,2\n";
        Should.Throw<RefusedException>(() =>
            Read(text, new ProfileOptions { TimeColumn = "tiem" })).Message.ShouldContain("no column 'tiem'");
        Should.Throw<RefusedException>(() =>
            Read(text, new ProfileOptions { TimeUnit = "fortnight" })).Message.ShouldContain("'fortnight' is not a time unit");
        Should.Throw<RefusedException>(() =>
            Read(text, new ProfileOptions { ReleaseUnit = "mg" })).Message.ShouldContain("'mg' is not a release unit");
    }

    [Test]
    public void A_missing_file_is_refused_with_the_built_in_names() =>
        Should.Throw<RefusedException>(() => BuiltInProfiles.Open("nowhere.csv")).Message.ShouldContain("letrozole-plga");
}
