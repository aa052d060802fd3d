using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Headroom.House.Rules;

/// <summary>
/// Every file of src declares a type that another file names, in src or in tests; its other types may serve that one.
/// Nested types are their owner's business.
/// </summary>
static partial class DeadTypes
{
    public static IEnumerable<Finding> Check(IReadOnlyList<SourceFile> source, IEnumerable<SourceFile> tests, IEnumerable<TextFile> templates)
    {
        var mentions = source.Concat(tests).SelectMany(file => Mentions(file.Root).Select(name => (name, file.Path)))
            .Concat(templates.SelectMany(file => Words().Matches(file.Text).Select(word => (name: word.Value, file.Path))))
            .Distinct().ToLookup(mention => mention.name, mention => mention.Path);

        return from file in source
               let types = file.Types.Where(type => type.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax).ToList()
               let named = types.Where(type => IsNamedElsewhere(file, type)).ToHashSet()
               from type in types
               where !named.Contains(type) && (named.Count == 0 || !ServesItsOwnFile(file, type))
               select file.Finds(type.Identifier, $"nothing else names {type.Identifier.Text}; remove it, or use it");

        bool IsNamedElsewhere(SourceFile file, BaseTypeDeclarationSyntax type) =>
            Policy.FoundByThePlatform.Contains(type.Identifier.Text) || Names(type).Any(name => mentions[name].Any(path => path != file.Path));
    }

    static bool ServesItsOwnFile(SourceFile file, BaseTypeDeclarationSyntax type) =>
        Mentions(file.Root, except: type).Intersect(Names(type)).Any();

    // An extension is called by its own name and an attribute without its ending; both mean the type.
    static IEnumerable<string> Names(BaseTypeDeclarationSyntax type) =>
    [
        type.Identifier.Text,
        Attribute().Replace(type.Identifier.Text, ""),
        .. type.DescendantNodes().OfType<MethodDeclarationSyntax>()
            .Where(method => method.ParameterList.Parameters is [{ } first, ..] && first.Modifiers.Any(SyntaxKind.ThisKeyword))
            .Select(method => method.Identifier.Text),
    ];

    static IEnumerable<string> Mentions(SyntaxNode root, SyntaxNode? except = null) =>
        root.DescendantNodes(node => node != except).OfType<SimpleNameSyntax>().Select(name => name.Identifier.Text).Distinct();

    [GeneratedRegex("[A-Za-z_][A-Za-z0-9_]*")]
    private static partial Regex Words();

    [GeneratedRegex("Attribute$")]
    private static partial Regex Attribute();
}
