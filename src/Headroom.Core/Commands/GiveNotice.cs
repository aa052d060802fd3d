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
/// <param name="Served">The date of service; it does not count as a day of notice.</param>
public sealed record GiveNotice(Slug Contract, Side By, LocalDate Served) : Command
{
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
        var rights = contract.Terms.Exits.Where(exit => exit.IsFor(By)).OrderBy(exit => IsLocked(exit)).ThenBy(exit => exit.LastDayIfServed(Served));
        return rights.FirstOrDefault() is { } exit ? Decide(contract, exit)
            : Refuse($"The terms give the {By} no right to end the contract by notice.");
    }

    Decision Decide(Contract contract, Exit exit)
    {
        var last = exit.LastDayIfServed(Served);
        if (IsLocked(exit))
            return Refuse($"Notice on {Check.Text(Served)} lies inside the lock-in; it may be served from {Check.Text(exit.NoticeFrom)}.")
                .With("notice_from", Check.Text(exit.NoticeFrom)).With("earliest_last_day", Check.Text(last));
        if (Served < contract.Versions[0].Terms.From && last < contract.Versions[0].Terms.From)
            return Refuse($"Notice on {Check.Text(Served)} would end the contract before its first day {Check.Text(contract.Versions[0].Terms.From)}.");
        if (last >= contract.Terms.Through)
            return Refuse($"Notice on {Check.Text(Served)} would run to {Check.Text(last)}; the contract ends {Check.Text(contract.Terms.Through)} by itself.");
        return new NoticeGiven(Contract, new Notice(By, Served, last) { DeemedServed = Served < exit.NoticeFrom ? exit.NoticeFrom : null });
    }

    bool IsLocked(Exit exit) => Served < exit.NoticeFrom && exit.Early == EarlyNotice.Refused;

    static Refusal Refuse(string says) => new(RefusalCode.NoticeNotAllowed, "served", says);
}
