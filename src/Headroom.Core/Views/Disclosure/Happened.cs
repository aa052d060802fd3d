using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views.Disclosure;

/// <summary>What was recorded after what counts, what each of it does to the stated value, and by when a notice asks for a current report to be assessed.</summary>
static class Happened
{
    public static IEnumerable<Section> Of(Sight sight) => [Later(sight), Reports(sight)];

    static Section Later(Sight sight)
    {
        var (book, remarks) = (sight.Known, new List<Remark>());
        foreach (var fact in sight.Later)
        {
            var next = book.With(fact);
            if (Says(sight, fact.Body) is { } says)
            {
                var moved = Moved(sight, book, next, fact.Body.About);
                remarks.Add(new(fact.Body.About, book.Calendar.DateOf(fact.RecordedAt), says + moved, Worded.Kind(fact.Body)) { Position = fact.Position });
            }
            book = next;
        }
        return new("subsequent", "What happened after the date", sight.Framework.OfLater()) { Remarks = [.. remarks] };
    }

    static string? Says(Sight sight, FactBody body) => body switch
    {
        ContractSigned signed =>
            $"signed with {sight.NameOf(sight.Latest.Sells(signed.Terms) ? signed.Terms.Buyer : signed.Terms.Seller)}, {Worded.Text(signed.Terms.From)} to {Worded.Text(signed.Terms.Through)}",
        ContractAmended amended => $"amended from {Worded.Text(amended.From)}",
        NoticeGiven given =>
            $"notice served by the {given.Notice.By.ToString().ToLowerInvariant()} on {Worded.Text(given.Notice.Served)}, last day {Worded.Text(given.Notice.LastDay)}",
        ContractEventRecorded happened => happened.Event.Says,
        ContractClosed => "closed",
        PartAssigned part => FormattableString.Invariant($"{part.Part:#,##0} of {part.Of:#,##0} parts are '{part.As}' with {sight.NameOf(part.To)} from {Worded.Text(part.From)}"),
        CustomerAcquired acquired => sight.SaysOf(acquired.Party, $"belongs to us from {Worded.Text(acquired.From)}"),
        PartyRelated related => sight.SaysOf(related.Party, related.Relation),
        InvoiceVoided voided => $"invoice {voided.Voiding.Invoice} made void",
        _ => null,
    };

    static string Moved(Sight sight, Book before, Book after, string about)
    {
        if (Slug.TryParse(about) is not { } id || !after.Contracts.TryGetValue(id, out var now)) return "";
        var was = before.Contracts.TryGetValue(id, out var contract) ? Backlog.Of(contract, sight.At).Stated : 0;
        var by = Backlog.Of(now, sight.At).Stated - was;
        return by == 0 ? "" : FormattableString.Invariant($"; the stated value after the date moves by {by:#,##0.00##} {now.Terms.Currency}");
    }

    static Section Reports(Sight sight) => new("current-reports", "Notices that ask whether to report at once", $"Form 8-K, item 1.02: within {ReportClock.Days} business days")
    {
        Remarks = [.. sight.Latest.Sold.Where(contract => contract.Notice is { By: Side.Buyer }).Select(contract => Assess(sight, contract))],
    };

    static Remark Assess(Sight sight, Contract contract)
    {
        var (notice, threshold) = (contract.Notice!, sight.Latest.Policy.Materiality);
        var share = ShareOfFees(sight.Latest, contract, notice.Served);
        var says = FormattableString.Invariant(
            $"notice of {Worded.Text(notice.Served)}: {share:0.0#%} of the monthly fees of all that is sold, {(share >= threshold ? "at or above" : "below")} the threshold of {threshold:0.0#%}: ")
            + (share >= threshold ? $"assess and file by {Worded.Text(ReportClock.DueAfter(notice.Served))}" : "no report is asked for by its size");
        return new(contract.Id.ToString(), notice.Served, says, "the policy's threshold of materiality");
    }

    // As things stood on the eve of the notice: what it takes away must still be among the whole. A fee that a ramp still holds down counts as it would have become,
    // and so does that of a contract which has not begun.
    static decimal ShareOfFees(Book book, Contract contract, LocalDate served)
    {
        var all = book.Sold.Where(each => each.Terms.Currency == contract.Terms.Currency && each.LastDay >= served
                && (each.Id == contract.Id || each.Versions[0].Terms.From <= served))
            .Select(each => (each.Id, Fee: GreatestFee(each with { Notice = null }, served))).ToList();
        var whole = all.Sum(each => each.Fee);
        return whole == 0 ? 0 : Contracted.Ratio(all.Where(each => each.Id == contract.Id).Sum(each => each.Fee), whole);
    }

    static decimal GreatestFee(Contract contract, LocalDate from)
    {
        var fees = Exposure.Recurring(contract, from);
        return fees.Changes.Where(date => date > from).Append(from).Select(date => fees.PerDayOn(date) * date.ToYearMonth().ToDateInterval().Length).Max()
            .Round(contract.Terms.Currency.Digits);
    }
}
