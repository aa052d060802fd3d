using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// What a take-or-pay commitment lets pass from one period to the next. Units that were paid for and not used may be used later beyond the
/// commitment of a period, before anything costs the overage; if stated, use beyond the commitment makes good what is missing later.
/// </summary>
/// <param name="Share">Of a period's commitment so much is carried at most, 0 to 1.</param>
/// <param name="Periods">For so many periods after it, 1 to 60.</param>
/// <param name="Surplus">Whether use beyond the commitment counts toward the commitments of the next periods.</param>
public sealed record CarryOver(decimal Share, int Periods, bool Surplus)
{
    internal string Says => $"; up to {Say.Percent(Share)} of a period's commitment that was not used may be used in the next {Periods} period{(Periods == 1 ? "" : "s")}"
        + (Surplus ? ", and use beyond it counts toward them" : "");

    /// <summary>The last day on which units of a period that ends on a day may be used.</summary>
    internal LocalDate Through(Usage usage, LocalDate last) => last.PlusDays(1).PlusMonths(Periods * usage.EveryMonths).PlusDays(-1);

    internal IEnumerable<Refusal> Check(Usage usage, Terms terms)
    {
        if (Share is < 0 or > 1)
            yield return new Refusal(RefusalCode.OutOfRange, "commit.carry-over.share", $"A share of {Say.Percent(Share)} is outside 0 to 100 percent.");
        if (Periods is < 1 or > 60)
            yield return new Refusal(RefusalCode.OutOfRange, "commit.carry-over.periods", $"{Periods} periods is outside 1 to 60.");
        if (usage.Commit == 0)
            yield return new Refusal(RefusalCode.InvalidTerms, "commit", "Without a commitment there is nothing to carry over.");
        // A unit is taken off later at what was paid for it, which a clause that changes prices in between would falsify.
        if (terms.Legs.FirstOrDefault(leg => leg.Tier == Tier.Modifiers) is { } modifier)
            yield return new Refusal(RefusalCode.InvalidTerms, "commit.carry-over",
                $"Units paid at one price cannot be carried over while '{modifier.Name}' changes prices; amend the price by its dates instead.");
    }
}

/// <summary>A commitment period of a metered charge as far as it has gone.</summary>
/// <param name="Units">What may be used of it at its price: its commitment.</param>
/// <param name="Left">Units of its commitment not yet used.</param>
/// <param name="Beyond">Units used beyond it that cost the overage.</param>
/// <param name="Unused">Units paid for in earlier periods that may still be used.</param>
/// <param name="Surplus">Use beyond earlier commitments that may still make good what is missing.</param>
sealed record UsagePeriod(Usage Usage, Rational Units, Rational Left, Rational Beyond, Lots Unused, Lots Surplus)
{
    public static UsagePeriod Of(Usage usage, Rational units, Lots unused, Lots surplus) => new(usage, units, units, Rational.Zero, unused, surplus);

    /// <summary>After a month's use: the commitment first, then what was carried over, then the overage.</summary>
    public (UsagePeriod Period, PaidAhead Entry) Use(Rational used, LocalDate last)
    {
        var within = used < Left ? used : Left;
        var (unused, drawn) = Unused.Draw(used - within);
        var beyond = used - within - drawn.Units;
        return (this with { Left = Left - within, Beyond = Beyond + beyond, Unused = unused },
            new PaidAhead(last, Usage.Price * within + drawn.Value + Usage.Beyond(Beyond, beyond), -drawn.Value));
    }

    /// <summary>The next period, and the true-up of this one: what is missing is paid, and the part that is carried over is earned only when it is used or lapses.</summary>
    /// <param name="owed">What is paid of it whether used or not; less than its units where the end cuts it short.</param>
    /// <param name="isEnd">Nothing is carried beyond the end of the contract.</param>
    public (UsagePeriod Next, PaidAhead Entry) Close(Rational owed, LocalDate last, bool isEnd)
    {
        var missing = owed > Units - Left ? owed - (Units - Left) : Rational.Zero;
        var (surplus, made) = Surplus.Draw(missing);
        missing -= made.Units;
        if (Usage.Carry is not { } carry) return (Of(Usage, Usage.Commit, Unused, Surplus), new PaidAhead(last, Usage.Price * missing, Rational.Zero));
        var (unused, lapsed) = isEnd ? (Lots.None, Unused) : Unused.After(last);
        var most = carry.Share * Units;
        var through = carry.Through(Usage, last);
        var carried = isEnd ? Rational.Zero : missing < most ? missing : most;
        if (carry.Surplus) surplus = surplus.After(last).Left.With(new Lot(through, Beyond < most ? Beyond : most, Rational.Zero));
        return (Of(Usage, Usage.Commit, unused.With(new Lot(through, carried, Usage.Price)), surplus),
            new PaidAhead(last, Usage.Price * (missing - carried) + lapsed.Value, Usage.Price * carried - lapsed.Value));
    }
}

