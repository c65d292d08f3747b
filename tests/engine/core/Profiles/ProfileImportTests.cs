using System.Text;
using SurrogateEngine.Bench.Robustness;
using SurrogateEngine.Data;
using SurrogateEngine.Profiles;
using SurrogateEngine.Profiles.Import;
using SurrogateEngine.Tests.Cli;

namespace SurrogateEngine.Tests.Engine.Core.Profiles;

/// <summary>Files of the kinds that users of such programs have, each read right or refused with the remedy.</summary>
public sealed class ProfileImportTests
{
    static ProfileImport Case(string name, ProfileOptions? options = null) =>
        ProfileImport.Read(Repository.Locate($"tests/data/cases/{name}.csv"), options);

    static ProfileImport Text(string text, ProfileOptions? options = null) =>
        ProfileImport.Of(ProfileTable.Parse(text, "my.csv"), options ?? new());

    [TestCase("a01-three-columns", new[] { 15.0, 30, 60, 90 }, "min", new[] { 0.138, 0.249, 0.456, 0.63 })]
    [TestCase("a04-plain", new[] { 60.0, 360, 720, 1440, 4320, 10080 }, "min", new[] { 0.05, 0.12, 0.2, 0.35, 0.6, 0.8 })]
    [TestCase("a04-thousands", new[] { 60.0, 360, 720, 1440, 4320, 10080 }, "min", new[] { 0.05, 0.12, 0.2, 0.35, 0.6, 0.8 })]
    [TestCase("a04b-dot-thousands", new[] { 60.0, 720, 1440, 4320, 10080 }, "min", new[] { 0.055, 0.201, 0.352, 0.604, 0.809 })]
    [TestCase("a06-sd-missing", new[] { 0.0, 1, 6, 24, 72, 168 }, "h", new[] { 0, 0.05, 0.12, 0.35, 0.6, 0.8 })]
    [TestCase("a06-sd-na", new[] { 0.0, 1, 6, 24, 72, 168 }, "h", new[] { 0, 0.05, 0.12, 0.35, 0.6, 0.8 })]
    [TestCase("a08-constant", new[] { 1.0, 2, 6, 24 }, "h", new[] { 1.0, 1, 1, 1 })]
    [TestCase("a08-zeros", new[] { 1.0, 2, 6, 24 }, "h", new[] { 0.0, 0, 0, 0 })]
    [TestCase("a13b-qt-first", new[] { 1.0, 6, 24, 72, 168 }, "h", new[] { 0.05, 0.12, 0.35, 0.6, 0.8 })]
    [TestCase("a17-german", new[] { 1.0, 6, 24, 72, 168 }, "h", new[] { 0.05, 0.12, 0.35, 0.6, 0.8 })]
    [TestCase("a22-digit-in-header", new[] { 1.0, 6, 24, 72, 168 }, "h", new[] { 0.002, 0.005, 0.009, 0.014, 0.018 })]
    [TestCase("a22c-batch1", new[] { 1.0, 6, 24, 72, 168 }, "h", new[] { 0.05, 0.12, 0.35, 0.6, 0.8 })]
    [TestCase("a24-pksim-table", new[] { 0.0, 1, 9, 24, 72 }, "h", new[] { 0, 0.1, 0.4, 0.6, 0.9 })]
    [TestCase("a24b-cdr", new[] { 1.0, 6, 24, 72, 168 }, "h", new[] { 0.05, 0.12, 0.35, 0.6, 0.8 })]
    [TestCase("a24c-fraction-dissolved-percent", new[] { 1.0, 6, 24, 72, 168 }, "h", new[] { 0.05, 0.12, 0.35, 0.6, 0.8 })]
    [TestCase("a24d-fraction-dissolved-small", new[] { 1.0, 6, 24, 72, 168 }, "h", new[] { 0.001, 0.003, 0.006, 0.012, 0.019 })]
    public void The_header_is_understood(string name, double[] times, string unit, double[] released)
    {
        MeasuredProfile profile = Case(name).Profiles.ShouldHaveSingleItem();

        profile.TimeUnit.ShouldBe(unit);
        profile.TimesIn(unit).ShouldBe(times, 1e-9);
        profile.Released.ShouldBe(released, 1e-12);
        profile.Deviation.ShouldBeNull();
    }

