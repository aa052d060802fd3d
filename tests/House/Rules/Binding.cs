using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Headroom.House.Rules;

/// <summary>Binds the files of Core as the compiler would, so that a rule sees what a name means and not only how it is spelt.</summary>
static class Binding
{
    // What ImplicitUsings adds to a project of Microsoft.NET.Sdk.
    static readonly SourceFile ImplicitUsings = new("ImplicitUsings.cs", string.Concat(
        new[] { "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks" }
            .Select(space => $"global using {space};\n")));

    // A partial method without a body, such as a generated regular expression: generators do not run here, and call nothing of ours.
    const string FilledInByAGenerator = "CS8795";

    static readonly Lazy<MetadataReference[]> References = new(() =>
    [
        .. Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll")
            .Where(IsManaged)
            .Append(Path.Combine(AppContext.BaseDirectory, "NodaTime.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    public static CSharpCompilation Of(IEnumerable<SourceFile> files) => CSharpCompilation.Create(
        "Headroom.Core",
        files.Append(ImplicitUsings).Select(file => file.Tree),
        References.Value,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, checkOverflow: true));

    /// <summary>What does not bind cannot be judged: these must be none before a rule that binds may be believed.</summary>
    public static IEnumerable<Finding> Errors(CSharpCompilation core) =>
        from error in core.GetDiagnostics()
        where error.Severity == DiagnosticSeverity.Error && error.Id != FilledInByAGenerator
        let place = error.Location.GetLineSpan()
        select new Finding(place.Path, place.StartLinePosition.Line + 1, $"must compile before its floor can be judged: {error.GetMessage()}");

    /// <summary>Every name written in the file, with the type it means or belongs to.</summary>
    public static IEnumerable<(SimpleNameSyntax Name, INamedTypeSymbol Type)> TypesNamed(CSharpCompilation core, SyntaxTree tree)
    {
        var model = core.GetSemanticModel(tree);
        return from name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
               let symbol = model.GetSymbolInfo(name).Symbol
               let type = symbol as INamedTypeSymbol ?? symbol?.ContainingType
               where type is not null
               select (name, type.OriginalDefinition);
    }

    // The framework's folder also holds native libraries, whose names start with a small letter or end in Native.
    static bool IsManaged(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        return name is "mscorlib" or "netstandard" || char.IsUpper(name[0]) && !name.EndsWith("Native", StringComparison.Ordinal);
    }
}
