using System.Globalization;
using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>The checks that commands about money share; each gives a refusal or null.</summary>
static class CashCheck
{
    /// <summary>A positive amount with no more digits than the currency has.</summary>
    public static Refusal? Amount(decimal amount, Currency currency, string field) =>
        amount <= 0 || amount > Money.Most ? new(RefusalCode.OutOfRange, field, $"{Text(amount)} is outside 0 (not included) to {Text(Money.Most)}.")
        : amount != ((Rational)amount).Round(currency.Digits) ? new(RefusalCode.OutOfRange, field, $"{Text(amount)} has more digits than {currency} has: {currency.Digits}.")
        : null;

    /// <summary>A date that has come. In a month that is closed the money keeps its date, and is posted in the month that is open.</summary>
    public static Refusal? Posting(Book book, Instant now, LocalDate date, string field) => Check.Happened(date, book.Calendar.DateOf(now), field);

    /// <summary>A bank reference is recorded once: a second import of the same statement records nothing twice.</summary>
    public static Refusal? Reference(Book book, string? reference) => reference is null || !book.Receivables.Cash.BankReferences.TryGetValue(reference, out var bearer) ? null
        : new Refusal(RefusalCode.AlreadyExists, "bank-reference", $"The bank reference '{reference}' has been recorded already: {bearer}.").With("recorded_as", bearer);

    /// <summary>A party that we have sold to.</summary>
    public static Refusal? Customer(Book book, Slug party, string field) => book.Sold.Any(contract => contract.Versions.Any(version => version.Terms.Buyer == party)) ? null
        : new(RefusalCode.NotFound, field, $"There is no customer '{party}'; a customer is the buyer of a contract.");

    /// <summary>An amount may not be more than there is.</summary>
    public static Refusal? AtMost(decimal amount, decimal there, Currency currency, string what) => amount <= there ? null
        : new Refusal(RefusalCode.PaymentMismatch, "amount", $"{Text(amount)} is more than {what}: {Text(there)} {currency}.").With("available", Text(there));

    public static Refusal? NotBefore(LocalDate date, LocalDate first, string field, string what) => date >= first ? null
        : new(RefusalCode.DatesUpsideDown, field, $"{Check.Text(date)} is before {what}: {Check.Text(first)}.");

    static string Text(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);
}