    [Test]
    public void An_amount_needs_a_dose_and_is_divided_by_it()
    {
        Should.Throw<RefusedException>(() => Case("a02-amount-mg")).Message.ShouldContain("--dose 20mg");
        Case("a02-amount-mg", new ProfileOptions { Dose = "20.5mg" }).Profiles[0].Released[0].ShouldBe(0.15, 1e-12);
        Case("a02-amount-mg", new ProfileOptions { Dose = "0.0205 g" }).Profiles[0].Released[^1].ShouldBe(18.2 / 20.5, 1e-12);
        Should.Throw<RefusedException>(() =>
            Case("a02-amount-mg", new ProfileOptions { Dose = "0mg" })).Message.ShouldContain("more than nothing");
    }

    [TestCase("a03-vessels", 6, 60.0, 0.87933333333, 0.00662319158)]
    [TestCase("a03b-release-replicates", 3, 168.0, 0.8, 0.1)]
    public void Vessels_are_replicates(string name, int count, double last, double mean, double deviation)
    {
        MeasuredProfile profile = Case(name).Profiles.ShouldHaveSingleItem();

        profile.Replicates!.ShouldAllBe(n => n == count);
        profile.TimesIn(profile.TimeUnit)[^1].ShouldBe(last, 1e-9);
        profile.Released[^1].ShouldBe(mean, 1e-9);
        profile.Deviation![^1].ShouldBe(deviation, 1e-9);
    }

    [Test]
    public void Unequal_replicates_keep_their_numbers() =>
        Case("a21-unequal-replicates").Profiles[0].Replicates.ShouldBe([12, 1, 1, 1, 1]);

    [TestCase("a07-lloq", 0.01, false)]
    [TestCase("a07-blq", 0.12, true)]
    public void What_is_below_a_limit_is_censored(string name, double limit, bool guessed)
    {
        MeasuredProfile profile = Case(name).Profiles[0];

        profile.Censored.ShouldBe([true, true, false, false, false, false]);
        profile.Released[0].ShouldBe(limit, 1e-12);
        profile.Remarks.ShouldHaveSingleItem().Contains("smallest value").ShouldBe(guessed);
    }

    [Test]
    public void Fractions_under_percent_are_doubted() =>
        Case("a16-fraction-under-percent").Doubts.ShouldHaveSingleItem().ShouldContain("--release-unit fraction");

    [TestCase("time_h,release_percent\n1,110\n2,112\n3,113\n4,114\n", "reaches 114 %")]
    [TestCase("time_h,release_percent\n1,40\n2,20\n3,41\n4,60\n", "falls by 20 %")]
    [TestCase("time_h,release_percent\n0,12\n2,20\n3,41\n4,60\n", "At time zero 12 %")]
    public void Odd_profiles_are_doubted_aloud(string text, string part) => Text(text).Doubts.ShouldHaveSingleItem().ShouldContain(part);

    [TestCase("time_h,release_percent,sem_percent,n\n1,50,2,4\n2,60,2,4\n", 0.04)]
    [TestCase("time_h,release_percent,RSD (%),n\n1,50,8,4\n2,60,8,4\n", 0.04)]
    [TestCase("time_h,release_fraction,CV (%)\n1,0.50,8\n2,0.60,8\n", 0.04)]
    [TestCase("time_h,release_fraction,sd_percent\n1,0.50,4\n2,0.60,4\n", 0.04)]
    [TestCase("time_h,release_percent\n1,50 ± 4\n2,60±4\n", 0.04)]
    [TestCase("time_h,release_percent,lower_95,upper_95\n1,50,48,52\n2,60,58,62\n", 0.02 / 1.959963985)]
    public void Spread_is_read_by_its_kind(string text, double deviation) => Text(text).Profiles[0].Deviation![0].ShouldBe(deviation, 1e-9);

