using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests;

/// <summary>
/// The life of one contract with every clause: meters are read late, out of order and anew, capacity comes in parts, terms change in the
/// past, notice is given, lines are credited, invoices made void, months close in between. What the book refuses is skipped. At the end every month is closed.
/// </summary>
static class ClauseLife
{
    public static Gen<(Terms Terms, int[] Numbers)> Any =>
        from terms in Clauses.Terms from numbers in Gen.Choose(0, 999_999_999).ArrayOf(24) select (terms, numbers);

    /// <summary>The facts after the signature, each with the book after it. Empty when the contract does not fit into the book.</summary>
    public static IEnumerable<(Fact Fact, Book After)> Of(Terms terms, int[] numbers)
    {
        var (book, now) = (Ready.Asked(At(2026, 4, 20), new SignContract(terms)), At(2026, 4, 20));
        if (book.Contracts.Count == 0) yield break;
        foreach (var number in numbers.Select(number => (int?)number).Concat(Enumerable.Repeat<int?>(null, 20)))
        {
            var command = number is { } n ? Next(book, now, n % 14, n / 14) : new CloseMonth(book.FirstOpen!.Value);
            now = Instant.Max(now, command is CloseMonth ? command.NotBefore(book) : now);
            if (command.Decide(book, now) is not Accepted accepted) continue;
            foreach (var body in accepted.Facts)
            {
                var fact = new Fact(book.Position + 1, now, Us, body);
                book = book.With(fact);
                yield return (fact, book);
            }
        }
    }

    static Command Next(Book book, Instant now, int kind, int n)
    {
        var contract = book.Contracts[Id];
        var today = Chicago.DateOf(now);
        var past = contract.Terms.From.PlusDays(n % 450);
        return kind switch
        {
            < 5 => new ObserveQuantity(Id, Clauses.Reading(Meter(n), past.ToYearMonth(), Amount(n))),
            5 => Amend(contract, past, n),
            6 => new GiveNotice(Id, n % 2 == 0 ? Side.Buyer : Side.Seller, today),
            7 => new DeliverCapacity(Id, Colossus, LocalDate.Min(past, today), new Gpus(n % 27_500 * 8L)),
            12 when Line(book, n) is var (number, line) => new CreditInvoice(number, line.Charge, line.Period, null, (n % 100 + 1) / 100m, "goodwill"),
            13 when Line(book, n) is var (number, _) => new VoidInvoice(number, "wrong address"),
            _ => new CloseMonth(book.FirstOpen!.Value),
        };
    }

    static (string Number, InvoiceLine Line)? Line(Book book, int n)
    {
        var lines = book.Receivables.Invoices.Values.SelectMany(invoice => invoice.Lines.Select(line => (invoice.Number!, line))).ToList();
        return lines.Count == 0 ? null : lines[n % lines.Count];
    }

    static AmendContract Amend(Contract contract, LocalDate from, int n)
    {
        var terms = contract.Terms with { Legs = [.. contract.Terms.Legs.Select(leg => Changed(leg, n))] };
        return new(terms, from, (Treatment)(n % 3), contract.Versions.Skip(1).LastOrDefault(version => version.From >= from)?.From);
    }

    static Leg Changed(Leg leg, int n) => leg switch
    {
        Monthly fee => fee with { Steps = [.. fee.Steps.Select(step => step with { Amount = n % 500_009 * 1.03m })] },
        Usage usage => usage with { Price = n % 997 / 100m },
        Escalator rise => rise with { Rate = n % 30 / 100m },
        _ => leg,
    };

    static string Meter(int n) => (n % 3) switch { 0 => Clauses.Used, 1 => Clauses.Down, _ => Clauses.Excluded };

    static decimal Amount(int n) => n % 3 == 0 ? n % 1_500_000 + 0.5m : n % 30_000;
}
