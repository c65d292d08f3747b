namespace SurrogateEngine;

/// <summary>What is said about the words of a command line and the files they name.</summary>
public static partial class Refusals
{
    /// <summary>A file would be replaced that the user may want to keep.</summary>
    public static RefusedException FileIsThere(string path) =>
        new($"{path}: this file is there already; give another name with --output or replace it with --force.");

    /// <summary>A file cannot be written.</summary>
    public static RefusedException CannotSave(string path, Exception why) => new(why switch
    {
        DirectoryNotFoundException => $"{path}: its folder does not exist; create it or give another path.",
        UnauthorizedAccessException => $"{path}: this may not be written; choose a folder you may write to.",
        _ => $"{path}: this cannot be written ({why.Message.TrimEnd('.')}).",
    });

    /// <summary>A word where a verb should be.</summary>
    public static RefusedException UnknownVerb(string word, string? near, IEnumerable<string> verbs) =>
        new($"surrogate {word}: there is no such verb; {(near is null ? $"use {Listed(verbs)}" : $"did you mean '{near}'")}{(near is null ? "." : "?")}");

    /// <summary>An option that the verb does not have.</summary>
    public static RefusedException UnknownOption(string line, string word, string? near, string help) =>
        new($"{line} {word}: there is no such option; {(near is null ? $"{help}." : $"did you mean '{near}'?")}");

    /// <summary>A word more than the verb takes.</summary>
    public static RefusedException TooManyWords(string line, string word, string help) =>
        new($"{line}: '{word}' is one word too many; {help}.");

    /// <summary>Whatever else the parser found wrong.</summary>
    public static RefusedException NotUnderstood(string line, string parser, string help) =>
        new($"{line}: {FirstSentence(parser)}; {help}.");

    /// <summary>A verb that needs a law got none.</summary>
    public static RefusedException NameALaw(IReadOnlyCollection<string> laws) =>
        new($"surrogate init: name the release model, {Listed(laws)}; see surrogate models for what they describe.");

    /// <summary>A law by a name that none has.</summary>
    public static RefusedException UnknownLaw(string name, IReadOnlyCollection<string> laws) =>
        new($"{name}: there is no such release model; {Suggestion(name, laws)}");
}
