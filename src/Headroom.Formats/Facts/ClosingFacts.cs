using System.Collections.Immutable;
using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Formats.Facts;

/// <summary>Reads and writes what is said about accounting months beside closing them.</summary>
public static class ClosingFacts
{
    /// <summary>The kinds that stand here.</summary>
    public static ImmutableArray<string> Kinds { get; } = ["month.reopened.v1", "close-step.prepared.v1", "close-step.reviewed.v1"];

    internal static FactBody? Read(string kind, Fields f) => kind switch
    {
        "month.reopened.v1" => new MonthReopened(f.Month("month"), f.Id("by"), f.Text("reason")),
        "close-step.prepared.v1" => new StepPrepared(f.Month("month"), f.Id("step"), f.Id("by"), f.Text("note", "")),
        "close-step.reviewed.v1" => new StepReviewed(f.Month("month"), f.Id("step"), f.Id("by"), f.Text("note", "")),
        _ => null,
    };

    internal static bool Write(Utf8JsonWriter json, FactBody body)
    {
        switch (body)
        {
            case MonthReopened fact:
                json.WriteString("month", Json.Text(fact.Month));
                json.WriteString("by", fact.By.ToString());
                json.WriteString("reason", fact.Reason);
                return true;
            case StepPrepared fact: Step(json, fact.Month, fact.Step, fact.By, fact.Note); return true;
            case StepReviewed fact: Step(json, fact.Month, fact.Step, fact.By, fact.Note); return true;
            default: return false;
        }
    }

    /// <summary>The policy's steps of a close, in files, requests and facts alike.</summary>
    public static ImmutableArray<CloseStep> Steps(Fields f) => [.. f.ListOrNone("close-steps", Policy.MostCloseSteps).Select(step =>
    {
        var read = new CloseStep(step.Id("step"), step.Text("name", 100), step.Bool("review", true), step.WordOr("when", false, ("before-close", false), ("after-close", true)));
        step.Done();
        return read;
    })];

    /// <summary>The steps as they are stored.</summary>
    internal static void Write(Utf8JsonWriter json, ImmutableArray<CloseStep> steps)
    {
        if (steps.Length > 0) json.List("close-steps", steps, step => json.Map(() =>
        {
            json.WriteString("step", step.Id.ToString());
            json.WriteString("name", step.Name);
            json.WriteBoolean("review", step.NeedsReview);
            json.WriteString("when", step.IsAfterClose ? "after-close" : "before-close");
        }));
    }

    static void Step(Utf8JsonWriter json, YearMonth month, Slug step, Slug by, string note)
    {
        json.WriteString("month", Json.Text(month));
        json.WriteString("step", step.ToString());
        json.WriteString("by", by.ToString());
        if (note.Length > 0) json.WriteString("note", note);
    }
}
