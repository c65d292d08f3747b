using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SurrogateEngine.Tests;

/// <content>A type and a method fit into a reader's head.</content>
public sealed partial class HouseTests
{
    /// <summary>Lines of a type, all its partial files together, its summary not counted.</summary>
    const int LongestType = 400;

    /// <summary>Lines of a method, a constructor, a property or a local function: 60, and a few that a split would not make clearer.
    /// </summary>
    const int LongestMethod = 65;

    /// <summary>A micro-kernel names each register, a table has a row for each key.</summary>
    static readonly string[] ListsByNature = ["trainers/Gemm/GemmMicroKernel.cs"];

    static readonly Lazy<(string File, SyntaxNode Root)[]> Trees = new(() =>
        [.. Repository.Files("", ".cs").Select(file => (file, Parse(file)))]);

    [Test]
    public void No_type_is_longer_than_400_lines() =>
        Trees.Value.SelectMany(tree => tree.Root.DescendantNodes().OfType<TypeDeclarationSyntax>().Select(type => (tree.File, Type: type)))
            .GroupBy(type => (Folder: ProjectOf(type.File), Name: FullName(type.Type)))
            .Select(type => (type.Key.Name, Lines: type.Sum(part => LinesOf(part.Type)), Parts: type.Count()))
            .Where(type => type.Lines > (type.Parts > 1 ? FamilyLimit(type.Name) : LongestType))
            .Select(type => $"{type.Name}: {type.Lines} lines in {type.Parts} files")
            .ShouldBeEmpty($"A type has at most {LongestType} lines.");

    [Test]
    public void No_method_is_longer_than_65_lines() =>
        Trees.Value.SelectMany(tree => tree.Root.DescendantNodes().Where(IsMethod)
                .Select(method => (tree.File, Line: method.GetLocation().GetLineSpan().StartLinePosition.Line + 1, Lines: LinesOf(method))))
            .Where(method => method.Lines > LongestMethod && !ListsByNature.Contains(method.File))
            .Select(method => $"{method.File}:{method.Line}: {method.Lines} lines")
            .ShouldBeEmpty($"A method has at most {LongestMethod} lines.");

    /// <summary>
    /// Families of texts that are one type only for their callers: sentences to users and steps of one elimination, each of whose files is
    /// read alone.
    /// </summary>
    static int FamilyLimit(string type) => type is "SurrogateEngine.Refusals" or "SurrogateEngine.Tests.HouseTests"
        || type.StartsWith("SurrogateEngine.Kernels.Systems.Sphere.SphereSystem", StringComparison.Ordinal)
        ? int.MaxValue : LongestType;

    static SyntaxNode Parse(string file) =>
        CSharpSyntaxTree.ParseText(File.ReadAllText(Repository.Locate(file)), new CSharpParseOptions(LanguageVersion.Preview)).GetRoot();

    static bool IsMethod(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax or LocalFunctionStatementSyntax;

    static string ProjectOf(string file) => string.Join('/', file.Split('/').Take(2));

    static string FullName(TypeDeclarationSyntax type) => string.Join('.', type.AncestorsAndSelf().Reverse().Select(node => node switch
    {
        BaseNamespaceDeclarationSyntax space => space.Name.ToString(),
        TypeDeclarationSyntax outer => outer.Identifier.Text + (outer.TypeParameterList is { } list ? $"`{list.Parameters.Count}" : ""),
        _ => "",
    }).Where(name => name.Length > 0));

    /// <summary>From the first token, behind comments, to the last.</summary>
    static int LinesOf(SyntaxNode node)
    {
        FileLinePositionSpan span = node.SyntaxTree.GetLineSpan(node.Span);
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }
}
