using Headroom.Core.Contracts.Events;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// The seller's right to have the buyer take GPUs of a pool that nobody else took: a put. Each call adds capacity for its days and a charge for it by the
/// month; months that are not whole go by their days.
/// </summary>
/// <param name="Name">The clause, and the charge under which what was called is invoiced.</param>
/// <param name="Most">The most GPUs that calls may come to on any day, 1 or more.</param>
/// <param name="Price">For a GPU and a month, 0 to <see cref="Money.Most"/>, in the currency of the terms.</param>
/// <param name="From">The first day for which GPUs may be called.</param>
/// <param name="Through">The last day for which GPUs may be called.</param>
/// <param name="NoticeDays">A call is for no day before its own plus so many, 0 to 3,660.</param>
public sealed record Backstop(string Name, Slug Pool, Gpus Most, decimal Price, LocalDate From, LocalDate Through, int NoticeDays) : Leg(Name)
{
    /// <remarks>Above the modifiers: what was called has a price of its own, which no escalator, partial release or late delivery of the rest changes.</remarks>
    public override Tier Tier => Tier.Minimums;

    public override bool ShapesCapacity => true;

    public override string Says(Terms terms) =>
        $"'{Name}': the seller may require the buyer to take up to {Say.Number(Most.Count)} unsold GPUs of pool '{Pool}' for days from {Say.Date(From)} "
        + $"through {Say.Date(Through)} on {Say.Notice(NoticeDays)}, at {Say.Money(Price, terms)} a GPU and month";

    public override IEnumerable<Refusal> Check(Terms terms)
    {
        if (From < terms.From || Through > terms.Through || From > Through)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "from",
                $"{Say.Date(From)} through {Say.Date(Through)} is upside down or lies outside the term {Say.Date(terms.From)} to {Say.Date(terms.Through)}.");
        if (Most.Count < 1)
            yield return new Refusal(RefusalCode.OutOfRange, "most", "A backstop of no GPUs gives no right; at least 1 is accepted.");
        if (NoticeDays is < 0 or > Exit.MostDays)
            yield return new Refusal(RefusalCode.OutOfRange, "notice-days", $"Notice of {NoticeDays} days is outside 0 to {Exit.MostDays}.");
    }

    public override Schedule Resolve(Schedule below, Setting setting)
    {
        var (calls, end) = (CallsIn(setting.Observations.Events).ToList(), setting.Terms.End);
        if (calls.Count == 0) return below;
        var due = calls.Where(call => call.From < end).Aggregate(Cumulative.Zero, (sum, call) =>
            sum + Cost(call.Gpus, call.From, LocalDate.Min(call.Through.PlusDays(1), end)));
        return below + new Commitment(Pool, Called(calls, setting.Terms.Calendar), null) + new Charge(Name, due) { IsSeparate = true };
    }

    Cumulative Cost(Gpus gpus, LocalDate from, LocalDate end) =>
        Cumulative.Monthly([(from, (Rational)Price * gpus.Count)], end);

    /// <summary>The calls under this clause among what happened.</summary>
    public IEnumerable<BackstopCalled> CallsIn(IEnumerable<ContractEvent> happened) => happened.OfType<BackstopCalled>().Where(call => call.Clause == Name);

    /// <summary>The most GPUs that are called on any day of a stretch, both ends counting.</summary>
    public Gpus MostCalled(Contract contract, LocalDate from, LocalDate through)
    {
        var calendar = contract.Terms.Calendar;
        var (called, start, end) = (Called(CallsIn(contract.Events), calendar), calendar.StartOf(from), calendar.StartOf(through.PlusDays(1)));
        return called.Changes.Where(change => change > start && change < end).Append(start).Select(called.At).Max();
    }

    static Timeline<Gpus> Called(IEnumerable<BackstopCalled> calls, Calendar calendar) => calls.Aggregate(Timeline<Gpus>.Always(Gpus.Zero), (sum, call) =>
        sum.Zip(Timeline<Gpus>.Of(Gpus.Zero, [(calendar.StartOf(call.From), call.Gpus), (calendar.StartOf(call.Through.PlusDays(1)), Gpus.Zero)]), (a, b) => a + b));

    public override IEnumerable<string> Workings(string charge, YearMonth month, Setting setting) => !IsOwn(charge) ? []
        : CallsIn(setting.Observations.Events).Where(call => call.From.ToYearMonth() <= month && call.Through.ToYearMonth() >= month)
            .Select(call =>
                $"{Say.Number(call.Gpus.Count)} GPUs of pool '{Pool}' required from {Say.Date(call.From)} through {Say.Date(call.Through)}, at {Say.Money(Price, setting.Terms)} a GPU and month");

    /// <remarks>For the days from the first on that a call today may be for: what is called of them already is taken off.</remarks>
    public override IEnumerable<Right> Rights(Schedule schedule, Setting setting, LocalDate on)
    {
        var (calendar, from) = (setting.Terms.Calendar, LocalDate.Max(From, on.PlusDays(NoticeDays)));
        if (from > Through) return [];
        var (called, start) = (Called(CallsIn(setting.Observations.Events), calendar), calendar.StartOf(from));
        var left = Most - called.Changes.Where(change => change > start).Append(start).Select(called.At).Max();
        return [new(Name, RightKind.Put, Side.Seller, From.PlusDays(-NoticeDays), Through.PlusDays(-NoticeDays),
            $"the buyer takes up to {Say.Number(left.Count)} GPUs of pool '{Pool}' for days from {Say.Date(from)}")
        { Gpus = left, Amount = Price * left.Count, AmountOf = AmountOf.Monthly }];
    }

    /// <summary>The first and the last day on which it may be called, with what all of it costs a month.</summary>
    public override IEnumerable<Milestone> Dates(Schedule schedule, Setting setting)
    {
        return [Of(From.PlusDays(-NoticeDays), "may require"), Of(Through.PlusDays(-NoticeDays), "may for the last time require")];
        Milestone Of(LocalDate date, string may) => new(date, $"{Name}: the seller {may} the buyer to take up to {Say.Number(Most.Count)} GPUs of {Pool}")
        { IsChoice = true, Amount = Price * Most.Count, AmountOf = AmountOf.Monthly };
    }
}
