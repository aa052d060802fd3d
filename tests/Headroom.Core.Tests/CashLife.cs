using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests;

/// <summary>
/// A random but possible life of customers' accounts: two customers, dollars and yen, invoices and credit notes, and money that comes, is
/// applied, taken off, set off and given back, in an order and on dates that numbers decide. What the book refuses is skipped.
/// </summary>
static class CashLife
{
    /// <summary>The first and last date on which something happens.</summary>
    public static readonly LocalDate First = Day(2026, 6, 1), Last = Day(2026, 7, 30);

    public static readonly Currency Yen = Currency.Of("JPY")!;

    static readonly Instant Now = At(2026, 8, 1);

    public static Arbitrary<int[]> Any { get; } = Gen.Choose(0, 999_999_999).ArrayOf(24).ToArbitrary();

    /// <summary>The facts before any money: customers with contracts.</summary>
    public static ImmutableArray<Fact> Opening { get; } = [.. Core.Books.Book.Empty.Facts(At(2026, 3, 1),
        new OpenBook(Us, "America/Chicago", Sandbox: true, null),
        new SignContract(With(Fee((Start, 1m)))),
        new SignContract(With(Fee((Start, 1m))) with { Contract = Slug.Of("other"), Buyer = Other }))];

    /// <summary>The book after them and six documents: of each customer an invoice and more in dollars and yen, and a credit note.</summary>
    public static Book Billed { get; } = Opening.Aggregate(Core.Books.Book.Empty, (book, fact) => book.With(fact)).Saying(Now, [.. Documents]);

    static IEnumerable<FactBody> Documents =>
    [
        Issue(1, Buyer, Currency.Usd, 1_000.25m, First), Issue(2, Buyer, Currency.Usd, 400m, Day(2026, 6, 20)), Issue(3, Buyer, Currency.Usd, -300.10m, Day(2026, 6, 10)),
        Issue(4, Buyer, Yen, 50_000m, First), Issue(5, Other, Currency.Usd, 700m, First), Issue(6, Other, Currency.Usd, -900m, Day(2026, 7, 1)),
    ];

    public static InvoiceIssued Issue(int number, Slug buyer, Currency currency, decimal amount, LocalDate issued) => new(new Invoice(
        $"INV-{number:0000000}", buyer == Buyer ? Id : Slug.Of("other"), Us, buyer, Month(2026, 5), currency, issued, issued.PlusDays(15),
        [new InvoiceLine("fee", Month(2026, 5), amount, amount, false)]));

    /// <summary>The facts of a life in order, each with the book after it; documents included.</summary>
    public static IEnumerable<(Fact Fact, Book After)> Of(int[] numbers)
    {
        var book = Opening.Aggregate(Core.Books.Book.Empty, (told, fact) => told.With(fact));
        foreach (var body in Documents) yield return (New(body), book);
        foreach (var number in numbers)
        {
            if (Next(book, number % 7, number / 7).Decide(book, Now) is not Accepted accepted) continue;
            foreach (var body in accepted.Facts) yield return (New(body), book);
        }

        Fact New(FactBody body)
        {
            var fact = new Fact(book.Position + 1, Now, Us, body);
            book = book.With(fact);
            return fact;
        }
    }

    /// <summary>The book at the end of a life.</summary>
    public static Book End(int[] numbers) => Of(numbers).Last().After;

    static Command Next(Book book, int kind, int n)
    {
        var (on, invoice, receipt) = (First.PlusDays(n % 60), $"INV-{n / 7 % 6 + 1:0000000}", Slug.Of($"rct-{n / 11 % 6 + 1:0000000}"));
        decimal? amount = n % 4 == 0 ? null : n / 13 % 90_000 / (n % 3 == 0 ? 1m : 100m);
        ImmutableArray<Application> to = n % 5 == 0 ? [] : [new Application(invoice, amount)];
        var currency = n % 9 == 0 ? "JPY" : "USD";
        return kind switch
        {
            0 or 1 => new RecordReceipt(null, n % 3 == 0 ? Other : Buyer, on, n / 17 % 120_000 / (currency == "JPY" ? 1m : 100m), currency, "wire", $"bank-{n % 50}",
                n % 2 == 0 ? to : [], n % 7 == 0),
            2 => new ApplyCash(receipt, to, on),
            3 => new Unapply(n % 3 == 0 ? "INV-0000003" : receipt.ToString(), invoice, amount, on, "wrong"),
            4 => new PayRefund(n % 2 == 0 ? invoice : receipt.ToString(), on, amount, null, "back", n % 3 == 0 ? $"bank-{n % 50}" : null),
            5 => new ReturnPayment(receipt, on, amount, "returned", n % 3 == 0 ? $"bank-{n % 50}" : null),
            _ => new ApplyCredit(n % 2 == 0 ? "INV-0000003" : "INV-0000006", to, on),
        };
    }
}
