using System.Collections.Immutable;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// What terms resolve to: capacity over time and money over dates. Schedules add; every view reads this and nothing else of a contract.
/// Always derived, never stored.
/// </summary>
public sealed record Schedule(ImmutableArray<Commitment> Capacity, ImmutableArray<Charge> Charges)
{
    public static Schedule Nothing { get; } = new([], []);

    /// <summary>What is given to the buyer beside the invoices: no charge, and no part of the price that is due.</summary>
    public ImmutableArray<Consideration> Given { get; init; } = [];

    /// <summary>
    /// What is agreed and not held for the buyer for a while: the seller took it back, or the service is paused and it is free meanwhile. Part of no capacity; revenue reads it,
    /// since the price was agreed for it too.
    /// </summary>
    public ImmutableArray<Commitment> Suspended { get; init; } = [];

    public static Schedule operator +(Schedule a, Schedule b) =>
        new(a.Capacity.AddRange(b.Capacity), a.Charges.AddRange(b.Charges)) { Given = a.Given.AddRange(b.Given), Suspended = a.Suspended.AddRange(b.Suspended) };
    public static Schedule operator +(Schedule a, Commitment commitment) => a with { Capacity = a.Capacity.Add(commitment) };
    public static Schedule operator +(Schedule a, Charge charge) => a with { Charges = a.Charges.Add(charge) };

    /// <summary>The price of the service by the start of each date: all charges but means of payment.</summary>
    public Cumulative Due => Sum(charge => !charge.IsMeans);

    /// <summary>The part of the price that is fixed by the terms for all of the service.</summary>
    public Cumulative Fixed => Sum(charge => charge.IsFixed);

    /// <summary>The same if all capacity were delivered as agreed, which a policy spreads.</summary>
    public Cumulative Agreed => Charges.Any(charge => charge is { IsFixed: true, Agreed: not null })
        ? WithCharges(charge => charge with { Due = charge.Agreed ?? charge.Due }).Fixed : Fixed;

    /// <summary>What is taken off the price for capacity that is not delivered as agreed.</summary>
    public Cumulative Undelivered => Charges.Where(charge => charge is { IsFixed: true, Agreed: not null })
        .Aggregate(Cumulative.Zero, (sum, charge) => sum + (charge.Agreed! - charge.Due));

    /// <summary>
    /// The part of the price that is earned on the days for which it falls due and never spread: what follows what is observed, fixed fees for something beside the rest, less what
    /// is taken off for capacity that is not delivered.
    /// </summary>
    public Cumulative EarnedAsDue => Sum(charge => charge.IsVariable || charge.IsSeparate) - Undelivered;

    /// <summary>The part of the price that follows what is observed.</summary>
    public Cumulative Variable => Sum(charge => charge.IsVariable);

    Cumulative Sum(Func<Charge, bool> which) => Charges.Where(which).ToList() is [var only] ? only.Due
        : Charges.Where(which).Aggregate(Cumulative.Zero, (sum, charge) => sum + charge.Due);

    /// <summary>The GPUs reserved in a pool over time.</summary>
    public Timeline<Gpus> Reserved(Slug pool) => Sum(Capacity.Where(commitment => commitment.Pool == pool));

    /// <summary>The GPUs reserved in all pools over time.</summary>
    public Timeline<Gpus> ReservedInAll => Sum(Capacity);

    /// <summary>The same with those that are suspended.</summary>
    public Timeline<Gpus> AgreedInAll => Sum(Capacity.Concat(Suspended));

    static Timeline<Gpus> Sum(IEnumerable<Commitment> commitments) =>
        commitments.Aggregate(Timeline<Gpus>.Always(Gpus.Zero), (sum, commitment) => sum.Zip(commitment.Gpus, (a, b) => a + b));

    /// <summary>Every charge through <paramref name="change"/>: how a modifier works.</summary>
    public Schedule WithCharges(Func<Charge, Charge> change) => this with { Charges = [.. Charges.Select(change)] };

