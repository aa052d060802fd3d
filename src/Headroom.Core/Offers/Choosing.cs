using System.Collections.Immutable;
using Headroom.Core.Units;

namespace Headroom.Core.Offers;

/// <summary>
/// Searches for the best selection that a test accepts. The limits say in advance most of what the test would refuse; what it refuses beyond them is
/// learnt: offers that cannot stand together become a limit of their own. Who fits beside many fits beside fewer, so no acceptable selection is lost.
/// </summary>
/// <param name="test">Why an offer cannot stand beside others, or null.</param>
sealed class Choosing(ImmutableArray<Offer> offers, ImmutableArray<Limit> limits, Func<int, IReadOnlyCollection<int>, Refusal?> test, long mostSteps)
{
    /// <summary>How often a refused selection is learnt from; then what is left of the last one stands.</summary>
    const int MostRounds = 60;

    readonly Refusal?[] _alone = [.. offers.Select((_, thing) => test(thing, []))];
    readonly decimal _unit = UnitOf(offers);
    ImmutableArray<Limit> _limits = limits;
    long _steps;

    internal Portfolio Choose()
    {
        _limits = [.. _limits.Select(limit => limit with { Room = Math.Max(0, limit.Room) }), .. Groups()];
        var values = offers.Select((offer, thing) => _alone[thing] is null && offer.Value > 0 ? (long)decimal.Floor(offer.Value / _unit) : 0).ToImmutableArray();
        var (found, taken) = Search(values);
        taken = [.. Grown(taken).Order()];
        var value = taken.Sum(thing => offers[thing].Value);
        return new([.. taken.Select(thing => offers[thing])], [.. Enumerable.Range(0, offers.Length).Except(taken).Select(thing => Why(thing, taken, value, values))],
            value, Math.Max(value, found.Bound * _unit + Rounded(values)), found.IsProved && taken.SequenceEqual(found.Taken), _steps);
    }

    /// <summary>What was lost at most where values are not whole in the unit: each is rounded down by less than one.</summary>
    decimal Rounded(ImmutableArray<long> values) => offers.Where((offer, thing) => values[thing] > 0 && values[thing] * _unit != offer.Value).Any() ? offers.Length * _unit : 0;

    (Packed Found, ImmutableArray<int> Taken) Search(ImmutableArray<long> values)
    {
        for (var round = 0; ; round++)
        {
            var found = new Packing(values, _limits).Solve(Math.Max(1, mostSteps - _steps));
            _steps += found.Steps;
            if (FirstRefused(found.Taken) is not { } refused) return (found, found.Taken);
            if (round == MostRounds || _steps >= mostSteps) return (found, Accepted(found.Taken));
            ImmutableArray<int> together = [refused, .. InTheWay(refused, found.Taken.Remove(refused))];
            _limits = _limits.Add(new Limit([.. Enumerable.Range(0, offers.Length).Select(thing => together.Contains(thing) ? 1L : 0)], together.Length - 1));
        }
    }

    int? FirstRefused(ImmutableArray<int> taken) => taken.Select(thing => (int?)thing).FirstOrDefault(thing => test(thing!.Value, taken.Remove(thing.Value)) is not null);

    /// <summary>Those beside which an offer is refused, so few that without any of them it would not be.</summary>
    ImmutableArray<int> InTheWay(int thing, ImmutableArray<int> beside) =>
        beside.Aggregate(beside, (kept, other) => test(thing, kept.Remove(other)) is null ? kept : kept.Remove(other));

    /// <summary>What can be kept of a selection, the most valuable first.</summary>
    ImmutableArray<int> Accepted(ImmutableArray<int> taken) => taken.OrderByDescending(thing => offers[thing].Value).Aggregate(ImmutableArray<int>.Empty, WithIfAccepted);

    /// <summary>A selection with whatever still fits: only a search that was cut short leaves anything.</summary>
    ImmutableArray<int> Grown(ImmutableArray<int> taken) => Enumerable.Range(0, offers.Length)
        .Where(thing => _alone[thing] is null && offers[thing].Value > 0 && !taken.Contains(thing))
        .OrderByDescending(thing => offers[thing].Value).Aggregate(taken, WithIfAccepted);

    ImmutableArray<int> WithIfAccepted(ImmutableArray<int> kept, int thing) =>
        offers[thing].Group is { } group && kept.Any(other => offers[other].Group == group) || FirstRefused(kept.Add(thing)) is not null ? kept : kept.Add(thing);

    IEnumerable<Limit> Groups() => offers.Select(offer => offer.Group).OfType<string>().Distinct()
        .Select(group => new Limit([.. offers.Select(offer => offer.Group == group ? 1L : 0)], 1));

    LeftOut Why(int thing, ImmutableArray<int> taken, decimal value, ImmutableArray<long> values)
    {
        var offer = offers[thing];
        if (_alone[thing] is { } alone) return new(offer, LeftOutWhy.RefusedAlone, alone, [], null);
        if (offer.Value <= 0) return new(offer, LeftOutWhy.WorthNothing, null, [], null);
        var needed = Needed(thing, value, values);
        if (offer.Group is { } group && taken.Where(other => offers[other].Group == group).Select(other => (int?)other).FirstOrDefault() is { } alternative)
            return new(offer, LeftOutWhy.Alternative, null, [offers[alternative].Id], needed);
        // It may fit itself and leave too little for one that is taken.
        var (refused, with) = test(thing, taken) is { } own ? (own, InTheWay(thing, taken)) : Crowding(thing, taken);
        return new(offer, LeftOutWhy.DoesNotFit, refused, [.. with.Select(other => offers[other].Id)], needed);
    }

    (Refusal?, ImmutableArray<int>) Crowding(int thing, ImmutableArray<int> taken)
    {
        var crowded = taken.First(other => test(other, taken.Remove(other).Add(thing)) is not null);
        return (test(crowded, taken.Remove(crowded).Add(thing)), [crowded]);
    }

    /// <summary>What the best selection is worth above the best that can stand beside an offer, at least.</summary>
    decimal? Needed(int thing, decimal value, ImmutableArray<long> values)
    {
        var left = _limits.Select(limit => limit with { Room = limit.Room - limit.Uses[thing] }).ToImmutableArray();
        var beside = new Packing(values.SetItem(thing, 0), left).Solve(Math.Max(1, mostSteps / (10 * offers.Length)));
        _steps += beside.Steps;
        return Math.Max(0, value - beside.Bound * _unit - Rounded(values));
    }

    /// <summary>A power of ten in which all values are whole, or so that they stay within what the search counts exactly.</summary>
    static decimal UnitOf(ImmutableArray<Offer> offers)
    {
        var (unit, sum) = (0.0001m, offers.Where(offer => offer.Value > 0).Sum(offer => offer.Value));
        while (unit < 1 && offers.All(offer => offer.Value <= 0 || offer.Value % (unit * 10) == 0)) unit *= 10;
        while (sum / unit > Packing.MostValue) unit *= 10;
        return unit;
    }
}
