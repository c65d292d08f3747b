using System.Globalization;
using System.Text;
using System.Text.Json;
using SurrogateEngine.Fitting;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Workflows;

/// <summary>
/// The parameters of joint fits as a CSV file, one line for each parameter and profile; a shared one has no profile. Lines of a profile end
/// with how well it agrees.
/// </summary>
static class JointTable
{
    public static void Write(IReadOnlyList<JointFitResult> fits, string path)
    {
        var text = new StringBuilder("model,profile,parameter,unit,value,low,high,says,at_bound,points,rmse_percent,r2\n");
        foreach (JointFitResult fit in fits)
            foreach (JointEstimate of in fit.Estimates)
            {
                JointProfile? at = fit.Profiles.FirstOrDefault(one => one.Profile.Name == of.Profile);
                text.Append(Csv.Line(
                [
                    fit.Model, of.Profile, of.About.Name, of.About.Unit, Text(of.Value), Text(of.Low), Text(of.High),
                    JsonNamingPolicy.SnakeCaseLower.ConvertName(of.Identifiability.ToString()), of.AtBound ? "true" : "false",
                    Text(at?.Times.Length ?? fit.Points), Text(at?.Quality.RmsePercent ?? fit.RmsePercent),
                        Text(at?.Quality.R2 ?? double.NaN),
                ])).Append('\n');
            }

        AtomicFile.Write(path, Encoding.UTF8.GetBytes(text.ToString()));
    }

    static string Text(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";
}

/// <summary>Lines of a CSV file with words in them.</summary>
static class Csv
{
    /// <summary>Cells, quoted where they must be.</summary>
    public static string Line(IEnumerable<string> cells) =>
        string.Join(',', cells.Select(cell => cell.IndexOfAny([',', '"', '\n']) < 0 ? cell : $"\"{cell.Replace("\"", "\"\"")}\""));
}
