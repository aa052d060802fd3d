using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Bench;

/// <summary>
/// Revenue of random contracts of three years under the five policies that reports choose from. A month of it is compared with billing the same month: every invoice drafted as a
/// close drafts it. All months to the contracts' ends are compared with billing them all at once, a line for each month, and
/// with the bare amounts of those lines, which are one sum a month.
/// </summary>
public static class Recognitions
{
    static readonly YearMonth January = new(2026, 1);

    static readonly RevenuePolicy[] Policies =
        [RevenuePolicy.AsInvoiced, RevenuePolicy.StraightLineStated, RevenuePolicy.StraightLineEnforceable, RevenuePolicy.AvailabilityThenStraightLine,
            RevenuePolicy.OperatingLease];

    public static IEnumerable<Measure> Run()
    {
        var (ofAMonth, ofAll) = (new Dictionary<int, double>(), new Dictionary<int, double>());
        foreach (var (count, isWarmUp) in new[] { (1_000, true), (10_000, false), (100_000, false) })
        {
            var book = Book.Empty.With(ManyContracts.Facts(count, together: true)
                .Select((body, i) => new Fact(i + 1, Instant.FromUtc(2026, 1, 1, 0, 0), ManyContracts.Owner, body)));
            var (month, all) = (Month(book, count), Whole(book, count));
            if (isWarmUp) continue;
            (ofAMonth[count], ofAll[count]) = (month.Seconds / count, all.Seconds / count);
            yield return month.Measure;
            yield return all.Billed;
            yield return all.Summed;
        }
        yield return new("growth: time of a month of a contract at 100000 / at 10000", ofAMonth[100_000] / ofAMonth[10_000], 0.2, 1.6, "linear is 1");
        yield return new("growth: time of all months of a contract at 100000 / at 10000", ofAll[100_000] / ofAll[10_000], 0.2, 1.6, "linear is 1");
    }

    static (Measure Measure, double Seconds) Month(Book book, int count)
    {
        var (contracts, last, now) = (book.Sold.ToArray(), January.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1), Instant.FromUtc(2026, 2, 2, 0, 0));
        var invoices = 0;
        var billing = Measure.Seconds(3, () => invoices = Billing.Drafts(book, January, now).Count());
        var recognising = Measure.Seconds(3, () => contracts.AsParallel().Sum(contract => Recognition.OfAll(contract, last, Policies).Sum(each => each.Of.Recognised(last))));
        return (new($"a month of {count} contracts: recognise under five policies / bill", recognising / billing, 0.2, 3,
            FormattableString.Invariant($"{recognising:0.00} s against {billing:0.00} s for {invoices} invoices")), recognising);
    }

    static (Measure Billed, Measure Summed, double Seconds) Whole(Book book, int count)
    {
        var (contracts, last) = (book.Sold.ToArray(), January.PlusMonths(36));
        var (lines, sums, months) = (0L, 0L, 0L);
        var billing = Measure.Seconds(2,
            () => lines = contracts.AsParallel().Sum(contract => Billing.Drafts(book, contract, last).Sum(invoice => (long)invoice.Lines.Length)));
        var amounts = Measure.Seconds(2, () => sums = contracts.AsParallel().Sum(contract => (long)Billing.Plan(contract.Terms, contract.Schedule(null)).Count()));
        var recognising = Measure.Seconds(2, () => months = contracts.AsParallel().Sum(Recognise));
        return (new($"all months of {count} contracts: recognise under five policies / bill", recognising / billing, 0.2, 3,
                FormattableString.Invariant($"{recognising:0.00} s for {months} months of revenue, {billing:0.00} s for {lines} lines")),
            new($"all months of {count} contracts: recognise under five policies / sum invoices", recognising / amounts, 0.2, 3,
                FormattableString.Invariant($"{recognising:0.00} s, {amounts:0.00} s for the amounts of {sums} invoices")), recognising);
    }

    /// <summary>How many months of revenue there are, all policies taken together; policies that come to the same are computed once, as a report does.</summary>
    static long Recognise(Contract contract)
    {
        var ends = new List<LocalDate>();
        for (var month = contract.Terms.From.ToYearMonth(); month.OnDayOfMonth(1) < contract.Terms.End; month = month.PlusMonths(1)) ends.Add(month.PlusMonths(1).OnDayOfMonth(1));
        var months = 0L;
        foreach (var alike in Recognition.OfAll(contract, null, Policies).GroupBy(each => each.Of))
        {
            var (recognition, before, policies) = (alike.Key, 0m, alike.Count());
            foreach (var end in ends)
            {
                var earned = recognition.Earned.Rounded(end, recognition.Currency.Digits);
                if (earned != before) months += policies;
                before = earned;
            }
        }
        return months;
    }
}
