using System.Collections.Immutable;
using Headroom.Core.Documents;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>What was disputed on issued invoices and how it ended, by id and by invoice.</summary>
public sealed record Disputes
{
    public static Disputes None { get; } = new();

    /// <summary>Every dispute by its id, in order of raising.</summary>
    public ImmutableSortedDictionary<string, Dispute> ById { get; init; } = ImmutableSortedDictionary<string, Dispute>.Empty.WithComparers(StringComparer.Ordinal);

    ImmutableDictionary<string, ImmutableList<string>> ByInvoice { get; init; } = ImmutableDictionary<string, ImmutableList<string>>.Empty;

    /// <summary>The id that the next dispute bears.</summary>
    public string NextId => $"DSP-{ById.Count + 1:0000000}";

    /// <summary>The disputes on an invoice, in order of raising.</summary>
    public IEnumerable<Dispute> On(string invoice) => ByInvoice.GetValueOrDefault(invoice, []).Select(id => ById[id]);

    /// <summary>What is in dispute of an invoice at the end of a date.</summary>
    public decimal OpenOn(string invoice, LocalDate at) => On(invoice).Where(dispute => dispute.IsOpen(at)).Sum(dispute => dispute.Amount);

    /// <summary>A dispute raised, or one with how it ended.</summary>
    public Disputes With(Dispute dispute) => this with
    {
        ById = ById.SetItem(dispute.Id, dispute),
        ByInvoice = ById.ContainsKey(dispute.Id) ? ByInvoice : ByInvoice.SetItem(dispute.Invoice, ByInvoice.GetValueOrDefault(dispute.Invoice, []).Add(dispute.Id)),
    };
}
