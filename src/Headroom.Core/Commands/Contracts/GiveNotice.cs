using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Records notice served by one side on a date. Refused when that side has no right, inside a lock-in whose terms say refused
/// (else it is deemed served on the first permitted date), when it would end nothing early, and when notice stands already.
/// </summary>
/// <param name="Contract">The contract's id.</param>
/// <param name="By">Seller or buyer.</param>
/// <param name="Served">The date on which it was sent; it does not count as a day of notice.</param>
public sealed record GiveNotice(Slug Contract, Side By, LocalDate Served) : Command
{
    /// <summary>How it was sent; needed where the terms ask for a form.</summary>
    public string? Form { get; init; }

    public override Instant NotBefore(Book book) =>
        book.Contracts.TryGetValue(Contract, out var contract) ? contract.Terms.Calendar.StartOf(Served) : Instant.MinValue;

    public override Decision Decide(Book book, Instant now)
    {
        if ((Check.Opened(book) ?? Check.Known(book.Contracts, Contract, "contract", "contract")) is { } missing) return missing;
        var contract = book.Contracts[Contract];
        if (Check.Running(contract) is { } closed) return closed;
        if (Check.Happened(Served, Check.Today(contract, now), "served") is { } future) return future;
        if (contract.Notice is { } standing)
            return Refuse($"Notice by the {standing.By} served {Check.Text(standing.Served)} stands; the last day served is {Check.Text(standing.LastDay)}.");
        if (By == Side.Either) return new Refusal(RefusalCode.NoticeNotAllowed, "by", "Notice is served by the seller or by the buyer; say which.");
        // Of several rights the one that ends soonest, among those that may be used today if there are any.
        var rights = contract.Terms.RightsOn(Served, contract.Events).Where(exit => exit.IsFor(By))
            .OrderBy(exit => IsLocked(exit)).ThenBy(exit => !exit.CanServe(Served)).ThenBy(exit => exit.LastDayIfServed(Served));
        return rights.FirstOrDefault() is { } exit ? Decide(contract, exit) : WithoutRight(contract);
    }

    Decision Decide(Contract contract, Exit exit)
    {
        var last = exit.LastDayIfServed(Served);
        if (exit.Form.Words.Length > 0 && (Form is null || !exit.Form.Words.Contains(Form)))
            return new Refusal(RefusalCode.NoticeNotAllowed, "form",
                $"{(Form is null ? "It is not said how notice was sent" : $"Notice by {Form} does not count")}; the terms ask for {string.Join(" or ", exit.Form.Words)}{(exit.Form.Address is { } address ? $", to {address}" : "")}.");
        if (!exit.CanServe(Served))
            return Refuse($"Notice on {Check.Text(Served)} comes too late; it had to be received by {Check.Text(exit.NoticeUntil!.Value)}.")
                .With("notice_until", Check.Text(exit.NoticeUntil.Value));
        if (IsLocked(exit))
            return Refuse(
                $"Notice on {Check.Text(Served)} lies inside the lock-in; it may be served from {Check.Text(exit.ServeFrom)}{(exit.AfterAcceptance is { } after ? $" at the earliest, {after} after the last tranche is accepted" : "")}.")
                .With("notice_from", Check.Text(exit.ServeFrom)).With("earliest_last_day", Check.Text(last));
        if (Served < contract.Versions[0].Terms.From && last < contract.Versions[0].Terms.From)
            return Refuse($"Notice on {Check.Text(Served)} would end the contract before its first day {Check.Text(contract.Versions[0].Terms.From)}.");
        if (last >= contract.Terms.Through)
            return Refuse($"Notice on {Check.Text(Served)} would run to {Check.Text(last)}; the contract ends {Check.Text(contract.Terms.Through)} by itself.");
        var counts = LocalDate.Max(exit.Received(Served), exit.NoticeFrom);
        return new NoticeGiven(Contract, new Notice(By, Served, last) { DeemedServed = counts > Served ? counts : null, Form = Form });
    }

    Refusal WithoutRight(Contract contract) =>
        new(RefusalCode.NoticeNotAllowed, "by", $"The terms give the {By.ToString().ToLowerInvariant()} no right to end the contract by notice"
        + (contract.Terms.RightsOn(Served, contract.Events).Any() ? $"; the {(By == Side.Seller ? "buyer" : "seller")} has one." : ", and the other side neither."));

    bool IsLocked(Exit exit) => exit.Received(Served) < exit.NoticeFrom && exit.Early == EarlyNotice.Refused;

    static Refusal Refuse(string says) => new(RefusalCode.NoticeNotAllowed, "served", says);
}