/// <summary>A step of a metered charge: a month's use, or the close of a commitment period after its last month.</summary>
/// <param name="IsFirst">Whether it is the use of the first month of a period.</param>
readonly record struct UsageStep(UsagePeriod Before, UsagePeriod After, PaidAhead Entry, bool IsFirst, bool IsClose)
{
    /// <summary>The units that it charges, each with its price, as a line under an invoice; null when it charges nothing.</summary>
    public string? Says => IsClose ? Closed : Used;

    string? Used
    {
        get
        {
            var usage = Before.Usage;
            var beyond = usage.BeyondByPrice(Before.Beyond, After.Beyond - Before.Beyond)
                .Select(each => (each.Units, each.Price, Of: usage.Commit == 0 ? "" : " beyond the commitment"));
            string[] parts = [.. new[] { (Units: Before.Left - After.Left, usage.Price, Of: " of the commitment"),
                (Units: Before.Unused.Units - After.Unused.Units, usage.Price, Of: " paid ahead before") }.Concat(beyond)
                .Where(part => part.Units > Rational.Zero).Select(part => $"{Number(part.Units)}{part.Of} at {Say.Number(part.Price)}")];
            return parts.Length == 0 ? null : $"used in the month: {Say.List(parts)}";
        }
    }

    // What is missing is paid at the price of the commitment, here or as paid ahead; what was paid ahead and lapses is paid here.
    string? Closed
    {
        get
        {
            var (price, through) = (Before.Usage.Price, Before.Usage.Carry?.Through(Before.Usage, Entry.Date));
            if (price == 0) return null;
            var missing = (Entry.Earned + Entry.Ahead) / price;
            var kept = After.Unused.All.Where(lot => lot.Through == through).Aggregate(Rational.Zero, (sum, lot) => sum + lot.Units);
            var lapsed = Before.Unused.Units + kept - After.Unused.Units;
            string[] parts = [.. missing.IsZero ? Array.Empty<string>()
                : [$"not used of the commitment: {Number(missing)} at {Say.Number(price)}{(kept > Rational.Zero ? $", {Number(kept)} of them paid ahead" : "")}"],
                .. lapsed.IsZero ? Array.Empty<string>() : [$"paid ahead before and not used in time: {Number(lapsed)} at {Say.Number(price)}"]];
            return parts.Length == 0 ? null : string.Join("; ", parts);
        }
    }

    static string Number(Rational units) => Say.Number(units.ToDecimal());
}

/// <summary>The units of one commitment period, as far as they are paid for: what was used of them, in the period or later, and what is earned under the terms alone.</summary>
/// <param name="Through">The last day on which units that were not used in the period may be.</param>
/// <param name="Price">What a unit costs on the last day of the period.</param>
/// <param name="Most">All units that are paid for; what is committed until the period is closed.</param>
sealed record PaidUnits(LocalDate Through, Rational Price, Rational Most, Rational Used, Rational Earned)
{
    /// <summary>The commitment of a period before anything is used.</summary>
    /// <param name="owed">The units of it that are paid for whether used or not.</param>
    /// <param name="last">The last day of the period.</param>
    public static PaidUnits Of(Usage usage, Rational owed, LocalDate last, Setting setting)
    {
        var priced = Schedule.Nothing + new Charge(usage.Name, Cumulative.On(last, usage.Price), IsVariable: true);
        // Whatever changes prices changes this one.
        var changed = setting.Terms.Legs.Where(leg => leg.Tier is Tier.Capacity or Tier.Modifiers).OrderBy(leg => leg.Tier)
            .Aggregate(priced, (below, leg) => leg.Resolve(below, setting));
        return new(usage.Carry?.Through(usage, last) ?? last, changed.DueUnder(usage.Name).Total, owed, Rational.Zero, Rational.Zero);
    }

    /// <summary>How much more is earned when units that are expected to be used are earned together with those that are not.</summary>
    /// <param name="pace">Units paid for over units expected to be used, more than one.</param>
    public Rational Ahead(Rational pace)
    {
        var expected = Used * pace < Most ? Used * pace : Most;
        return expected > Earned ? (expected - Earned) * Price : Rational.Zero;
    }

    /// <summary>After a step.</summary>
    /// <param name="isCurrent">Whether these are the units of the period that the step lies in, and not of one before it.</param>
    public PaidUnits After(UsageStep step, bool isCurrent)
    {
        var (held, left) = (Held(step.Before), Held(step.After));
        if (!isCurrent) return step.IsClose ? this with { Earned = Earned + held - left } : this with { Used = Used + held - left, Earned = Earned + held - left };
        if (!step.IsClose) return this with { Used = Used + step.Before.Left - step.After.Left, Earned = Earned + step.Before.Left - step.After.Left };
        var missing = (step.Entry.Earned + step.Entry.Ahead) / step.Before.Usage.Price;
        return this with { Most = Used + missing, Earned = Earned + missing - left };
    }

    Rational Held(UsagePeriod period) => period.Unused.All.Where(lot => lot.Through == Through).Aggregate(Rational.Zero, (sum, lot) => sum + lot.Units);
}
