using System.Text.Json;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine;

/// <summary>
/// Every sentence said to a user whose input was refused, in one place. Each names the file and the spot, what is wrong and
/// what to do about it.
/// </summary>
public static partial class Refusals
{
    /// <summary>A refusal whose whole sentence the caller brings; prefer a method of its own here.</summary>
    public static RefusedException Because(string sentence) => new(sentence);

    // Files

    /// <summary>A file that should be read is missing or locked.</summary>
    public static RefusedException CannotRead(string path, string what, Exception why) => new(why switch
    {
        FileNotFoundException or DirectoryNotFoundException when Directory.Exists(path) =>
            $"{path}: this is a folder; give the path of {what}.",
        FileNotFoundException or DirectoryNotFoundException => $"{path}: there is no such file; give the path of {what}.",
        UnauthorizedAccessException when Directory.Exists(path) => $"{path}: this is a folder; give the path of {what}.",
        UnauthorizedAccessException => $"{path}: this file may not be read; give it read permission or choose another.",
        _ => $"{path}: this file cannot be read ({why.Message.TrimEnd('.')}).",
    });

    // JSON

    internal static RefusedException NotJson(Place at, string parser) =>
        new($"{at}: this is not valid JSON: {(IsText(parser) ? FirstSentence(parser) : "it is not even text")}; correct it, or begin anew with surrogate init.");

    internal static RefusedException UnknownKey(Place at, string key, string ofWhat, IReadOnlyCollection<string> known) =>
        new($"{at}: '{key}' is not a key of {ofWhat}; {Spelling.Suggest(key, known)}");

    internal static RefusedException RepeatedKey(Place at, string key) =>
        new($"{at}: '{key}' is given twice; keep one of the two.");

    internal static RefusedException WrongKind(Place at, string expected, LocatedJson found) =>
        new($"{at}: {expected}, and here is {Describe(found)}.");

    internal static RefusedException NotAChoice(Place at, string key, string found, IReadOnlyCollection<string> choices) =>
        new($"{at}: {key} cannot be '{found}'; {Spelling.Suggest(found, choices)}");

    internal static RefusedException OutOfLimits(Place at, string key, string found, double least, double most, bool tooLow) =>
        new($"{at}: {key} is {found} and must be {(tooLow ? $"at least {Number(least)}" : $"at most {Number(most)}")}.");

    // Scenarios

    internal static RefusedException SeveralModels(Place at) =>
        new($"{at}: a scenario has one of model, carrier and mechanisms; a carrier brings its own model; remove the others.");

    internal static RefusedException MissingModel(Place at) =>
        new($"{at}: a scenario needs its model; add \"model\": {Spelling.Quoted(Catalog.Names)}.");

    internal static RefusedException FormerKeys(Place at) =>
        new($"{at}: this scenario has the keys of an earlier version; rename law to model, law_version to model_version and number to precision.");

    internal static RefusedException OtherModelVersion(Place at, ReleaseModel model, long version) =>
        new($"{at}: this was made for version {version} of {model.Name} and this program has version {model.Version}; remove model_version to use that.");

    internal static RefusedException NoShells(Place at, string key, ReleaseModel model) =>
        new($"{at}: {model.Name} has no shells; remove {key}.");

    internal static RefusedException EndlessSampler(string place, string sampler) =>
        new($"{place}: a {sampler.Replace('-', ' ')} has a fixed number of formulations and training on fresh ones never ends; use \"sampler\": \"sobol\", or simulate a data set first.");

    internal static RefusedException SamplerTooNarrow(Place? at, string sampler, int most, ReleaseModel model) =>
        new($"{at}: the {sampler} sampler serves up to {most} parameters and {model.Name} has {model.Parameters.Count}; use \"sampler\": \"latin-hypercube\".");

    internal static RefusedException TooFineForSingle(Place at, string written) =>
        new($"{at}: relative_tolerance is {written}, finer than single precision resolves; use \"precision\": \"double\" or give at least 3e-7.");

