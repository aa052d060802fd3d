using System.Globalization;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// When each side may serve notice, and what that would do: the first day, today where that is later, the last day on which notice still ends
/// the contract before its stated end, and, once notice came early, the date on which it counts. Effects are differences of the whole
/// schedule with and without the notice, so that fees for ending, refunds and cut commitments are in them.
/// </summary>
static class NoticeDates
{
    public static IEnumerable<Milestone> Of(Contract contract, LocalDate at)
    {
        if (contract.Notice is { DeemedServed: { } deemed } served)
            return [new(deemed, $"notice by the {Word(served.By)} of {Text(served.Served)} is deemed served")];
        return contract.Notice is not null ? [] : contract.ExitsOn(at).SelectMany(exit => Sides(exit).SelectMany(by => Of(contract, exit, by, at)));
    }

    // A free right of either side does the same whoever uses it; one that costs a fee does not.
    static IEnumerable<Side> Sides(Exit exit) => exit.By == Side.Either && (exit.FeeShare > 0 || exit.FeeSteps.Length > 0) ? [Side.Seller, Side.Buyer] : [exit.By];

    static IEnumerable<Milestone> Of(Contract contract, Exit exit, Side by, LocalDate at)
    {
        var who = by == Side.Either ? "either party" : $"the {Word(by)}";
        var first = LocalDate.Max(at, exit.ServeFrom);
        if (LastUseful(contract, exit) is not { } final || final < first || exit.LastDayIfServed(first) < contract.Versions[0].Terms.From) yield break;
        var early = at >= exit.ServeFrom ? "" : exit.Early == EarlyNotice.Deemed ? "; served sooner it counts from then" : "; served sooner it is refused";
        yield return Serving(contract, exit, by, first, at, $"{who} may serve notice{early}");
        if (final > first) yield return Serving(contract, exit, by, final, at, $"last day for {who} to serve notice that ends it before its stated end");
    }

    /// <summary>The rights of each side to end a contract before its stated end by notice, with what notice on the first day on which it may be served does.</summary>
    public static IEnumerable<Right> Rights(Contract contract, LocalDate at) =>
        contract.Notice is not null ? [] : contract.ExitsOn(at).SelectMany(exit => Sides(exit).SelectMany(by => Rights(contract, exit, by, at)));

    static IEnumerable<Right> Rights(Contract contract, Exit exit, Side by, LocalDate at)
    {
        var first = LocalDate.Max(at, exit.ServeFrom);
        if (LastUseful(contract, exit) is not { } final || final < first) yield break;
        var notice = Serving(contract, exit, by, first, at, $"notice of {Text(first)} ends the contract");
        yield return new(exit.Name, RightKind.Notice, by, exit.ServeFrom, final, notice.What)
        { Gpus = new Gpus(-notice.GpusChange.Count), Amount = notice.Amount, AmountOf = notice.AmountOf };
    }

    static Milestone Serving(Contract contract, Exit exit, Side by, LocalDate served, LocalDate at, string what)
    {
        var last = exit.LastDayIfServed(served);
        var (stays, ends) = (contract.Schedule(at), (contract with { Notice = new Notice(by == Side.Either ? Side.Buyer : by, served, last) }).Schedule(at));
        return new(served, $"{what}; the last day served would be {Text(last)}")
        {
            IsChoice = true,
            GpusChange = new Gpus(-stays.ReservedInAll.At(contract.Terms.Calendar.StartOf(last)).Count),
            Amount = (ends.Due.Total - stays.Due.Total).Round(contract.Terms.Currency.Digits),
            AmountOf = AmountOf.Term,
        };
    }

    /// <summary>The last day of service that ends the contract before its stated end; null when none does. The later served, the later it ends.</summary>
    static LocalDate? LastUseful(Contract contract, Exit exit)
    {
        if (exit.LastDayIfServed(exit.ServeFrom) >= contract.Terms.Through) return null;
        var (low, high) = (exit.ServeFrom, LocalDate.Max(contract.Terms.Through, exit.ServeFrom));
        while (low < high)
        {
            var middle = low.PlusDays((Period.DaysBetween(low, high) + 1) / 2);
            if (exit.CanServe(middle) && exit.LastDayIfServed(middle) < contract.Terms.Through) low = middle;
            else high = middle.PlusDays(-1);
        }
        return low;
    }

    static string Word(Side side) => side.ToString().ToLowerInvariant();

    static string Text(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
