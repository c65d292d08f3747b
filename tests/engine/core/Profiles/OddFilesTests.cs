using System.Globalization;
using System.Text;
using SurrogateEngine.Profiles;
using SurrogateEngine.Profiles.Import;

namespace SurrogateEngine.Tests.Engine.Core.Profiles;

/// <summary>
/// One profile written in three hundred ways, by a seed, as people and programs write it: each is read right or refused in one sentence.
/// None is read wrongly without a word, and none makes the reader fail.
/// </summary>
public sealed class OddFilesTests
{
    static readonly double[] Hours = [0.5, 1, 2, 4, 8, 12, 24, 48], Percent = [3.125, 8.5, 17.25, 31.75, 52.5, 66.125, 85.25, 96.5];

    static readonly (string Unit, double PerHour)[] TimeUnits =
        [("h", 1), ("hours", 1), ("hr", 1), ("Hrs", 1), ("Std", 1), ("min", 60), ("Minutes", 60), ("s", 3600), ("d", 1 / 24.0),
            ("days", 1 / 24.0)];

    [Test]
    public void A_hundred_and_eighty_odd_but_whole_files_are_read_right()
    {
        int refused = 0;
        for (ulong seed = 1; seed <= 180; seed++)
        {
            var draws = new RandomStream(seed);
            string text = Written(draws);
            ProfileImport read;
            try
            {
                read = ProfileImport.Of(ProfileTable.Parse(text, "odd.csv"), new ProfileOptions());
            }
            catch (RefusedException e)
            {
                ShouldBeOneSentence(e, text);
                TestContext.Out.WriteLine($"{seed}: {e.Message}\n{text}");
                refused++;
                continue;
            }

            MeasuredProfile profile = read.Profiles.ShouldHaveSingleItem(text);
            profile.TimesIn("h").ShouldBe(Hours, 1e-3, $"seed {seed}\n{text}");
            profile.Released.Select(value => 100 * value).ShouldBe(Percent, 1e-9, $"seed {seed}\n{text}");
        }

        refused.ShouldBeLessThanOrEqualTo(4);
    }

    [Test]
    public void A_hundred_and_twenty_damaged_files_are_refused_in_one_sentence()
    {
        for (ulong seed = 1; seed <= 120; seed++)
        {
            var draws = new RandomStream(seed + 1000);
            byte[] bytes = Damaged(draws, Written(draws), (int)(seed % 10));
            string path = Path.Combine(Path.GetTempPath(), $"odd-{Environment.ProcessId}.csv");
            File.WriteAllBytes(path, bytes);
            try
            {
                ProfileImport read = ProfileImport.Read(path);
                Assert.Fail($"seed {seed} was read as {string.Join(", ", read.Profiles[0].Released)}:\n{Encoding.Latin1.GetString(bytes)}");
            }
            catch (RefusedException e)
            {
                ShouldBeOneSentence(e, Encoding.Latin1.GetString(bytes));
            }
            finally
            {
                File.Delete(path);
            }
        }
    }

    static void ShouldBeOneSentence(RefusedException e, string text)
    {
        e.Message.ShouldContain("odd", Case.Sensitive, text);
        e.Message.ShouldEndWith(".", Case.Sensitive, text);
        e.Message.ShouldNotContain("\n");
    }