    internal static RefusedException TooManyShards(Place at, long samples, int shardSize) =>
        new($"{at}: {samples} samples in shards of {shardSize} would make more than a million files; raise shard_size.");

    internal static RefusedException ValueAndRange(Place at, string name, string key) =>
        new($"{at}: {name} has both value and {key}; keep value to fix it, or low and high to vary it.");

    internal static RefusedException LowAboveHigh(Place at, Parameter p, double low, double high) =>
        new($"{at}: low of {p.Name} is {With(low, p.Unit)}, above high, {With(high, p.Unit)}; swap or correct them.");

    internal static RefusedException LogRangeNotPositive(Place at, Parameter p, double low) =>
        new($"{at}: low of {p.Name} is {With(low, p.Unit)} and a log range must begin above 0; raise it or use \"scale\": \"linear\".");

    internal static RefusedException OutOfDomain(Place at, Parameter p, double value) =>
        new($"{at}: {p.Name} is {With(value, p.Unit)} and the model holds only {Domain(p)}; its usual range is {With(p.Low, p.Unit)} to {With(p.High, p.Unit)}.");

    // Units

    internal static RefusedException MissingUnit(Place at, string what, string found, string wanted) =>
        new($"{at}: {what} is {found} without a unit; write it with one, e.g. \"{found} {wanted}\" or \"unit\": \"{wanted}\".");

    internal static RefusedException UnknownUnit(Place at, string unit, string wanted) =>
        new($"{at}: '{unit}' is not a known unit; {(wanted.Length == 0 ? "write a pure number" : $"use {wanted} or another of its kind")}.");

    internal static RefusedException WrongUnit(Place at, string what, string unit, string wanted) =>
        new($"{at}: {what} is {(wanted.Length == 0 ? "a pure number" : $"measured in {wanted}")}, which {(unit.Length == 0 ? "a number without unit" : $"'{unit}'")} cannot be converted to; {(wanted.Length == 0 ? "drop the unit" : $"use {wanted} or another of its kind")}.");

    internal static RefusedException NotAQuantity(Place at, string what, string found, string wanted) =>
        new($"{at}: {what} is \"{found}\", which does not begin with a number; write a number{(wanted.Length == 0 ? "" : $" and its unit, e.g. \"1 {wanted}\"")}.");

    // Times

    internal static RefusedException NegativeTime(Place at, double time, string unit) =>
        new($"{at}: a time of {With(time, unit)} lies before the start; times begin at 0.");

    internal static RefusedException TimesNotAscending(Place at, double time, double before, string unit) =>
        new($"{at}: {With(time, unit)} comes after {With(before, unit)}; list times in ascending order, each once.");

    internal static RefusedException GeometricFromZero(Place at, double first, string unit) =>
        new($"{at}: geometric spacing cannot begin at {With(first, unit)}; begin above 0 or use \"spacing\": \"linear\".");

    // Words

    /// <summary>A number as a person would write it.</summary>
    internal static string Number(double value) => NumberText.Digits(value, 6).Replace("E+", "e").Replace("E", "e");

    static string With(double value, string unit) => unit.Length == 0 ? Number(value) : $"{Number(value)} {unit}";

    static string Domain(Parameter p) => (p.DomainLow, p.DomainHigh) switch
    {
        (double.Epsilon, double.MaxValue) => "above 0",
        (double.Epsilon, _) => $"above 0 and up to {With(p.DomainHigh, p.Unit)}",
        (_, double.MaxValue) => $"from {With(p.DomainLow, p.Unit)}",
        _ => $"from {With(p.DomainLow, p.Unit)} to {With(p.DomainHigh, p.Unit)}",
    };

    static string Describe(LocatedJson json) => json.Kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => $"the text \"{json.Text}\"",
        _ => json.Text,
    };

    // A parser quotes what it met, which in a file of another kind need not be text.
    static bool IsText(string message) => !message.Any(c => char.IsControl(c) || c == '\uFFFD');

    static string FirstSentence(string message)
    {
        int end = message.IndexOf(". ", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).TrimEnd('.');
    }
}
