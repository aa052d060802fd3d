using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// Where a contract that we sell stands at the end of a date: an asset where more was earned than billed, else a liability, of which that is the customer's which would
/// have to be given back if the contract ended as early as it can. Billed, less what was given to the customer, plus interest accreted, less recognised is contract liability plus
/// customer liability less contract asset, to the cent; never an asset and a liability at once. What is not paid yet is a receivable and no part of it.
/// </summary>
/// <param name="Customer">The buyer on that date.</param>
public sealed record ContractBalances(Slug Contract, Slug Customer, LocalDate At, BalanceAmounts Amounts)
{
    /// <summary>The balances of every contract that we sell, in the order of their ids.</summary>
    public static IEnumerable<ContractBalances> Of(Book book, LocalDate at) => book.Sold.Select(contract => Of(book, contract, at));

    /// <summary>The sums of each customer in each currency, in their order.</summary>
    public static IEnumerable<(Slug Customer, BalanceAmounts Sum)> ByCustomer(IEnumerable<ContractBalances> balances) => balances
        .GroupBy(each => (each.Customer, each.Amounts.Currency)).OrderBy(group => group.Key.Customer).ThenBy(group => group.Key.Currency.Code, StringComparer.Ordinal)
        .Select(group => (group.Key.Customer, group.Select(each => each.Amounts).Aggregate((a, b) => a + b)));

    /// <summary>The sums in each currency.</summary>
    public static IEnumerable<BalanceAmounts> Totals(IEnumerable<ContractBalances> balances) => balances
        .GroupBy(each => each.Amounts.Currency).OrderBy(group => group.Key.Code, StringComparer.Ordinal)
        .Select(group => group.Select(each => each.Amounts).Aggregate((a, b) => a + b));

    /// <summary>The balances of one contract by what the book has billed.</summary>
    public static ContractBalances Of(Book book, Contract contract, LocalDate at) =>
        Of(contract, Recognition.Of(contract, contract.RevenueOn(at), at), at, BilledBy(book, contract, at));

    /// <summary>The same with what is due of months that are over and not closed yet, invoiced or not: the right to the money is there when the month is over.</summary>
    public static ContractBalances OfMonthsOver(Book book, Contract contract, LocalDate at)
    {
        var last = at.PlusDays(1).ToYearMonth().PlusMonths(-1);
        var unbilled = book.ClosedThrough >= last ? 0
            : Billing.Drafts(book, contract, last).SelectMany(draft => draft.Lines).Where(line => line.IsService).Sum(line => line.Amount);
        return Of(contract, Recognition.Of(contract, contract.RevenueOn(at), at), at, BilledBy(book, contract, at) + unbilled);
    }

    /// <summary>As a month was closed: every document that was issued by the close counts, as in the ledger.</summary>
    /// <param name="closed">The book at the close.</param>
    /// <param name="last">The month's last day.</param>
    public static ContractBalances AsClosed(Book closed, Contract contract, LocalDate last) =>
        Of(contract, Recognition.Of(contract, contract.RevenueOn(last), last), last, closed.Receivables.TotalBilled(contract.Id));

    /// <summary>The same if all that is due through the date were billed and nothing else: what the terms alone come to.</summary>
    public static ContractBalances AsDue(Contract contract, Recognition recognition, LocalDate at) => Of(contract, recognition, at, recognition.BilledAsDue(at));

    /// <summary>
    /// Service billed by a date: monthly invoices count with the month that they are for, since the right to the money is there when the
    /// month is over; credit notes and invoices in the place of void ones on the date they bear, and void ones until they were made void.
    /// </summary>
    public static decimal BilledBy(Book book, Contract contract, LocalDate at)
    {
        var over = at.PlusDays(1).ToYearMonth();
        bool Counts(Invoice invoice) => (invoice.Replaces is null && invoice.Credits is null ? invoice.Period < over : invoice.Issued <= at)
            && !(book.Receivables.Voided.TryGetValue(invoice.Number!, out var voiding) && voiding.On <= at);
        return book.Receivables.InvoicesOf(contract.Id).Where(Counts).Sum(invoice => invoice.Lines.Where(line => line.IsService).Sum(line => line.Amount));
    }

    static ContractBalances Of(Contract contract, Recognition recognition, LocalDate at, decimal billed)
    {
        var (accreted, recognised) = (recognition.Accreted(at), recognition.Recognised(at));
        var given = recognition.GivenBy(at);
        var held = billed - given + accreted - recognised;
        var customers = held <= 0 ? 0 : Math.Min(held, GivenBack(contract, at));
        return new(contract.Id, contract.TermsOn(at).Buyer, at,
            new(contract.Terms.Currency, billed, accreted, recognised, Math.Max(0, -held), Math.Max(0, held) - customers, customers) { Given = given });
    }

    /// <summary>What the earliest end that either side can bring about for nothing would give back; 0 without money paid ahead.</summary>
    internal static decimal GivenBack(Contract contract, LocalDate at)
    {
        if (!contract.Versions.Any(version => version.Terms.Legs.Any(leg => leg.Tier == Tier.Means))) return 0;
        var through = contract.EnforceableThrough(LocalDate.Max(at, contract.Versions[0].Terms.From));
        var ended = contract.Notice is null ? contract with { Notice = new Notice(Side.Either, at, through) } : contract;
        if (contract.Notice is null && through >= contract.LastDay) return 0;
        Rational Charged(Contract seen) => seen.Schedule(at).Charges.Aggregate(Rational.Zero, (sum, charge) => sum + charge.Due.At(through.PlusDays(1)));
        return Math.Max(0, (Charged(contract with { Notice = null }) - Charged(ended)).Round(contract.Terms.Currency.Digits));
    }
}

/// <summary>What contract balances consist of, of one contract or of many, in one currency.</summary>
/// <param name="Billed">Lines of standing invoices for service through the month that ended last, without tax and late interest.</param>
/// <param name="Accreted">Interest on money paid ahead, through the date.</param>
/// <param name="Recognised">Revenue under the stated policy, through the date.</param>
/// <param name="ContractAsset">Earned and not billed; 0 or more.</param>
/// <param name="ContractLiability">Billed for service that is enforceable and not earned; 0 or more.</param>
/// <param name="CustomerLiability">Billed for service after the earliest end, which would be given back; 0 or more.</param>
public sealed record BalanceAmounts(
    Currency Currency, decimal Billed, decimal Accreted, decimal Recognised, decimal ContractAsset, decimal ContractLiability, decimal CustomerLiability)
{
    /// <summary>Given to the customer beside the invoices, through the date: taken from what was billed.</summary>
    public decimal Given { get; init; }

    /// <summary>Liabilities less the asset: what is held for the customer, negative where it is to be billed.</summary>
    public decimal Held => ContractLiability + CustomerLiability - ContractAsset;

    /// <summary>Where nothing was billed or earned.</summary>
    public static BalanceAmounts None(Currency currency) => new(currency, 0, 0, 0, 0, 0, 0);

    public static BalanceAmounts operator +(BalanceAmounts a, BalanceAmounts b) => new(a.Currency, a.Billed + b.Billed, a.Accreted + b.Accreted, a.Recognised + b.Recognised,
        a.ContractAsset + b.ContractAsset, a.ContractLiability + b.ContractLiability, a.CustomerLiability + b.CustomerLiability)
    { Given = a.Given + b.Given };
}
