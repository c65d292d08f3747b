using SurrogateEngine.Scenarios;

namespace SurrogateEngine;

/// <summary>What is said about the words of a command line and the files they name.</summary>
public static partial class Refusals
{
    /// <summary>Pointwise bands without a band.</summary>
    public static RefusedException PointwiseNeedsBands() =>
        new("--pointwise says how bands are made and none are asked for: add --bands 0.9, or leave out --pointwise.");

    /// <summary>A file would be replaced that the user may want to keep.</summary>
    public static RefusedException FileIsThere(string path) =>
        new($"{path}: this file is there already; give another name, or replace it with --force.");

    /// <summary>A result would take the place of what it is made from.</summary>
    internal static RefusedException OutputIsInput(string path, string input) =>
        new(path == input
            ? $"{path}: this file is read here and would be lost; give the result another name."
            : $"{path}: this is {input}, which is read here and would be lost; give the result another name.");

    /// <summary>A result would be put among the files of a data set that is read.</summary>
    internal static RefusedException OutputInInput(string path, string input) =>
        new($"{path}: this lies in {input}, which is read here; write the result to another folder.");

    public static RefusedException NoEndingOfText(string path) => new(
        $"{path}: a file of this ending holds something else than text; name one such as {Path.GetFileNameWithoutExtension(path)}.csv or .json.");

    /// <summary>A report that is not called one.</summary>
    internal static RefusedException UnknownReport(string path) =>
        new($"{path}: a report is written as .html; give the file this ending.");

    /// <summary>A plot that is not called one.</summary>
    internal static RefusedException UnknownPlot(string path) =>
        new($"{path}: a plot is written as .svg or .png; give the file one of these endings.");

    /// <summary>A training would begin where another one is recorded.</summary>
    internal static RefusedException RunIsThere(string folder) =>
        new($"{folder}: a training is recorded in this folder already; go on with it by --resume, begin anew with --force, or give another --output.");

    /// <summary>The surrogate's file and the folder of its training would have one name.</summary>
    internal static RefusedException FileIsRunFolder(string path) =>
        new($"{path}: the folder of the training gets this name; give the surrogate another ending, e.g. {Path.ChangeExtension(path, ".surrogate")}.");

    /// <summary>A quickstart would write over something.</summary>
    internal static RefusedException QuickstartIsThere(string path) =>
        new($"{path}: this is there already; go on with that quickstart by --resume, replace it with --force, or choose another --output.");

    /// <summary>A folder stands where a file is to be written.</summary>
    public static RefusedException IsAFolder(string path) => new($"{path}: this is a folder; give the name of a file.");

    /// <summary>A file stands where a folder is to be made.</summary>
    public static RefusedException IsAFile(string path) => new($"{path}: this is a file and a folder is needed; choose another name.");

    /// <summary>Bands are asked of a surrogate that has none.</summary>
    public static RefusedException NoBands(string file, bool wereAsked, long trainingCurves) => new(wereAsked
        ? $"{file}: this surrogate carries no bands because its {trainingCurves} training curves are so few that none were left to measure bands on; train it on more formulations or leave --bands out."
        : $"{file}: this surrogate carries no bands because no curves were kept apart to measure them; train it with \"calibration_share\" above 0 in the plan or leave --bands out.");

    /// <summary>A coverage for which no band was measured.</summary>
    public static RefusedException UnknownCoverage(string file, double asked, IEnumerable<double> known) =>
        new(FormattableString.Invariant(
            $"--bands {asked}: {file} has bands for {string.Join(", ", known.Select(coverage => coverage.ToString(System.Globalization.CultureInfo.InvariantCulture)))}; give one of these."));

    internal static RefusedException NotAPlugin(string path, Exception why) =>
        new($"{path}: this is not a .NET assembly; build the plugin for .NET 10 and give its .dll.", why);

    internal static RefusedException OtherPlugin(string path, Exception why) =>
        new($"{path}: this plugin does not fit this program ({FirstSentence(why.Message)}); build it anew against this version.", why);

    /// <summary>A word without a letter.</summary>
    public static RefusedException EmptyWord(string line, string before) =>
        new($"{line}: the word after '{before}' is empty; give a name or a value, or leave it out.");

    /// <summary>A word where a verb should be.</summary>
    public static RefusedException UnknownVerb(string word, string? near, IEnumerable<string> verbs) =>
        new($"surrogate {word}: there is no such verb; {(near is null ? $"use {Spelling.Listed(verbs)}" : $"did you mean '{near}'")}{(near is null ? "." : "?")}");

    /// <summary>An option that the verb does not have.</summary>
    public static RefusedException UnknownOption(string line, string word, string? near, string help) =>
        new($"{line} {word}: there is no such option; {(near is null ? $"{help}." : $"did you mean '{near}'?")}");

