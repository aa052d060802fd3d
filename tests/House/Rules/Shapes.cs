using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Headroom.House.Rules;

/// <summary>How a type is declared: sealed, well named, explained, and at home in its closed set.</summary>
static class Shapes
{
    public static IEnumerable<Finding> OpenTypes(IReadOnlyList<SourceFile> files) =>
        from parts in files.SelectMany(file => file.Types.Select(type => (file, type))).GroupBy(part => SourceFile.QualifiedName(part.type))
        where parts.All(part => IsOpen(part.type))
        let first = parts.First()
        select first.file.Finds(first.type.Identifier, $"{first.type.Identifier.Text} is open; make it sealed (or abstract, or static)");

    public static IEnumerable<Finding> EmptyNames(SourceFile file) =>
        from type in file.Types
        let name = type.Identifier.Text
        from word in Policy.EmptyWords
        where name.EndsWith(word, StringComparison.Ordinal)
        select file.Finds(type.Identifier, $"{name} ends in {word}, which names nothing; say what it is in the field's words");

    /// <summary>Every public type says what it is; one part of a partial type speaks for all.</summary>
    public static IEnumerable<Finding> UnexplainedTypes(IReadOnlyList<SourceFile> files) =>
        from parts in files.SelectMany(file => file.Types.Where(IsPublic).Select(type => (file, type))).GroupBy(part => SourceFile.QualifiedName(part.type))
        where parts.All(part => Summary(part.type).Length < Policy.CharactersOfASummary)
        let first = parts.First()
        select first.file.Finds(first.type.Identifier,
            $"{first.type.Identifier.Text} needs a summary of at least {Policy.CharactersOfASummary} characters: what it is, its unit, its bounds");

    /// <summary>A set of cases that Core declares by an abstract record is closed: its cases are sealed and stand in Core.</summary>
    public static IEnumerable<Finding> OpenSets(IReadOnlyList<SourceFile> files)
    {
        var sets = files.Where(file => file.IsUnder(Policy.Core)).SelectMany(file => file.Types.OfType<RecordDeclarationSyntax>())
            .Where(type => type.Modifiers.Any(SyntaxKind.AbstractKeyword)).Select(type => type.Identifier.Text).ToHashSet();
        return from file in files
               from type in file.Types.OfType<TypeDeclarationSyntax>()
               let set = BaseNames(type).FirstOrDefault(sets.Contains)
               where set is not null && (!type.Modifiers.Any(SyntaxKind.SealedKeyword) || !file.IsUnder(Policy.Core))
               select file.Finds(type.Identifier, $"{type.Identifier.Text} is a case of {set}; cases are sealed and stand in Core");
    }

    public static IEnumerable<string> BaseNames(TypeDeclarationSyntax type) =>
        (type.BaseList?.Types ?? []).Select(one => one.Type switch
        {
            QualifiedNameSyntax qualified => qualified.Right.Identifier.Text,
            SimpleNameSyntax simple => simple.Identifier.Text,
            _ => "",
        });

    static bool IsOpen(BaseTypeDeclarationSyntax type) =>
        type is ClassDeclarationSyntax or RecordDeclarationSyntax
        && !type.IsKind(SyntaxKind.RecordStructDeclaration)
        && !type.Modifiers.Any(modifier => modifier.Kind() is SyntaxKind.SealedKeyword or SyntaxKind.AbstractKeyword or SyntaxKind.StaticKeyword);

    static bool IsPublic(BaseTypeDeclarationSyntax type) =>
        type.AncestorsAndSelf().OfType<BaseTypeDeclarationSyntax>().All(one => one.Modifiers.Any(SyntaxKind.PublicKeyword));

    static string Summary(BaseTypeDeclarationSyntax type) =>
        type.GetLeadingTrivia().Select(trivia => trivia.GetStructure()).OfType<DocumentationCommentTriviaSyntax>()
            .SelectMany(comment => comment.Content.OfType<XmlElementSyntax>())
            .Where(element => element.StartTag.Name.LocalName.Text == "summary")
            .Select(element => element.Content.ToString().Replace("///", "").Trim())
            .FirstOrDefault("");
}
