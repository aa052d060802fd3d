using System.Text.Json;

namespace Headroom.Cli.Tests.Focus;

/// <summary>
/// The data model of FOCUS 1.4 as the specification's own workbook states it: datasets, columns, types, allowed values. The file stands beside the repository where
/// it is kept (<c>../shared/focus_1_4_model.json</c>) and is no part of it; without it, the rules that rest on it are skipped.
/// </summary>
sealed class FocusModel
{
    const string File = "focus_1_4_model.json";

    readonly JsonElement _model;

    FocusModel(JsonElement model) => _model = model;

    /// <summary>The model, or null where its file is not.</summary>
    public static FocusModel? Found { get; } = Find();

    public IEnumerable<(string Id, JsonElement Rules)> Columns(string dataset) =>
        _model.GetProperty("datasets").GetProperty(dataset).GetProperty("columns").EnumerateObject().Select(column => (column.Name, column.Value));

    /// <summary>The service category that a subcategory belongs to.</summary>
    public string? ParentOf(string subcategory) => _model.GetProperty("service_subcategory_parents").TryGetProperty(subcategory, out var parent) ? parent.GetString() : null;

    static FocusModel? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            foreach (var path in new[] { Path.Combine(folder.FullName, "shared", File),
                Environment.GetEnvironmentVariable("HEADROOM_SHARED") is { } shared ? Path.Combine(shared, File) : "" })
                if (System.IO.File.Exists(path)) return new(JsonDocument.Parse(System.IO.File.ReadAllText(path)).RootElement);
        return null;
    }
}
