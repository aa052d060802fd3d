using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// One clause of the terms. A leg sees the schedule that the legs of lower tiers made and returns it with what it adds or changes.
/// A new clause is one new case here, one golden contract and one concept page.
/// </summary>
public abstract record Leg
{
    private protected Leg(string name) => Name = name;

    /// <summary>Names the leg among those of its kind; a charge bears it on every invoice line.</summary>
    public string Name { get; }

    /// <summary>When it resolves: lower tiers first.</summary>
    public abstract Tier Tier { get; }

    /// <summary>Whether it is billed under its name.</summary>
    public virtual bool IsCharge => Tier is Tier.Charges or Tier.Minimums or Tier.Credits or Tier.Means;

    /// <summary>The meters whose readings it needs.</summary>
    public virtual IEnumerable<string> Meters => [];

    /// <summary>The published indices that it follows.</summary>
    public virtual IEnumerable<string> Indices => [];

    /// <summary>What is not known and would have to be to bill its days through a date, each with its numbers; only asked of a leg that follows an index.</summary>
    public virtual IEnumerable<Refusal> Unknown(Observations observed, LocalDate through) => [];

    /// <summary>Whether it has a part in how much capacity is committed when; the totals of pools are kept from such legs alone.</summary>
    public virtual bool ShapesCapacity => Tier is Tier.Capacity or Tier.Exit;

    /// <summary>Whether it bears on what is signed with others: such contracts are looked at when another is signed.</summary>
    public virtual bool BearsOnOthers => false;

    /// <summary>The clause in one sentence without a full stop, as a person would tell it.</summary>
    public abstract string Says(Terms terms);

    /// <summary>Where the signed document says so, when that was stated.</summary>
    public Citation? Cites { get; init; }

    /// <summary>What in this leg contradicts itself or the terms; fields are relative to the leg.</summary>
    public abstract IEnumerable<Refusal> Check(Terms terms);

    /// <summary>The schedule below with this leg's effect.</summary>
    public abstract Schedule Resolve(Schedule below, Setting setting);

    /// <summary>
    /// How much more would be earned by the start of each date if a share of the units that are paid for were expected not to be used, and earned in proportion to the use of the
    /// others. It comes to nothing once the right to the units has lapsed.
    /// </summary>
    /// <param name="share">More than 0 and less than 1.</param>
    public virtual Cumulative Breakage(decimal share, Setting setting) => Cumulative.Zero;

    /// <summary>
    /// How the amount of a charge in a month comes about as far as this leg has a part in it: sentences with their numbers and without a full stop, from which a reader of
    /// the invoice can work the amount out. A leg says itself for its own charge unless it knows better; one that changes what others charge says by how much.
    /// </summary>
    public virtual IEnumerable<string> Workings(string charge, YearMonth month, Setting setting) => IsOwn(charge) ? [Says(setting.Terms)] : [];

    /// <summary>Whether a charge is the one that this leg is billed under.</summary>
    private protected bool IsOwn(string charge) => IsCharge && charge == Name;

    /// <summary>Whether a charge is one of those that a modifier of this tier changes.</summary>
    private protected bool Changes(string charge, Terms terms) => terms.Legs.Any(leg => leg.Tier < Tier && leg.IsOwn(charge));

    /// <summary>
    /// The dates that this leg sets, for the contract's agenda: deadlines, steps, rights and when they can first and last be used. Changes of
    /// capacity and the last day served need not be told; they are read off the schedule. Dates outside what is served are left out by the reader.
    /// </summary>
    /// <param name="schedule">All that follows from the contract, this leg included.</param>
    public virtual IEnumerable<Milestone> Dates(Schedule schedule, Setting setting) => [];

    /// <summary>
    /// The rights that this leg gives a party, as they stand on a date: who may do what, and what that would do. Rights to end by notice need not be told; they are read off the
    /// contract.
    /// </summary>
    /// <param name="schedule">All that follows from the contract, this leg included.</param>
    public virtual IEnumerable<Right> Rights(Schedule schedule, Setting setting, LocalDate on) => [];
}

/// <summary>A place in a signed document.</summary>
/// <param name="Document">The document's name, 1 to 200 characters.</param>
/// <param name="Paragraph">The paragraph as the document numbers it, 1 to 60 characters.</param>
/// <param name="Digest">SHA-256 of the document's bytes in hexadecimal, when the very file is meant; else null.</param>
public sealed record Citation(string Document, string Paragraph, string? Digest);

/// <summary>The order in which legs see each other.</summary>
/// <remarks>
/// <see cref="Changes"/> are what events do to capacity and to the charges on it, before anything that scales or reads them; <see cref="Ceilings"/> lower what all that has made of
/// the fees;
/// <see cref="Division"/> takes a part of everything.
/// </remarks>
public enum Tier { Capacity, Charges, Changes, Modifiers, Ceilings, Minimums, Credits, Exit, Aftermath, Means, Division }

/// <summary>Everything beside the schedule that a leg may look at.</summary>
/// <param name="Terms">The terms that it stands in.</param>
/// <param name="Observations">What has been observed, and as of when.</param>
/// <param name="Notice">The notice served, if one was.</param>
/// <param name="Earlier">What the versions of the terms before this one came to, when it is an amendment: what a balance or a cap goes on from.</param>
public sealed record Setting(Terms Terms, Observations Observations, Notice? Notice, Earlier? Earlier = null)
{
    /// <summary>
    /// What would still have fallen due to the end of the term had a notice not been served, commitments included: as agreed, and as it stands after what was given back, extended
    /// or paused since. What the contract comes to by that notice is no part of it, and neither is what power would have cost, which nobody draws.
    /// </summary>
    public Rational RemainingAfter(Notice notice)
    {
        var (known, fees) = (Observations.None with { Indices = Observations.Indices, Prices = Observations.Prices, Events = Observations.Events },
            Terms with { Legs = [.. Terms.Legs.Where(leg => leg is not Power)] });
        return fees.Resolve(known).Due.Over(Terms.From, Terms.End) - fees.CutShort(known, notice).Due.Over(Terms.From, notice.LastDay.PlusDays(1));
    }

    /// <summary>The rights that all clauses of the terms give.</summary>
    internal IEnumerable<Right> RightsOn(LocalDate on, Schedule schedule) => Terms.Legs.SelectMany(leg => leg.Rights(schedule, this, on));

    /// <summary>What remains after the last day served of a notice, in words.</summary>
    internal string SaysRemainingAfter(Notice notice) =>
        $"the {Say.Money(RemainingAfter(notice).Round(Terms.Currency.Digits), Terms)} that would still have fallen due from {Say.Date(notice.LastDay.PlusDays(1))} through {Say.Date(Terms.Through)}";
}

/// <summary>The schedule that held until an amendment.</summary>
/// <param name="Until">The date from which the amended terms hold.</param>
public sealed record Earlier(LocalDate Until, Schedule Schedule)
{
    /// <summary>What a charge added on the days of [from, end), as far as they lie before the amendment.</summary>
    public Rational Over(string charge, LocalDate from, LocalDate end) =>
        from >= Until ? Rational.Zero : Schedule.DueUnder(charge).Over(from, LocalDate.Min(end, Until));
}
