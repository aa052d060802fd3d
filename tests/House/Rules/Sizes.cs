using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Headroom.House.Rules;

/// <summary>What a reader must hold in mind at once stays small: files, methods, inheritance.</summary>
static class Sizes
{
    public static IEnumerable<Finding> LongFile(SourceFile file, int most) =>
        file.Lines > most ? [new(file.Path, most + 1, $"{file.Lines} lines; at most {most}: give the second concept a file of its own")] : [];

    /// <summary>Lines that run out of a screen; of a string that cannot be broken only what stands beside it counts.</summary>
    public static IEnumerable<Finding> LongLines(SourceFile file)
    {
        var strings = file.Root.DescendantNodes(node => !IsString(node)).Where(IsString).Select(node => node.Span).ToList();
        return from line in file.Tree.GetText().Lines
               where line.Span.Length > Policy.CharactersOfALine
               where line.Span.Length - strings.Sum(text => text.Overlap(line.Span)?.Length ?? 0) > Policy.CharactersBesideAString
               select new Finding(file.Path, line.LineNumber + 1,
                   $"{line.Span.Length} characters; at most {Policy.CharactersOfALine}: break it where its outermost brackets let you");
    }

    static bool IsString(SyntaxNode node) =>
        node is InterpolatedStringExpressionSyntax || node.IsKind(SyntaxKind.StringLiteralExpression) || node.IsKind(SyntaxKind.Utf8StringLiteralExpression);

    public static IEnumerable<Finding> LongMethods(SourceFile file) =>
        from method in Methods(file)
        where method.Lines > Policy.LinesOfAMethod
        select file.Finds(method.Body.Parent!, $"a body of {method.Lines} lines; at most {Policy.LinesOfAMethod}: one method decides, small pure ones compute");

    /// <summary>Every body in the file with its length; a local function belongs to the method around it.</summary>
    public static IEnumerable<(SyntaxNode Body, int Lines)> Methods(SourceFile file) =>
        from node in file.Root.DescendantNodes()
        let body = node switch
        {
            BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody,
            AccessorDeclarationSyntax accessor => (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody,
            PropertyDeclarationSyntax property => property.ExpressionBody,
            IndexerDeclarationSyntax indexer => indexer.ExpressionBody,
            _ => null,
        }
        where body is not null
        select (body, LinesOf(body));

    /// <summary>Our own types inherit from a type of ours at most once; exceptions may follow the platform's tree.</summary>
    public static IEnumerable<Finding> DeepTypes(IReadOnlyList<SourceFile> files)
    {
        var declared = files.SelectMany(file => file.Types.OfType<TypeDeclarationSyntax>()
            .Where(type => type is ClassDeclarationSyntax or RecordDeclarationSyntax).Select(type => (file, type))).ToList();
        var byName = declared.ToLookup(one => one.type.Identifier.Text, one => one.type);
        return from one in declared
               where !one.type.Identifier.Text.EndsWith("Exception", StringComparison.Ordinal)
               let depth = Depth(one.type, byName)
               where depth > Policy.DepthOfInheritance
               select one.file.Finds(one.type.Identifier, $"{one.type.Identifier.Text} inherits {depth} deep; at most {Policy.DepthOfInheritance}: hold the other as a part");
    }

    public static double Median(IEnumerable<int> numbers)
    {
        var sorted = numbers.Order().ToArray();
        return sorted.Length == 0 ? 0 : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2.0;
    }

    static int Depth(TypeDeclarationSyntax type, ILookup<string, TypeDeclarationSyntax> byName) =>
        (from name in Shapes.BaseNames(type)
         from parent in byName[name]
         where name != type.Identifier.Text
         select 1 + Depth(parent, byName)).DefaultIfEmpty(0).Max();

    // Of a block the lines between its braces; of an expression all its lines.
    static int LinesOf(SyntaxNode body)
    {
        var span = body.GetLocation().GetLineSpan();
        var lines = span.EndLinePosition.Line - span.StartLinePosition.Line;
        return body is BlockSyntax ? Math.Max(lines - 1, 1) : lines + 1;
    }
}
