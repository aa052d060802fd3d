using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

/// <summary>
/// Open in <see cref="CashLife.Billed"/>: of anthropic INV-1 1,000.25 and INV-2 400.00 dollars and INV-4 50,000 yen; of google INV-5 700.00; credit notes INV-3 and INV-6.
/// </summary>
public sealed class BankMatchesTests
{
    static readonly Instant Now = At(2026, 8, 1);

    static readonly Dictionary<string, Slug> Names = new() { ["FIRST CUSTOMER LTD"] = Buyer };

    [Theory]
    [InlineData("1000.25", "for INV-0000001", "certain", "INV-0000001 1000.25")]
    [InlineData("1400.25", "inv 2 and INV0000001", "certain", "INV-0000002 400, INV-0000001 1000.25")]
    [InlineData("100", "INV-0000001 first part", "likely", "INV-0000001 100")]
    [InlineData("1500", "INV-0000001", "likely", "INV-0000001 1000.25")]
    [InlineData("1400.25", "INV-0000001", "likely", "INV-0000001 1000.25, INV-0000002 400")]
    [InlineData("700", "thank you", "likely", "INV-0000005 700")]
    [InlineData("1400.25", "", "likely", "INV-0000001 1000.25, INV-0000002 400")]
    [InlineData("700", "INV-0000099", "likely", "INV-0000005 700")]
    [InlineData("1000", "INV-0000001, INV-0000002", "ambiguous", "")]
    [InlineData("700", "INV-0000001 INV-0000005", "ambiguous", "")]
    [InlineData("700", "INV-0000004", "ambiguous", "")]
    [InlineData("700", "INV-0000003", "ambiguous", "")]
    [InlineData("12.34", "hello", "none", "")]
    [InlineData("12.345", "hello", "none", "")]
    [InlineData("-12.34", "charges", "none", "")]
    [InlineData("-300.10", "credit INV-0000003", "certain", "refund INV-0000003")]
    [InlineData("-100", "credit INV-0000003", "likely", "refund INV-0000003")]
    [InlineData("-300.11", "credit INV-0000003", "ambiguous", "")]
    [InlineData("-1", "INV-0000003 INV-0000006", "ambiguous", "")]
    public void A_line_is_read_as_a_person_would(string amount, string remittance, string grade, string pays)
    {
        var match = Of(CashLife.Billed, Line(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), remittance)).Single();

