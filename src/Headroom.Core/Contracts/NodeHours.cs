using System.Collections.Immutable;
using Headroom.Core.Capacity;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// The GPU-hours of a contract over a window, judged by its table: committed = up + degraded + down + excluded, exactly. Of several conditions of a node the worst
/// holds at each instant; what is excluded is neither up nor down; and no more can be down than is committed.
/// </summary>
/// <param name="Committed">What the contract reserves of the pool.</param>
/// <param name="Conditions">The conditions that lie in the window and concern the contract, in order of their beginning, with what each makes of its node; null where it is left
/// out.</param>
public sealed record NodeHours(Rational Committed, Rational Degraded, Rational Down, Rational Excluded, decimal DegradedWeight,
    ImmutableArray<(NodeCondition Condition, NodeState? State)> Conditions)
{
    /// <summary>The hours that they cover.</summary>
    public required Window Window { get; init; }

    /// <summary>GPU-hours without any condition that counts.</summary>
    public Rational Up => Committed - Degraded - Down - Excluded;

    /// <summary>GPU-hours up, and degraded ones by their weight.</summary>
    public Rational Available => Up + Degraded * DegradedWeight;

    /// <summary>The minutes that a month of so many minutes was down: the share of the committed hours that was not available.</summary>
    public decimal DownMinutes(int minutes) => Minutes(Committed - Excluded - Available, minutes);

    /// <summary>The minutes that are left out of so many.</summary>
    public decimal ExcludedMinutes(int minutes) => Minutes(Excluded, minutes);

    decimal Minutes(Rational hours, int minutes) => Committed.IsZero ? 0 : (hours / Committed * minutes).Round(6);

    /// <summary>GPUs out of use by what the contract makes of it, at an instant.</summary>
    readonly record struct Lost(Rational Excluded, Rational Down, Rational Degraded)
    {
        public static Lost operator +(Lost a, Lost b) => new(a.Excluded + b.Excluded, a.Down + b.Down, a.Degraded + b.Degraded);
        public static Lost operator *(Lost a, Rational share) => new(a.Excluded * share, a.Down * share, a.Degraded * share);

        /// <summary>At most so many GPUs, what is left out first and then what is down.</summary>
        public Lost Within(Rational committed)
        {
            var excluded = Least(Excluded, committed);
            var down = Least(Down, committed - excluded);
            return new(excluded, down, Least(Degraded, committed - excluded - down));
        }

        static Rational Least(Rational a, Rational b) => a < b ? a : b;
    }

    /// <param name="committed">The GPUs of the pool that the contract reserves.</param>
    public static NodeHours Of(NodeStates states, Slug contract, IEnumerable<NodeCondition> conditions, Timeline<Gpus> committed, Window window)
    {
        var judged = conditions.Where(condition => states.Concerns(condition, contract) && condition.PartsIn(window).Any())
            .OrderBy(condition => condition.From).ThenBy(condition => condition.Id, StringComparer.Ordinal).Select(condition => (condition, states.Judge(condition, window.End)))
            .ToImmutableArray();
        var changes = judged.Where(each => each.Item2 != NodeState.Up).GroupBy(each => (each.condition.Node, IsShared: each.condition is { Contract: null, Stay: null }))
            .SelectMany(node => Steps([.. node], window).Select(step => (step.At, step.Change, node.Key.IsShared))).OrderBy(step => step.At).ToList();
        var (sum, own, shared, next) = (new Lost(), new Lost(), new Lost(), 0);
        var hours = Rational.Zero;
        foreach (var piece in Pieces(window, changes.Select(change => change.At), committed))
        {
            for (; next < changes.Count && changes[next].At <= piece.From; next++)
                if (changes[next].IsShared) shared += changes[next].Change;
                else own += changes[next].Change;
            Rational gpus = committed.At(piece.From).Count;
            var length = Hours(piece.Length);
            hours += gpus * length;
            sum += (own + shared * (gpus / (states.SharedGpus?.Count ?? 1))).Within(gpus) * length;
        }
        return new(hours, sum.Degraded, sum.Down, sum.Excluded, states.DegradedWeight, judged) { Window = window };
    }

    /// <summary>How what is lost of one node changes over the window.</summary>
    static IEnumerable<(Instant At, Lost Change)> Steps(ImmutableArray<(NodeCondition Condition, NodeState? State)> node, Window window)
    {
        var spans = node.SelectMany(each => each.Condition.PartsIn(window), (each, part) => (Span: part, each.State, each.Condition.Gpus)).ToList();
        var before = new Lost();
        foreach (var at in spans.SelectMany(each => new[] { each.Span.From, each.Span.End }).Distinct().Order())
        {
            var here = spans.Where(each => each.Span.Contains(at)).ToList();
            long Most(NodeState? state) => here.Where(each => each.State == state).Select(each => each.Gpus.Count).Append(0).Max();
            var excluded = Most(null);
            var down = Math.Max(excluded, Most(NodeState.Down));
            var now = new Lost(excluded, down - excluded, Math.Max(down, Most(NodeState.Degraded)) - down);
            yield return (at, now + before * -1);
            before = now;
        }
    }

    static IEnumerable<Window> Pieces(Window window, IEnumerable<Instant> changes, Timeline<Gpus> committed)
    {
        var from = window.From;
        foreach (var at in changes.Concat(committed.Changes).Where(at => at > window.From && at < window.End).Append(window.End).Distinct().Order())
        {
            yield return new(from, at);
            from = at;
        }
    }

    static Rational Hours(Duration length) => Rational.Of(length.ToInt64Nanoseconds(), NodaConstants.NanosecondsPerHour);
}
