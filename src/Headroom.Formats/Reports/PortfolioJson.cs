using System.Text.Json;
using Headroom.Core.Contracts;
using Headroom.Core.Offers;
using Headroom.Formats.Offers;
using Headroom.Formats.Terms;

namespace Headroom.Formats.Reports;

/// <summary>Which offers to take, as JSON.</summary>
public static class PortfolioJson
{
    public static readonly (string Word, LeftOutWhy Meaning)[] Reasons =
        [("refused-alone", LeftOutWhy.RefusedAlone), ("worth-nothing", LeftOutWhy.WorthNothing), ("alternative-taken", LeftOutWhy.Alternative),
            ("does-not-fit", LeftOutWhy.DoesNotFit)];

    public static void Write(Utf8JsonWriter json, PortfolioAnswer answer) => json.Map(() =>
    {
        var found = answer.Portfolio;
        json.WriteString("portfolio", answer.Name);
        json.WriteString("measure", answer.Measure is { } measure ? Words.Of(PortfolioInput.Measures, measure) : "stated");
        json.WriteString("currency", answer.Currency?.Code);
        json.WriteNumber("value", found.Value);
        json.WriteNumber("bound", found.Bound);
        json.WriteNumber("gap", found.Gap);
        json.WriteBoolean("proved", found.IsProved);
        json.WriteNumber("steps", found.Steps);
        json.List("taken", found.Taken, offer => json.Map(() => Offer(json, offer)));
        json.List("left-out", found.LeftOut, left => json.Map(() =>
        {
            Offer(json, left.Offer);
            json.WriteString("why", Words.Of(Reasons, left.Why));
            if (left.WouldNeed is { } needed) json.WriteNumber("not-below", needed); else json.WriteNull("not-below");
            json.List("in-the-way", left.InTheWay, id => json.WriteStringValue(id.ToString()));
            json.WritePropertyName("refusal");
            if (left.Refusal is { } refusal) RefusalJson.Write(json, refusal); else json.WriteNullValue();
        }));
    });

    static void Offer(Utf8JsonWriter json, Offer offer)
    {
        json.WriteString("offer", offer.Id.ToString());
        json.WriteNumber("value", offer.Value);
        json.WriteString("group", offer.Group);
        if (offer.Terms is not { } terms) return;
        json.WriteString("buyer", terms.Buyer.ToString());
        json.Date("from", terms.From);
        json.Date("through", terms.Through);
        json.WriteNumber("gpus", MostGpus(offer.AsContract!));
    }

    /// <summary>The most GPUs that a contract reserves at any time.</summary>
    public static long MostGpus(Contract contract) => contract.Schedule(null).ReservedInAll is var line ? line.Changes.Select(change => line.At(change).Count).Append(0).Max() : 0;
}
