using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Headroom.House.Rules;

/// <summary>A file of Core names only types of its own floor and of floors below.</summary>
static class Floors
{
    public static IEnumerable<Finding> Check(CSharpCompilation core) =>
        core.SyntaxTrees.Where(tree => tree.FilePath.StartsWith(Policy.Core, StringComparison.Ordinal)).SelectMany(tree => Check(core, tree));

    static IEnumerable<Finding> Check(CSharpCompilation core, SyntaxTree tree)
    {
        var own = FloorOf(tree);
        if (own < 0)
            return DeclaresTypes(tree) ? [new(tree.FilePath, 1, $"belongs in a folder of Core, one of {string.Join(", ", Policy.Floors)}")] : [];

        return (from named in Binding.TypesNamed(core, tree)
                let theirs = named.Type.DeclaringSyntaxReferences.Select(part => FloorOf(part.SyntaxTree)).DefaultIfEmpty(-1).Max()
                where theirs > own
                select new Finding(tree.FilePath, LineOf(named.Name),
                    $"{Policy.Floors[own]} may not name {named.Type.Name} of {Policy.Floors[theirs]}; what both need belongs in {Policy.Floors[own]} or below"))
            .Distinct();
    }

    static int FloorOf(SyntaxTree tree)
    {
        var parts = tree.FilePath.StartsWith(Policy.Core, StringComparison.Ordinal) ? tree.FilePath[Policy.Core.Length..].Split('/') : [];
        return parts.Length > 1 ? Array.IndexOf(Policy.Floors, parts[0]) : -1;
    }

    static bool DeclaresTypes(SyntaxTree tree) => tree.GetRoot().DescendantNodes().Any(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    static int LineOf(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
