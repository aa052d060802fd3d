using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Bench;

/// <summary>
/// The roll-forward of the third closed month of a book, from its first fact on: every invoice and close replayed as ledger entries, added up by balance and tied to documents and
/// contracts. Compared in the same run with deciding the three closes, which drafts the invoices of the same months.
/// </summary>
public static class RollForwards
{
    static readonly YearMonth[] Months = [new(2026, 1), new(2026, 2), new(2026, 3)];

    public static IEnumerable<Measure> Run()
    {
        var perContract = new Dictionary<int, double>();
        foreach (var (count, isWarmUp) in new[] { (1_000, true), (10_000, false), (100_000, false) })
        {
            var (facts, book, billing) = (new List<Fact>(), Book.Empty, 0.0);
            void Say(IEnumerable<FactBody> bodies)
            {
                foreach (var body in bodies)
                {
                    facts.Add(new(book.Position + 1, Instant.FromUtc(2026, 5, 1, 0, 0), ManyContracts.Owner, body));
                    book = book.With(facts[^1]);
                }
            }
            Say(ManyContracts.Facts(count, together: true));
            foreach (var month in Months)
            {
                Decision? decision = null;
                billing += Measure.ProcessorSeconds(1, () => decision = new CloseMonth(month).Decide(book, Instant.FromUtc(2026, 5, 1, 0, 0)));
                Say(((Accepted)decision!).Facts);
            }
            RollForward? rolled = null;
            var rolling = Measure.ProcessorSeconds(isWarmUp ? 1 : 2, () => rolled = RollForward.Of(facts, Months[^1]));
            if (isWarmUp) continue;
            perContract[count] = rolling / count;
            yield return new($"roll-forward of {count} contracts, 3 months / billing them", rolling / billing, 0.2, 6,
                FormattableString.Invariant($"{rolling:0.00} s of processor time for {facts.Count} facts, {billing:0.00} s; ties {(rolled!.Holds ? "hold" : "DO NOT HOLD")}"));
        }
        yield return new("growth: processor time a contract at 100000 / at 10000", perContract[100_000] / perContract[10_000], 0.2, 1.6, "linear is 1");
    }
}
