using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Headroom.House.Rules;

/// <summary>No member that is money by its name is a double or a float. Locals are free: an estimate may compute as it likes.</summary>
static partial class FloatingMoney
{
    public static IEnumerable<Finding> Check(SourceFile file) =>
        from member in file.Root.DescendantNodes().SelectMany(Members)
        where IsFloating(member.Type) && Words().Matches(member.Name.Text).Any(word => Policy.MoneyWords.Contains(word.Value, StringComparer.OrdinalIgnoreCase))
        select file.Finds(member.Name, $"{member.Name.Text} is money; make it Money, decimal or an exact rational");

    static IEnumerable<(TypeSyntax Type, SyntaxToken Name)> Members(SyntaxNode node) => node switch
    {
        PropertyDeclarationSyntax property => [(property.Type, property.Identifier)],
        MethodDeclarationSyntax method => [(method.ReturnType, method.Identifier)],
        FieldDeclarationSyntax field => field.Declaration.Variables.Select(variable => (field.Declaration.Type, variable.Identifier)),
        TypeDeclarationSyntax { ParameterList: { } primary } => primary.Parameters.Where(one => one.Type is not null).Select(one => (one.Type!, one.Identifier)),
        _ => [],
    };

    static bool IsFloating(TypeSyntax type) => type.DescendantTokens().Any(token => token.IsKind(SyntaxKind.DoubleKeyword) || token.IsKind(SyntaxKind.FloatKeyword));

    [GeneratedRegex("[A-Z]?[a-z]+|[A-Z]+(?![a-z])")]
    private static partial Regex Words();
}