    /// <summary>A word more than the verb takes.</summary>
    public static RefusedException TooManyWords(string line, string word, string help) =>
        new($"{line}: '{word}' is one word too many; {help}.");

    /// <summary>A verb lacks something it needs.</summary>
    public static RefusedException MissingWord(string line, string name, string description, string help) =>
        new($"{line}: <{name}> is missing: {description.TrimEnd('.')}; {help}.");

    /// <summary>An option without its value.</summary>
    public static RefusedException MissingValue(string line, string option, string value, string help) =>
        new($"{line} {option}: its {value} is missing; {help}.");

    /// <summary>An option whose value is no number.</summary>
    public static RefusedException WrongValue(string line, string option, string word, bool whole, string help) =>
        new($"{line} {option} {word}: this is not a {(whole ? "whole " : "")}number; {(word.Contains(',') ? "write a decimal point and no separators of thousands" : help)}.");

    /// <summary>Whatever else the parser found wrong.</summary>
    public static RefusedException NotUnderstood(string line, string parser, string help) =>
        new($"{line}: {FirstSentence(parser)}; {help}.");

    /// <summary>A verb that needs a model got none.</summary>
    public static RefusedException NameAModel(IReadOnlyCollection<string> models) =>
        new($"surrogate init: name the release model, {Spelling.Listed(models)}; see surrogate models for what they describe.");

    /// <summary>An option that takes a whole number got one too small.</summary>
    public static RefusedException TooSmall(string option, double value, double least) =>
        new($"{option} {Number(value)}: this must be at least {Number(least)}.");

    /// <summary>A scenario that is neither a file nor a model.</summary>
    public static RefusedException NoScenario(string word, IReadOnlyCollection<string> models) => Spelling.Nearest(word, models) is { } near
        ? new($"{word}: there is no such file or release model; did you mean '{near}'?")
        : new($"{word}: there is no such file; give a scenario file, made with surrogate init, or the name of a release model; surrogate models lists them.");

    internal static RefusedException NotAnAssignment(string where, string word) =>
        new($"{where} {word}: this is not of the form NAME=VALUE; write e.g. R=120nm.");

    internal static RefusedException NotARange(string where, string word) =>
        new($"{where} {word}: this is not of the form NAME=LOW..HIGH; write e.g. R=20..500nm.");

    internal static RefusedException LowAboveHigh(Place at, string name, double low, double high, string unit) =>
        new($"{at}: {name} goes from {Number(low)} to {Number(high)} {unit}".TrimEnd() + "; give the smaller end first.");

    internal static RefusedException NotInAnyModel(string word, IEnumerable<string> known) =>
        new($"surrogate simulate --set {word}: no model here has such a parameter; {(Spelling.Nearest(word.Split('=')[0], known) is { } near ? $"did you mean '{near}'?" : $"they have {string.Join(", ", known)}.")}");

    internal static RefusedException SweepOrCompare() =>
        new("surrogate simulate: --sweep draws one model and --compare several; leave out one of them.");

    internal static RefusedException DidNotFinish(string what, string sentence) => new($"{what}: the model could not be solved. {sentence}");

    /// <summary>An option of data sets beside one of single formulations.</summary>
    public static RefusedException NotForOneFormulation(string option) =>
        new($"surrogate simulate {option}: this is for a data set, and --set, --sweep and --compare solve single formulations; leave out one of them.");

    internal static RefusedException NoSuchParameter(Place at, string name, IReadOnlyCollection<string> known) =>
        new($"{at}: '{name}' is not a parameter; {Spelling.Suggest(name, known)}");

    /// <summary>--fine-tune without a source, or beside frozen layers.</summary>
    public static RefusedException FineTuneNeedsSource(int frozen) => new(frozen > 0
        ? $"surrogate train --fine-tune: it trains every layer and {frozen} are to be frozen; keep one of --fine-tune and --freeze."
        : "surrogate train --fine-tune: there is nothing to tune; name a surrogate to start from with --from.");

    internal static RefusedException TooManyFormulations(string file, long most) =>
        new($"{file}: the curves of so many formulations do not fit into memory; split the file into parts of up to {most} lines.");

    /// <summary>predict without formulations.</summary>
    public static RefusedException NoFormulationFile(string surrogate) =>
        new($"surrogate predict: name a CSV file of formulations; surrogate predict {surrogate} --template formulations.csv writes one to start from.");

    /// <summary>A surrogate for whose test no row was held out.</summary>
    public static RefusedException NothingHeldOut(string folder) =>
        new($"{folder}: no curve of this data set was held out of training; evaluate with --all, or on another data set.");
}
