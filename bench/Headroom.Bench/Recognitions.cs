using Headroom.Core.Contracts;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Bench;

/// <summary>
/// Revenue of random contracts of three years, month by month to their ends, under the five policies that reports choose from, compared with every invoice of the same contracts in
/// the same run.
/// </summary>
public static class Recognitions
{
    static readonly RevenuePolicy[] Policies =
        [RevenuePolicy.AsInvoiced, RevenuePolicy.StraightLineStated, RevenuePolicy.StraightLineEnforceable, RevenuePolicy.AvailabilityThenStraightLine, RevenuePolicy.OperatingLease];

    public static IEnumerable<Measure> Run()
    {
        var perContract = new Dictionary<int, double>();
        foreach (var (count, isWarmUp) in new[] { (1_000, true), (10_000, false), (100_000, false) })
        {
            var contracts = ManyContracts.Facts(count).OfType<Core.Books.ContractSigned>()
                .Select(signed => new Contract(signed.Terms.Contract, [new TermsVersion(signed.Terms.From, signed.Terms, null)])).ToList();
            var (invoices, months) = (0L, 0L);
            var billing = Measure.Seconds(2, () => invoices = contracts.AsParallel().Sum(contract => (long)Billing.Plan(contract.Terms, contract.Schedule(null)).Count()));
            var recognising = Measure.Seconds(2, () => months = contracts.AsParallel().Sum(Recognise));
            if (isWarmUp) continue;
            perContract[count] = recognising / count;
            yield return new($"{count} contracts: recognise under five policies / bill", recognising / billing, 0.2, 3,
                FormattableString.Invariant($"{recognising:0.00} s for {months} months of revenue, {billing:0.00} s for {invoices} invoices"));
        }
        yield return new("growth: time a contract at 100000 / at 10000", perContract[100_000] / perContract[10_000], 0.2, 1.6, "linear is 1");
    }

    /// <summary>How many months of revenue there are, all policies taken together.</summary>
    static long Recognise(Contract contract)
    {
        var ends = new List<LocalDate>();
        for (var month = contract.Terms.From.ToYearMonth(); month.OnDayOfMonth(1) < contract.Terms.End; month = month.PlusMonths(1)) ends.Add(month.PlusMonths(1).OnDayOfMonth(1));
        var months = 0L;
        foreach (var (_, recognition) in Recognition.OfAll(contract, null, Policies))
        {
            var before = 0m;
            foreach (var end in ends)
            {
                var earned = recognition.Earned.At(end).Round(recognition.Currency.Digits);
                if (earned != before) months++;
                before = earned;
            }
        }
        return months;
    }
}
