using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Design;

/// <summary>Words of a study, as a command line or a file gives them.</summary>
public sealed record StudyWords
{
    /// <summary>Metrics to be small.</summary>
    public IReadOnlyList<string> Minimize { get; init; } = [];

    /// <summary>Metrics to be large.</summary>
    public IReadOnlyList<string> Maximize { get; init; } = [];

    /// <summary>Limits such as <c>release@1d &lt;= 10%</c>.</summary>
    public IReadOnlyList<string> Require { get; init; } = [];

    /// <summary>Parameters with the values they may take, such as <c>lactide=0.5,0.75,1</c>.</summary>
    public IReadOnlyList<string> Choose { get; init; } = [];

    /// <summary>Parameters that are given, such as <c>R=120nm</c>.</summary>
    public IReadOnlyList<string> Fix { get; init; } = [];

    /// <summary>Coefficient of variation with which designs are made, percent; 0 judges them as they are meant.</summary>
    public double SpreadPercent { get; init; }

    /// <summary>The same of single parameters, such as <c>R=10%</c>.</summary>
    public IReadOnlyList<string> SpreadOf { get; init; } = [];

    /// <summary>Whether anything is to be small or large.</summary>
    public bool HasObjectives => Minimize.Count + Maximize.Count > 0;
}

/// <summary>
/// A study as a JSON file with the keys <c>minimize</c>, <c>maximize</c>, <c>require</c>, <c>choose</c> and <c>fix</c>, each a text or a
/// list of texts as on the command line, <c>spread_percent</c> and <c>spread_of</c>.
/// </summary>
static class StudyFile
{
    static readonly string[] Keys = ["minimize", "maximize", "require", "choose", "fix", "spread_percent", "spread_of"];

    /// <summary>Reads a file and adds the words of a command line.</summary>
    /// <exception cref="RefusedException">It can't be read as a study.</exception>
    public static StudyWords Read(string path, string text, StudyWords more)
    {
        LocatedJson json = LocatedJsonReader.Parse(text, path);
        JsonValues.ExpectObject(json, "a study");
        json.AllowOnly(Keys, "a study");
        return new StudyWords
        {
            Minimize = [.. Words(json["minimize"]), .. more.Minimize],
            Maximize = [.. Words(json["maximize"]), .. more.Maximize],
            Require = [.. Words(json["require"]), .. more.Require],
            Choose = [.. Words(json["choose"]), .. more.Choose],
            Fix = [.. Words(json["fix"]), .. more.Fix],
            SpreadPercent = more.SpreadPercent > 0 ? more.SpreadPercent : JsonValues.Number(json["spread_percent"], 0, 0, 100),
            SpreadOf = [.. Words(json["spread_of"]), .. more.SpreadOf],
        };
    }

    static IEnumerable<string> Words(LocatedJson? json) => json is null ? []
        : json.Kind == System.Text.Json.JsonValueKind.Array ? json.Items.Select(JsonValues.String) : [JsonValues.String(json)];

    /// <summary>The study that words mean for the curves of a space.</summary>
    /// <param name="words">The words.</param>
    /// <param name="space">Parameters, outputs and times.</param>
    /// <param name="where">What a refusal calls the place of a word, e.g. <c>surrogate design</c>; the option stands behind it.</param>
    /// <param name="reading">How profiles are read where their header does not say.</param>
    /// <exception cref="RefusedException">A word can't be understood, or words contradict each other.</exception>
    public static DesignStudy Understand(StudyWords words, CurveSpace space, string where, Profiles.ProfileOptions? reading = null)
    {
        RequireSpread(words.SpreadPercent, where);
        var reader = new MetricReader(space, reading);
        DesignObjective Objective(string word, string option, bool maximize) =>
            new(reader.Metric(word, At($"{where} {option} \"{word}\"")), maximize);
        DesignObjective[] objectives =
        [
            .. words.Minimize.Select(word => Objective(word, "--minimize", false)),
            .. words.Maximize.Select(word => Objective(word, "--maximize", true)),
        ];
        DesignConstraint[] constraints =
            [.. words.Require.Select(word => reader.Constraint(word, At($"{where} --require \"{word}\"")))];
        var chosen = new Dictionary<string, double[]>();
        foreach (string word in words.Choose)
        {
            var (name, values) = reader.Choice(word, $"{where} --choose");
            chosen[name] = values;
        }

        var study = new DesignStudy
        {
            Objectives = objectives,
            Constraints = constraints,
            Choices = chosen,
            Fixed = ParameterValue.ParseAll(words.Fix, $"{where} --fix", space.Parameters),
            Spread = words.SpreadPercent / 100,
            SpreadOf = Spreads(words.SpreadOf, space, where),
        };
        RequireSense(study, space, where);
        return study;
    }

    /// <summary>Refuses a scatter that nothing is made with.</summary>
    public static void RequireSpread(double percent, string where)
    {
        if (!(percent is >= 0 and <= 100))
            throw new RefusedException($"{where} --spread {NumberText.Digits(percent, 6)}: give percent from 0 to 100.");
    }

    static Dictionary<string, double> Spreads(IReadOnlyList<string> words, CurveSpace space, string where)
    {
        var spreads = new Dictionary<string, double>();
        foreach (string word in words)
        {
            string[] sides = word.Split('=', StringSplitOptions.TrimEntries);
            if (sides.Length != 2 || NumberText.Read(sides[1].TrimEnd('%').TrimEnd()) is not (>= 0 and <= 100 and var percent))
                throw new RefusedException($"{where} --spread-of {word}: write a parameter and percent from 0 to 100, e.g. {where} --spread-of R=10%.");
            if (ParameterValue.Find(sides[0], space.Parameters) is not { } parameter)
                throw new RefusedException($"{where} --spread-of {word}: '{sides[0]}' is not a parameter; {Spelling.Suggest(sides[0], [.. space.Parameters.Select(one => one.Name)])}");
            spreads[parameter.Name] = percent / 100;
        }

        return spreads;
    }

    static Place At(string words) => new(words, 0, 0, "");

    static void RequireSense(DesignStudy study, CurveSpace space, string where)
    {
        if (study.Choices.Keys.FirstOrDefault(study.Fixed.ContainsKey) is { } both)
            throw new RefusedException($"{where}: {both} is fixed and has choices as well; leave one of both out.");
        if (study.Objectives.GroupBy(objective => objective.Metric.Text).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new RefusedException($"{where}: {twice.Key} is asked for twice; once is enough, as small or as large.");
        foreach (DesignConstraint least in study.Constraints.Where(limit => !limit.AtMost))
        {
            if (study.Constraints.FirstOrDefault(limit => limit.AtMost && limit.Metric.Text == least.Metric.Text
                && limit.Limit < least.Limit)
                is { } most)
                throw new RefusedException($"{where}: {least.Text} and {most.Text} contradict each other; relax one.");
        }

        foreach (DesignConstraint limit in study.Constraints)
        {
            if (limit.Metric is ParameterMetric { Column: var column } && space.Parameters[column] is var range
                && (limit.AtMost ? limit.Limit < range.Low : limit.Limit > range.High))
                throw new RefusedException($"{where}: {limit.Text} can't be kept, because {range.Name} is searched from {NumberText.Digits(range.Low, 4)} to {NumberText.Digits(range.High, 4)} {range.Unit}; relax it.");
        }
    }
}