    [TestCase("Time (h),Formulation A (%),Formulation B (%)\n1,10,20\n2,20,30\n3,30,40\n", "Formulation A", "Formulation B")]
    [TestCase("Time (h),F1 (%),F1 SD (%),F2 (%),F2 SD (%)\n1,10,1,20,2\n2,20,1,30,2\n3,30,1,40,2\n", "F1", "F2")]
    [TestCase("batch,time_h,release_percent\nA,1,10\nA,2,20\nA,3,30\nB,1,20\nB,2,30\nB,3,40\n", "A", "B")]
    [TestCase("polymer,time_h,release_percent\nA,1,10\nA,2,20\nA,3,30\nB,1,20\nB,2,30\nB,3,40\n", "A", "B")]
    public void Several_profiles_are_told_apart(string text, string first, string second)
    {
        ProfileImport read = Text(text);

        read.Profiles.Select(profile => profile.Name).ShouldBe([first, second]);
        read.Profiles[0].Released.ShouldBe([0.1, 0.2, 0.3], 1e-12);
        read.Profiles[1].Released.ShouldBe([0.2, 0.3, 0.4], 1e-12);
        Should.Throw<RefusedException>(() => ProfileReader.Read(new StringReader(text), "my.csv")).Message.ShouldContain("--profile");
        ProfileReader.Read(new StringReader(text), "my.csv", new ProfileOptions { Profile = second }).Released[2].ShouldBe(0.4, 1e-12);
    }

    [TestCase("Dissolution of batch 7\n\nTime,Released\n(min),(%)\n60,10\n120,20\n")]
    [TestCase("time_h;vessel 1 (%);vessel 2 (%);mean (%);SD (%)\n1;9,5;10,5;99;1\n2;19;21;99;1\n")]
    [TestCase("Time / h | Released / %\n1|10\n2|20\n")]
    [TestCase("time_h,remaining_percent\n1,90\n2,80\n")]
    [TestCase("Temps (heures),Libération (%)\n1,10\n2,20\n")]
    [TestCase("time_h,note,release_percent,operator\n1,ok,10,AB\n2,ok,20,AB\n")]
    [TestCase(",time_h,release_percent\n0,1,10\n1,2,20\n")]
    [TestCase("time_h,release_percent\n1,10 %\n1.5,NA\n2,20 %\n")]
    public void Other_layouts_are_read(string text)
    {
        MeasuredProfile profile = Text(text).Profiles.ShouldHaveSingleItem();

        profile.TimesIn("h").ShouldBe([1, 2], 1e-9);
        profile.Released.ShouldBe([0.1, 0.2], 1e-12);
    }

    [Test]
    public void Times_in_the_header_are_set_upright()
    {
        ProfileImport read =
            ProfileImport.Read(Repository.Locate("tests/data/dissolution/dip1.csv"),
                new ProfileOptions { TimeUnit = "min", ReleaseUnit = "percent" });

        read.Profiles.Select(profile => profile.Name).ShouldBe(["R", "T"]);
        read.Profiles[0].TimesIn("min").ShouldBe([5, 10, 15, 20, 30, 60, 90, 120], 1e-9);
        read.Profiles[0].Replicates!.ShouldAllBe(n => n == 6);
        read.Profiles[0].Released[0].ShouldBe((42.06 + 44.16 + 45.63 + 48.52 + 50.49 + 49.77) / 600, 1e-12);
    }

    [TestCase("time_h,conc (ug/mL)\n1,2\n", "holds a concentration")]
    [TestCase("time_h,release rate (%/h)\n1,2\n", "holds a rate")]
    [TestCase("sqrt(time) (h^0.5),release_percent\n1,2\n", "roots of time")]
    [TestCase("time (month),release_percent\n1,2\n", "does not say its unit")]
    [TestCase("time_h,time_min,release_percent\n1,60,2\n", "may each be the time")]
    [TestCase("time_h,release_percent\n1,>95\n", "says only that it is more")]
    [TestCase("time_h;release_percent\n1,5;2.5\n", "some a decimal point")]
    [TestCase("time_h,release_percent\n1,\"1,440\"\n", "may be 1440 or 1.440")]
    [TestCase("time_h,release_percent\n1,BLQ\n2,BLQ\n", "a limit that isn't given")]
    [TestCase("time_h,release_percent\n1,5\n2,10,20\n", "my.csv:3: this line has 3 cells")]
    public void What_is_no_release_or_has_two_readings_is_refused(string text, string part) =>
        Should.Throw<RefusedException>(() => Text(text)).Message.ShouldContain(part);

