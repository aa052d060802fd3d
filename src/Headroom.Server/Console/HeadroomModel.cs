using System.Collections.Immutable;
using System.Text;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Demand;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Capacity;
using Headroom.Formats.Reports;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Console;

/// <summary>What the page of headroom shows: one pool over a window, as the address asks for it.</summary>
/// <param name="Ask">Risk, notice and availability.</param>
/// <param name="Stakes">What selling is worth, by the address or by the book; null when neither says it.</param>
/// <param name="Need">A quantity wanted back, or null.</param>
/// <param name="By">The day by which it is wanted, or null.</param>
/// <param name="Chart">The curve as JSON.</param>
/// <param name="Frontier">Share sold against risk and return.</param>
/// <param name="Openings">Falls of own use in the pool that open capacity.</param>
/// <param name="Needs">What own products need of it beside what their history foretells.</param>
/// <param name="Requests">What they asked back of it and has no answer.</param>
/// <param name="Rights">How each part comes back, and as served on the last day that is in time for the day asked for.</param>
public sealed record HeadroomModel(
    Surroundings Around, Pool Pool, ImmutableArray<Slug> Pools, LocalDate From, int Days, TierAsk Ask, Stakes? Stakes, Gpus? Need, LocalDate? By, PoolHeadroom All, string Chart,
    ImmutableArray<(RecallRight Right, RecallRight? Then)> Rights, Frontier Frontier, string FrontierChart,
    ImmutableArray<Opening> Openings, ImmutableArray<Need> Needs, ImmutableArray<RecallRequest> Requests,
    ImmutableArray<(Slug? Of, Assumption Assumption)> Assumptions)
{
    /// <summary>The padding of own workloads that run in the pool or its class on the first day, where it was measured.</summary>
    public ImmutableArray<(Slug Workload, Padding Padding)> Padded { get; private init; } = [];

    /// <summary>The most dates that the page draws.</summary>
    public const int MostDays = 1096;

    internal static HeadroomModel? Of(Asked asked)
    {
        var (book, input) = (asked.Book, asked.Input);
        if (book.Fleet.Pools.Count == 0) input.Fault("pool", RefusalCode.NotFound, "This book has no pool yet.");
        var pool = input.Has("pool") ? asked.Pool : book.Fleet.Pools.Values.FirstOrDefault();
        var from = StakesInput.From(input, book, asked.Today);
        var days = (int)input.Whole("days", 1, MostDays, "days", 90);
        var ask = StakesInput.Ask(input, book.Policy.Risk);
        var (stakes, outside) = (StakesInput.Read(input), StakesInput.Outside(input));
        var (need, by) = (input.Has("gpus") ? input.Gpus("gpus", 1) : (Gpus?)null, input.DateOrNone("by"));
        if (by is not null && need is null) input.Fault("by", RefusalCode.Malformed, "A day needs the quantity that is wanted by then: gpus.");
        if (by < from) input.Fault("by", RefusalCode.DatesUpsideDown, $"{Json.Text(by!.Value)} is before {Json.Text(from)}.");
        if (input.Faults.Count > 0) return null;
        var all = PoolHeadroom.Of(CapacityPicture.For(book, from, asked.Today), pool!, from, days, ask, stakes);
        all = all with { Back = all.Back with { OutsidePrice = outside ?? all.Back.OutsidePrice } };
        var frontier = Frontier.Of(CapacityPicture.For(book, from, asked.Today), pool!, from, days, ask, stakes, outside);
        return new(Surroundings.Of(asked), pool!, [.. book.Fleet.Pools.Keys], from, days, ask, stakes ?? PoolHeadroom.StakesOf(book), need, by, all,
            Encoding.UTF8.GetString(Json.Bytes(json => json.Map(() => HeadroomJson.Points(json, all, ask)))),
            [.. all.Back.Rights.Select(right => (right, by is { } day ? all.Back.ServedFor(right, day) : null))], frontier,
            Encoding.UTF8.GetString(Json.Bytes(json => json.Map(() => HeadroomJson.FrontierPoints(json, frontier)))),
            [.. Opening.Of(book, from, asked.Today).Where(opening => opening.Pool == pool!.Id)],
            [.. book.Needs.Values.Where(need => need.Through >= from && (need.Home == pool!.Id || need.Home == pool.Class))],
            [.. book.RecallRequests.Values.Where(request => request.Pool == pool!.Id && request.Answer is null)],
            [.. book.Assumptions.Values.Select(assumption => ((Slug?)null, assumption))])
        { Padded = [.. PaddingIn(book, pool!, from)] };
    }

    static IEnumerable<(Slug, Padding)> PaddingIn(Core.Books.Book book, Pool pool, LocalDate from) => book.Demand.Values
        .Where(demand => demand.Runs.At(book.Fleet.CalendarOf(pool).StartOf(from)) is var home && (home == pool.Id || home == pool.Class))
        .Select(demand => (demand.History.Workload, Padding: OwnPadding.Of(book, demand))).Where(each => each.Padding is not null).Select(each => (each.Workload, each.Padding!));

    /// <summary>The address of this page for another pool, all else as it is.</summary>
    public string Link(Slug pool) => $"/headroom?pool={pool}{Asking}{Kept}";

    /// <summary>The same view of the API.</summary>
    public string Source => $"/v1/pools/{Pool.Id}/headroom?{Asking[1..]}";

    string Asking => FormattableString.Invariant($"&from={Json.Text(From)}&days={Days}&risk={Ask.Risk}&notice={Ask.NoticeDays}&available={Ask.Available}");

    string Kept => Around.IsEarlier ? FormattableString.Invariant($"&position={Around.Position}") : "";
}
