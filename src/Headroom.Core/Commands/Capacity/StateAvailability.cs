using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Records what the buyer measured of a month's availability. Where it differs from ours by more than the clause tolerates and gives back more, it opens a dispute over the
/// difference on the month's fee with both evidences; while the fee is not invoiced there is nothing to dispute, and stating the same again later opens it. Refused for
/// a clause that is not there, a month that is not over or outside the term, figures beyond the month, and when it says nothing new.
/// </summary>
public sealed record StateAvailability(Slug Contract, StatedAvailability Stated) : Command
{
    public override Instant NotBefore(Book book) => book.Contracts.TryGetValue(Contract, out var contract) ? contract.Terms.Calendar.Of(Stated.Month).End : Instant.MinValue;

    public override Decision Decide(Book book, Instant now)
    {
        if ((Check.Opened(book) ?? Check.Known(book.Contracts, Contract, "contract", "contract")) is { } missing) return missing;
        var contract = book.Contracts[Contract];
        if (Refusals(contract, Stated, now, NotBefore(book)).FirstOrDefault() is { } refusal) return refusal;
        var before = contract.Stated.LastOrDefault(stated => stated.Clause == Stated.Clause && stated.Month == Stated.Month);
        var compared = AvailabilityMonth.Of(contract with { Stated = contract.Stated.Add(Stated) }, Stated.Month, Check.Today(contract, now).PlusDays(-1))
            .Single(each => each.Clause.Name == Stated.Clause);
        var isOpen = before?.Dispute is { } known && book.Receivables.Disputes.ById[known].Settled is null;
        if (!isOpen && compared.InDispute > 0 && Disputed(book, compared, now) is { } dispute && !(before?.Dispute is not null && before with { Dispute = null } == Stated))
            return new Accepted([new AvailabilityStated(Contract, Stated with { Dispute = dispute.Id }), new DisputeRaised(dispute)]);
        return before is not null && before with { Dispute = null } == Stated
            ? new Refusal(RefusalCode.AlreadyExists, "month", $"The buyer stated just this for {InvoiceLine.Month(Stated.Month)} before; there is nothing new.")
            : new AvailabilityStated(Contract, Stated with { Dispute = isOpen ? before!.Dispute : null });
    }

    /// <summary>Why figures of a clause and month cannot be.</summary>
    internal static IEnumerable<Refusal> Refusals(Contract contract, StatedAvailability stated, Instant now, Instant end)
    {
        var clauses = contract.TermsOn(stated.Month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1)).Legs.OfType<Sla>().Select(sla => sla.Name).ToList();
        var minutes = Sla.MinutesOf(stated.Month, contract);
        return new[]
        {
            Check.Running(contract),
            clauses.Contains(stated.Clause) ? null
            : new Refusal(RefusalCode.NotFound, "clause",
                $"'{contract.Id}' has no availability clause '{stated.Clause}' in {InvoiceLine.Month(stated.Month)}{(clauses.Count > 0 ? $"; it has {string.Join(", ", clauses)}" : "")}."),
            minutes > 0 ? null
                : new Refusal(RefusalCode.DatesUpsideDown, "month", $"{InvoiceLine.Month(stated.Month)} lies outside the term, which ends {Check.Text(contract.LastDay)}."),
            end <= now ? null : new Refusal(RefusalCode.InTheFuture, "month", $"{InvoiceLine.Month(stated.Month)} is not over; it is {now}."),
            minutes == 0 ? null : Check.Range(stated.Down, 0, minutes, "down-minutes", "minutes"),
            minutes == 0 ? null : Check.Range(stated.Excluded, 0, minutes, "excluded-minutes", "minutes"),
        }.OfType<Refusal>().OrderBy(refusal => refusal.Code);
    }

    /// <summary>The dispute over the month's fee, on the line of which most is left; null while no line is there.</summary>
    static Dispute? Disputed(Book book, AvailabilityMonth compared, Instant now)
    {
        var (contract, today) = (compared.Contract, book.Calendar.DateOf(now));
        var fees = contract.TermsOn(compared.Month.OnDayOfMonth(1)).Legs.OfType<Monthly>().Select(leg => leg.Name).ToHashSet();
        var (invoice, line, left) = book.Receivables.StandingOf(contract.Id)
            .SelectMany(invoice => invoice.Lines.Where(line => fees.Contains(line.Charge) && line.Period == compared.Month).Select(line => (invoice, line,
                Left: InvoicedLine.Uncredited(book, contract, invoice,
                    line) - book.Receivables.Disputes.On(invoice.Number!).Where(known => known.Charge == line.Charge && known.Period == line.Period && known.IsOpen(today))
                .Sum(known => known.Amount))))
            .OrderByDescending(each => each.Left).FirstOrDefault();
        if (line is null || left <= 0) return null;
        var (ours, theirs) = (compared.Contract.Readings(today).LastOrDefault(read => read.Meter == compared.Clause.DownMeter && read.Month == compared.Month), compared.Theirs!);
        return new(book.Receivables.Disputes.NextId, invoice.Number!, line.Charge, line.Period, Math.Min(left, compared.InDispute), Side.Buyer, today,
            $"the buyer measured {Number(theirs.Down)} minutes down under '{compared.Clause.Name}' in {InvoiceLine.Month(compared.Month)}, we {Number(compared.Down ?? 0)}",
            $"buyer: {theirs.Evidence}; ours: {Cut(ours?.Evidence is { Length: > 0 } evidence ? evidence : "no reading")}");
    }

    static string Number(decimal minutes) => minutes.ToString("0.######", System.Globalization.CultureInfo.InvariantCulture);

    static string Cut(string evidence) => evidence.Length <= 250 ? evidence : evidence[..250];
}
