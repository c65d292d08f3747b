namespace SurrogateEngine.Bench;

/// <summary>Finds files of the checkout this program is run in.</summary>
static class Checkout
{
    /// <summary>A file by its name relative to the repository's root, or null: looked for here and above, then above the program
    /// itself.</summary>
    public static string? Find(string name) =>
        Above(Directory.GetCurrentDirectory()).Concat(Above(AppContext.BaseDirectory))
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>A file by its name relative to the repository's root.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static string Require(string name) => Find(name)
        ?? throw new RefusedException(
            $"{name}: there is no such file in this folder or one above; run this in a checkout of the repository.");

    static IEnumerable<string> Above(string folder)
    {
        for (DirectoryInfo? at = new(folder); at != null; at = at.Parent)
            yield return at.FullName;
    }
}
