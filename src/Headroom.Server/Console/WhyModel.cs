using System.Collections.Immutable;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Server.Http;

namespace Headroom.Server.Console;

/// <summary>What the page of an invoice's causes shows.</summary>
public sealed record WhyModel(Surroundings Around, Invoice Invoice, ImmutableArray<LineCause> Causes)
{
    internal static WhyModel? Of(Asked asked)
    {
        var number = asked.Input.Text("invoice", 40);
        if (asked.Book.Receivables.Invoices.TryGetValue(number, out var invoice))
            return new(Surroundings.Of(asked), invoice, LineCause.Of(asked.Desk.Keeper.Facts(0, asked.Book.Position), invoice));
        asked.Input.Fault("invoice", RefusalCode.NotFound, $"There is no invoice '{number}'.");
        return null;
    }
}

/// <summary>What the page of open matters shows: what is not billed and why, reminders due, disputes, purchase orders.</summary>
/// <param name="More">How many unbilled items are not shown.</param>
public sealed record ClaimsModel(
    Surroundings Around, ImmutableArray<Unbilled> Unbilled, int More, ImmutableArray<Dunning> Reminders, bool HasSteps, ImmutableArray<Dispute> Disputes,
    ImmutableArray<OrderUse> Orders)
{
    const int MostRows = 200;

    /// <summary>In which currency a dispute is.</summary>
    public required Func<Dispute, Currency> CurrencyOf { get; init; }

    internal static ClaimsModel Of(Asked asked)
    {
        var unbilled = Core.Views.Unbilled.Of(asked.Book, asked.At, asked.Desk.Keeper.Now(asked.Book)).ToList();
        return new(Surroundings.Of(asked), [.. unbilled.Take(MostRows)], Math.Max(0, unbilled.Count - MostRows), [.. Dunning.Due(asked.Book, asked.Today)],
            asked.Book.Policy.Dunning.Length > 0,
            [.. asked.Book.Receivables.Disputes.ById.Values.Reverse().OrderBy(dispute => dispute.Settled is not null).Take(MostRows)], [.. OrderUse.Of(asked.Book)])
        { CurrencyOf = dispute => asked.Book.Receivables.Invoices[dispute.Invoice].Currency };
    }
}
