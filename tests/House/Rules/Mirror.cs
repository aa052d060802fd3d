using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Headroom.House.Rules;

/// <summary>A file of Core with public behaviour has a test file at the same place: X/Y.cs has X/YTests.cs.</summary>
static class Mirror
{
    public static IEnumerable<Finding> Check(IEnumerable<SourceFile> core, IEnumerable<string> testPaths)
    {
        var existing = testPaths.ToHashSet();
        return from file in core
               where file.LinesOfCode > Policy.LinesWithoutATestFile && HasPublicBehaviour(file)
               let expected = Policy.CoreTests + file.Path[Policy.Core.Length..^".cs".Length] + "Tests.cs"
               where !existing.Contains(expected)
               select new Finding(file.Path, 1, $"has no tests of its own; write {expected}");
    }

    static bool HasPublicBehaviour(SourceFile file) =>
        file.Root.DescendantNodes().OfType<BaseMethodDeclarationSyntax>()
            .Any(method => method.Modifiers.Any(SyntaxKind.PublicKeyword) && (method.Body is not null || method.ExpressionBody is not null));
}
