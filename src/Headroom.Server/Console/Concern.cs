using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Console;

/// <summary>Something that somebody should look at, in a sentence, and the page to look at or null.</summary>
public sealed record Concern(string Says, string? Link)
{
    internal static IEnumerable<Concern> Of(Asked asked, LocalDate at) => [.. Late(asked.Book, at), .. Overdue(asked.Book, at), .. Unclosed(asked)];

    static IEnumerable<Concern> Late(Book book, LocalDate at) => book.Fleet.Blocks.Values.Where(block => block.IsLate(at)).Select(block => new Concern(
        $"{Show.Gpus(block.Gpus.Count)} of {block.Pool} are late: block {block.Id} was planned for {Show.Date(block.Planned)} and is not energised, so nothing counts on it.", null));

    static IEnumerable<Concern> Overdue(Book book, LocalDate at) => book.Receivables.Invoices.Values
        .Where(invoice => invoice.Due < at && book.Receivables.OpenOf(invoice) > 0).GroupBy(invoice => invoice.Currency).OrderBy(group => group.Key.Code)
        .Select(group => new Concern(
            $"{Show.Exact(group.Sum(book.Receivables.OpenOf), group.Key)} is overdue on {(group.Count() == 1 ? "one invoice" : $"{group.Count()} invoices")}.", "/invoices"));

    static IEnumerable<Concern> Unclosed(Asked asked)
    {
        if (CloseMonth.FirstOpen(asked.Book) is not { } month) yield break;
        if (new CloseMonth(month).NotBefore(asked.Book) <= asked.Desk.Keeper.Now(asked.Book)) yield return new($"{Show.Month(month)} is over and can be closed.", "/invoices");
    }
}
