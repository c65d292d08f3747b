using System.Diagnostics;
using System.Text.Json;

namespace SurrogateEngine.Tests;

/// <summary>A program of other people that reads our files, run through a script beside this file.</summary>
sealed class IndependentReader
{
    readonly string folder, script, name;

    IndependentReader(string folder, string script, string name) => (this.folder, this.script, this.name) = (folder, script, name);

    /// <summary>The reader, or the end of the test with the reason why it is skipped.</summary>
    /// <param name="name">What the script calls it: duckdb, hyparquet, onnxruntime or tfrecord.</param>
    /// <param name="package">The npm package it comes in.</param>
    /// <param name="script">The script that asks it.</param>
    public static IndependentReader Require(string name, string package, string script = "read.mjs")
    {
        string folder = Path.Combine(RepositoryRoot(), "tests", "readers");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", package)))
            Assert.Ignore($"the npm package {package} is not installed: run npm install --prefix tests/readers");
        if (!IsOnPath("node"))
            Assert.Ignore("Node.js is not installed");
        return new(folder, script, name);
    }

    /// <summary>Reads all files in one run; the scripts say what they print.</summary>
    public JsonDocument Read(IEnumerable<string> files)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(folder, script), name, .. files])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process node = Process.Start(start)!;
        Task<string> errors = node.StandardError.ReadToEndAsync();
        string output = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        node.ExitCode.ShouldBe(0, errors.Result);
        return JsonDocument.Parse(output);
    }

    static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(place => File.Exists(Path.Combine(place, program)) || File.Exists(Path.Combine(place, program + ".exe")));

    static string RepositoryRoot()
    {
        for (DirectoryInfo? place = new(AppContext.BaseDirectory); place is not null; place = place.Parent)
        {
            if (File.Exists(Path.Combine(place.FullName, "SurrogateEngine.sln")))
                return place.FullName;
        }
        throw new DirectoryNotFoundException("SurrogateEngine.sln is in no folder above the tests");
    }
}