    /// <summary>Without so many GPUs of a pool over time; where fewer are reserved, without any.</summary>
    public Schedule Without(Slug pool, Timeline<Gpus> taken)
    {
        var left = taken;
        Commitment Less(Commitment commitment)
        {
            if (commitment.Pool != pool) return commitment;
            var (held, less) = (commitment.Gpus, left);
            left = less.Zip(held, (want, has) => want > has ? want - has : Gpus.Zero);
            return commitment with { Gpus = held.Zip(less, (has, want) => has > want ? has - want : Gpus.Zero) };
        }
        return this with { Capacity = [.. Capacity.Select(Less)] };
    }

    /// <summary>Without so many GPUs of a pool for a while: they stay agreed.</summary>
    public Schedule Suspending(Slug pool, Timeline<Gpus> taken)
    {
        var left = Without(pool, taken);
        return left with { Suspended = Suspended.Add(new(pool, Reserved(pool).Zip(left.Reserved(pool), (was, held) => was - held), null)) };
    }

    /// <summary>
    /// The monthly charges named (all when none is) in proportion to what is held of a pool here of what was held before, and what is agreed of them in proportion to what is
    /// agreed; days on which nothing was held stand as they are.
    /// </summary>
    public Schedule InProportion(Schedule before, Slug pool, ImmutableArray<string> charges, Terms terms)
    {
        var names = charges.Length > 0 ? [.. charges] : terms.Legs.OfType<Monthly>().Select(leg => leg.Name).ToHashSet();
        var (due, agreed) = (Shares(Reserved(pool), before.Reserved(pool), terms), Suspended.IsEmpty ? null : Shares(AgreedOf(pool), before.AgreedOf(pool), terms));
        return WithCharges(charge => !names.Contains(charge.Name) ? charge : agreed is null ? charge.Changed(was => was.Scale(due))
            : charge with { Due = charge.Due.Scale(due), Agreed = (charge.Agreed ?? charge.Due).Scale(agreed) });
    }

    Timeline<Gpus> AgreedOf(Slug pool) => Sum(Capacity.Concat(Suspended).Where(commitment => commitment.Pool == pool));

    static List<(LocalDate From, Rational Share)> Shares(Timeline<Gpus> held, Timeline<Gpus> was, Terms terms)
    {
        Rational Share(Instant at) => was.At(at) is { Count: > 0 } most ? Rational.Of(held.At(at).Count, most.Count) : Rational.One;
        return [.. held.Changes.Concat(was.Changes).Select(terms.Calendar.DateOf).Where(date => date < terms.End).Distinct().Order()
            .Select(date => (date, Share(terms.Calendar.StartOf(date))))];
    }

    /// <summary>Nothing from <paramref name="end"/> on.</summary>
    public Schedule CutAt(LocalDate end, Calendar calendar) => Splice(end, Nothing, calendar);

    /// <summary>This until <paramref name="from"/>, and <paramref name="next"/> from then on: charges of one name and reservations of one pool go on as one.</summary>
    public Schedule Splice(LocalDate from, Schedule next, Calendar calendar)
    {
        var instant = calendar.StartOf(from);
        return new(
            Spliced(Capacity, instant, next.Capacity),
            [.. Charges.Concat(next.Charges).Select(charge => charge.Name).Distinct()
                .Select(name => new Charge(name, DueUnder(name).Splice(from, next.DueUnder(name)), Any(name, next, charge => charge.IsMeans),
                    Any(name, next, charge => charge.IsVariable))
                    { IsSeparate = Any(name, next, charge => charge.IsSeparate),
                        Agreed = Any(name, next, charge => charge.Agreed is not null) ? AgreedUnder(name).Splice(from, next.AgreedUnder(name)) : null })])
        { Given = [.. Consideration.Spliced(Given, from, next.Given)], Suspended = Spliced(Suspended, instant, next.Suspended) };
    }

    static ImmutableArray<Commitment> Spliced(ImmutableArray<Commitment> until, Instant from, ImmutableArray<Commitment> then)
    {
        var nothing = Timeline<Gpus>.Always(Gpus.Zero);
        return [.. until.Select(commitment => commitment with { Gpus = commitment.Gpus.Splice(from, nothing) })
            .Concat(then.Select(commitment => commitment with { Gpus = nothing.Splice(from, commitment.Gpus) }))
            .Where(commitment => commitment.Gpus.Changes.Length > 0)
            .GroupBy(commitment => (commitment.Pool, commitment.Whole)).Select(group => group.Aggregate((a, b) => a with { Gpus = a.Gpus.Zip(b.Gpus, (x, y) => x + y) }))];
    }

