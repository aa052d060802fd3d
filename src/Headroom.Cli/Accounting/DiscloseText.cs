using Headroom.Core.Units;
using Headroom.Core.Views.Disclosure;
using Headroom.Formats;
using Headroom.Formats.Terms;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary>A disclosure pack as text: figures of several spans of time beside each other, the others one below the other.</summary>
static class DiscloseText
{
    public static void Write(IAnsiConsole console, Pack pack, bool opened)
    {
        Show.Line(console,
            $"Disclosure pack at {Json.Text(pack.At)} ({Words.Of(Words.Frameworks, pack.Framework)}), of what was recorded through {Json.Text(pack.Known)}, position {pack.Position}");
        foreach (var (assumption, variant) in pack.Variants) Show.Line(console, $"{assumption} is assumed in its variant {variant}");
        foreach (var section in pack.Sections)
        {
            Show.Line(console, "");
            Show.Line(console, $"{section.Title} ({section.Asked})");
            if (section.Figures.Length == 0 && section.Remarks.Length == 0) Show.Line(console, "  nothing");
            if (opened) foreach (var figure in section.Figures) Opened(console, pack, figure);
            else Figures(console, section);
            foreach (var remark in section.Remarks)
                Show.Line(console,
                    $"  {remark.Name}{(remark.Date is { } date ? $", {Json.Text(date)}" : "")}: {Show.Plain(remark.Says)} ({Show.Plain(remark.Source)}{(remark.Position is { } position ? $", position {position}" : "")})");
        }
        Published(console, pack);
        Notes(console, pack);
    }

    static void Published(IAnsiConsole console, Pack pack)
    {
        if (pack.Compared.Length == 0) return;
        Show.Line(console, "");
        Show.Line(console, "Published, and what this book comes to");
        Show.Line(console, $"  {"",-66}{"published",27}{"this book",27}{"difference",27}");
        foreach (var each in pack.Compared)
        {
            Show.Line(console,
                $"  {Show.Plain(each.Published.Says.Length > 0 ? each.Published.Says : each.Published.Name),-66}{Amount(each.Published.Amount, each.Published.Unit),27}{Amount(each.Ours, each.Published.Unit),27}{Amount(each.Difference, each.Published.Unit),27}");
            Show.Line(console, $"    {Show.Plain(each.Document)}, {Json.Text(each.On)}, position {each.Position}{(each.Why.Length > 0 ? $": {Show.Plain(each.Why)}" : "")}");
        }
    }

    static void Notes(IAnsiConsole console, Pack pack)
    {
        if (pack.Notes.Length == 0) return;
        Show.Line(console, "");
        Show.Line(console, "Preparer's notes");
        foreach (var note in pack.Notes) Show.Line(console, $"  {note.Figure}: {Show.Plain(note.Text)} ({note.By}, {Json.Text(note.On)}, position {note.Position})");
    }

    static void Figures(IAnsiConsole console, Section section)
    {
        foreach (var figure in section.Figures.Where(figure => figure.Column is null))
            Show.Line(console, $"  {figure.Says,-66}{Amount(figure),27}  {figure.Name}{Why(figure)}");
        var columns = section.Figures.Select(figure => figure.Column).OfType<string>().Distinct().ToList();
        if (columns.Count == 0) return;
        Show.Line(console, $"  {"",-66}{string.Concat(columns.Select(column => $"{column,27}"))}");
        foreach (var row in section.Figures.Where(figure => figure.Column is not null).GroupBy(figure => (figure.Says, figure.Unit)))
        {
            Show.Line(console,
                $"  {row.Key.Says,-66}{string.Concat(columns.Select(column => $"{(row.FirstOrDefault(figure => figure.Column == column) is { } figure ? Amount(figure) : ""),27}"))}");
            foreach (var reason in Figure.Told([.. row], figure => figure.WhyNot)) Show.Line(console, $"    {reason}");
        }
    }

    static void Opened(IAnsiConsole console, Pack pack, Figure figure)
    {
        Show.Line(console, $"  {figure.Name}: {figure.Whole}");
        Show.Line(console, $"  {"",-48}{Amount(figure),27}  {figure.Basis}{Why(figure)}");
        foreach (var part in figure.Parts)
            Show.Line(console,
                $"    {part.Of,-46}{Amount(part.Amount, figure.Unit),27}  {(pack.PositionsOf(part) is { Length: > 0 } positions ? $"facts {string.Join(", ", positions)}" : "")}");
    }

    static string Why(Figure figure) => figure.WhyNot is { } reason ? $": {Show.Plain(reason)}" : "";

    static string Amount(Figure figure) => Amount(figure.Amount, figure.Unit);

    static string Amount(decimal? amount, string unit) => amount is not { } some ? "-"
        : unit == Figure.Share ? Show.Percent(some) : Currency.Of(unit) is not null ? $"{Show.Money(some)} {unit}" : $"{Show.Gpus(some)} {unit}";
}
