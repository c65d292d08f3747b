using System.CommandLine;
using Spectre.Console;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Profiles;
using SurrogateEngine.Profiles.Import;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate data check FILE</c>: what is understood of a file of measured profiles.</summary>
sealed class DataVerb : Verb
{
    const string Check = "check";
    const int Listed = 20;

    readonly Argument<string> action = new("action") { Description = $"What to do: {Check}." };
    readonly Argument<string> file = new("file") { Description = "CSV, TSV, Parquet file or spreadsheet with measured profiles." };
    readonly ProfileFlags reading = new();
    readonly Option<string?> save = new("--save-mapping")
    {
        Description = "Keep these options in a file, for --mapping of other commands.",
        HelpName = "file"
    };
    readonly Option<string?> plot = CommonOptions.Plot();
    readonly Option<bool> force = CommonOptions.Force("mapping or plot");

    public override string Name => "data";

    public override int Rank => 6;

    public override string Summary => "Say what is understood of a file of measured profiles, and what looks odd.";

    public override IReadOnlyList<string> Examples =>
    [
        "surrogate data check profile.csv --plot profile.svg", "surrogate data check vessels.xlsx --time-unit min --save-mapping vessels.json",
    ];

    protected override IReadOnlyList<Argument> Arguments => [action, file];

    protected override IReadOnlyList<Option> Options => [.. reading.All, save, plot, force];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        if (given.GetRequiredValue(action) is not Check and var word)
            throw new RefusedException($"surrogate data {word}: there is no such action; use {Check}.");
        var request = new DataCheckRequest
        {
            File = given.GetRequiredValue(file),
            Reading = reading.Read(given),
            SaveMapping = given.GetValue(save),
            Plot = given.GetValue(plot),
            Force = given.GetValue(force),
        };
        ProfileImport read = DataCheckWorkflow.Run(request);
        terminal.Result(Facts(read));
        if (!(terminal.Json && terminal.Quiet))
            Show(terminal, read);
        if (request.SaveMapping is { } path)
            terminal.Line($"Mapping: {path}");
        if (request.Plot is { } picture)
            terminal.Line($"Plot: {picture}");
        return CommandLine.Done;
    }

    static void Show(Terminal terminal, ProfileImport read)
    {
        terminal.Line($"{read.File}: {read.Format}, header in line {read.HeaderLine}.");
        var columns = new Table().Border(TableBorder.Rounded).AddColumns("column", "taken for", "unit");
        foreach (ImportedColumn column in read.Columns)
            columns.AddRow(Markup.Escape(column.Header), column.Use, Markup.Escape(column.Unit));
        terminal.Out.Write(columns);
        var profiles = new Table().Border(TableBorder.Rounded).AddColumns("profile", "times", "from", "to", "released from", "to",
            "spread");
        foreach (MeasuredProfile profile in read.Profiles.Take(Listed))
        {
            double[] times = profile.TimesIn(profile.TimeUnit);
            profiles.AddRow(Markup.Escape(profile.Name), $"{profile.Count}", $"{NumberText.Short(times[0])} {profile.TimeUnit}",
                $"{NumberText.Short(times[^1])} {profile.TimeUnit}", NumberText.Percent(profile.Released.Min()),
                NumberText.Percent(profile.Released.Max()), Spread(profile));
        }

        terminal.Out.Write(profiles);
        if (read.Profiles.Count > Listed)
            terminal.Line($"and {read.Profiles.Count - Listed} more.");
        foreach (string remark in read.Remarks.Concat(read.Profiles.SelectMany(profile => profile.Remarks).Distinct()).Take(Listed))
            terminal.Line($"Note: {remark}");
        foreach (string doubt in read.Doubts.Take(Listed))
            terminal.Line($"Doubt: {doubt}");
    }

    static string Spread(MeasuredProfile profile) =>
        (profile.Deviation is null ? "none" : "SD")
            + (profile.Replicates is { } n ? $", n {(n.Min() == n.Max() ? $"{n.Max()}" : $"{n.Min()} to {n.Max()}")}" : "");

    static object Facts(ProfileImport read) => new
    {
        file = read.File,
        format = read.Format,
        header_line = read.HeaderLine,
        columns = read.Columns,
        profiles = read.Profiles.Select(profile => new
        {
            name = profile.Name,
            time_unit = profile.TimeUnit,
            times = profile.TimesIn(profile.TimeUnit),
            released = profile.Released,
            deviation = profile.Deviation,
            replicates = profile.Replicates,
            censored = profile.Censored,
            conditions = profile.Conditions,
            remarks = profile.Remarks,
        }),
        remarks = read.Remarks,
        doubts = read.Doubts,
    };
}
