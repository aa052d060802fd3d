using System.Collections.Immutable;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// A tranche of capacity that is handed over and accepted on its own, and the part of the monthly charges that waits for it. Until its fee starts
/// nothing of that part is due. Days to come are estimated: as if it came on its target date while that has not passed, and as things stand once it has.
/// </summary>
/// <param name="Name">The tranche, as events name it.</param>
/// <param name="Pool">The pool of which it is a part.</param>
/// <param name="Gpus">Its size, 1 or more; the tranches of a pool are together no more than what is reserved of it.</param>
/// <param name="Target">The date by which it is to be ready.</param>
/// <param name="Carries">The monthly charges of which it carries a share, 0 to 1; of one charge all tranches together carry at most the whole.</param>
/// <param name="FeeFrom">From when its part is due.</param>
/// <param name="Tests">The tests that acceptance asks for, at most 20; may be empty.</param>
/// <param name="DeemedDays">So many days after readiness it counts as accepted if it was not rejected, 0 to 365; null when it never does.</param>
public sealed record TrancheDelivery(
    string Name, Slug Pool, Gpus Gpus, LocalDate Target, ImmutableArray<Carried> Carries, FeeStart FeeFrom, ImmutableArray<string> Tests, int? DeemedDays) : Leg(Name)
{
    public const int MostTests = 20;

    /// <summary>The most blocks of a tranche.</summary>
    public const int MostBlocks = 40;

    /// <summary>
    /// The blocks that it consists of; empty when it is not said by blocks. It is ready when all of them are assigned and accepted when all are in use, and its part of the fees
    /// ends with the days on which they leave use, each with its GPUs out of the tranche's.
    /// </summary>
    public ImmutableArray<Slug> Blocks { get; init; } = [];

    public override Tier Tier => Tier.Changes;

    public override bool ShapesCapacity => true;

    public override string Says(Terms terms) => $"tranche '{Name}': {Say.Number(Gpus.Count)} GPUs of pool '{Pool}' by {Say.Date(Target)}; "
        + (Carries.Length == 0 ? "no fee waits for it"
            : $"{Say.List(Carries.Select(part => $"{Say.Percent(part.Share)} of '{part.Charge}'"))} from {(FeeFrom == FeeStart.Target ? "its target date" : $"its {FeeFrom.ToString().ToLowerInvariant()}")}")
        + (Tests.Length == 0 ? "" : $"; accepted by the tests {Say.List(Tests)}")
        + (DeemedDays is { } days ? $"; deemed accepted {Say.Days(days)} after readiness unless rejected" : "")
        + (Blocks.Length == 0 ? "" : $"; it is the blocks {Say.List(Blocks.Select(block => block.ToString()))}: accepted as all are in use, and paid for until they leave use");

    public override IEnumerable<Refusal> Check(Terms terms)
    {
        if (Target < terms.From || Target > terms.Through)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "target", $"{Target:R} lies outside the term {terms.From:R} to {terms.Through:R}.");
        if (Blocks.FirstOrDefault(block => terms.Legs.OfType<TrancheDelivery>().Sum(leg => leg.Blocks.Count(other => other == block)) > 1) is var twice && twice != default)
            yield return new Refusal(RefusalCode.InvalidTerms, "blocks", $"Block '{twice}' stands in more than one place of the tranches.");
        if (DeemedDays is < 0 or > 365)
            yield return new Refusal(RefusalCode.OutOfRange, "deemed-days", $"{DeemedDays} days is outside 0 to 365.");
        var reserved = terms.Legs.OfType<Reserve>().Where(leg => leg.Pool == Pool).Sum(leg => leg.Steps.Select(step => step.Gpus.Count).DefaultIfEmpty().Max());
        var inTranches = terms.Legs.OfType<TrancheDelivery>().Where(leg => leg.Pool == Pool).Sum(leg => leg.Gpus.Count);
        if (inTranches > reserved)
            yield return new Refusal(RefusalCode.InvalidTerms, "gpus",
                $"The tranches of pool '{Pool}' come to {Say.Number(inTranches)} GPUs; {Say.Number(reserved)} are reserved.");
        foreach (var part in Carries)
        {
            if (terms.Legs.OfType<Monthly>().All(leg => leg.Name != part.Charge))
                yield return new Refusal(RefusalCode.InvalidTerms, "carries", $"There is no monthly charge '{part.Charge}' of which a share could wait.");
            if (Carriers(terms, part.Charge).Sum(leg => leg.ShareOf(part.Charge)) is > 1 and var sum)
                yield return new Refusal(RefusalCode.InvalidTerms, "carries", $"The tranches carry {Say.Percent(sum)} of '{part.Charge}'; at most all of it can wait.");
        }
    }

    /// <summary>The tranche of this name under a contract on a date; null when there is none.</summary>
    public static TrancheDelivery? Of(Contract contract, string name, LocalDate on) => contract.TermsOn(on).Legs.OfType<TrancheDelivery>().FirstOrDefault(leg => leg.Name == name);

    /// <summary>The share of a charge that waits for this tranche.</summary>
    public decimal ShareOf(string charge) => Carries.Where(part => part.Charge == charge).Sum(part => part.Share);

    /// <summary>What a month of its part comes to by the fee steps of its target date, before anything changes them; in the currency of the terms.</summary>
    public decimal MonthlyFee(Terms terms) => terms.Legs.OfType<Monthly>()
        .Sum(leg => ShareOf(leg.Name) * leg.Steps.Where(step => step.From <= Target).Select(step => step.Amount).LastOrDefault(leg.Steps[0].Amount));

    /// <summary>How far it has come, by what was said of it. A rejection voids the readiness before it; the next one starts the days anew.</summary>
    public TrancheProgress Progress(IEnumerable<ContractEvent> events)
    {
        LocalDate? ready = null, accepted = null, terminated = null;
        foreach (var happened in events.OrderBy(happened => happened.On))
            switch (happened)
            {
                case TrancheReady said when said.Tranche == Name: ready ??= said.On; break;
                case TrancheRejected said when said.Tranche == Name: ready = null; break;
                case TrancheAccepted said when said.Tranche == Name: accepted = said.On; break;
                case TrancheTerminated said when said.Tranche == Name: terminated = said.On; break;
            }
        return new(Name, Pool, Gpus, ready, accepted ?? (DeemedDays is { } days ? ready?.PlusDays(days) : null), accepted is null && ready is not null, terminated);
    }

    /// <summary>The first day of its fee, estimated where it has not come; null when nothing is known and the target date has passed.</summary>
    public LocalDate? FeeStartsOn(Observations observed)
    {
        var progress = Progress(observed.Events);
        LocalDate? expected = observed.Through < Target || observed.Through is null ? Target : null;
        return FeeFrom switch { FeeStart.Target => Target, FeeStart.Readiness => progress.Ready ?? expected, _ => progress.Accepted ?? expected };
    }

    public override Schedule Resolve(Schedule below, Setting setting)
    {
        var changed = below.WithCharges(charge => ShareOf(charge.Name) == 0 ? charge : Waiting(charge, setting));
        return Progress(setting.Observations.Events).Terminated is not { } last ? changed
            : changed.Without(Pool, Time.Timeline<Gpus>.Always(Gpus.Zero).Then(setting.Terms.Calendar.StartOf(last.PlusDays(1)), Gpus));
    }

    // Agreed is what falls due if every tranche comes on its target date; one that is terminated is agreed no more.
    Charge Waiting(Charge charge, Setting setting) => charge with
    {
        Due = charge.Due.Scale(Factors(charge.Name, setting.Terms, Turns(charge.Name, setting), (leg, date) => leg.PartOn(date, setting.Observations))),
        Agreed = (charge.Agreed ?? charge.Due).Scale(
            Factors(charge.Name, setting.Terms, [.. Turns(charge.Name, setting).Concat(Carriers(setting.Terms, charge.Name).Select(leg => leg.Target)).Distinct().Order()],
            (leg, date) => date < leg.Target || leg.Progress(setting.Observations.Events).Terminated < date ? Rational.Zero : Rational.One)),
    };

    // Each tranche takes its share of the whole: what stands after it over what stood before it, so that tranches do not multiply.
    List<(LocalDate, Rational)> Factors(string charge, Terms terms, IEnumerable<LocalDate> dates, Func<TrancheDelivery, LocalDate, Rational> part)
    {
        var before = Carriers(terms, charge).TakeWhile(leg => leg.Name != Name).ToList();
        return [.. dates.Select(date =>
            (date, InService(before, charge, date, part) is var stood && stood.IsZero ? Rational.One : InService([.. before, this], charge, date, part) / stood))];
    }

    /// <summary>The share of a charge that is in service on a date: all but what waits.</summary>
    internal static Rational InService(string charge, LocalDate date, Setting setting) =>
        InService(Carriers(setting.Terms, charge), charge, date, (leg, on) => leg.PartOn(on, setting.Observations));

    /// <summary>The dates on which that share changes, and the first day of the term.</summary>
    internal static IEnumerable<LocalDate> Turns(string charge, Setting setting) => Carriers(setting.Terms, charge)
        .SelectMany(leg => leg.Uses(setting.Observations).SelectMany(use => new LocalDate?[] { use.From, use.End })
            .Append(leg.FeeStartsOn(setting.Observations)).Append(leg.Progress(setting.Observations.Events).Terminated?.PlusDays(1)))
        .OfType<LocalDate>().Where(date => date > setting.Terms.From).Append(setting.Terms.From).Distinct().Order();

    static Rational InService(IEnumerable<TrancheDelivery> tranches, string charge, LocalDate date, Func<TrancheDelivery, LocalDate, Rational> part) =>
        tranches.Aggregate(Rational.One, (left, leg) => left - leg.ShareOf(charge) * (Rational.One - part(leg, date)));

    static IEnumerable<TrancheDelivery> Carriers(Terms terms, string charge) => terms.Legs.OfType<TrancheDelivery>().Where(leg => leg.ShareOf(charge) > 0);

    /// <summary>The part of it whose fee is due on a date: nothing before its fee starts and after it was terminated, and without the blocks that have left use.</summary>
    internal Rational PartOn(LocalDate date, Observations observed)
    {
        if (FeeStartsOn(observed) is not { } from || date < from || Progress(observed.Events).Terminated < date) return Rational.Zero;
        var gone = Uses(observed).GroupBy(use => use.Block).Where(block => block.Any(use => use.End <= date) && !block.Any(use => use.IsOn(date)))
            .Sum(block => block.First().Gpus.Count);
        return Rational.One - Rational.Of(Math.Min(gone, Gpus.Count), Gpus.Count);
    }

    IEnumerable<BlockUse> Uses(Observations observed) => observed.Uses.Where(use => Blocks.Contains(use.Block));

    public override IEnumerable<string> Workings(string charge, YearMonth month, Setting setting)
    {
        if (ShareOf(charge) is 0) yield break;
        var (from, terminated) = (FeeStartsOn(setting.Observations), Progress(setting.Observations.Events).Terminated);
        if (from is null || from.Value.ToYearMonth() > month || terminated?.ToYearMonth() < month)
            yield return $"without the {Say.Percent(ShareOf(charge))} that tranche '{Name}' carries";
        else if (from.Value.ToYearMonth() == month) yield return $"the {Say.Percent(ShareOf(charge))} that tranche '{Name}' carries from {Say.Date(from.Value)}";
        else if (terminated is { } last && last.ToYearMonth() == month) yield return $"the {Say.Percent(ShareOf(charge))} that tranche '{Name}' carried through {Say.Date(last)}";
        foreach (var use in Uses(setting.Observations).GroupBy(use => use.Block).Select(block => block.Last()).Where(use => use.End?.ToYearMonth() <= month))
            yield return $"without block '{use.Block}' of tranche '{Name}' from {Say.Date(use.End!.Value)}";
    }

    public override IEnumerable<Milestone> Dates(Schedule schedule, Setting setting)
    {
        var progress = Progress(setting.Observations.Events);
        if (progress.Terminated is not null) yield break;
        if (progress.Ready is null)
            yield return new Milestone(Target, $"tranche {Name} of {Say.Number(Gpus.Count)} GPUs is to be ready");
        else if (progress is { IsDeemed: true, Accepted: { } deemed })
            yield return new Milestone(deemed, $"tranche {Name} is deemed accepted unless it is rejected before");
    }
}

/// <summary>So much of a monthly charge waits for a tranche, as a share.</summary>
public readonly record struct Carried(string Charge, decimal Share);

/// <summary>From when a tranche's part of the fees is due.</summary>
public enum FeeStart
{
    /// <summary>The date of its acceptance, said or deemed. The default.</summary>
    Acceptance,
    /// <summary>The date on which it was ready.</summary>
    Readiness,
    /// <summary>Its target date, whenever it comes.</summary>
    Target,
}

/// <summary>How far a tranche has come.</summary>
/// <param name="Ready">Since when it is ready; null when it is not, or what was ready has been rejected.</param>
/// <param name="Accepted">The date of its acceptance, which is still to come when it is deemed; null when there is none in sight.</param>
/// <param name="IsDeemed">Whether nobody has accepted what is ready.</param>
/// <param name="Terminated">The last day on which it was part of the contract; null while it is.</param>
public sealed record TrancheProgress(string Tranche, Slug Pool, Gpus Gpus, LocalDate? Ready, LocalDate? Accepted, bool IsDeemed, LocalDate? Terminated)
{
    /// <summary>Whether it is accepted at the end of a date.</summary>
    public bool IsAccepted(LocalDate at) => Accepted <= at;
}
