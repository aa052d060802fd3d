using System.Collections.Immutable;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// The right to give back a part of the GPUs of a pool by notice, without a reason. The monthly charges fall in proportion to what is held, or by a stated
/// amount for each step; a fee may be due for each GPU given back.
/// </summary>
/// <param name="Name">The clause, and the charge under which a fee is invoiced.</param>
/// <param name="By">Who may give back, or take back.</param>
/// <param name="From">The first date on which notice may be served.</param>
/// <param name="NoticeDays">The day of notice plus so many days is the last day on which the GPUs are held, 0 to 3,660.</param>
/// <param name="Step">GPUs come back in multiples of it, 1 or more.</param>
/// <param name="Least">So many GPUs of the pool stay at least.</param>
/// <param name="Charges">The monthly charges that fall; empty for all.</param>
/// <param name="FallPerStep">What a month of the one charge falls by for each step, in the currency of the terms; null for in proportion.</param>
/// <param name="FeePerGpu">Due once for each GPU, on the last day on which it is held.</param>
public sealed record PartialRelease(
    string Name, Slug Pool, Side By, LocalDate From, int NoticeDays, Gpus Step, Gpus Least, ImmutableArray<string> Charges, decimal? FallPerStep, decimal FeePerGpu) : Leg(Name)
{
    public override Tier Tier => Tier.Changes;

    public override bool ShapesCapacity => true;

    public override bool IsCharge => true;

    public override string Says(Terms terms) =>
        $"'{Name}': {Say.Who(By)} may give back GPUs of pool '{Pool}' in steps of {Say.Number(Step.Count)} by {Say.Notice(NoticeDays)} from {Say.Date(From)}, "
        + $"down to {Say.Number(Least.Count)}; {(Charges.Length == 0 ? "the monthly fees" : Say.List(Charges.Select(charge => $"'{charge}'")))} {(Charges.Length == 1 ? "falls" : "fall")} "
        + (FallPerStep is { } fall ? $"by {Say.Money(fall, terms)} a month for each step" : "in proportion") + (FeePerGpu == 0 ? "" : $", for {Say.Money(FeePerGpu, terms)} a GPU");

    public override IEnumerable<Refusal> Check(Terms terms)
    {
        if (terms.Legs.OfType<Reserve>().All(leg => leg.Pool != Pool))
            yield return new Refusal(RefusalCode.InvalidTerms, "pool", $"No leg reserves pool '{Pool}', so nothing of it can be given back.");
        if (From < terms.From || From > terms.Through)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "from", $"{From:R} lies outside the term {terms.From:R} to {terms.Through:R}.");
        if (NoticeDays is < 0 or > Exit.MostDays)
            yield return new Refusal(RefusalCode.OutOfRange, "notice-days", $"Notice of {NoticeDays} days is outside 0 to {Exit.MostDays}.");
        foreach (var refusal in Monthly.Unknown(Charges, terms)) yield return refusal;
        var reserved = terms.Legs.OfType<Reserve>().Where(leg => leg.Pool == Pool).Sum(leg => leg.Steps.Select(step => step.Gpus.Count).DefaultIfEmpty().Max());
        if (reserved > 0 && Least.Count + Step.Count > reserved)
            yield return new Refusal(RefusalCode.InvalidTerms, "least",
                $"Of {Say.Number(reserved)} GPUs reserved {Say.Number(Least.Count)} stay, so that a step of {Say.Number(Step.Count)} can never be given back.");
        if (FallPerStep is not { } fall) yield break;
        if (Charges.Length != 1)
            yield return new Refusal(RefusalCode.InvalidTerms, "fall-per-step", "A stated fall needs the one charge that falls, by name.");
        var steps = (reserved - Least.Count) / Math.Max(1, Step.Count);
        var fee = terms.Legs.OfType<Monthly>().Where(leg => Charges.Contains(leg.Name)).SelectMany(leg => leg.Steps).Select(step => step.Amount).DefaultIfEmpty().Min();
        if (fall * steps > fee)
            yield return new Refusal(RefusalCode.InvalidTerms, "fall-per-step",
                $"{steps} steps would take {Say.Money(fall * steps, terms)} from a fee of {Say.Money(fee, terms)}.");
    }

    /// <summary>The last day on which GPUs are held that are given back on a date.</summary>
    public LocalDate LastDayIfServed(LocalDate on) => on.PlusDays(NoticeDays);

    public override IEnumerable<Right> Rights(Schedule schedule, Setting setting, LocalDate on)
    {
        var last = LastDayIfServed(LocalDate.Max(on, From));
        var free = (schedule.Reserved(Pool).At(setting.Terms.Calendar.StartOf(last.PlusDays(1))).Count - Least.Count) / Step.Count * Step.Count;
        return free < 1 ? []
            : [new(Name, RightKind.PartialRelease, By, From, null,
                $"up to {Say.Number(free)} GPUs of pool '{Pool}' are given back after {Say.Date(last)}, for {Say.Money(FeePerGpu * free, setting.Terms)}")
        { Gpus = new Gpus(free), Amount = FallPerStep is { } fall ? -fall * (free / Step.Count) : null, AmountOf = AmountOf.Monthly }];
    }

    public override Schedule Resolve(Schedule below, Setting setting)
    {
        var said = setting.Observations.Of<PartReleased>().Where(part => part.Clause == Name).ToList();
        if (said.Count == 0) return below;
        var after = below.Without(Pool, Taken(said, setting.Terms.Calendar));
        var fallen = FallPerStep is { } fall ? after.WithCharges(charge => charge.Name == Charges[0] ? charge.Changed(due => due.Scale(Left(said, fall, setting.Terms))) : charge)
            : after.InProportion(below, Pool, Charges, setting.Terms);
        var fees = said.Aggregate(Cumulative.Zero, (sum, part) => sum + Cumulative.On(LastDayIfServed(part.On), (Rational)FeePerGpu * part.Gpus.Count));
        return FeePerGpu == 0 ? fallen : fallen + new Charge(Name, fees.CutAt(setting.Terms.End), IsVariable: true);
    }

    Timeline<Gpus> Taken(IEnumerable<PartReleased> said, Calendar calendar) => said.Aggregate(Timeline<Gpus>.Always(Gpus.Zero), (sum, part) =>
        sum.Zip(Timeline<Gpus>.Always(Gpus.Zero).Then(calendar.StartOf(LastDayIfServed(part.On).PlusDays(1)), part.Gpus), (a, b) => a + b));

    // A stated fall is a share of the stated fee: days carry of it what they carry of the fee, and days without a fee nothing.
    List<(LocalDate From, Rational Share)> Left(List<PartReleased> said, decimal fall, Terms terms)
    {
        var steps = terms.Legs.OfType<Monthly>().First(leg => leg.Name == Charges[0]).Steps;
        var parts = said.Select(part => (From: LastDayIfServed(part.On).PlusDays(1), part.Gpus)).ToList();
        Rational ShareOn(LocalDate date) => steps.LastOrDefault(step => step.From <= date).Amount is > 0 and var fee
            ? Rational.One - fall * Rational.Of(parts.Where(part => part.From <= date).Sum(part => part.Gpus.Count), Step.Count) / fee : Rational.One;
        return [.. parts.Select(part => part.From).Concat(steps.Select(step => step.From)).Where(date => date < terms.End).Distinct().Order()
            .Select(date => (date, ShareOn(date)))];
    }

    public override IEnumerable<string> Workings(string charge, YearMonth month, Setting setting)
    {
        var (said, falls) = (setting.Observations.Of<PartReleased>().Where(part => part.Clause == Name), Monthly.Moves(Charges, charge, setting.Terms));
        return said.Select(part => (part.Gpus, Last: LastDayIfServed(part.On)))
            .Where(part => IsOwn(charge) ? part.Last.ToYearMonth() == month : falls && part.Last.PlusDays(1).ToYearMonth() <= month)
            .Select(part => IsOwn(charge)
                ? $"{Say.Number(part.Gpus.Count)} GPUs of pool '{Pool}' given back after {Say.Date(part.Last)}, {Say.Money(FeePerGpu, setting.Terms)} each"
                : $"{Say.Number(part.Gpus.Count)} GPUs of pool '{Pool}' given back after {Say.Date(part.Last)}");
    }

    public override IEnumerable<Milestone> Dates(Schedule schedule, Setting setting) =>
        [new Milestone(From, $"{Say.Who(By)} may give notice to give back GPUs of {Pool} in steps of {Say.Number(Step.Count)}, down to {Say.Number(Least.Count)} ({Name})")
            { IsChoice = true }];
}
