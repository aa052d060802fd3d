using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests;

/// <summary>
/// Some months of a small book: a contract with every clause and a plain one of another customer are read, amended, handed to another buyer
/// and back, ended, delivered, credited, disputed, taxed, paid and made void, and their customers acquired, while months are issued and closed. What the book refuses is skipped.
/// </summary>
static class InvoicingLife
{
    const int Kinds = 19;

    static readonly Slug Plain = Slug.Of("plain");
    static readonly Instant Signing = At(2026, 4, 20);

    public static Arbitrary<(Terms Terms, int[] Numbers)> Any { get; } =
        (from terms in Clauses.TermsOf(40, 110) from numbers in Gen.Choose(0, 999_999_999).ArrayOf(20) select (terms, numbers)).ToArbitrary();

    static IEnumerable<Fact> Opening { get; } = [.. Core.Books.Book.Empty.Facts(At(2026, 3, 1),
        new OpenBook(Us, "America/Chicago", Sandbox: true, null), new AddSite(Memphis, null, "America/Chicago", [(Day(2024, 1, 1), 300_000m)]),
        new AddPool(new Core.Capacity.Pool(Colossus, Memphis, null, new Gpus(8), Whole, Gpus.Zero)), new PlanSupply(Block("c1", 220_000)),
        new EnergiseSupply(Slug.Of("c1"), Day(2025, 1, 1)))];

    /// <summary>Every step that said something; the first is the signatures. Empty when the contract does not fit into the book.</summary>
    public static IEnumerable<Step> Of((Terms Terms, int[] Numbers) life)
    {
        var (signed, now) = (Signed(life.Terms, life.Numbers[0]), Signing);
        if (signed.After.Contracts.Count < 2) yield break;
        yield return signed;
        var book = signed.After;
        foreach (var number in life.Numbers)
        {
            now += Duration.FromHours(number % 97);
            var (command, facts) = Next(book, now, number % Kinds, number / Kinds);
            now = command is CloseMonth or IssueInvoices ? Instant.Max(now, command.NotBefore(book)) : now;
            if (command is not null) facts = command.Decide(book, now) is Accepted accepted ? accepted.Facts : [];
            if (facts.IsEmpty) continue;
            var step = Told(book, command, now, facts);
            yield return step;
            book = step.After;
        }
    }

    /// <summary>The book at the end of a life; null when nothing was signed.</summary>
    public static Book? End((Terms Terms, int[] Numbers) life) => Of(life).LastOrDefault()?.After;

    static Step Signed(Terms drawn, int n)
    {
        var interest = new LateInterest(n % 20 / 100m, (InterestBasis)(n % 4), n % 3) { Disputed = (DisputedInterest)(n % 3) };
        var terms = drawn with { NetDays = n % 15, InvoiceGraceDays = n % 4, LateInterest = interest };
        var plain = With(Fee((Start, n % 100_003 / 7m)), AtOnce)
            with
        { Contract = Plain, Buyer = Deal.Other, Through = Start.PlusDays(80), NetDays = 3, LateInterest = n % 2 == 0 ? interest : null };
        var book = Opening.Aggregate(Book.Empty, (told, fact) => told.With(fact));
        FactBody[] Saying(Book at, Terms agreed) => new SignContract(agreed).Decide(at, Signing) is Accepted fits ? [.. fits.Facts] : [];
        var first = Told(book, null, Signing, [.. Saying(book, plain)]);
        return Told(book, null, Signing, [.. first.Facts.Select(fact => fact.Body), .. Saying(first.After, terms)]);
    }

    static Step Told(Book before, Command? command, Instant now, ImmutableArray<FactBody> bodies)
    {
        var (book, facts) = (before, ImmutableArray.CreateBuilder<Fact>());
        foreach (var body in bodies)
        {
            facts.Add(new Fact(book.Position + 1, now, Us, body));
            book = book.With(facts[^1]);
        }
        return new(before, command, now, facts.ToImmutable(), book);
    }

