using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Views;
using Headroom.Core.Views.Disclosure;
using Headroom.Formats.Events;
using Headroom.Formats.Terms;
using NodaTime;

namespace Headroom.Formats.Reports;

/// <summary>A contract as JSON: its terms with every version, and what follows from them at a date.</summary>
public static class ContractJson
{
    public static void Write(Utf8JsonWriter json, Book book, Contract contract, LocalDate at) => json.Map(() =>
    {
        Summary(json, book, contract, at);
        json.Map("backlog", () => BacklogJson.Fields(json, Backlog.Of(contract, at)));
        if (Lifecycle.Of(book, contract.Id, at) is { } life) json.Map("lifecycle", () => LifecycleJson.Fields(json, life));
        json.List("clock", Agenda.Of(book, contract, at), item => AgendaJson.Item(json, item));
        json.List("capacity", contract.Schedule(at).Capacity, commitment => ExplanationJson.Capacity(json, commitment, contract.Terms));
        AccountingJson.Policy(json, contract, at, Framework.UsGaap);
        AccountingJson.Leases(json, contract);
        json.List("versions", contract.Versions, version => json.Map(() =>
        {
            json.Date("from", version.From);
            if (version.Treatment is { } treatment) json.WriteString("treatment", Words.Of(Words.Treatments, treatment));
            json.WritePropertyName("terms");
            TermsWriter.Write(json, version.Terms);
        }));
        json.List("delivered", contract.Delivered, delivery => json.Map(() =>
        {
            json.WriteString("pool", delivery.Pool.ToString());
            json.Date("from", delivery.Date);
            json.WriteNumber("gpus", delivery.Gpus.Count);
        }));
        json.List("agreed-total", AgreedTotal.Of(contract, at), total => json.Map(() =>
        {
            json.WriteString("charge", total.Charge);
            json.WriteNumber("agreed", total.Agreed);
            json.WriteNumber("now", total.Now);
            json.WriteNumber("difference", total.Difference);
        }));
        json.List("events", contract.Events, happened => json.Map(() =>
        {
            json.WriteString("event", happened.Word);
            ContractEvents.Write(json, happened);
            json.WriteString("says", happened.Says);
        }));
        AssumptionsJson.Write(json, contract.Terms.Assumptions);
    });

    /// <summary>All contracts of a book, a line each.</summary>
    public static void List(Utf8JsonWriter json, Book book, IEnumerable<Contract> contracts, LocalDate at) =>
        json.List("contracts", contracts, contract => json.Map(() => Summary(json, book, contract, at)));

    static void Summary(Utf8JsonWriter json, Book book, Contract contract, LocalDate at)
    {
        var exposure = Exposure.Of(book, contract, at);
        json.WriteString("contract", contract.Id.ToString());
        json.WriteString("we", book.Sells(contract.Terms) ? "sell" : "buy");
        json.WriteString("seller", contract.Terms.Seller.ToString());
        json.WriteString("buyer", contract.Terms.Buyer.ToString());
        json.Date("at", at);
        json.Date("from", contract.Versions[0].Terms.From);
        json.Date("stated-through", contract.Terms.Through);
        json.Date("last-day", contract.LastDay);
        json.WriteNumber("gpus", exposure.Gpus.Count);
        json.WriteNumber("monthly-fee", exposure.MonthlyFee);
        json.WriteString("currency", exposure.Currency.Code);
        json.Date("seller-guaranteed-until", exposure.SellerUntil);
        json.Date("buyer-guaranteed-until", exposure.BuyerUntil);
        json.Date("capacity-back", exposure.CapacityBack);
        if (exposure.Cover is { } cover) json.Map("cover", () => CoverJson.Write(json, cover));
        if (contract.Notice is not { } notice) { json.WriteNull("notice"); return; }
        json.Map("notice", () =>
        {
            json.WriteString("by", Words.Of(Words.Sides, notice.By));
            json.Date("served", notice.Served);
            if (notice.DeemedServed is { } deemed) json.Date("deemed-served", deemed);
            json.Date("last-day", notice.LastDay);
            json.WriteString("ground", Words.Of(Words.Grounds, notice.Ground));
            if (notice.Clause is { } clause) json.WriteString("clause", clause);
            if (notice.Form is { } form) json.WriteString("form", form);
            json.WriteBoolean("contested", contract.IsContested);
        });
    }
}
