using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// What a late tranche costs the seller: after days of grace a credit for every day until it is ready, up to a cap, or a discount on its first months; and
/// after longer the buyer's right to terminate. A tranche is late until the readiness that was not rejected, so that the buyer's tests cost the seller nothing.
/// </summary>
/// <param name="Name">The charge on the invoice, negative.</param>
/// <param name="Tranche">The tranche that it is about; null for every one.</param>
/// <param name="GraceDays">Days after the target date that cost nothing, 0 to 365.</param>
/// <param name="CreditPerDay">For each day after them, as a share of the tranche's monthly fee, 0 to 1.</param>
/// <param name="Cap">The most that is credited of days, in monthly fees of the tranche, 0 to 24; null without a cap.</param>
/// <param name="Discount">What its fee is less by, as a share, for the first <paramref name="DiscountMonths"/>, when it came after the grace; 0 to 1.</param>
/// <param name="DiscountMonths">0 to 60.</param>
/// <param name="TerminateAfterDays">After so many days after the target date the buyer may terminate while it is not ready, 0 to 3,660; null when never.</param>
/// <param name="EndsContract">Whether that ends the contract or only the tranche.</param>
public sealed record LateDelivery(
    string Name, string? Tranche, int GraceDays, decimal CreditPerDay, decimal? Cap, decimal Discount, int DiscountMonths, int? TerminateAfterDays, bool EndsContract) : Leg(Name)
{
    public override Tier Tier => Tier.Credits;

    public override string Says(Terms terms) =>
        $"'{Name}': for {(Tranche is null ? "each tranche" : $"tranche '{Tranche}'")} {(GraceDays == 0 ? "later than" : $"more than {Say.Days(GraceDays)} after")} its target date"
        + (CreditPerDay == 0 ? "" : $", {Say.Percent(CreditPerDay)} of its monthly fee a day{(Cap is { } cap ? $", at most {Say.Number(cap)} monthly fees" : "")}")
        + (DiscountMonths == 0 ? "" : $", its fee is less by {Say.Percent(Discount)} for {(DiscountMonths == 1 ? "one month" : $"{DiscountMonths} months")}")
        + (TerminateAfterDays is { } days ? $"; after {Say.Days(days)} the buyer may terminate the {(EndsContract ? "contract" : "tranche")}" : "");

    public override IEnumerable<Refusal> Check(Terms terms)
    {
        if (GraceDays is < 0 or > 365)
            yield return new Refusal(RefusalCode.OutOfRange, "grace-days", $"{GraceDays} days of grace is outside 0 to 365.");
        if (CreditPerDay is < 0 or > 1)
            yield return new Refusal(RefusalCode.OutOfRange, "credit", $"A credit of {Say.Percent(CreditPerDay)} a day is outside 0 to 100 percent of the monthly fee.");
        if (Cap is < 0 or > 24)
            yield return new Refusal(RefusalCode.OutOfRange, "cap", $"A cap of {Cap} monthly fees is outside 0 to 24.");
        if (Discount is < 0 or > 1 || DiscountMonths is < 0 or > 60)
            yield return new Refusal(RefusalCode.OutOfRange, "discount",
                $"A discount of {Say.Percent(Discount)} for {DiscountMonths} months is outside 0 to 100 percent and 0 to 60 months.");
        if (TerminateAfterDays is { } days && (days < GraceDays || days > Exit.MostDays))
            yield return new Refusal(RefusalCode.OutOfRange, "terminate-after-days", $"{days} days is outside {GraceDays} (the grace) to {Exit.MostDays}.");
        if (!Tranches(terms).Any())
            yield return new Refusal(RefusalCode.InvalidTerms, "tranche", Tranche is null ? "There is no tranche that could be late." : $"There is no tranche '{Tranche}'.");
    }

    /// <summary>The clause that gives the buyer the right to terminate a tranche; null when none does.</summary>
    public static LateDelivery? TerminatesBy(Terms terms, TrancheDelivery tranche) => terms.Legs.OfType<LateDelivery>()
        .Where(leg => leg.TerminateAfterDays is not null && leg.IsAbout(tranche)).MinBy(leg => leg.TerminateAfterDays);

    /// <summary>The first day on which the buyer may terminate a tranche that is not ready; null without the right.</summary>
    public LocalDate? TerminableFrom(TrancheDelivery tranche) => TerminateAfterDays is { } days ? tranche.Target.PlusDays(days + 1) : null;

    bool IsAbout(TrancheDelivery tranche) => Tranche is null || Tranche == tranche.Name;

    IEnumerable<TrancheDelivery> Tranches(Terms terms) => terms.Legs.OfType<TrancheDelivery>().Where(IsAbout);

    public override Schedule Resolve(Schedule below, Setting setting)
    {
        var credits = Tranches(setting.Terms).Aggregate(Cumulative.Zero, (sum, tranche) => sum + ForDays(tranche, setting) + ForMonths(tranche, below, setting));
        return credits.Changes.Any() ? below + new Charge(Name, credits.CutAt(setting.Terms.End), IsVariable: true) : below;
    }

    // Only days that have passed: whether a tranche will be late is not known.
    Cumulative ForDays(TrancheDelivery tranche, Setting setting)
    {
        var (progress, fee) = (tranche.Progress(setting.Observations.Events), (Rational)tranche.MonthlyFee(setting.Terms));
        var from = tranche.Target.PlusDays(GraceDays + 1);
        var end = new[] { setting.Observations.NextDay, progress.Ready, progress.Terminated?.PlusDays(1) }.OfType<LocalDate>().Min();
        if (end <= from || CreditPerDay == 0 || fee.IsZero) return Cumulative.Zero;
        if (Cap is not { } cap) return Cumulative.Daily([(from, -(fee * CreditPerDay)), (end, Rational.Zero)]);
        // Full days, and what the cap leaves on the day after them.
        var full = (int)Math.Min(((Rational)cap / CreditPerDay).Floor(), Exit.MostDays * 10);
        var rest = cap - full * CreditPerDay;
        var days = full == 0 ? Cumulative.Zero : Cumulative.Daily([(from, -(fee * CreditPerDay)), (from.PlusDays(full), Rational.Zero)]);
        return (days + Cumulative.On(from.PlusDays(full), -(fee * rest))).CutAt(end);
    }

    Cumulative ForMonths(TrancheDelivery tranche, Schedule below, Setting setting)
    {
        var ready = tranche.Progress(setting.Observations.Events).Ready;
        if (DiscountMonths == 0 || !(ready > tranche.Target.PlusDays(GraceDays)) || tranche.FeeStartsOn(setting.Observations) is not { } from) return Cumulative.Zero;
        var end = from.PlusMonths(DiscountMonths);
        return tranche.Carries.Aggregate(Cumulative.Zero, (sum, part) => sum + below.DueUnder(part.Charge).Scale(
            [.. TrancheDelivery.Turns(part.Charge, setting).Append(from).Append(end).Distinct().Order()
                .Select(date => (date, date < from || date >= end || tranche.PartOn(date, setting.Observations) is var there && there.IsZero ? Rational.Zero
                    : -Discount * (Rational)part.Share * there / TrancheDelivery.InService(part.Charge, date, setting)))]));
    }

    public override IEnumerable<string> Workings(string charge, YearMonth month, Setting setting) =>
        IsOwn(charge) ? Tranches(setting.Terms).SelectMany(tranche => Worked(tranche, month, setting)) : [];

    IEnumerable<string> Worked(TrancheDelivery tranche, YearMonth month, Setting setting)
    {
        var (terms, first, next) = (setting.Terms, month.OnDayOfMonth(1), month.PlusMonths(1).OnDayOfMonth(1));
        if (ForDays(tranche, setting) is var days && !days.Over(first, next).IsZero)
            yield return $"tranche '{tranche.Name}': late from {Say.Date(tranche.Target.PlusDays(GraceDays + 1))} on, {Say.Days(GraceDays)} of grace left out; {Say.Percent(CreditPerDay)} of its monthly fee of "
                + $"{Say.Money(tranche.MonthlyFee(terms), terms)} a day{(Cap is { } cap ? $", at most {Say.Number(cap)} monthly fees" : "")}: {Say.Money(days.Amount(first, next, terms.Currency.Digits), terms)}";
        if (DiscountMonths > 0 && tranche.Progress(setting.Observations.Events).Ready > tranche.Target.PlusDays(GraceDays) && tranche.FeeStartsOn(setting.Observations) is { } from
            && from < next && from.PlusMonths(DiscountMonths) > first)
            yield return $"tranche '{tranche.Name}': {Say.Percent(Discount)} off its fee through {Say.Date(from.PlusMonths(DiscountMonths).PlusDays(-1))}, since it came late";
    }

    public override IEnumerable<Milestone> Dates(Schedule schedule, Setting setting)
    {
        foreach (var tranche in Tranches(setting.Terms))
        {
            var progress = tranche.Progress(setting.Observations.Events);
            if (progress.Ready is not null || progress.Terminated is not null) continue;
            if (CreditPerDay > 0)
                yield return new Milestone(tranche.Target.PlusDays(GraceDays + 1), $"{Name} begins if tranche {tranche.Name} is not ready, for each day")
                { Amount = -((Rational)tranche.MonthlyFee(setting.Terms) * CreditPerDay).Round(setting.Terms.Currency.Digits), AmountOf = AmountOf.Once };
            if (TerminableFrom(tranche) is { } right)
                yield return new Milestone(right,
                    $"the buyer may terminate {(EndsContract ? $"the contract if tranche {tranche.Name}" : $"tranche {tranche.Name} if it")} is not ready")
                { IsChoice = true, GpusChange = EndsContract ? new Gpus(-schedule.ReservedInAll.At(setting.Terms.Calendar.StartOf(right)).Count) : new Gpus(-tranche.Gpus.Count) };
        }
    }
}