    bool Any(string name, Schedule next, Func<Charge, bool> kind) => Charges.Concat(next.Charges).Any(charge => charge.Name == name && kind(charge));

    /// <summary>What one charge comes to; nothing when there is none of that name.</summary>
    public Cumulative DueUnder(string name) => Under(name)?.Due ?? Cumulative.Zero;

    Cumulative AgreedUnder(string name) => Under(name)?.Agreed ?? DueUnder(name);

    Charge? Under(string name)
    {
        foreach (var charge in Charges)
            if (charge.Name == name) return charge;
        return null;
    }
}

/// <summary>GPUs of one pool committed over time; of a whole pool with its exact power, else at the pool's own draw (null).</summary>
public sealed record Commitment(Slug Pool, PowerDraw? Whole)
{
    readonly (Reserve Clause, Terms Terms) _told;
    Timeline<Gpus>? _gpus;

    public Commitment(Slug pool, Timeline<Gpus> gpus, PowerDraw? whole) : this(pool, whole) => _gpus = gpus;

    /// <summary>What a clause reserves under its terms, worked out when it is first asked for: who asks for money alone does without it.</summary>
    internal Commitment(Reserve clause, Terms terms) : this(clause.Pool, clause.Whole) => _told = (clause, terms);

    /// <summary>The GPUs over time.</summary>
    public Timeline<Gpus> Gpus
    {
        get => _gpus ??= _told.Clause.Held(_told.Terms);
        init => _gpus = value;
    }

    public bool Equals(Commitment? other) => other is not null && Pool == other.Pool && Whole == other.Whole && Gpus.Equals(other.Gpus);
    public override int GetHashCode() => HashCode.Combine(Pool, Whole);

    /// <summary>What of it falls on some runs of days, given in order.</summary>
    internal Timeline<Gpus> Within(ImmutableArray<(LocalDate From, LocalDate End)> days, Calendar calendar)
    {
        var inside = Timeline<bool>.Always(false);
        foreach (var (from, end) in days)
        {
            inside = inside.Then(calendar.StartOf(from), true);
            if (end < LocalDate.MaxIsoValue) inside = inside.Then(calendar.StartOf(end), false);
        }
        return Gpus.Zip(inside, (gpus, isInside) => isInside ? gpus : Units.Gpus.Zero);
    }
}

/// <summary>Money under one name, the unit of rounding: its cumulative amount is rounded and lines are differences of that.</summary>
/// <param name="IsMeans">
/// Whether it only moves money in time (a prepayment and its drawdown): invoiced like a fee, but no price of any service, so that revenue and
/// backlog leave it out.
/// </param>
/// <param name="IsVariable">Whether it depends on what is observed (metered use, credits): earned in its own month and never spread.</param>
public sealed record Charge(string Name, Cumulative Due, bool IsMeans = false, bool IsVariable = false)
{
    /// <summary>Whether it is a fixed fee for something beside the rest, such as capacity that was called: owed like any fixed fee, and earned over its own days.</summary>
    public bool IsSeparate { get; init; }

    /// <summary>
    /// What would be due if all capacity were delivered as agreed; null where nothing is late, suspended or paused. The difference belongs to the days on which capacity is not
    /// there: a lower fee for less capacity is no concession of the price.
    /// </summary>
    public Cumulative? Agreed { get; init; }

    /// <summary>Whether it is fixed by the terms, for all of the service.</summary>
    public bool IsFixed => this is { IsMeans: false, IsVariable: false, IsSeparate: false };

    /// <summary>With another price: what is due and what is agreed change alike.</summary>
    internal Charge Changed(Func<Cumulative, Cumulative> change) => this with { Due = change(Due), Agreed = Agreed is { } agreed ? change(agreed) : null };
}
