using System.Reflection;
using SurrogateEngine.Kernels;
using SurrogateEngine.Tests.PublicApi;

namespace SurrogateEngine.Tests;

/// <content>What other people's programs can call is a text file that is read in review.</content>
public sealed partial class HouseTests
{
    const string Accept = "UPDATE_PUBLIC_API";

    static Assembly[] OurAssemblies =>
    [
        typeof(Catalog).Assembly,
        Assembly.Load("SurrogateEngine.Trainers"),
        Assembly.Load("SurrogateEngine"),
    ];

    [TestCaseSource(nameof(OurAssemblies))]
    public void The_public_api_is_the_reviewed_one(Assembly assembly)
    {
        string path = Repository.Locate($"tests/PublicApi/{assembly.GetName().Name}.txt");
        string now = ApiListing.Of(assembly);
        if (Environment.GetEnvironmentVariable(Accept) == "1")
            File.WriteAllText(path, now);
        string reviewed = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (now != reviewed)
            Assert.Fail($"""
                The public API of {assembly.GetName().Name} is not the one in tests/PublicApi/{Path.GetFileName(path)}.
                {Difference(reviewed, now)}
                If that is what you mean, run {Accept}=1 dotnet test -c Release --filter "FullyQualifiedName~HouseTests" and commit the file.
                """);
    }

    /// <summary>Other people's models, methods and programs need no more of the kernels than this.</summary>
    [Test]
    public void Kernels_publish_at_most_sixty_types() => ApiListing.Of(typeof(Catalog).Assembly).Split('\n')
        .Count(line => line.Length > 0 && !char.IsWhiteSpace(line[0])).ShouldBeInRange(1, 60);

    static string Difference(string reviewed, string now)
    {
        string[] before = reviewed.Split('\n'), after = now.Split('\n');
        var gone = before.Except(after).Select(line => "- " + line.Trim());
        var added = after.Except(before).Select(line => "+ " + line.Trim());
        return string.Join('\n', gone.Concat(added).Take(40).DefaultIfEmpty("The same lines stand in another order."));
    }
}
