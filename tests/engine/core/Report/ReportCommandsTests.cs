using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using SurrogateEngine.Tests.Cli;

namespace SurrogateEngine.Tests.Engine.Core.Report;

/// <summary>The commands that a report gives are pasted into a shell, in the folder where it was made: they run and say the same.</summary>
[Platform("Unix", Reason = "they are pasted into bash")]
public sealed partial class ReportCommandsTests
{
    const string Odd = "it's my $data";

    TemporaryFolder folder = null!;

    [OneTimeSetUp]
    public void MakeInputs()
    {
        folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["bin"]);
        string program = folder["bin/surrogate"];
        File.WriteAllText(program, $"#!/bin/sh\nexec dotnet \"{Path.Combine(AppContext.BaseDirectory, "surrogate.dll")}\" \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Directory.CreateDirectory(folder[Odd]);
        File.WriteAllText(folder[$"{Odd}/two columns.csv"],
            "t [h],mg out,other\n12,2.1,1\n24,3.4,1\n72,5.2,1\n120,6.6,1\n240,8.1,1\n480,8.9,1\n600,9.2,1\n");
        Bash($"surrogate simulate burst-erosion --samples 400 -o \"{Quoted}/d\" -q && "
            + $"surrogate train \"{Quoted}/d\" --epochs 3 --width 16 -o \"{Quoted}/s.surrogate\" -q");
    }

    static string Quoted => Odd.Replace("$", "\\$");

    [OneTimeTearDown]
    public void TidyUp() => folder.Dispose();

    const string Reading = "--time-column \"t [h]\" --release-column \"mg out\" --dose \"10 mg\"";

    [TestCase("evaluate \"@/s.surrogate\" \"@/d\" --all")]
    [TestCase("fit \"@/s.surrogate\" bsa-chitosan-pcl --fix Km=0.2 \"kb=3 1/d\"")]
    [TestCase("fit \"@/s.surrogate\" \"@/two columns.csv\" --no-check " + Reading)]
    [TestCase("fit \"@/two columns.csv\" --models weibull higuchi --weights 1/y --loss tukey " + Reading)]
    [TestCase("fit \"@/two columns.csv\" --model burst-erosion --range phi=0.05..0.6 --fix Km=0.2 \"kb=3 1/d\" --loss huber "
        + "--posterior --draws 40 " + Reading)]
    [TestCase("fit \"@/two columns.csv\" --forecast 40d --until 10d " + Reading)]
    [TestCase("fit bsa-chitosan-pcl letrozole-plga --model burst-erosion --separate phi ke --fix Km=0.2 \"kb=3 1/d\" --next 2 --until 60d")]
    [TestCase("design burst-erosion --release 1d=30% 20d=80% --fix Km=0.2 --designs 2")]
    [TestCase("design \"@/s.surrogate\" --minimize t10 --maximize \"t50 / 2\" --require \"phi >= 0.2\" --designs 3")]
    [TestCase("screen burst-erosion --maximize t50 --require \"t10 >= 1d\" -n 2000 --top 3")]
    public void A_report_s_commands_run_when_pasted_and_say_the_same(string line)
    {
        string command = $"surrogate {line.Replace("@", Quoted)} -q";
        string report = $"{Guid.NewGuid():N}.html";
        string first = Bash($"{command} --report {report}");
        string again = Bash(Commands(report).ShouldHaveSingleItem() + " -q");
        Said(again).ShouldBe(Said(first));
    }

    [Test]
    public void A_quickstart_s_commands_make_it_again()
    {
        File.WriteAllText(folder[$"{Odd}/two.csv"], "time_d,release_percent\n1,20\n3,30\n7,50\n14,70\n28,90\n60,95\n");
        string first = Bash($"surrogate quickstart -o \"{Quoted}/q\" --samples 1000 --seconds 1 --seed 3 "
            + $"--profile bsa-chitosan-pcl \"{Quoted}/two.csv\" --json");
        string[] commands = Commands($"{Odd}/q/report.html");
        commands.Length.ShouldBe(5);
        string[] said = [.. commands.Select(command => Bash(command + " --json"))];
        JsonElement Json(string output) => JsonDocument.Parse(output).RootElement;
        Json(said[2]).GetProperty("rel_l2_mean").GetDouble().ShouldBe(Json(first).GetProperty("rel_l2_mean").GetDouble(), 1e-12);
        Json(said[4]).GetRawText().ShouldBe(Json(first).GetProperty("fits")[1].GetRawText());
        byte[] Shard(string root) => File.ReadAllBytes(folder[$"{Odd}/{root}/data/shard-00000.parquet"]);
        Shard("q/again").ShouldBe(Shard("q"));
        // Once more: what is there already is no obstacle.
        foreach (string command in commands[..2])
            Bash(command + " -q");
    }

    [Test]
    public void What_a_verb_says_comes_next_runs_when_pasted()
    {
        string said = Bash($"surrogate simulate burst-erosion --samples 300 -o \"{Quoted}/n data\" -q");
        for (int step = 0; step < 2; step++)
        {
            string next = NextLine().Match(said).Groups[1].Value.Trim();
            next.ShouldStartWith("surrogate ");
            said = Bash($"{next}{(step == 0 ? " --epochs 2 --width 8" : "")} -q");
        }
    }

    /// <summary>The commands of a report's last section.</summary>
    string[] Commands(string report) =>
        WebUtility.HtmlDecode(Tag().Replace(CommandText().Match(File.ReadAllText(folder[report])).Groups[1].Value, "")).Split('\n');

    /// <summary>All but the names of files that were written.</summary>
    static string Said(string output) =>
        // How fast it went is another each time.
        string.Join('\n', PerSecond().Replace(output, "").Split('\n').Where(line => !line.StartsWith("Report: ", StringComparison.Ordinal)));

    [GeneratedRegex(@", [\d,]+ a second")]
    private static partial Regex PerSecond();

    string Bash(string line)
    {
        var start = new ProcessStartInfo("bash", ["-ec", line])
        {
            WorkingDirectory = folder["."],
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{folder["bin"]}:{Environment.GetEnvironmentVariable("PATH")}";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, $"{line}: {errors.Result}");
        return output;
    }

    [GeneratedRegex("<section id=\"reproduce\".*?<code>(.*?)</code>", RegexOptions.Singleline)]
    private static partial Regex CommandText();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();

    [GeneratedRegex("^Next: +(.*)$", RegexOptions.Multiline)]
    private static partial Regex NextLine();
}
