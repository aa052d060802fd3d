using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Console;

/// <summary>Something that somebody should look at, in a sentence, and the page to look at or null.</summary>
public sealed record Concern(string Says, string? Link)
{
    internal static IEnumerable<Concern> Of(Asked asked, LocalDate at) =>
        [.. Openings(asked, at), .. Requests(asked.Book), .. Late(asked.Book, at), .. Blocks(asked), .. Overdue(asked.Book, at), .. Orders(asked.Book, at), .. Unclosed(asked)];

    // Told to whoever can sell it on the day on which it appears, the dearest first.
    static IEnumerable<Concern> Openings(Asked asked, LocalDate at) => Opening.Of(asked.Book, at, asked.Today).Select(opening => new Concern(
        $"Own use of {opening.Workload} fell on {Show.Date(opening.Since)}: {Show.Gpus(opening.Sellable.Count)} of {opening.Pool} can be sold{CostOf(opening)}.",
        $"/headroom?pool={opening.Pool}"));

    /// <summary>What an opening costs while nobody uses it, as the end of a sentence; nothing where that is unknown.</summary>
    internal static string CostOf(Opening opening) => opening is { CostADay: { } cost, CostIn: { } currency }
        ? $", and cost {Show.Exact(cost, currency)} a day while nobody uses them ({opening.CostRests})" : "";

    static IEnumerable<Concern> Requests(Book book) => book.RecallRequests.Values.Where(request => request.Answer is null).Select(request => new Concern(
        $"{request.Product} asks for {Show.Gpus(request.Gpus.Count)} of {request.Pool} back by {Show.Date(request.By)}: {request.Reason}",
        FormattableString.Invariant($"/headroom?pool={request.Pool}&gpus={request.Gpus.Count}&by={request.By:uuuu'-'MM'-'dd}")));

    static IEnumerable<Concern> Late(Book book, LocalDate at) => book.Fleet.Blocks.Values.Where(block => block.IsLate(at)).Select(block => new Concern(
        $"{Show.Gpus(block.Gpus.Count)} of {block.Pool} are late: block {block.Id} was planned for {Show.Date(block.Planned)} and is not energised, so nothing counts on it.",
        null));

    static IEnumerable<Concern> Blocks(Asked asked)
    {
        var now = asked.Now;
        return asked.Book.Blocks.Values.Select(block => BlockStep.At(block, asked.Book.Policy, now)).OfType<BlockStep>()
            .Where(step => step.IsOverdue(now) || step.State == BlockState.Failed)
            .Select(step =>
                new Concern(
                    $"Block {step.Block.Id} of {Show.Gpus(step.Block.Gpus.Count)} in {step.Block.Pool} {(step.State == BlockState.Failed ? "has failed" : $"is {step.State.Word()}")} since {Show.Date(asked.Book.Calendar.DateOf(step.From))}{(step.IsOverdue(now) ? ", longer than planned" : "")}.", "/blocks"));
    }

    static IEnumerable<Concern> Overdue(Book book, LocalDate at) => book.Receivables.Invoices.Values
        .Where(invoice => invoice.Due < at && book.Receivables.OpenOf(invoice) > 0).GroupBy(invoice => invoice.Currency).OrderBy(group => group.Key.Code)
        .Select(group => new Concern(
            $"{Show.Exact(group.Sum(book.Receivables.OpenOf), group.Key)} is overdue on {(group.Count() == 1 ? "one invoice" : $"{group.Count()} invoices")}.", "/invoices"));

    // An order that a later one has replaced is history; the one that holds is what the customer pays by.
    static IEnumerable<Concern> Orders(Book book, LocalDate at) => OrderUse.Of(book)
        .Where(use => use.Above > 0 && book.Contracts[use.Contract].ReferencesOn(at).Contains(use.Order)).Select(use => new Concern(
            $"Purchase order {use.Order.Number} of {use.Contract} is {Show.Exact(use.Above, use.Currency)} above its limit of {Show.Exact(use.Order.Limit!.Value, use.Currency)}.",
            "/invoices/open-matters"));

    static IEnumerable<Concern> Unclosed(Asked asked)
    {
        if (asked.Book.FirstOpen is not { } month) yield break;
        if (new CloseMonth(month).NotBefore(asked.Book) <= asked.Desk.Keeper.Now(asked.Book)) yield return new($"{Show.Month(month)} is over and can be closed.", "/invoices");
    }
}
