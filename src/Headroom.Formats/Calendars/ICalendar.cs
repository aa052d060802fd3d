using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Formats.Calendars;

/// <summary>
/// Dates of contracts as an iCalendar feed (RFC 5545): one all-day event each, with an id that stays the same from one reading to the next
/// so that a calendar program updates it instead of adding another.
/// </summary>
public static class ICalendar
{
    /// <param name="stamp">When the feed was made; the book's own time.</param>
    public static string Text(IEnumerable<Agenda> items, Instant stamp) => string.Concat(Lines(items, stamp).Select(line => line + "\r\n"));

    static IEnumerable<string> Lines(IEnumerable<Agenda> items, Instant stamp)
    {
        yield return "BEGIN:VCALENDAR";
        yield return "VERSION:2.0";
        yield return "PRODID:-//Headroom//Contract dates//EN";
        foreach (var item in items)
            foreach (var line in Event(item, stamp)) yield return line;
        yield return "END:VCALENDAR";
    }

    static IEnumerable<string> Event(Agenda item, Instant stamp)
    {
        var day = Day(item.Date);
        yield return "BEGIN:VEVENT";
        yield return $"UID:{Id(item)}@headroom";
        yield return $"DTSTAMP:{stamp.ToString("uuuuMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}";
        yield return $"DTSTART;VALUE=DATE:{day}";
        yield return $"DTEND;VALUE=DATE:{Day(item.Date.PlusDays(1))}";
        foreach (var line in Folded($"SUMMARY:{Escaped(item.Contract is { } contract ? $"{contract}: {item.What}" : item.What)}")) yield return line;
        if (item.Amount is { } amount) yield return $"DESCRIPTION:{amount.ToString(CultureInfo.InvariantCulture)} {item.Currency}";
        yield return $"STATUS:{(item.IsChoice ? "TENTATIVE" : "CONFIRMED")}";
        yield return "TRANSP:TRANSPARENT";
        yield return "END:VEVENT";
    }

    // RFC 5545 3.1: no line longer than 75 octets; what goes on starts with a blank. The text here is ASCII but for names, cut at 70.
    static IEnumerable<string> Folded(string line)
    {
        for (var at = 0; at < line.Length; at += 70) yield return (at == 0 ? "" : " ") + line[at..Math.Min(at + 70, line.Length)];
    }

    static string Escaped(string text) => text.Replace("\\", "\\\\").Replace(";", "\\;").Replace(",", "\\,");

    static string Id(Agenda item) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{item.Contract} {Day(item.Date)} {item.What}")))[..32];

    static string Day(LocalDate date) => date.ToString("uuuuMMdd", CultureInfo.InvariantCulture);
}