    static string Written(RandomStream draws)
    {
        (string unit, double perHour) = Pick(draws, TimeUnits);
        char separator = Pick(draws, [',', ';', '\t', '|']);
        bool comma = separator != ',' && draws.Unit() < 0.5, fraction = draws.Unit() < 0.25, quoted = draws.Unit() < 0.2,
            vessels = draws.Unit() < 0.2;
        bool thousands = comma && unit == "s";
        string newLine = draws.Unit() < 0.5 ? "\n" : "\r\n", share = fraction ? "fraction" : Pick(draws, ["%", "percent"]);
        string time = Pick(draws,
            [$"Time ({unit})", $"time_{unit}", $"t [{unit}]", $"Time / {unit}", $"Zeit ({unit})", unit is "s" or "d" or "h" or "Std"
                ? $"time ({unit})" : unit]);
        string release = Pick(draws,
            [$"Release ({share})", $"cumulative release [{share}]", $"released_{(share == "%" ? "percent" : share)}",
            $"Drug dissolved ({share})", $"Q ({share})", $"Freisetzung ({share})"]);
        bool unitRow = !vessels && draws.Unit() < 0.15;
        List<string[]> rows =
            [vessels ? [time, $"Vessel 1 ({share})", $"Vessel 2 ({share})"] : unitRow ? ["Time", "Release"] : [time, release]];
        if (unitRow)
            rows.Add([$"({unit})", $"({share})"]);
        for (int j = 0; j < Hours.Length; j++)
        {
            string at = Number(Math.Round(Hours[j] * perHour, 6), comma, thousands),
                value = Number(Percent[j] * (fraction ? 0.01 : 1), comma, false);
            rows.Add(vessels ? [at, Number((Percent[j] - 0.5) * (fraction ? 0.01 : 1), comma, false),
                Number((Percent[j] + 0.5) * (fraction ? 0.01 : 1), comma, false)] : [at, value]);
        }

        if (draws.Unit() < 0.2)
            rows.Insert(rows.Count - 3,
                [Number(9 * perHour, comma, false), .. Enumerable.Repeat(Pick(draws, ["NA", "", "n.a.", "-"]), vessels ? 2 : 1)]);
        if (draws.Unit() < 0.2)
            rows = [.. rows.Select((row, i) => (string[])[.. row, i == 0 ? "remark" : "ok"])];
        if (!vessels && !unitRow && draws.Unit() < 0.2)
            rows = [.. rows.Select(row => (string[])[.. row.Take(2).Reverse(), .. row.Skip(2)])];
        var text = new StringBuilder(draws.Unit() < 0.2 ? "\uFEFF" : "");
        if (draws.Unit() < 0.2)
            text.Append("# made in May").Append(newLine);
        if (draws.Unit() < 0.15)
            text.Append("Dissolution of batch 7").Append(newLine).Append(newLine);
        foreach (string[] row in rows)
            text.AppendJoin(separator, row.Select(cell => quoted ? $"\"{cell}\"" : cell)).Append(draws.Unit() < 0.1 ? $"{separator}"
                : "").Append(newLine);
        return text.ToString();
    }

    static byte[] Damaged(RandomStream draws, string text, int kind)
    {
        string[] lines = text.TrimStart('\uFEFF').Split('\n');
        int line = lines.Length - 3;
        string damaged = kind switch
        {
            0 => text + "\0\u0001",
            1 => text.Replace("elease", "oncentration").Replace("(%)", "(ug/mL)").Replace("percent", "mg/L").Replace("fraction", "mg/L")
                + "1,2,3;4|5\t6\n",
            2 => string.Join('\n', lines[..line].Append(lines[line].TrimEnd() + ",7;8|9\t10,11;12|13\t14").Concat(lines[(line + 1)..])),
            3 => string.Join('\n', lines[..line].Append("abc;abc,abc\tabc|abc").Concat(lines[(line + 1)..])),
            4 => "",
            5 => "sqrt(time) (h^0.5),release (%)\n1,2\n2,3\n",
            6 => "time,release (%)\n1,2\n2,3\n",
            7 => "time_h,released_mg\n1,2\n2,3\n",
            8 => $"time_h,release_percent\n{-1 - draws.Unit():F2},2\n2,3\n",
            _ => "time_h,release_fraction\n1,2\n2,35\n",
        };
        byte[] bytes = Encoding.UTF8.GetBytes(damaged);
        if (kind == 3)
            bytes[^2] = 0xFF;
        return bytes;
    }

    static string Number(double value, bool comma, bool thousands)
    {
        string text = value.ToString("0.######", CultureInfo.InvariantCulture);
        if (thousands && value >= 1000)
            text = value.ToString("#,0.###", CultureInfo.InvariantCulture).Replace(',', '_');
        return comma ? text.Replace('.', ',').Replace('_', '.') : text.Replace("_", "");
    }

    static T Pick<T>(RandomStream draws, T[] from) => from[(int)(draws.Unit() * from.Length)];
}
