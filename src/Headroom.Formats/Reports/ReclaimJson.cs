using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Views;
using Headroom.Formats.Facts;
using NodaTime;

namespace Headroom.Formats.Reports;

/// <summary>Reclaims with their stages, promised and reached, and what they come to, as JSON.</summary>
public static class ReclaimJson
{
    public static void List(Utf8JsonWriter json, Book book, IEnumerable<ReclaimCase> reclaims, Instant now) =>
        json.List("reclaims", reclaims, reclaim => json.Map(() => One(json, book, reclaim, now)));

    /// <summary>One reclaim.</summary>
    public static void One(Utf8JsonWriter json, Book book, ReclaimCase reclaim, Instant now)
    {
        var progress = ReclaimProgress.Of(book, reclaim);
        var contract = book.Contracts[reclaim.Contract];
        ReclaimFormat.Write(json, reclaim);
        json.WriteString("stage", ReclaimProgress.Word(progress.Stage));
        json.Time("since", progress.Since);
        json.WriteBoolean("overdue", progress.IsOverdue(contract.Terms.Calendar.DateOf(now)));
        json.WriteNumber("fees-fall", progress.Fall);
        json.WriteNumber("compensation", progress.Compensation);
        json.WriteString("currency", progress.Currency.Code);
        json.WriteString("opted-in", OptIn(contract, reclaim));
        json.List("stages", progress.Stages, stage => json.Map(() =>
        {
            json.WriteString("stage", ReclaimProgress.Word(stage.Stage));
            json.Date("promised", stage.Promised);
            json.WriteString("reached", stage.Reached is { } reached ? Json.Text(reached) : null);
            json.WriteString("at", stage.At is { } at ? Json.Text(at) : null);
        }));
    }

    /// <summary>By what the customer has agreed: its signature, or who said so when and where it stands.</summary>
    public static string OptIn(Contract contract, ReclaimCase reclaim) =>
        contract.Versions.SelectMany(version => version.Terms.Legs.OfType<Reclaim>())
        .FirstOrDefault(leg => leg.Name == reclaim.Clause && leg.NeedsOptIn)?.OptIn(contract.Events) is { } said
            ? $"{said.Who} on {Json.Text(said.On)}: {said.Evidence}" : "by the signature of the terms";
}
