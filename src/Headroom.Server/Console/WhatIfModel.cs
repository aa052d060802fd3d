using System.Collections.Immutable;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Offers;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Offers;
using Headroom.Journal.Scenarios;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Console;

/// <summary>What the page of several futures shows: the form as it was filled in, and every view now and in each future.</summary>
/// <param name="Filled">What stands in the form, by the name of its input.</param>
/// <param name="Futures">The futures; null before anything was supposed, or when an input is wrong.</param>
/// <param name="Why">What is wrong with the inputs.</param>
public sealed record WhatIfModel(
    Surroundings Around, IReadOnlyDictionary<string, string> Filled, ImmutableArray<Slug> Pools, ImmutableArray<Slug> Sites, ImmutableArray<Slug> Contracts,
    ImmutableArray<Slug> Workloads, Futures? Futures, IReadOnlyList<Refusal> Why)
{
    static readonly string[] Inputs =
        ["megawatts", "gpus", "pool", "from", "months", "price", "currency", "notice", "by", "served", "own-demand", "workload", "slip", "slip-months"];

    internal static WhatIfModel? Of(Asked asked)
    {
        var given = Inputs.Where(asked.Input.Has).ToDictionary(name => name, name => asked.Input.Text(name, "", 200));
        if (asked.Input.Faults.Count > 0) return null;
        var (around, book, faults) = (Surroundings.Of(asked), asked.Book, new List<Refusal>());
        WhatIfModel Shown(IReadOnlyDictionary<string, string> filled, Futures? futures) => new(around, filled, [.. book.Fleet.Pools.Keys], [.. book.Fleet.Sites.Keys],
            [.. book.Contracts.Values.Where(contract => contract.Notice is null && contract.LastDay >= asked.Today).Select(contract => contract.Id)], [.. book.Demand.Keys],
            futures, faults);
        var fields = Fields.Of(new MapNode("", 0, given.ToDictionary(each => each.Key, each => (Node)new TextNode(each.Key, 0, each.Value))), faults);
        var branches = Branches(fields, asked.Today).ToImmutableArray();
        if (branches.Length == 0 || faults.Count > 0) return Shown(given.Count == 0 ? Fresh(asked.Today) : given, null);
        if (branches.Length > 1) branches = branches.Add(new("all together", [.. branches.SelectMany(branch => branch.Steps)]));
        return Shown(given, Journal.Scenarios.Futures.Of(asked.Desk.Keeper, book, new("console", null, branches), null));
    }

    /// <summary>A future for each thing that is supposed.</summary>
    static IEnumerable<BranchInput> Branches(Fields f, LocalDate today)
    {
        if (f.Has("megawatts") || f.Has("gpus"))
            yield return Branch($"sell {(f.Has("megawatts") ? $"{f.Text("megawatts", 20)} MW" : $"{f.Text("gpus", 20)} GPUs")} more",
                new SupposeSold(Slug.Of("what-if"), InquiryInput.Read(f)));
        if (f.Has("notice"))
            yield return Branch($"notice to {f.Text("notice", 60)}",
                new SupposeSaid(new GiveNotice(f.Id("notice"), f.WordOr("by", Side.Seller, [("seller", Side.Seller), ("buyer", Side.Buyer)]), f.DateOrNone("served") ?? today)));
        if (f.Has("own-demand") && f.Decimal("own-demand", -100, 900, "%") is var percent)
            yield return Branch($"own demand {percent.ToString("+0.##;-0.##;0", System.Globalization.CultureInfo.InvariantCulture)}%",
                new SupposeDemand(f.IdOrNone("workload"), 1 + percent / 100));
        if (f.Has("slip") && (int)f.Whole("slip-months", 1, 120, "months", 3) is var months)
            yield return Branch($"{f.Text("slip", 60)} slips {months} months", new SupposeSlip(f.Id("slip"), months));
    }

    static BranchInput Branch(string name, Supposition supposed) => new(name, [new BranchStep(supposed, null)]);

    static Dictionary<string, string> Fresh(LocalDate today) =>
        new() { ["from"] = Json.Text(today.ToYearMonth().PlusMonths(1).OnDayOfMonth(1)), ["months"] = "12", ["currency"] = "USD", ["by"] = "seller", ["slip-months"] = "3" };

    /// <summary>What stands in an input.</summary>
    public string In(string name) => Filled.GetValueOrDefault(name, "");
}
