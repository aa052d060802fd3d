using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Headroom.House.Rules;

/// <summary>Core is pure: the same arguments give the same answer, on every machine and at every hour.</summary>
static class Purity
{
    public static IEnumerable<Finding> References(XDocument project) =>
        from reference in project.Descendants()
        where reference.Name.LocalName is "ProjectReference" or "PackageReference" or "FrameworkReference"
        let name = (string?)reference.Attribute("Include") ?? ""
        where reference.Name.LocalName != "PackageReference" || !Policy.CorePackages.Contains(name)
        select new Finding(Policy.Core + "Headroom.Core.csproj", 1, $"may not reference {name}; Core knows only {string.Join(", ", Policy.CorePackages)}");

    public static IEnumerable<Finding> ImpureTypes(CSharpCompilation core) =>
        (from tree in core.SyntaxTrees
         from named in Binding.TypesNamed(core, tree)
         where Policy.ImpureNames.Any(impure => IsWithin(impure, named.Type))
         select new Finding(tree.FilePath, named.Name.GetLocation().GetLineSpan().StartLinePosition.Line + 1,
             $"Core may not use {named.Type.ToDisplayString()}; take its answer as an argument"))
        .Distinct();

    public static IEnumerable<Finding> Async(SourceFile file) =>
        file.Root.DescendantTokens().Where(token => token.IsKind(SyntaxKind.AsyncKeyword) || token.IsKind(SyntaxKind.AwaitKeyword))
            .Select(token => file.Finds(token, "Core waits for nothing; make it a plain function"));

    public static IEnumerable<Finding> MutableStatics(SourceFile file) =>
        file.Root.DescendantNodes().OfType<MemberDeclarationSyntax>()
            .Where(member => member.Modifiers.Any(SyntaxKind.StaticKeyword) && IsMutable(member))
            .Select(member => file.Finds(member, "a static member of Core never changes; make it readonly, or pass the value along"));

    static bool IsMutable(MemberDeclarationSyntax member) => member switch
    {
        FieldDeclarationSyntax field => !field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword),
        PropertyDeclarationSyntax property => property.AccessorList?.Accessors.Any(SyntaxKind.SetAccessorDeclaration) ?? false,
        EventFieldDeclarationSyntax => true,
        _ => false,
    };

    static bool IsWithin(string impure, INamedTypeSymbol type)
    {
        var name = type.ToDisplayString();
        return name.StartsWith(impure, StringComparison.Ordinal) && (name.Length == impure.Length || name[impure.Length] is '.' or '<');
    }
}
