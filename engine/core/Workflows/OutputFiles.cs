using SurrogateEngine.Data;
using SurrogateEngine.Report.Svg;

namespace SurrogateEngine.Workflows;

/// <summary>What a file that somebody names for a result will hold.</summary>
enum OutputKind
{
    /// <summary>Anything; its ending is free.</summary>
    Any,

    /// <summary>Text such as CSV or JSON; any ending but those of other kinds.</summary>
    Text,

    /// <summary>A report, .html.</summary>
    Report,

    /// <summary>A table of curves, .csv or .parquet.</summary>
    Table,

    /// <summary>A picture, .svg or .png.</summary>
    Plot,
}

/// <summary>
/// The one rule for every file that a workflow writes: it is none of the inputs and lies in none of them, its ending fits, its folder is
/// there, and what is there already is replaced only where that is asked for. To be checked before any work.
/// </summary>
/// <param name="inputs">Files and folders that are read; null and words that name neither are left out.</param>
sealed class OutputFiles(params IEnumerable<string?> inputs)
{
    static readonly StringComparison Comparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase
        : StringComparison.Ordinal;

    // With --force a surrogate once gave way to a table that was meant for another name.
    static readonly string[] NoText =
        [".surrogate", ".generator", ".policy", ".model", ".onnx", ".parquet", ".xlsx", ".png", ".svg", ".html", ".htm", ".dll"];

    readonly (string Name, string Path)[] inputs =
        [.. inputs.OfType<string>().Where(path => path.Length > 0 && Path.Exists(path)).Select(path => (path, Real(path)))];

    /// <summary>Refuses a file that must not or can't be written; null is no file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="replace">Whether one that is there already may go.</param>
    /// <param name="kind">What it will hold.</param>
    /// <exception cref="RefusedException">It is such a file.</exception>
    public void Require(string? path, bool replace, OutputKind kind = OutputKind.Any)
    {
        if (path is null)
            return;
        RequireNoInput(path);
        RequireEnding(path, kind);
        WorkflowFiles.RequireFolderOf(path);
        if (!replace && File.Exists(path))
            throw Refusals.FileIsThere(path);
    }

    /// <summary>Refuses a file or folder that is an input, or lies in one.</summary>
    /// <exception cref="RefusedException">It is one.</exception>
    public void RequireNoInput(string path)
    {
        string real = Real(path);
        foreach ((string name, string input) in inputs)
        {
            if (real.Equals(input, Comparison) || (real + AtomicFile.TemporaryEnding).Equals(input, Comparison))
                throw Refusals.OutputIsInput(path, name);
            if (Directory.Exists(input) && real.StartsWith(input.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar,
                Comparison))
                throw Refusals.OutputInInput(path, name);
        }
    }

    static void RequireEnding(string path, OutputKind kind)
    {
        if (kind == OutputKind.Text && NoText.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
            throw Refusals.NoEndingOfText(path);
        if (kind == OutputKind.Table)
            CurveTable.RequireKnownEnding(path);
        else if (kind == OutputKind.Report && Path.GetExtension(path).ToLowerInvariant() is not (".html" or ".htm"))
            throw Refusals.UnknownReport(path);
        else if (kind == OutputKind.Plot && !PlotFile.HasKnownEnding(path))
            throw Refusals.UnknownPlot(path);
    }

    /// <summary>The full path with every link in it followed, so that two names of one file are seen to be one.</summary>
    static string Real(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(full) is not { } parent)
            return full;
        string there = Path.Combine(Real(parent), Path.GetFileName(full));
        FileSystemInfo info = Directory.Exists(there) ? new DirectoryInfo(there) : new FileInfo(there);
        try
        {
            return info.LinkTarget is null ? there : info.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? there;
        }
        catch (IOException)
        {
            // A link that leads nowhere or in a circle names no file that could be lost.
            return there;
        }
    }
}
