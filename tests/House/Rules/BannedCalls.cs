using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Headroom.House.Rules;

/// <summary>Calls that make an answer depend on the hour, on chance or on a second way of rounding.</summary>
static class BannedCalls
{
    public static IEnumerable<Finding> Check(SourceFile file) =>
        from written in Calls(file.Root)
        from banned in Policy.BannedCalls
        where banned.Call == written.Call && !file.IsOneOf(banned.AllowedIn)
        select file.Finds(written.Node, $"{banned.Call} is banned; {banned.Instead}");

    static IEnumerable<(SyntaxNode Node, string Call)> Calls(SyntaxNode root) =>
        root.DescendantNodes().SelectMany<SyntaxNode, (SyntaxNode, string)>(node => node switch
        {
            MemberAccessExpressionSyntax access => [(access, $"{LastName(access.Expression)}.{access.Name.Identifier.Text}")],
            BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 } } creation => [(creation, $"new {LastName(CreatedType(creation))}()")],
            _ => [],
        });

    static TypeSyntax? CreatedType(BaseObjectCreationExpressionSyntax creation) => creation switch
    {
        ObjectCreationExpressionSyntax named => named.Type,
        { Parent: EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } } => property.Type,
        _ => creation.FirstAncestorOrSelf<VariableDeclarationSyntax>()?.Type,
    };

    static string LastName(SyntaxNode? node) => node switch
    {
        SimpleNameSyntax name => name.Identifier.Text,
        MemberAccessExpressionSyntax access => access.Name.Identifier.Text,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.Text,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.Text,
        PredefinedTypeSyntax keyword => keyword.Keyword.Text,
        _ => "",
    };
}