    static (Command?, ImmutableArray<FactBody>) Next(Book book, Instant now, int kind, int n)
    {
        var contract = book.Contracts[n % 4 == 0 ? Plain : Id];
        var past = contract.Versions[0].Terms.From.PlusDays(n % 130);
        return kind switch
        {
            0 or 1 => (new ObserveQuantity(Id, Clauses.Reading(Meter(n), past.ToYearMonth(), n % 3 == 0 ? n % 900_000 + 0.5m : n % 30_000)), []),
            2 => (Amend(contract, past, n), []),
            3 when n % 2 == 0 => (new RecordEvent(contract.Id,
                new ContractAssigned(Chicago.DateOf(now), contract.Terms.Buyer == Buyer ? Deal.Other : Buyer, past.PlusDays(1 - past.Day).PlusMonths(1), "letter")), []),
            3 => (null, [new ContractAmended(contract.Terms with { Buyer = contract.Terms.Buyer == Buyer ? Deal.Other : Buyer }, past, Treatment.Prospective, null)]),
            4 => (new GiveNotice(contract.Id, n % 2 == 0 ? Side.Buyer : Side.Seller, Chicago.DateOf(now)), []),
            5 => (new DeliverCapacity(Id, Colossus, LocalDate.Min(past, Chicago.DateOf(now)), new Gpus(n % 27_500 * 8L)), []),
            6 => (new DetermineTax(contract.Id, new Tax(past.ToYearMonth(), [new TaxLine("sales tax", Slug.Of("us-tn"), 0.07m, 100m, n % 90_001 / 100m - 200m)], "tax program")),
                []),
            7 => (new StateReference(contract.Id, new Reference(n % 2 == 0 ? ReferenceKind.PurchaseOrder : ReferenceKind.Acceptance, $"PO-{n % 7}", past, n % 1000)), []),
            18 => (new AcquireCustomer(new CustomerAcquired(n % 3 == 0 ? Buyer : Deal.Other, LocalDate.Min(past, Chicago.DateOf(now)), "8-K")), []),
            _ => (Billed(book, now, kind, n), []),
        };
    }

    static Command? Billed(Book book, Instant now, int kind, int n)
    {
        var month = book.FirstOpen!.Value;
        if (kind > 14) return new CloseMonth(month);
        if (kind is 13 or 14) return new IssueInvoices(month, (n % 3) switch { 0 => null, 1 => Id, _ => Plain });
        if (kind == 11) return book.Receivables.Disputes.ById.Values.LastOrDefault() is { } dispute
            ? new SettleDispute(dispute.Id, n % 2 == 0 ? 0 : dispute.Amount, "looked at") : null;
        var lines = book.Receivables.Invoices.Values.SelectMany(invoice => invoice.Lines.Select(line => (Invoice: invoice, Line: line))).ToList();
        if (lines.Count == 0) return null;
        var (invoice, line) = lines[n % lines.Count];
        return kind switch
        {
            8 => new CreditInvoice(invoice.Number!, line.Charge, line.Period, null, (n % 100 + 1) / 100m, "goodwill"),
            9 => new VoidInvoice(invoice.Number!, "wrong address"),
            10 => new RaiseDispute(invoice.Number!, line.Charge, line.Period, n % 3 == 0 ? 0.01m : null, n % 2 == 0 ? Side.Buyer : Side.Seller, "the outage", "log 7"),
            _ => new RecordPayment(invoice.Number!, Chicago.DateOf(now), n % 2 == 0 ? book.Receivables.OpenOf(invoice) : 0.01m, "USD", $"wire {n}"),
        };
    }

    static AmendContract Amend(Contract contract, LocalDate from, int n)
    {
        var terms = contract.Terms
            with
        {
            Legs = [.. contract.Terms.Legs.Select(leg =>
                leg is Monthly fee ? fee with { Steps = [.. fee.Steps.Select(step => step with { Amount = n % 500_009 * 1.03m })] } : leg)]
        };
        return new(terms, from, (Treatment)(n % 3), contract.Versions.Skip(1).LastOrDefault(version => version.From >= from)?.From);
    }

    static string Meter(int n) => (n % 3) switch { 0 => Clauses.Used, 1 => Clauses.Down, _ => Clauses.Excluded };

    /// <summary>All facts of a life from the first of the book on.</summary>
    public static IEnumerable<Fact> Facts((Terms Terms, int[] Numbers) life) => Opening.Concat(Of(life).SelectMany(step => step.Facts));

    /// <summary>What was said at an instant, by a command if one said it, and the book before and after.</summary>
    public sealed record Step(Book Before, Command? Command, Instant Now, ImmutableArray<Fact> Facts, Book After)
    {
        public IEnumerable<Invoice> Issued => Facts.Select(fact => fact.Body).OfType<InvoiceIssued>().Select(issued => issued.Invoice);
    }
}