    [Test]
    public void Bytes_that_are_no_text_are_refused_and_marked_encodings_are_read()
    {
        using var folder = new TemporaryFolder();
        const string text = "Zeit (h);Freisetzung (%)\n1;5,0\n2;6,5\n";
        string path = folder["a.csv"];
        foreach (Encoding encoding in new[] { new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            File.WriteAllText(path, text, encoding);
            ProfileImport.Read(path).Profiles[0].Released.ShouldBe([0.05, 0.065], 1e-12);
        }

        File.WriteAllBytes(path, Encoding.Latin1.GetBytes("time_h,release_percent\n1,5\n2,6 ± 1\n"));
        Should.Throw<RefusedException>(() => ProfileImport.Read(path)).Message.ShouldContain("line 3: byte 0xB1");
        File.WriteAllBytes(path, [1, 0, 2, 0, 3]);
        Should.Throw<RefusedException>(() => ProfileImport.Read(path)).Message.ShouldContain("binary");
    }

    [Test]
    public void Parquet_and_spreadsheets_are_read()
    {
        using var folder = new TemporaryFolder();
        new NumberTable([("time_h", [1, 2, 3]), ("release_percent", [10, double.NaN, 30])]).Write(folder["a.parquet"]);
        MeasuredProfile parquet = ProfileReader.Read(folder["a.parquet"]);
        parquet.TimesIn("h").ShouldBe([1, 3], 1e-12);
        parquet.Released.ShouldBe([0.1, 0.3], 1e-12);

        SpreadsheetSample.Write(folder["a.xlsx"], [["Time (h)", "Release (%)"], ["1", "10"], ["2.5", "30"]]);
        MeasuredProfile sheet = ProfileReader.Read(folder["a.xlsx"]);
        sheet.TimesIn("h").ShouldBe([1, 2.5], 1e-12);
        sheet.Released.ShouldBe([0.1, 0.3], 1e-12);

        foreach (string name in new[] { "a.parquet", "a.xlsx" })
        {
            byte[] whole = File.ReadAllBytes(folder[name]);
            File.WriteAllBytes(folder[name], whole[..(whole.Length / 2)]);
            Should.Throw<RefusedException>(() => ProfileReader.Read(folder[name])).Message.ShouldStartWith(folder[name]);
        }
    }

    [Test]
    public void A_mapping_is_kept_and_used()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["odd.csv"], "when,how much\n7,3\n14,5\n21,6\n28,7\n");
        string[] words = ["--time-column", "when", "--release-column", "how much", "--time-unit", "d", "--release-unit", "percent"];

        Cli.Cli.Outcome check = Cli.Cli.Run(["data", "check", folder["odd.csv"], .. words, "--save-mapping", folder["m.json"], "--json"]);

        check.Code.ShouldBe(0, check.Error);
        check.Json.GetProperty("columns")[1].GetProperty("use").GetString().ShouldBe("release");
        Cli.Cli.Run("fit", folder["odd.csv"], "--mapping", folder["m.json"], "--models", "zero-order").Code.ShouldBe(0);
        Cli.Cli.Run("data", "check", folder["odd.csv"]).Error.ShouldContain("--time-column");
        File.WriteAllText(folder["m.json"], "{\"tiem\": 1}");
        Cli.Cli.Run("data", "check", folder["odd.csv"], "--mapping", folder["m.json"]).Error.ShouldContain("this is no mapping");
    }

    [Test]
    public void Profiles_that_come_along_are_read_like_files()
    {
        foreach (string name in BuiltInProfiles.Names)
        {
            ProfileImport read = ProfileImport.Read(name);
            read.Profiles.ShouldHaveSingleItem().ShouldBeEquivalentTo(BuiltInProfiles.Find(name));
            read.Columns.Select(column => column.Use).ShouldContain("release");
        }
    }

    [Test]
    public void A_misspelled_one_gets_its_nearest_name() =>
        Should.Throw<RefusedException>(() => ProfileImport.Read("letrozole-plgaa")).Message.ShouldContain("did you mean 'letrozole-plga'?");
}
