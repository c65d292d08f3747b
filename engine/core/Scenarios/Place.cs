namespace SurrogateEngine.Scenarios;

/// <summary>A spot in a file.</summary>
/// <param name="File">File name as the user gave it.</param>
/// <param name="Line">Line, from 1; 0 for a word of a command line, which has neither line nor column.</param>
/// <param name="Column">Character in the line, from 1.</param>
/// <param name="Path">JSON path, e.g. <c>$.parameters.R</c>; empty where there is none.</param>
public sealed record Place(string File, int Line, int Column, string Path)
{
    /// <inheritdoc/>
    public override string ToString() =>
        Line == 0 ? File
        : Path.Length == 0 || Path == "$" ? $"{File}:{Line}:{Column}" : $"{File}:{Line}:{Column} ({Path})";
}
