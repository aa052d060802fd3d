using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Headroom.House;

/// <summary>A C# file, parsed once and read by every rule. The path is relative to the root, with forward slashes.</summary>
sealed class SourceFile(string path, string text)
{
    static readonly CSharpParseOptions Language = new(LanguageVersion.Preview);

    public string Path => path;

    public SyntaxTree Tree { get; } = CSharpSyntaxTree.ParseText(text, Language, path);

    public CompilationUnitSyntax Root => Tree.GetCompilationUnitRoot();

    public int Lines => Tree.GetText().Lines.Count(line => line.End < text.Length || line.Span.Length > 0);

    /// <summary>Lines that hold a token: neither blank nor only a comment.</summary>
    public int LinesOfCode => Root.DescendantTokens().Select(token => LineOf(token.SpanStart)).Distinct().Count();

    public IEnumerable<BaseTypeDeclarationSyntax> Types => Root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>();

    public bool IsUnder(string folder) => path.StartsWith(folder, StringComparison.Ordinal);

    public bool IsOneOf(IEnumerable<string> patterns) => patterns.Any(pattern => Matches(pattern, path));

    public Finding Finds(SyntaxNode node, string right) => new(path, LineOf(node.SpanStart), right);

    public Finding Finds(SyntaxToken token, string right) => new(path, LineOf(token.SpanStart), right);

    public int LineOf(int position) => Tree.GetText().Lines.GetLinePosition(position).Line + 1;

    /// <summary>The type's name within its namespace and containing types: equal for all parts of a partial type.</summary>
    public static string QualifiedName(BaseTypeDeclarationSyntax type) =>
        string.Join('.', type.AncestorsAndSelf().Reverse().Select(node => node switch
        {
            BaseNamespaceDeclarationSyntax space => space.Name.ToString(),
            TypeDeclarationSyntax { TypeParameterList: { } parameters } generic => $"{generic.Identifier.Text}`{parameters.Parameters.Count}",
            BaseTypeDeclarationSyntax outer => outer.Identifier.Text,
            _ => "",
        }).Where(part => part != ""));

    static bool Matches(string pattern, string path) =>
        Regex.IsMatch(path, "^" + Regex.Escape(pattern).Replace(@"\*\*/", "(.*/)?").Replace(@"\*", "[^/]*") + "$");
}