        Assert.Equal((grade, pays), (match.Grade.ToString().ToLowerInvariant(), Said(match)));
        Assert.NotEmpty(match.Reason);
    }

    [Theory]
    [InlineData("INV-0000002", "certain")]
    [InlineData("RF05 INV0 0000 02", "certain")]
    [InlineData("0000002", "certain")]
    [InlineData("RF18INV0000002", "likely")]
    public void A_structured_reference_names_an_invoice_when_its_check_digits_are_right(string reference, string grade)
    {
        var match = Of(CashLife.Billed, Line(400m, "") with { CreditorReference = Checked(reference) }).Single();

        // Without a name the amount alone still makes it likely.
        Assert.Equal(grade, match.Grade.ToString().ToLowerInvariant());

        static string Checked(string reference) => reference.StartsWith("RF05", System.StringComparison.Ordinal)
            ? $"RF{98 - Mod("INV0000002271500"):00}{reference[4..]}" : reference;
        static int Mod(string text) => text.Aggregate(0, (rest, letter) => char.IsAsciiDigit(letter) ? (rest * 10 + letter - '0') % 97 : (rest * 100 + letter - 'A' + 10) % 97);
    }

    // By hand: two customers with 700 open each; the name on the line says whose it is.
    [Fact]
    public void The_payers_name_or_id_tells_customers_apart()
    {
        var book = CashLife.Billed.Saying(Now, CashLife.Issue(7, Buyer, Currency.Usd, 700m, Day(2026, 6, 1)));

        Assert.Equal(MatchGrade.Ambiguous, Of(book, Line(700m, "")).Single().Grade);
        Assert.Equal("INV-0000007 700", Said(Of(book, Line(700m, "") with { Counterparty = "First Customer Ltd" }).Single()));
        Assert.Equal("INV-0000005 700", Said(Of(book, Line(700m, "") with { Counterparty = "google" }).Single()));
        Assert.Equal((MatchGrade.Ambiguous, Other), Of(book, Line(3m, "") with { Counterparty = "GOOGLE" }).Select(match => (match.Grade, match.Customer!.Value)).Single());
    }

    [Fact]
    public void A_purchase_order_names_the_invoices_that_bear_it()
    {
        var issued = CashLife.Issue(7, Buyer, Currency.Usd, 123m, Day(2026, 6, 1));
        var book = CashLife.Billed.Saying(Now, issued with { Invoice = issued.Invoice with { References = [new InvoiceReference(ReferenceKind.PurchaseOrder, "PO-4711")] } });

        Assert.Equal((MatchGrade.Certain, "INV-0000007 123"), Of(book, Line(123m, "your order po-4711")).Select(match => (match.Grade, Said(match))).Single());
        Assert.Equal((MatchGrade.Likely, "INV-0000007 100"), Of(book, Line(100m, "PO-4711")).Select(match => (match.Grade, Said(match))).Single());
        Assert.Equal(MatchGrade.None, Of(book, Line(100m, "PO-47110")).Single().Grade);
    }

    // By hand: 1,000.25 are open; the certain line takes 600.25 of it although it stands second, 400 are left for the first.
    [Fact]
    public void Lines_that_pay_the_same_invoice_share_what_is_open_of_it()
    {
        var lines = Of(CashLife.Billed, Line(400m, "INV-0000002"), Line(400m, "INV-0000002", "b2"), Line(600.25m, "INV-0000001", "b3"),
            Line(400m, "", "b4") with { Counterparty = "anthropic" });

        Assert.Equal([MatchGrade.Certain, MatchGrade.Ambiguous, MatchGrade.Likely, MatchGrade.Likely], lines.Select(match => match.Grade));
        Assert.Equal(["INV-0000002 400", "", "INV-0000001 600.25", "INV-0000001 400.00"], lines.Select(Said));
        Assert.Contains("paid twice", lines[1].Reason);
    }

    [Fact]
    public void What_may_be_there_already_is_not_proposed_again()
    {
        var book = CashLife.Billed.Told(Now, new RecordReceipt(null, Buyer, Day(2026, 6, 28), 1_000.25m, "USD", "", null, []),
            new RecordReceipt(null, Buyer, Day(2026, 6, 28), 400m, "USD", "", "b2", []));

        Assert.Equal(MatchGrade.Ambiguous, Of(book, Line(1_000.25m, "INV-0000001")).Single().Grade);
        Assert.Equal(MatchGrade.Recorded, Of(book, Line(400m, "INV-0000002", "b2")).Single().Grade);
        Assert.Equal(MatchGrade.Ambiguous, Of(book, Line(401m, "INV-0000002", "b2")).Single().Grade);
    }

    [Fact]
    public void Money_of_a_closed_month_is_matched_like_any_other() =>
        Assert.True(Of(CashLife.Billed.Saying(Now, new MonthClosed(Month(2026, 6), 0)), Line(400m, "INV-0000002")).Single().IsProposed);

    [Fact]
    public void What_cannot_be_posted_is_listed_with_its_reason()
    {
        Assert.Contains("which this book does not know", Of(CashLife.Billed, Line(400m, "") with { Currency = "XYZ" }).Single().Reason);
        Assert.Contains("takes an earlier booking back", Of(CashLife.Billed, Line(400m, "INV-0000002") with { IsReversal = true }).Single().Reason);
    }

    // By hand: 1,000.25 pays INV-1 and 400 lies on account. Taken back by name and mark: certain; by its amount alone, or named without the mark: likely; part of one: likely; what
    // fits none: left.
    [Theory]
    [InlineData("-1000.25", "returned INV-0000001", true, "certain", "return rct-0000001")]
    [InlineData("-1000.25", "", true, "likely", "return rct-0000001")]
    [InlineData("-1000.25", "return of inv 1", false, "likely", "return rct-0000001")]
    [InlineData("-1000.00", "INV-0000001", true, "likely", "return rct-0000001")]
    [InlineData("-400", "rct-0000002", false, "certain", "refund rct-0000002")]
    [InlineData("-400", "rct-0000002", true, "certain", "return rct-0000002")]
    [InlineData("-1000.00", "INV-0000001", false, "none", "")]
    [InlineData("-1000.26", "INV-0000001", true, "ambiguous", "")]
    [InlineData("-77", "", true, "ambiguous", "")]
    [InlineData("-1000.25", "charges", false, "none", "")]
    public void A_payment_that_the_bank_took_back_is_the_return_of_its_receipt(string amount, string remittance, bool isReversal, string grade, string says)
    {
        var line = Line(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), remittance) with { IsReversal = isReversal };
        var match = Of(Paid, line).Single();

        Assert.Equal((grade, says, 0m), (match.Grade.ToString().ToLowerInvariant(), Said(match), match.Unapplied));
    }

    [Fact]
    public void Two_lines_do_not_take_one_receipt_back_and_none_is_taken_back_twice()
    {
        var line = Line(-1_000.25m, "INV-0000001") with { IsReversal = true };
        Assert.Equal([MatchGrade.Certain, MatchGrade.Ambiguous], Of(Paid, line, line with { Reference = "again" }).Select(match => match.Grade));

        var book = Import(Paid, [line], MatchGrade.Certain).Book;
        Assert.Equal((1_000.25m, 0m),
            (book.Receivables.OpenOf(book.Receivables.Invoices["INV-0000001"]), book.Receivables.Cash.HeldOf(book.Receivables.Cash.Receipts[Slug.Of("rct-0000001")])));
        Assert.Equal([MatchGrade.Recorded, MatchGrade.Ambiguous], Of(book, line, line with { Reference = "again" }).Select(match => match.Grade));
    }

    static readonly Book Paid =
        CashLife.Billed.Told(Now, new RecordReceipt(null, Buyer, Day(2026, 6, 20), 1_000.25m, "USD", "", "p1", [new Application("INV-0000001", null)]),
            new RecordReceipt(null, Buyer, Day(2026, 6, 20), 400m, "USD", "", "p2", []));

    // Law: proposals never pay more than is open nor more than came, and every one of them is accepted as it is proposed.
    [Fact]
    public void Proposals_are_accepted_and_pay_no_more_than_is_open_or_came() =>
        Prop.ForAll(Lines, lines =>
        {
            var matches = BankMatches.Of(CashLife.Billed, lines, Names, CashLife.Last);
            var receivables = CashLife.Billed.Receivables;
            return matches.All(match =>
                match.RefundOf is not null || match.Pays.Sum(part => part.Amount) <= System.Math.Max(0, match.Line.Amount) && match.Pays.All(part => part.Amount > 0))
                && matches.SelectMany(match => match.Pays).GroupBy(part => part.Invoice)
                .All(group => group.Sum(part => part.Amount) <= receivables.OpenOf(receivables.Invoices[group.Key]))
                && Import(CashLife.Billed, lines, MatchGrade.Likely).Refused == 0;
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // Law: importing twice is importing once, for either grade, also when the first import ended in the middle.
    [Fact]
    public void Importing_twice_is_importing_once() =>
        Prop.ForAll(Lines, Gen.Choose(0, 8).ToArbitrary(), Gen.Elements(MatchGrade.Certain, MatchGrade.Likely).ToArbitrary(), (lines, cut, through) =>
        {
            var once = Import(CashLife.Billed, lines, through).Book;
            var again = Import(once, lines, through).Book;
            var resumed = Import(Import(CashLife.Billed, lines, through, cut).Book, lines, through).Book;
            return again.Position == once.Position
                && resumed.Receivables.Cash.Receipts.Values.GroupBy(receipt => receipt.BankReference).All(group => group.Count() == 1)
                && Import(resumed, lines, through).Book.Position == resumed.Position;
        }).Check(Laws.Seeded.WithMaxTest(1000));

    [Fact]
    public void The_laws_meet_every_grade()
    {
        var random = new System.Random(1);
        var grades = Enumerable.Range(0, 200)
            .SelectMany(_ => BankMatches.Of(CashLife.Billed, [.. Enumerable.Range(0, 12).Select(i => Any(random.Next(999_999_999), i))], Names, CashLife.Last))
            .Select(match => match.Grade).ToHashSet();

        Assert.Superset(new HashSet<MatchGrade> { MatchGrade.Certain, MatchGrade.Likely, MatchGrade.Ambiguous, MatchGrade.None }, grades);
    }

    static Arbitrary<ImmutableArray<BankLine>> Lines { get; } = Gen.Choose(0, 999_999_999).ArrayOf(8).Select(numbers => numbers.Select(Any).ToImmutableArray()).ToArbitrary();

    static BankLine Any(int n, int place)
    {
        decimal[] amounts = [1_000.25m, 400m, 700m, 1_400.25m, 300m, 700.25m, 2_000m, -300.10m, -900m, -10m, 50_000m, n / 100 % 100_000 / 100m + 0.01m];
        string[] texts = ["", "INV-0000001", "inv 2", "INV-0000001 INV-0000002", "INV-0000005", "INV-0000003", "INV-0000006", "INV-0000004", "INV-0000099", "thanks"];
        string[] payers = ["", "anthropic", "google", "First Customer Ltd", "somebody"];
        return new BankLine($"line {place}", CashLife.First.PlusDays(n % 60), amounts[n / 7 % amounts.Length], n % 11 == 0 ? "JPY" : "USD", $"b{place}",
            texts[n / 90 % texts.Length])
        { Counterparty = payers[n / 1000 % payers.Length] };
    }

    static (Book Book, int Refused) Import(Book book, ImmutableArray<BankLine> lines, MatchGrade through, int cut = int.MaxValue)
    {
        var refused = 0;
        foreach (var match in BankMatches.Of(book, lines, Names, CashLife.Last).Where(match => match.Grade <= through).Take(cut))
        {
            var before = book.Position;
            book = book.Asked(Now, BankBooking.Of(match)!);
            if (book.Position == before) refused++;
        }
        return (book, refused);
    }

    static ImmutableArray<BankMatch> Of(Book book, params BankLine[] lines) => BankMatches.Of(book, [.. lines], Names, CashLife.Last);

    static BankLine Line(decimal amount, string remittance, string reference = "b1") => new("line 2", Day(2026, 6, 30), amount, "USD", reference, remittance);

    static string Said(BankMatch match) => match.RefundOf is { } of ? $"refund {of}" : match.ReturnOf is { } returned ? $"return {returned}"
        : string.Join(", ", match.Pays.Select(part => $"{part.Invoice} {part.Amount.ToString(System.Globalization.CultureInfo.InvariantCulture)}"));
}
