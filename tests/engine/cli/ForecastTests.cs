using System.Globalization;
using System.Text.Json;

namespace SurrogateEngine.Tests.Cli;

/// <summary>The command that says how a profile goes on, and when to measure next.</summary>
public sealed class ForecastTests
{
    static string Profile(TemporaryFolder folder)
    {
        double[] days = [0.5, 1, 2, 3, 5, 7, 10, 14, 20, 30];
        File.WriteAllText(folder["p.csv"], "time_d,release_percent\n" + string.Concat(days.Select((day, j) =>
            string.Create(CultureInfo.InvariantCulture, $"{day},{100 * (1 - Math.Exp(-Math.Pow(day / 12, 0.8))) + (j % 2 == 0 ? 0.5 : -0.5)}\n"))));
        return folder["p.csv"];
    }

    [Test]
    public void A_forecast_comes_as_a_table_a_file_a_picture_and_a_page()
    {
        using var folder = new TemporaryFolder();

        Cli.Outcome run = Cli.Run("fit", Profile(folder), "--until", "7d", "--forecast", "30d", "--output", folder["f.csv"], "--plot",
            folder["f.svg"], "--report", folder["f.html"], "--json");

        run.Code.ShouldBe(0, run.Error);
        run.Json.GetProperty("seen").GetInt32().ShouldBe(6);
        run.Json.GetProperty("score").GetProperty("rmse_percent").GetDouble().ShouldBeLessThan(6);
        JsonElement times = run.Json.GetProperty("times");
        run.Json.GetProperty("low").GetArrayLength().ShouldBe(times.GetArrayLength());
        Cli.Table(folder["f.csv"])[0].ShouldStartWith("time_d,measured,forecast,low,high,");
        File.ReadAllText(folder["f.svg"]).ShouldContain("measured later");
        File.ReadAllText(folder["f.html"]).ShouldContain("Families by how probable");
    }

    [Test]
    public void Models_of_both_kinds_are_averaged_and_the_time_may_be_in_hours()
    {
        using var folder = new TemporaryFolder();

        Cli.Outcome run = Cli.Run("fit", Profile(folder), "--until", "168h", "--forecast", "30d", "--models", "weibull", "burst-erosion");

        run.Code.ShouldBe(0, run.Error);
        run.Out.ShouldContain("Averaged: ");
        run.Out.ShouldContain("weibull 0.");
        Cli.Run("fit", Profile(folder), "--forecast", "soon").Error.ShouldContain("'soon'");
        Cli.Run("fit", Profile(folder), "--forecast", "30d", "--until", "7d", "--weights", "1/y")
            .Error.ShouldContain("--weights means nothing there");
    }

    [Test]
    public void Other_formulations_say_what_is_expected()
    {
        using var folder = new TemporaryFolder();
        double[] days = [0.5, 1, 2, 3, 5, 7, 10, 14, 20, 30];
        IEnumerable<string> Rows(int k) => days.Select(day => string.Create(CultureInfo.InvariantCulture,
            $"f{k},{day},{90 * (1 - Math.Exp(-Math.Pow(day / (3 + k), 0.8))):F2},{100 + 20 * k}"));
        File.WriteAllLines(folder["others.csv"], ["profile,time_d,release_percent,size", .. Enumerable.Range(0, 12).SelectMany(Rows)]);
        File.WriteAllLines(folder["mine.csv"], ["profile,time_d,release_percent,size", .. Rows(5)]);
        File.WriteAllLines(folder["plain.csv"], ["time_d,release_percent", "1,10", "2,20", "5,40", "30,80"]);
        string[] end = ["--until", "2d", "--forecast", "30d", "--prior", folder["others.csv"]];

        Cli.Outcome run = Cli.Run(["fit", folder["mine.csv"], .. end, "--condition", "size", "--report", folder["f.html"], "--json"]);
        run.Code.ShouldBe(0, run.Error);
        run.Json.GetProperty("score").GetProperty("rmse_percent").GetDouble().ShouldBeLessThan(6);
        run.Json.GetProperty("remarks")[0].GetString().ShouldBe("Expected of 11 formulations by size.");
        run.Json.GetProperty("families")[0].GetProperty("name").GetString().ShouldEndWith("expected of its features");
        File.ReadAllText(folder["f.html"]).ShouldContain("others.csv");
        Cli.Outcome blind = Cli.Run(["fit", folder["plain.csv"], .. end, "--json"]);
        blind.Json.GetProperty("remarks")[0].GetString()!.ShouldContain("by none of their features");
        Cli.Run(["fit", folder["mine.csv"], .. end, "--output", folder["others.csv"], "--force"]).Code.ShouldBe(1, "never over an input");
        File.WriteAllLines(folder["few.csv"], File.ReadLines(folder["others.csv"]).Take(31));
        Cli.Run(["fit", folder["mine.csv"], .. end[..^1], folder["few.csv"]]).Error
            .ShouldContain($"{folder["few.csv"]}: 3 profiles of other formulations say too little of another; give 8 or more.");
        Cli.Run("fit", folder["mine.csv"], "--model", "weibull", "--prior", folder["others.csv"]).Error.ShouldContain("--prior means nothing there");
    }

    [Test]
    public void The_next_times_are_said()
    {
        using var folder = new TemporaryFolder();

        Cli.Outcome run = Cli.Run("fit", Profile(folder), "--model", "burst-erosion", "--fix", "Vm=0.01 1/d", "Km=0.2", "ke=0.5 1/d",
            "--next", "3", "--until", "60d", "--json");

        run.Code.ShouldBe(0, run.Error);
        JsonElement[] next = [.. run.Json.GetProperty("fits")[0].GetProperty("next").EnumerateArray()];
        next.Length.ShouldBe(3);
        next.Select(one => one.GetProperty("time").GetDouble()).ShouldAllBe(time => time > 0 && time <= 60);
        double[] narrowing = [.. next.Select(one => one.GetProperty("narrowing").GetDouble())];
        narrowing.ShouldBeInOrder();
        narrowing[0].ShouldBeGreaterThan(1);
    }
}
